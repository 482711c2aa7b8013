"""The cards about releases fit Discord whatever differs, say the most important first, and hold what they promise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from bot.cards import Card, to_payload
from bot.moderation.cards import changes as change_cards
from bot.moderation.cards import lists, preview, refresh, rollback, setup, stale, status
from bot.moderation.cards.changes import Difference
from bot.moderation.cards.preview import Told
from bot.moderation.cards.refresh import Refreshed
from bot.moderation.cards.rollback import Back
from bot.moderation.cards.setup import Setup
from bot.moderation.cards.status import Status
from bot.moderation.moves import read
from bot.store.audit import Entry
from bot.store.proposals import Decision, Draft, Kind, Proposal, State
from bot.store.refreshes import Outcome, Refresh
from bot.store.releases import Kind as Published
from bot.store.releases import Publication
from bot.store.servers import Server
from knowledge import changes, freshness, statistics
from knowledge.answers import compose
from knowledge.changes import Changes
from knowledge.errors import Mistake
from knowledge.questions import Intent, Language, Question
from knowledge.wording import LANGUAGES, wording
from tests.bot import desks, variations
from tests.discord_server import limits

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
WHO = "<@1100000000000000011>"
EN = wording("en")
PUBLICATION = Publication(3, "0" * 12, Published.PUBLISHED, "m-a", "why " * 100, "https://host.example/" + "p" * 200, NOON)
MISTAKES = tuple(Mistake(f"agencies/{'a' * 200}.yaml", n, "f" * 300, "problem " * 200, "remedy **x** " * 200) for n in range(900))


@cache
def difference(name: str) -> Changes:
    """Three records of the small pack; a pack that is all new; one that is all gone; nothing."""
    small, ahead, large = variations.release(0), variations.release(1), desks.release()
    pairs = {"small": (small, ahead), "all new": (small, large), "all gone": (large, small), "nothing": (small, small)}
    before, after = pairs[name]
    return changes.compare(before.base.contents, after.base.contents)


def refreshed(found: Changes, **fields: Any) -> Refreshed:
    """A refresh that waits."""
    draft = Draft(
        NOON, "m-a", Kind.REFRESH, version=found.after, instead_of=found.before, origin="https://host.example/" + "p" * 300
    )
    towns = tuple((town.name, town.town_no) for town in list(desks.release().towns.values())[:25])
    made = Refreshed(proposal=Proposal(12, draft), found=found, as_of=("2026-06-30", "2026-07-31"), towns=towns, who=WHO)
    return replace(made, **fields)


def sound(card: Card) -> str:
    """What a card says; raises AssertionError for what Discord refuses, or a control that nobody can read."""
    body = to_payload(card)
    attached = [{"id": "0", "filename": name} for name in ("changes.txt", "mistakes.txt", "stale.txt")]
    assert list(limits.message(body | {"attachments": attached})) == []
    assert [custom_id for custom_id in desks.custom_ids(card) if read(custom_id) is None] == []
    return desks.text(card)


def every_page(found: Changes, language: str) -> Iterator[Card]:
    words = wording(language)
    for page in range(1, len(change_cards.dealt_out(found, words)) + 1):
        yield change_cards.render(Difference(found, page), words)
        yield refresh.render(refreshed(found, page=page, two=True), words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["small", "all new", "all gone", "nothing"])
def test_every_page_of_every_difference_is_within_the_limits(name: str, language: str) -> None:
    for card in every_page(difference(name), language):
        sound(card)
    sound(rollback.render(Back(difference(name), "2026-06-30"), wording(language)))


def test_the_towns_whose_headline_changes_stand_on_the_first_page() -> None:
    said = sound(refresh.render(refreshed(difference("all new")), EN))
    first = next(line for line in said.splitlines() if line.startswith("### "))
    assert first == f"### {EN.say('changes.statuses')}"
    assert "headlines change." in said.partition(first)[0]


def test_a_change_is_told_before_and_after() -> None:
    said = sound(refresh.render(refreshed(difference("small")), EN))
    assert "was: " in said
    assert "becomes: " in said
    assert "edition 1" in said


@pytest.mark.parametrize("state", [State.PUBLISHED, State.DECLINED, State.WITHDRAWN])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decided_refresh_has_nothing_to_press(state: State, language: str) -> None:
    waiting = refreshed(difference("small"))
    decided = replace(waiting.proposal, decision=Decision(state, NOON, "m-b"))
    card = refresh.render(replace(waiting, proposal=decided, decider=WHO), wording(language))
    sound(card)
    assert desks.custom_ids(card) == []


@pytest.mark.parametrize("count", [1, 5, 6, 900])
@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_are_counted_and_the_first_are_named(count: int, language: str) -> None:
    said = sound(refresh.refused(MISTAKES[:count], "/records", wording(language)))
    assert f"{count}" in said
    assert "0**" in said
    assert r"remedy \*\*x\*\*" in said


def test_a_preview_tells_the_old_above_the_new() -> None:
    old, new = (Told(release, _answer(release)) for release in (variations.release(0), variations.release(1)))
    said = sound(preview.render("Alder", old, new, EN))
    assert said.index("### Before") < said.index("### After") < said.index("edition 1")


def test_a_preview_of_what_stays_the_same_says_so_once() -> None:
    told = Told(variations.release(0), _answer(variations.release(0)))
    said = sound(preview.render("Alder", told, told, EN))
    assert "stay the same" in said
    assert "### Before" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_preview_of_any_town_is_within_the_limits(language: str) -> None:
    release = desks.release()
    for town in list(release.base.towns)[::6]:
        answer = compose(Question("", Language(language), Intent.TOWN_STATUS, (town,)), release.base, desks.DAY)
        sound(preview.render(town, Told(release, None), Told(release, answer), wording(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_happened_is_within_the_limits(language: str) -> None:
    words = wording(language)
    sound(lists.history([(PUBLICATION, WHO)] * 10, 2, 3, words))
    sound(lists.history([], 1, 1, words))
    sound(lists.trail([(Entry(NOON, "m-a", "a" * 50, "s" * 200, "v" * 64), WHO)] * 10, 2, 3, words))
    sound(lists.trail([], 1, 1, words))
    sound(rollback.done(PUBLICATION, WHO, words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_the_record_stands_is_told(language: str) -> None:
    counted = statistics.count(desks.release().base.contents)
    last = Refresh(NOON, "m-a", "/records", Outcome.FAILED, None, note="no **answer** " * 30)
    for published, origin, of in ((PUBLICATION, "/records`", last), (None, None, None)):
        said = sound(status.render(Status(counted, published, WHO, origin, of, WHO), wording(language)))
        assert counted.version in said
        assert "**answer**" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_servers_settings_are_shown_whatever_they_are(language: str) -> None:
    for server in (Server(1), Server(1, 2, 3, 4)):
        sound(setup.render(Setup(server, home=False, changed=True, hidden=True, mute=True), wording(language)))
    assert "<@&2>" in sound(setup.render(Setup(Server(1, 2), home=True, changed=False, hidden=False, mute=False), EN))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("years", [0, 1, 5])
def test_what_is_due_is_within_the_limits(language: str, years: int) -> None:
    due = freshness.stale(desks.release().base.contents, desks.DAY.replace(year=2026 + years))
    said = sound(stale.render(due, wording(language)))
    assert bool(due) is ("###" in said)


def _answer(release: Any) -> Any:
    return compose(Question("", Language.EN, Intent.TOWN_STATUS, ("Alder",)), release.base, desks.DAY)
