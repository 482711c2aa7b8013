"""What a moderator reads when something fails: a sentence in every language, with nothing of the machine in it."""

from __future__ import annotations

import pytest

from bot.errors import DeclinedError, PlainsightError, Problem, SettingsError
from bot.fetching.errors import SourceAddressError, SourceError
from bot.moderation.troubles import SENTENCES, told
from bot.store import errors
from knowledge.errors import PackError
from knowledge.wording import LANGUAGES, wording

PLACE = "/srv/secret/plainsight.db"
CASES: list[tuple[Exception, str]] = [
    (errors.ConflictError(), "moderation.error.conflict"),
    (errors.AlreadyPublishedError("v"), "moderation.error.already_published"),
    (errors.UnknownReleaseError("v"), "moderation.error.unknown_release"),
    (errors.StoreLockedError(PLACE), "moderation.error.locked"),
    (errors.StoreFullError(PLACE), "moderation.error.full"),
    (errors.StoreDamagedError(PLACE), "moderation.error.store"),
    (errors.StoreUnreachableError(PLACE, "gone"), "moderation.error.store"),
    (PackError([]), "moderation.error.pack"),
    (SettingsError(Problem("PLAINSIGHT_KEY", "is short", "write more")), "moderation.error.key"),
    (SourceAddressError("no address", "write one"), "moderation.error.source_address"),
    (SourceError("it is <@1> **odd**", "look"), "moderation.error.source"),
]


@pytest.mark.parametrize(("error", "key"), CASES, ids=[type(error).__name__ for error, _ in CASES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(error: Exception, key: str, language: str) -> None:
    declined = told(error)
    assert declined
    assert declined.key == key
    said = wording(language).say(declined.key, **declined.slots)
    assert PLACE not in said
    assert "<@1>" not in said


def test_what_is_declined_already_stays_as_it_is() -> None:
    declined = DeclinedError("error.stale")
    assert told(declined) is declined


def test_what_has_no_sentence_is_left_to_the_client() -> None:
    assert told(PlainsightError("odd")) is None
    assert told(RuntimeError("odd")) is None


def test_every_sentence_is_reached() -> None:
    assert {key for _, key in SENTENCES} == {key for _, key in CASES}
