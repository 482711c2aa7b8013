"""Forms carry their move, fit what Discord takes, and are read from what was sent alone."""

from __future__ import annotations

import pytest

from bot.forms import Choice, Filled, Form, Text, modal, read
from bot.moderation.moves import Act, Move
from tests.discord_server import limits

MOVE = Move(Act.PREVIEW_OTHER, "7")


def form(*fields: Text | Choice, title: str = "A form") -> Form:
    return Form(title, MOVE, fields or (Text("town", "Which town?"),))


def test_the_form_carries_its_move() -> None:
    assert modal(form()).to_dict()["custom_id"] == MOVE.custom_id


@pytest.mark.parametrize("length", [0, 1, 44, 45, 46, 300, 5000])
def test_whatever_the_texts_are_discord_takes_the_form(length: int) -> None:
    text = "x" * length
    options = tuple((f"{number}{text}", str(number)) for number in range(40))
    fields = [
        Text("a", f"A{text}", value=text, help=text),
        Text("b", f"B{text}", value=text, required=False, long=True, longest=length or 1),
        Choice("c", f"C{text}", options, chosen=("3",), help=text),
        Choice("d", f"D{text}", options, required=False, most=3),
    ]
    body = modal(form(*fields, title=f"T{text}")).to_dict()
    assert list(limits.modal(body)) == []


@pytest.mark.parametrize("count", [0, 6])
def test_a_form_of_no_field_or_of_six_is_a_mistake_of_ours(count: int) -> None:
    fields = tuple(Text(f"f{number}", "A field") for number in range(count))
    with pytest.raises(ValueError, match="one to 5 fields"):
        modal(Form("A form", MOVE, fields))


def test_what_was_sent_is_read_by_name() -> None:
    data = {
        "custom_id": MOVE.custom_id,
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": "town", "value": "  Avon "}},
            {"type": 18, "component": {"type": 3, "custom_id": "kinds", "values": ["a", "b"]}},
            {"type": 18, "component": {"type": 3, "custom_id": "none", "values": []}},
        ],
    }
    filled = read(data)
    assert filled.text("town") == "Avon"
    assert filled.picked("kinds") == ("a", "b")
    assert (filled.text("none"), filled.picked("none"), filled.text("absent")) == ("", (), "")


def test_what_was_picked_from_a_list_on_a_card_has_no_name() -> None:
    assert read({"custom_id": "x", "values": ["51"]}).text("") == "51"
    assert read({"custom_id": "x"}) == Filled()


def test_a_form_is_opened_again_with_what_was_typed() -> None:
    kinds = Choice("kind", "What?", (("A", "a"), ("B", "b")), chosen=("a",))
    asked = form(Text("town", "Which?"), kinds, Text("other", "Else?", value="kept"))
    again = asked.prefilled(Filled({"town": ("Avon",), "kind": ("b",)}))
    town, kind, other = again.fields
    assert isinstance(town, Text)
    assert isinstance(kind, Choice)
    assert isinstance(other, Text)
    assert (town.value, kind.chosen, other.value) == ("Avon", ("b",), "kept")
    assert again.move is asked.move
