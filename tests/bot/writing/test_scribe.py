"""The scribe's cards and forms: everything that can be pressed leads on, within Discord's limits, for every town."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from bot import custom_ids
from bot.cards import Card, to_payload
from bot.cards.layout import Attachment
from bot.custom_ids import Part
from bot.forms import Filled, Text
from bot.writing import errands
from bot.writing.errands import Errand, Verb
from bot.writing.scribe import LONGEST_FIELD, Scribe, days_of
from knowledge.letters.types import Kind
from knowledge.questions import Intent, Language
from tests.bot import desks
from tests.discord_server import components as kinds
from tests.discord_server import limits
from tests.discord_server.world import JSON

NORWALK, UNION = 103, 145
SENT = dt.date(2026, 11, 10)


def scribe() -> Scribe:
    return Scribe(desks.desk())


def errand(
    kind: Kind = Kind.LEGISLATORS, language: str = "en", town: int = NORWALK, verb: Verb = Verb.READ, **rest: object
) -> Errand:
    return Errand(verb, kind, language, town, **rest)  # type: ignore[arg-type]


def files(card: Card) -> dict[str, str]:
    """The documents by name."""
    return {item.name: item.content().decode() for item in card.attachments if isinstance(item, Attachment)}


def faults(card: Card) -> Iterator[str]:
    """What Discord would refuse, and what cannot be pressed."""
    body: JSON = to_payload(card)
    named = {f"attachment://{name}" for name in files(card)}
    shown = {part["file"]["url"] for part in desks.parts(card) if part["type"] == kinds.FILE}
    yield from (fault for fault in limits.message(body) if not fault.startswith("media: attachment"))
    yield from (f"a file that is not brought: {url}" for url in shown ^ named)
    ids = desks.custom_ids(card)
    yield from (f"unreadable {one}" for one in ids if errands.read(one) is None and custom_ids.read(one) is None)


@pytest.mark.parametrize("language", list(Language))
def test_every_paper_of_every_town_makes_a_card_within_the_limits(language: Language) -> None:
    for town in list(desks.release().towns)[:: 1 if language is Language.ES else 6]:
        for kind in Kind:
            card = scribe().card(errand(kind, language, town, sent=SENT if kind is Kind.APPEAL else None))
            assert not [*faults(card)], (kind, town, [*faults(card)])


def test_a_card_shows_the_letter_in_a_code_block_and_brings_all_of_it_as_a_file() -> None:
    card = scribe().card(errand())
    (whole,) = files(card).values()
    shown = desks.text(card).split("```")[1].strip()
    assert whole.startswith(shown)
    assert "Sources\n[1] ACLU of Connecticut" in whole
    assert "The text goes on in the file below" in desks.text(card)


def test_a_short_text_is_shown_whole_and_says_nothing_of_the_file() -> None:
    card = scribe().card(errand(Kind.CALL, town=UNION))
    (whole,) = files(card).values()
    assert whole.strip() in desks.text(card)
    assert "goes on in the file" not in desks.text(card)


def test_a_reader_of_another_language_gets_both_files_and_a_button_between_the_two_texts() -> None:
    own, english = scribe().card(errand(language="es")), scribe().card(errand(language="es", verb=Verb.ENGLISH))
    assert set(files(own)) == {"norwalk-legislators-es.txt", "norwalk-legislators-en.txt"}
    assert set(files(english)) == {"norwalk-legislators-en.txt"}
    assert "En inglés, para enviar" in desks.labels(own)
    assert "En mi idioma" in desks.labels(english)
    assert "Dear State Senator" in desks.text(english)
    assert "## Carta a los legisladores de Norwalk" in desks.text(english)


def test_among_many_each_is_shown_in_short_and_one_in_full() -> None:
    many, one = desks.text(scribe().card(errand())), desks.text(scribe().card(errand(Kind.LOWER, seat="lower 142")))
    assert "Lucy Dathan · 800-842-8267 · lucy.dathan@cga.ct.gov" in many
    assert "Legislative Office Building" not in many
    assert "Legislative Office Building" in one


def menu(card: Card) -> list[tuple[str, str]]:
    return [(o["label"], o["value"]) for part in desks.parts(card) if part["type"] == 3 for o in part["options"]]


def test_the_list_offers_each_member_by_district_and_whoever_else_can_be_written_to() -> None:
    options = dict(menu(scribe().card(errand())))
    assert options["Lucy Dathan, House district 142 · 32%"] == "lower 142"
    assert options["Bob Duff, Senate district 25"] == "upper 25"
    assert {"legislators", "oversight", "police"} <= set(options.values())


@pytest.mark.parametrize("town", [NORWALK, UNION, 64])
def test_whatever_is_picked_from_the_list_gives_its_paper(town: int) -> None:
    for kind in (Kind.LEGISLATORS, Kind.CALL):
        card = scribe().card(errand(kind, town=town))
        for label, value in menu(card):
            turned = scribe().turned(errand(kind, town=town, verb=Verb.TURN), value)
            assert label.partition(",")[0] in desks.text(turned) or value in list(Kind), (kind, value)
            assert ("Hello, my name is" in desks.text(turned)) is (kind is Kind.CALL)


@pytest.mark.parametrize("picked", ["", "nonsense", "lower 999", "@everyone", "middle 1"])
def test_what_was_never_offered_is_answered_kindly(picked: str) -> None:
    assert desks.text(scribe().turned(errand(verb=Verb.TURN), picked))


@pytest.mark.parametrize(
    "stale", [errand(town=9999), errand(Kind.LOWER, seat="lower 999"), errand(Kind.APPEAL, sent=dt.date(2030, 1, 1))]
)
def test_what_the_release_does_not_hold_is_told_to_be_stale(stale: Errand) -> None:
    assert len([*desks.parts(scribe().card(stale))]) == 1
    assert scribe().form(stale.doing(Verb.EDIT)) is None


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("verb", [Verb.EDIT, Verb.EDIT_ENGLISH])
def test_a_form_holds_the_whole_paper_to_edit(kind: Kind, verb: Verb) -> None:
    form = scribe().form(errand(kind, "ht", verb=verb))
    assert form is not None
    shown = scribe().card(errand(kind, "ht", verb=Verb.ENGLISH if verb is Verb.EDIT_ENGLISH else Verb.READ))
    values = [item.value for item in form.fields if isinstance(item, Text)]
    assert all(len(value) <= LONGEST_FIELD for value in values)
    name = next(name for name in files(shown) if name.endswith("-en.txt" if verb is Verb.EDIT_ENGLISH else "-ht.txt"))
    assert files(shown)[name].strip() == "\n\n".join(values)


def test_an_edited_text_comes_back_in_a_block_and_as_a_file_exactly_as_it_was_written() -> None:
    written = "Dear all,\n```\n@everyone <@1> **bold** [a](https://evil.example)\n```"
    card = scribe().taken(errand(verb=Verb.EDIT), Filled({"text": (written,), "sources": ("[1] x",)}))
    assert files(card) == {"my-text.txt": f"{written}\n\n[1] x\n"}
    shown = desks.text(card)
    assert shown.count("```") == 2, "only the card's own block opens and closes"
    assert "This is what you wrote. It is not kept" in shown
    assert not [*faults(card)]


def test_a_very_long_edited_text_is_cut_on_the_card_and_whole_in_the_file() -> None:
    written = "word " * 795
    card = scribe().taken(errand(verb=Verb.EDIT), Filled({"text": (written,), "sources": (written,)}))
    assert [*files(card).values()] == [f"{written.strip()}\n\n{written.strip()}\n"]
    assert not [*faults(card)]
    assert "goes on in the file" in desks.text(card)


def test_an_emptied_text_is_no_mistake() -> None:
    assert not [*faults(scribe().taken(errand(verb=Verb.EDIT), Filled({"text": (" ",), "sources": ("",)})))]


def test_the_day_of_sending_gives_the_appeal_with_its_days_and_the_day_stays_in_its_buttons() -> None:
    card = scribe().taken(errand(Kind.REQUEST, verb=Verb.DAYS), Filled({"sent": ("2026-11-10",), "refused": ("",)}))
    assert "Appeal by December 17, 2026 at the latest" in desks.text(card)
    assert any(":20261110:" in one for one in desks.custom_ids(card))


@pytest.mark.parametrize(
    ("sent", "refused"),
    [("yesterday", ""), ("2026-11-23", ""), ("2026-11-10", "2026-11-09"), ("", ""), ("2026-11-10", "soon"), ("1990-01-01", "")],
)
def test_days_that_cannot_be_are_asked_for_again(sent: str, refused: str) -> None:
    card = scribe().dated(errand(Kind.REQUEST), sent, refused)
    assert desks.text(card).startswith("I need a day in the past")
    (again,) = desks.custom_ids(card)
    form = scribe().form(errands.read(again) or errand())
    assert form is not None
    assert [item.name for item in form.fields] == ["sent", "refused"]
    assert days_of(sent, refused, desks.DAY) is None


def test_back_leads_to_what_can_be_done_in_the_town() -> None:
    back = custom_ids.read(desks.custom_ids(scribe().card(errand(language="pt")))[-1])
    assert back is not None
    assert (back.target.intent, back.target.towns, back.target.language, back.target.part) == (
        Intent.TAKE_ACTION, (NORWALK,), "pt", Part.FRONT,
    )  # fmt: skip
