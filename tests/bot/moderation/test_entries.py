"""What is typed becomes edits that the pack takes, or every mistake by its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.clerk import Book, Field, NewSource, NewSourceError, slug
from bot.moderation.entries import RECIPIENTS, Entry, NewFinding, NewStatement, NewStatus, Withdrawal, edits_of
from knowledge import pack
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.pack.bundle import Bundle
from knowledge.pack.edits import AddFinding, AddSource, AddStatement, ChangeStatus, Edit, Retract, apply
from knowledge.records import Confidence, FindingKind, FindingStatus, Scope, Stance
from knowledge.standing import names_immigration
from tests.knowledge.pack import small_pack

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
SMALL = pack.load(Bundle(FILES))
TODAY = dt.date(2026, 7, 15)
BOOK = Book(SMALL, TODAY)
KNOWN = "https://gazette.example/cameras"
NEW = "https://herald.example/story"
FINDING = NewFinding(
    agency="birch-police",
    town="",
    reported="2026-07-01",
    confidence="medium",
    recipient="ice",
    kind="sharing_claim",
    status="alleged",
    summary="The Gazette reported that Birch police shared plate data.",
    asserted_by="The Gazette",
    url=KNOWN,
)
STATEMENT = NewStatement(
    who="B. Chief; Police chief; Birch Police Department",
    date="2026-07-02",
    town="Birch",
    finding="",
    confidence="high",
    stance="denies",
    summary="Denied it.",
    quote="“We share nothing.”",
    url=KNOWN,
)
STATUS = NewStatus(finding="f-alder", status="ended", url="https://parliament.example/act", note="It stopped.")
RETRACTION = Withdrawal(record="s-chief", reason="Somebody else said it.")
SOURCE = NewSource(publisher="The Herald", title="Birch too", published="2026-07-01", kind="news", read="full")
ENTRIES: tuple[Entry, ...] = (FINDING, STATEMENT, STATUS, RETRACTION)


def after(*edits: Edit) -> Contents:
    return pack.load(Bundle(apply(FILES, *edits)))


def mistakes(entry: Entry, book: Book = BOOK, source: NewSource | None = None) -> dict[str, str]:
    with pytest.raises(PackError) as caught:
        edits_of(entry, book, source)
    assert all(mistake.remedy for mistake in caught.value.mistakes)
    return {mistake.field: mistake.problem for mistake in caught.value.mistakes}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: type(entry).__name__)
def test_what_is_typed_right_is_taken_by_the_pack(entry: Entry) -> None:
    assert after(*edits_of(entry, BOOK)).version != SMALL.version


def test_a_finding_is_about_the_agency_and_its_towns() -> None:
    [edit] = edits_of(FINDING, BOOK)
    assert isinstance(edit, AddFinding)
    found = edit.finding
    assert (found.id, found.agency, found.subject) == ("f-birch-police-2026-07-01", "birch-police", "Birch Police Department")
    assert (found.towns, found.scope, found.kind, found.status) == (
        ("Birch",),
        Scope.TOWN,
        FindingKind.SHARING_CLAIM,
        FindingStatus.ALLEGED,
    )
    assert (found.sources, found.confidence, str(found.reported), edit.on) == (
        ("gazette",),
        Confidence.MEDIUM,
        "2026-07-01",
        TODAY,
    )


@pytest.mark.parametrize(("recipient", "told"), [("ice", "ICE"), ("police", "police elsewhere in the country"), ("", None)])
def test_a_finding_names_who_received_as_the_record_words_it(recipient: str, told: str | None) -> None:
    [edit] = edits_of(replace(FINDING, recipient=recipient), BOOK)
    assert isinstance(edit, AddFinding)
    assert edit.finding.recipient == told


def test_the_recipients_that_are_immigration_agencies_are_told_as_such() -> None:
    made = {code: edits_of(replace(FINDING, recipient=code), BOOK)[-1] for code in RECIPIENTS}
    named = {code for code, edit in made.items() if isinstance(edit, AddFinding) and names_immigration(edit.finding)}
    assert named == {"ice", "hsi", "bp"}


def test_a_finding_may_be_about_another_town_and_without_a_date() -> None:
    [edit] = edits_of(replace(FINDING, town="Alder", reported=""), BOOK)
    assert isinstance(edit, AddFinding)
    assert (edit.finding.id, edit.finding.towns, edit.finding.reported) == ("f-birch-police-2026-07-15", ("Alder",), None)


@pytest.mark.parametrize("date", ["2026", "2026-07", "2026-07-15"])
def test_a_date_may_be_known_to_the_year_the_month_or_the_day(date: str) -> None:
    [edit] = edits_of(replace(FINDING, reported=date), BOOK)
    assert isinstance(edit, AddFinding)
    assert (str(edit.finding.reported), edit.finding.id) == (date, f"f-birch-police-{date}")


def test_a_statement_names_its_speaker_role_and_organisation() -> None:
    [edit] = edits_of(STATEMENT, BOOK)
    assert isinstance(edit, AddStatement)
    said = edit.statement
    assert (said.id, said.speakers, said.role) == ("s-b-chief-2026-07-02", ("B. Chief",), "Police chief")
    assert (said.organisation, said.stance, said.quote, said.towns) == (
        "Birch Police Department",
        Stance.DENIES,
        "We share nothing.",
        ("Birch",),
    )


def test_a_statement_that_answers_a_finding_is_about_its_towns() -> None:
    [edit] = edits_of(replace(STATEMENT, town="", finding="f-alder"), BOOK)
    assert isinstance(edit, AddStatement)
    assert (edit.statement.about, edit.statement.towns, edit.statement.scope) == (("f-alder",), ("Alder",), Scope.TOWN)


def test_a_statement_about_no_town_is_about_the_state_or_about_what_its_finding_is() -> None:
    told = [edits_of(replace(STATEMENT, town="", finding=name), BOOK)[-1] for name in ("", "f-national")]
    assert [edit.statement.scope for edit in told if isinstance(edit, AddStatement)] == [Scope.STATE, Scope.NATIONAL]


def test_a_statement_needs_no_organisation_quote_or_date() -> None:
    [edit] = edits_of(replace(STATEMENT, who="B. Chief; Police chief", quote="", date=""), BOOK)
    assert isinstance(edit, AddStatement)
    assert (edit.statement.organisation, edit.statement.quote, edit.statement.date) == (None, None, None)


def test_a_status_is_changed_with_its_source_and_note() -> None:
    assert edits_of(STATUS, BOOK) == (
        ChangeStatus(finding="f-alder", status=FindingStatus.ENDED, sources=("act-text",), on=TODAY, note="It stopped."),
    )


def test_a_retraction_carries_its_reason() -> None:
    assert edits_of(RETRACTION, BOOK) == (Retract(record="s-chief", reason="Somebody else said it.", on=TODAY),)


# Sources


@pytest.mark.parametrize("entry", [FINDING, STATEMENT, STATUS], ids=lambda entry: type(entry).__name__)
def test_an_address_that_is_new_to_the_record_must_be_described(entry: NewFinding | NewStatement | NewStatus) -> None:
    with pytest.raises(NewSourceError):
        edits_of(replace(entry, url=NEW), BOOK)
    source, edit = edits_of(replace(entry, url=NEW), BOOK, SOURCE)
    assert isinstance(source, AddSource)
    assert (source.source.id, source.source.publisher, source.source.url) == ("the-herald-2026-07-01", "The Herald", NEW)
    assert after(source, edit).version != SMALL.version


def test_mistakes_come_before_the_question_for_the_source() -> None:
    assert set(mistakes(replace(FINDING, url=NEW, summary=""))) == {Field.SUMMARY}


@pytest.mark.parametrize("url", [f"{KNOWN}/", f"{KNOWN}#comments"])
def test_an_address_that_leads_to_the_same_page_is_the_known_source(url: str) -> None:
    [edit] = edits_of(replace(FINDING, url=url), BOOK)
    assert isinstance(edit, AddFinding)
    assert edit.finding.sources == ("gazette",)


def test_a_source_that_an_open_proposal_brings_need_not_be_described_again() -> None:
    first = edits_of(replace(FINDING, url=NEW), BOOK, SOURCE)
    second = edits_of(replace(STATEMENT, url=NEW), Book(SMALL, TODAY, first))
    assert second[0] == first[0]
    assert after(*first, *second) == after(*second, *first)


def test_two_sources_of_one_publisher_and_day_have_two_ids() -> None:
    first = edits_of(replace(FINDING, url=NEW), BOOK, SOURCE)
    second = edits_of(replace(STATEMENT, url=f"{NEW}-2"), Book(SMALL, TODAY, first), SOURCE)
    assert [edit.source.id for edit in (first[0], second[0]) if isinstance(edit, AddSource)] == [
        "the-herald-2026-07-01",
        "the-herald-2026-07-01-2",
    ]


# Ids


def test_an_id_that_is_taken_gets_a_number_behind_it() -> None:
    pending: tuple[Edit, ...] = ()
    ids = []
    for _ in range(3):
        [edit] = edits_of(FINDING, Book(SMALL, TODAY, pending))
        assert isinstance(edit, AddFinding)
        ids.append(edit.finding.id)
        pending += (edit,)
    assert ids == ["f-birch-police-2026-07-01", "f-birch-police-2026-07-01-2", "f-birch-police-2026-07-01-3"]
    assert len(after(*pending).findings) == len(SMALL.findings) + 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("José Peña-Núñez", "jose-pena-nunez"),
        ("  The Herald, Ltd. ", "the-herald-ltd"),
        ("Ж", "entry"),
        ("", "entry"),
        ("a" * 80, "a" * 40),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_slug_is_made_of_lower_case_letters_digits_and_hyphens(text: str, told: str) -> None:
    assert slug(text) == told


# Mistakes


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(FINDING, agency="none"), {"agency": "the record holds none of that name"}),
        (replace(FINDING, town="Nowhere"), {"town": "the record holds no such town"}),
        (replace(FINDING, reported="2026-07-16"), {"reported": "2026-07-16 lies after today, 2026-07-15"}),
        (replace(FINDING, reported="last week"), {"reported": "that is no date"}),
        (replace(FINDING, reported="2026-02-30"), {"reported": "that is no date"}),
        (replace(FINDING, kind="rumour"), {"kind": '"rumour" is not one of the words for this field'}),
        (replace(FINDING, kind=""), {"kind": '"" is not one of the words for this field'}),
        (replace(FINDING, confidence="sure"), {"confidence": '"sure" is not one of the words for this field'}),
        (replace(FINDING, summary=" "), {"summary": "the field is empty"}),
        (replace(FINDING, asserted_by=""), {"asserted_by": "the field is empty"}),
        (replace(FINDING, url=""), {"url": '"" is not accepted here'}),
        (replace(FINDING, url="http://gazette.example"), {"url": '"http://gazette.example" is not accepted here'}),
        (replace(FINDING, url="https://a b"), {"url": '"https://a b" is not accepted here'}),
        (replace(STATEMENT, who="B. Chief"), {"who": "the name and the role of the speaker are needed"}),
        (replace(STATEMENT, who=" ; Police chief"), {"who": "the name and the role of the speaker are needed"}),
        (replace(STATEMENT, finding="f-none"), {"finding": "the record holds none of that name"}),
        (replace(STATEMENT, date="2027"), {"date": "2027 lies after today, 2026-07-15"}),
        (replace(STATEMENT, stance="angry"), {"stance": '"angry" is not one of the words for this field'}),
        (replace(STATUS, finding="s-chief"), {"finding": "the record holds none of that name"}),
        (replace(STATUS, status="gone"), {"status": "that is not one of the statuses"}),
        (replace(STATUS, url=""), {"url": '"" is not accepted here'}),
        (
            replace(STATUS, status="alleged", url=KNOWN),
            {"status": "the finding has this status and this source already"},
        ),
        (replace(RETRACTION, record="camera-act"), {"record": "the record holds none of that name"}),
        (replace(RETRACTION, reason=""), {"reason": "a retraction needs a reason"}),
    ],
)
def test_a_mistake_is_named_by_its_field(entry: Entry, told: dict[str, str]) -> None:
    assert mistakes(entry) == told


def test_a_long_quote_is_named_with_its_length() -> None:
    with pytest.raises(PackError) as caught:
        edits_of(replace(STATEMENT, quote="word " * 26), BOOK)
    [mistake] = caught.value.mistakes
    assert (mistake.field, mistake.remedy) == ("quote", "shorten the quote to 25 words or fewer: it has 26")


def test_every_mistake_of_an_entry_is_told_at_once() -> None:
    wrong = replace(FINDING, agency="x", town="x", reported="x", kind="x", status="x", summary="", asserted_by="", url="x")
    told = mistakes(wrong)
    assert set(told) == {"agency", "town", "reported", "kind", "status", "summary", "asserted_by", "url"}


def test_every_mistake_of_a_described_source_is_told_with_those_of_the_entry() -> None:
    source = NewSource(publisher="", title="", published="2027", kind="x", read="x")
    told = mistakes(replace(FINDING, url=NEW, summary=""), source=source)
    assert set(told) == {"publisher", "title", "published", "source_kind", "read", "summary"}


def test_what_was_retracted_is_not_retracted_again() -> None:
    retracted = after(*edits_of(RETRACTION, BOOK))
    assert mistakes(RETRACTION, Book(retracted, TODAY)) == {"record": "it was retracted on 2026-07-15"}


WORDS = st.text(max_size=60)
TYPED = st.one_of(
    WORDS, st.sampled_from(["", "2026", "2027-01", "birch-police", "Alder", "f-alder", KNOWN, NEW, "denies", "alleged"])
)


def typed(kind: Callable[..., Entry], fields: list[str]) -> st.SearchStrategy[Entry]:
    return st.builds(kind, **dict.fromkeys(fields, TYPED))


@settings(max_examples=300, deadline=None)
@given(
    entry=st.one_of(*(typed(type(one), list(type(one).__dataclass_fields__)) for one in ENTRIES)),
    source=st.none() | st.builds(NewSource, publisher=TYPED, title=TYPED, published=TYPED, kind=TYPED, read=TYPED),
)
def test_whatever_is_typed_is_taken_or_refused_by_fields_that_forms_have(entry: Entry, source: NewSource | None) -> None:
    try:
        told = [str(len(edits_of(entry, BOOK, source)))]
    except NewSourceError:
        told = [Field.URL.value] if source is None else []
    except PackError as error:
        told = [mistake.field for mistake in error.mistakes]
    assert told
    assert set(told) <= {*Field, "1", "2"}
