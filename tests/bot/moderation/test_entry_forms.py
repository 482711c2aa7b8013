"""The forms for entries fit Discord in every language, and what is chosen before they open travels in their custom_id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import forms
from bot.forms import Choice, Filled
from bot.moderation import entry_forms, moves
from bot.moderation.cards import differences
from bot.moderation.clerk import Book, Field, NewSource
from bot.moderation.entries import RECIPIENTS, NewFinding, NewStatement, NewStatus, Withdrawal
from bot.moderation.moves import Act, Move
from bot.moderation.slips import ACTS, Slip
from knowledge import pack
from knowledge.records import Confidence, Finding, FindingKind, FindingStatus, Scope, Source, Stance, Statement
from knowledge.wording import LANGUAGES, wording
from tests.bot.moderation.test_entries import BOOK, SMALL, TODAY
from tests.discord_server import limits

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,40}", fullmatch=True)
SLIPS = st.builds(
    Slip,
    act=st.sampled_from(ACTS),
    record=IDS,
    town=st.integers(0, 999),
    date=st.sampled_from(["", "2026", "2026-07", "2026-07-01"]),
    confidence=st.sampled_from(["", *Confidence]),
    recipient=st.sampled_from(["", *RECIPIENTS]),
    correction=st.integers(0, 99_999),
)


@given(slip=SLIPS)
def test_a_slip_is_read_back_from_both_its_forms(slip: Slip) -> None:
    for move in (slip.move, slip.source):
        assert Slip.read(moves.read(move.custom_id)) == slip


@pytest.mark.parametrize(
    "move",
    [
        None,
        Move(Act.STATUS, "a,1,,,,"),
        Move(Act.FINDING),
        Move(Act.FINDING, "a,1,,,"),
        Move(Act.FINDING, "A,1,,,,"),
        Move(Act.FINDING, "a,x,,,,"),
        Move(Act.SOURCE, "a,1,,,,"),
        Move(Act.SOURCE, "source/a,1,,,,"),
        Move(Act.SOURCE, "approve/a,1,,,,"),
    ],
)
def test_what_is_no_slip_is_read_as_none(move: Move | None) -> None:
    assert Slip.read(move) is None


def test_whatever_the_built_in_pack_names_fits_into_a_custom_id() -> None:
    connecticut = pack.load(pack.built_in())
    records = (*connecticut.agencies, *connecticut.findings, *connecticut.statements)
    numbers = max(town.town_no for town in connecticut.towns)
    for record in records:
        slip = Slip(Act.STATEMENT, record.id, numbers, "2026-07-01", "medium", "police", 99_999)
        assert len(slip.source.custom_id) <= moves.LONGEST
        assert Slip.read(slip.source) == slip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("act", ACTS)
def test_a_form_is_one_that_discord_takes(language: str, act: Act) -> None:
    words, slip = wording(language), Slip(act, "f-alder")
    for form in (entry_forms.form(slip, words, Filled(), SMALL), entry_forms.source_form(slip, words, Filled())):
        assert list(limits.modal(forms.modal(form).to_dict())) == []
        assert {field.name for field in form.fields} <= set(Field)
        assert [field.label for field in form.fields if len(field.label) > forms.LABEL or len(field.help) > forms.HELP] == []
        labels = [label for field in form.fields if isinstance(field, Choice) for label, _ in field.options]
        assert [label for label in labels if len(label) > forms.OPTION] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_and_value_that_a_card_can_name_has_its_words(language: str) -> None:
    words = wording(language)
    keys = [f"editing.field.{field}" for field in Field] + [f"proposal.field.{name}" for name in differences.LABELLED]
    values = {
        "editing.kind": FindingKind,
        "editing.status": FindingStatus,
        "editing.confidence": Confidence,
        "editing.scope": Scope,
        "editing.source": entry_forms.SOURCE_KINDS,
        "stance": Stance,
    }
    keys += [f"{key}.{value}" for key, found in values.items() for value in found]
    assert [key for key in keys if not words.has(key)] == []


def test_every_field_of_the_records_that_entries_make_can_be_named() -> None:
    shown = {"subject", "towns", "kind", "status", "summary", "recipient", "reported", "asserted_by", "sources", "confidence"}
    shown |= {"speakers", "role", "organisation", "date", "stance", "about", "quote", "notes"}
    assert shown <= differences.LABELLED
    assert shown <= {*Finding.model_fields, *Statement.model_fields}


def test_every_kind_of_source_can_be_chosen() -> None:
    kinds = Source.model_json_schema()["properties"]["kind"]["enum"]
    assert set(entry_forms.SOURCE_KINDS) == set(kinds)


def test_a_search_log_is_written_in_the_files() -> None:
    assert set(FindingKind) - set(entry_forms.KINDS) == {FindingKind.SEARCH_LOG}


def test_what_is_chosen_and_typed_becomes_an_entry() -> None:
    filled = Filled({field: (f" {field} ",) for field in Field})
    slip = Slip(Act.FINDING, "birch-police", 2, "2026", "high", "ice")
    assert entry_forms.entry(slip, filled, BOOK) == NewFinding(
        agency="birch-police",
        town="Birch",
        reported="2026",
        confidence="high",
        recipient="ice",
        kind="kind",
        status="status",
        summary="summary",
        asserted_by="asserted_by",
        url="url",
    )
    made = [entry_forms.entry(Slip(act, "f-alder"), filled, BOOK) for act in ACTS]
    assert [type(entry) for entry in made] == [NewFinding, NewStatement, NewStatus, Withdrawal]
    assert entry_forms.source(filled) == NewSource(
        publisher="publisher", title="title", published="published", kind="source_kind", read="read"
    )


def test_a_town_that_is_not_in_the_record_any_more_is_none() -> None:
    entry = entry_forms.entry(Slip(Act.FINDING, "birch-police", 77), Filled(), Book(SMALL, TODAY))
    assert isinstance(entry, NewFinding)
    assert entry.town == ""


def test_the_status_as_it_is_stands_in_the_form_unless_another_was_chosen() -> None:
    words, slip = wording("en"), Slip(Act.CHANGE, "f-alder")
    fresh = entry_forms.form(slip, words, Filled(), SMALL).fields[0]
    again = entry_forms.form(slip, words, Filled({Field.STATUS: ("ended",)}), SMALL).fields[0]
    assert isinstance(fresh, Choice)
    assert isinstance(again, Choice)
    assert (fresh.chosen, again.chosen) == (("alleged",), ("ended",))
