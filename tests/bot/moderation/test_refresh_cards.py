"""The cards about releases fit Discord whatever differs, say the most important first, and hold what they promise."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bot
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
from bot.store.corrections import State as Corrected
from bot.store.proposals import Decision, Draft, Kind, Proposal, State
from bot.store.refreshes import Outcome, Refresh
from bot.store.releases import Kind as Published
from bot.store.releases import Publication
from bot.store.servers import Server
from knowledge import changes, freshness, statistics
from knowledge.answers import compose
from knowledge.changes import Change, Changes, FieldChange, Sort
from knowledge.errors import Mistake
from knowledge.freshness import Group
from knowledge.questions import Intent, Language, Question
from knowledge.wording import LANGUAGES, wording
from tests.bot import desks, variations
from tests.discord_server import limits

BOT = Path(bot.__file__).parent
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


def test_what_is_due_tells_where_to_begin_and_when_it_was_last_checked() -> None:
    due = freshness.stale(desks.release().base.contents, desks.DAY.replace(year=2027))
    said = sound(stale.render(due, EN))
    assert EN.say("moderation.stale.first") in said
    assert "Legislators and statewide: " in said
    elsewhere = next(found for found in due if found.town is None)
    assert f"(oldest check {EN.date(min(one.review.checked for one in elsewhere.due))})" in said


def test_where_no_contact_is_due_nobody_is_told_to_begin_with_one() -> None:
    due = freshness.stale(desks.release().base.contents, desks.DAY.replace(year=2027))
    rest = [
        replace(found, due=kept) for found in due if (kept := tuple(o for o in found.due if o.review.group != Group.CONTACTS))
    ]
    assert EN.say("moderation.stale.first") not in sound(stale.render(rest, EN))


ACTIONS = {
    *(kind.value for kind in Published),
    *(f"proposed_{kind}" for kind in Kind),
    *(f"proposal_{state}" for state in State if state is not State.OPEN),
    *(f"correction_{state}" for state in Corrected if state is not Corrected.OPEN),
    *("setup", "told_publication", "told_newer", "told_parked"),
    *("update_published", "update_changed", "update_retracted", "feed_added", "feed_removed"),
    *("server_trusted", "server_distrusted"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_of_the_audit_is_told_in_words(language: str) -> None:
    for action in ACTIONS:
        assert f"`{action}`" not in sound(lists.trail([(Entry(NOON, "m-a", action), WHO)], 1, 1, wording(language)))
    assert "`unheard_of`" in sound(lists.trail([(Entry(NOON, "m-a", "unheard_of"), WHO)], 1, 1, wording(language)))


def test_the_actions_that_the_code_writes_are_those_known() -> None:
    """Whatever stands as the action of a new line of the audit, anywhere in the bot, is among the actions tested here."""
    written = [action for path in sorted(BOT.rglob("*.py")) for action in actions_written(ast.parse(path.read_text("utf-8")))]
    assert len(written) >= 7
    assert [shape for shape in written if not any(re.fullmatch(shape, action) for action in ACTIONS)] == []
    assert [action for action in ACTIONS if not any(re.fullmatch(shape, action) for shape in written)] == []


def actions_written(tree: ast.Module) -> Iterator[str]:
    """The third argument of each new line of the audit, as a pattern: what is worked out may be anything."""
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    audits = {module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and (module := node.module)}
    if "audit" not in imported and "bot.store.audit" not in audits:
        return
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if named == "Entry":
            action = call.args[2]
            parts = action.values if isinstance(action, ast.JoinedStr) else [action]
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+" for part in parts)


def law(*fields: FieldChange) -> Changes:
    """A law of which these fields differ."""
    return Changes("a", "b", (), (Change("laws", "law-1", "A law", (), Sort.CHANGED, fields),))


def test_of_a_large_change_what_is_told_in_short_stands_first_and_whole() -> None:
    brief = "It bars the police from sharing plates. " * 9
    found = law(
        FieldChange("text", "x" * 900, "y" * 900), FieldChange("notes", "n" * 700, "m"), FieldChange("in_short", None, brief)
    )
    said = "\n".join(sound(card) for card in every_page(found, "en"))
    assert f"**In short:** {brief.strip()}" in said
    assert said.index("In short") < said.index("**text:**")
    assert "1 more field; the file lists them all" in said


def test_a_field_that_has_a_name_in_words_is_called_by_it() -> None:
    said = sound(refresh.render(refreshed(law(FieldChange("status", "alleged", "ended"))), EN))
    assert "**Where it stands:** was: " in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_changes_keep_within_the_limits(language: str) -> None:
    long = tuple(FieldChange(f"field_{n}", "*_" * 2000, "~`" * 2000) for n in range(9))
    found = Changes("a", "b", (), tuple(Change("laws", f"law-{n}", "*" * 300, (), Sort.CHANGED, long) for n in range(5)))
    for card in every_page(found, language):
        sound(card)


def _answer(release: Any) -> Any:
    return compose(Question("", Language.EN, Intent.TOWN_STATUS, ("Alder",)), release.base, desks.DAY)
