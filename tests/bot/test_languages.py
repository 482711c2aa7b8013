"""Whose language counts: what was asked for, what the person chose, their Discord's, the server's."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest
from discord import Locale

from bot import languages
from bot.desk import Desk
from bot.languages import Languages, Speech
from bot.releases import Releases
from knowledge.questions import Language
from tests.bot import desks

ALMA, HERE = 7, 70


@dataclass
class Asking:
    """What of an interaction tells a language."""

    locale: Locale = Locale.american_english
    guild_locale: Locale | None = None
    guild_id: int | None = HERE
    user: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(id=ALMA))


def writing(locale: Locale | None = None) -> SimpleNamespace:
    guild = SimpleNamespace(id=HERE, preferred_locale=locale) if locale else None
    return SimpleNamespace(author=SimpleNamespace(id=ALMA), guild=guild)


@pytest.mark.parametrize(
    ("speech", "language"),
    [
        (Speech("pt-BR", "ht", "es"), "ht"),
        (Speech("pt-BR", None, "es"), "pt"),
        (Speech("en-GB", None, "es"), "en"),
        (Speech("fr", None, "es"), "es"),
        (Speech(None, None, "ht"), "ht"),
        (Speech("de"), "pt"),
        (Speech(), "pt"),
    ],
)
def test_the_choice_comes_before_discords_locale_and_that_before_the_servers(speech: Speech, language: str) -> None:
    assert Desk(Releases(live=desks.release()), Language.PT).language(speech) == language


def test_the_language_of_a_question_gives_way_to_a_choice_and_comes_before_the_rest() -> None:
    desk = desks.desk()
    asked = "¿La policía de Norwalk comparte datos con ICE?"
    assert desk.understand(asked, Speech("pt-BR", None, "ht")).language == "es"
    assert desk.understand(asked, Speech("pt-BR", "ht", "pt")).language == "ht"


def test_what_is_asked_for_this_once_comes_before_what_was_chosen() -> None:
    known = Languages()
    known.choose(ALMA, "es")
    assert known.asks(Asking()).choice == "es"
    assert known.asks(Asking(), "ht").choice == "ht"


def test_a_remembered_choice_counts_until_another_is_made() -> None:
    known = Languages()
    known.learn({str(ALMA): "es"}, {})
    assert (known.own(ALMA), known.remembers(ALMA)) == ("es", True)
    known.choose(ALMA, "ht")
    assert known.own(ALMA) == "ht"
    known.keep(ALMA, "pt")
    assert known.own(ALMA) == "pt"


def test_a_dropped_choice_leaves_nothing() -> None:
    known = Languages()
    known.keep(ALMA, "es")
    assert known.drop(ALMA)
    assert known.own(ALMA) is None
    assert not known.drop(ALMA)


def test_people_are_known_by_the_name_that_is_given_them() -> None:
    known = Languages()
    known.called(lambda user_id: f"hash of {user_id}")
    known.learn({f"hash of {ALMA}": "ht"}, {})
    assert known.own(ALMA) == "ht"
    assert known.own(ALMA + 1) is None


def test_nobody_is_named_before_anybody_has_chosen() -> None:
    known = Languages()
    known.called(lambda _: pytest.fail("the key was asked for"))
    assert known.own(ALMA) is None


def test_of_very_many_choices_the_oldest_falls_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "MOST_FOR_NOW", 2)
    known = Languages()
    for user_id in (1, 2, 1, 3):
        known.choose(user_id, "es")
    assert [known.own(user_id) for user_id in (1, 2, 3)] == ["es", None, "es"]


def test_a_servers_setting_comes_before_its_locale() -> None:
    known = Languages()
    assert known.asks(Asking(guild_locale=Locale.spain_spanish)).server == "es"
    known.keep_server(HERE, "ht")
    assert known.asks(Asking(guild_locale=Locale.spain_spanish)).server == "ht"
    assert known.writes(writing(Locale.spain_spanish)).server == "ht"
    known.keep_server(HERE, None)
    assert known.asks(Asking(guild_locale=Locale.spain_spanish)).server == "es"


@pytest.mark.parametrize("locale", [Locale.american_english, Locale.german, None])
def test_a_server_that_chose_nothing_of_ours_has_no_language(locale: Locale | None) -> None:
    assert Languages().writes(writing(locale)) == Speech()
    assert Languages().asks(Asking(guild_locale=locale)).server is None
