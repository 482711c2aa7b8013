"""Cards of updates and of following: within Discord's limits at their longest, in every language, and fit for a screen reader."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from bot.cards import Card, to_payload
from bot.following.cards import digest, following
from bot.store.outbox import Progress
from bot.store.updates import State
from bot.updates.cards import progress
from bot.updates.cards import update as update_cards
from bot.updates.cards.progress import Way
from bot.updates.cards.update import Where
from bot.updates.changes import Changed
from knowledge.wording import LANGUAGES, wording
from tests import follower_cards as cards
from tests.bot.desks import custom_ids, labels, release, text
from tests.discord_server import limits

ALL = (
    cards.previewed,
    cards.delivered,
    cards.taken_back,
    cards.on_its_way,
    cards.what_changed,
    cards.digested,
    cards.asked,
    cards.followed,
    cards.renewed,
    cards.held,
)
SPECIAL = "*_~`|[]()<>@everyone\n"
LONGEST = {"headline": ("*_~`|[]<>" * 12)[:100], "text": (SPECIAL * 80)[:1500], "place": (SPECIAL * 7)[:120]}


def breaches(card: Card) -> list[object]:
    return list(limits.message(to_payload(card)) or ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", ALL, ids=lambda make: make.__name__)
def test_every_card_is_within_the_limits_in_every_language(make: object, language: str) -> None:
    assert callable(make)
    assert breaches(make(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_update_is_within_the_limits_wherever_it_stands(language: str) -> None:
    towns = tuple(sorted(release().towns))[:15]
    longest = cards.update(towns=towns, **LONGEST)
    for where in Where:
        assert breaches(update_cards.render(longest, cards.reader(language, where))) == []
    assert breaches(digest.render((longest,) * 30, towns, cards.reader(language))) == []


def test_an_update_carries_its_marker_and_the_ways_on() -> None:
    shown = update_cards.render(cards.update(), cards.reader())
    assert "pm1:following:update.12:1" in custom_ids(shown)
    assert "pm1:follow:update.12:1" in custom_ids(update_cards.render(cards.update(), cards.reader(where=Where.FEED)))
    assert labels(shown) == ["council.example", *cards.TOWNS, "What I follow"]


def test_what_is_taken_back_says_so_without_repeating_it() -> None:
    gone = update_cards.render(cards.update(State.RETRACTED), cards.reader())
    assert "Taken back: Council votes on the camera contract" in text(gone)
    assert "Town Hall" not in text(gone)
    assert "council.example" not in labels(gone)


def test_progress_is_said_in_words_before_it_is_drawn() -> None:
    lines = text(cards.on_its_way()).splitlines()
    assert lines[2:4] == ["**62 of 100 delivered**", f"`{'█' * 12}{'░' * 8}`"]
    assert "- 34 wait" in lines
    assert "- 3 failed: they take no direct messages from this bot" in lines


def test_progress_of_nobody_and_of_reasons_never_heard_of_is_told() -> None:
    nobody = Way(cards.update(), Progress(0, 0, 0, MappingProxyType({})))
    assert "Nobody gets it at once" in text(progress.render(nobody, wording("en")))
    strange = Way(cards.update(), Progress(0, 1, 2, MappingProxyType({"418": 1})))
    assert "1 failed: Discord said 418" in text(progress.render(strange, wording("en")))
    assert "2 were no longer wanted" in text(progress.render(strange, wording("en")))


def test_what_changed_is_kept_as_it_will_be_sent() -> None:
    found = cards.record()
    assert Changed.from_json(found.to_json()) == found
    assert {about.name for about in found.about("ht")} == {"Manchester"}
    assert found.about("en", [1]) == ()


def test_what_changed_names_every_source_once() -> None:
    shown = text(cards.what_changed())
    assert "Before: Plate readers; nothing on record" in shown
    assert shown.count("[CT Mass Surveillance (unseenpower), volunteer project](https://") == 1


def test_who_is_paused_reads_that_first() -> None:
    shown = text(cards.followed(paused="50007"))
    assert shown.splitlines()[1] == "**Discord refused our last message to you, so nothing more is sent.**"
    assert "Write to me again" in labels(cards.followed(paused="50007"))


def test_consent_is_two_sentences_on_what_is_kept() -> None:
    kept = wording("en").say("following.kept")
    assert kept.count(". ") == 1
    assert kept in text(following.consent(1, "Alder", wording("en")))


def test_the_button_of_a_link_shows_the_end_of_a_site_whose_name_is_too_long() -> None:
    long = update_cards.render(
        cards.update(link=f"https://town.example.{'a' * 40}.{'b' * 40}.elsewhere.example/"), cards.reader()
    )
    [label] = [label for label in labels(long) if "example" in label]
    assert label.startswith("…")
    assert label.endswith(".elsewhere.example")
    assert len(label) == 80
