from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings

from knowledge import pack
from knowledge.base import KnowledgeBase
from knowledge.changes import Sort, compare
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.pack.bundle import Bundle, Files, collect
from knowledge.pack.edits import AddFinding, AddSource, AddStatement, ChangeStatus, Edit, Retract, apply, entry
from knowledge.records import Finding, FindingStatus, Retraction, Source, Statement
from knowledge.standing import TownRecord
from tests.knowledge.pack import small_pack
from tests.knowledge.pack.test_export import WORDS, changed_lines

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
SMALL = pack.load(Bundle(FILES))
TODAY = dt.date(2026, 7, 15)
ALDER = "agencies/alder-police.yaml"
RETRACT = Retract(record="f-alder", reason="The Gazette corrected its story.", on=TODAY)
SOURCE = entry(
    Source,
    {
        "id": "herald",
        "publisher": "The Herald",
        "title": "No more cameras",
        "published": "2026-06-20",
        "url": "https://herald.example/cameras",
        "kind": "news",
        "read": "full",
    },
)
FINDING = entry(
    Finding,
    {
        "id": "f-birch",
        "subject": "Birch Police Department",
        "agency": "birch-police",
        "towns": ["Birch"],
        "scope": "town",
        "kind": "sharing_claim",
        "status": "alleged",
        "summary": "The Herald reported that Birch police shared plate data.",
        "reported": "2026-06-20",
        "asserted_by": "The Herald",
        "sources": ["herald"],
        "confidence": "medium",
    },
)
STATEMENT = entry(
    Statement,
    {
        "id": "s-birch",
        "speakers": ["B. Chief"],
        "role": "Police chief",
        "date": "2026-06-21",
        "stance": "denies",
        "about": ["f-birch"],
        "towns": ["Birch"],
        "scope": "town",
        "summary": "Denied it.",
        "sources": ["herald"],
        "confidence": "medium",
    },
)
ADDED: tuple[Edit, ...] = (
    AddSource(source=SOURCE, on=TODAY),
    AddFinding(finding=FINDING, on=TODAY),
    AddStatement(statement=STATEMENT, on=TODAY),
)


def after(*edits: Edit, files: Files = FILES) -> Contents:
    return pack.load(Bundle(apply(files, *edits)))


def by_id(contents: Contents) -> dict[str, Finding | Statement]:
    return {record.id: record for record in (*contents.findings, *contents.statements)}


def test_no_edit_changes_no_file() -> None:
    assert apply(FILES) == FILES


def test_a_finding_is_added_with_its_source_and_the_answer_to_it() -> None:
    found = after(*ADDED)

    assert by_id(found)["f-birch"] == FINDING
    assert by_id(found)["s-birch"] == STATEMENT
    assert SOURCE in found.sources


def test_added_records_touch_no_other_line() -> None:
    lines = changed_lines(FILES, apply(FILES, *ADDED))

    assert {line.split()[0] for line in lines} == {"sources/all.yaml", "agencies/birch-police.yaml"}
    assert not [line for line in lines if line.split()[1].startswith("-") and line.split()[1] != "-"]


def test_an_added_finding_changes_the_record_of_its_town() -> None:
    changes = compare(SMALL, after(*ADDED))

    assert [(status.town, status.after) for status in changes.statuses] == [("Birch", TownRecord.SHARING_REPORTED)]


def test_a_status_changes_its_line_and_adds_the_source_that_shows_it() -> None:
    edit = ChangeStatus(finding="f-alder", status=FindingStatus.DISPUTED, sources=("act-text", "gazette"), on=TODAY)

    assert changed_lines(FILES, apply(FILES, edit)) == [
        f"{ALDER} -    status: alleged",
        f"{ALDER} +    status: disputed_by_agency",
        f"{ALDER} -    sources: [gazette]",
        f"{ALDER} +    sources: [gazette, act-text]",
    ]


def test_a_note_on_a_status_is_added_to_the_notes_with_its_day() -> None:
    first = ChangeStatus(
        finding="f-alder", status=FindingStatus.DISPUTED, sources=("act-text",), on=TODAY, note="The chief said so."
    )
    second = ChangeStatus(finding="f-alder", status=FindingStatus.ENDED, sources=("gazette",), on=TODAY, note="It stopped.")

    assert by_id(after(first))["f-alder"].notes == "2026-07-15: The chief said so."
    assert by_id(after(first, second))["f-alder"].notes == "2026-07-15: The chief said so.\n2026-07-15: It stopped."


def test_a_source_that_two_entries_bring_is_added_once() -> None:
    assert apply(FILES, ADDED[0], ADDED[0]) == apply(FILES, ADDED[0])
    assert apply(FILES, AddSource(source=SMALL.sources[0], on=TODAY)) == FILES


def test_a_retraction_keeps_the_record_with_its_reason_and_day() -> None:
    assert changed_lines(FILES, apply(FILES, RETRACT)) == [
        f"{ALDER} +    retracted:",
        f"{ALDER} +      reason: The Gazette corrected its story.",
        f"{ALDER} +      on: 2026-07-15",
    ]
    record = by_id(after(RETRACT))["f-alder"]
    assert record.retracted == Retraction.model_validate({"reason": "The Gazette corrected its story.", "on": "2026-07-15"})


@pytest.mark.parametrize("name", ["f-alder", "f-alder-logs", "s-chief"])
def test_what_is_retracted_is_shown_to_nobody(name: str) -> None:
    found = after(Retract(record=name, reason="Wrong.", on=TODAY))
    base = KnowledgeBase.of(found)

    assert not by_id(found)[name].showable
    assert name not in {*base.findings, *base.statements}
    assert name not in {record.id for record in (*base.findings_about("Alder"), *base.statements_about("Alder"))}


def test_a_retraction_stands_among_the_changes_with_its_reason() -> None:
    (change,) = compare(SMALL, after(RETRACT)).records

    assert change.sort is Sort.RETRACTED
    assert [(field.field, field.before, field.after) for field in change.fields] == [
        ("retracted.on", None, "2026-07-15"),
        ("retracted.reason", None, "The Gazette corrected its story."),
    ]


def test_a_newer_entry_moves_the_day_of_the_pack_and_keeps_the_day_of_the_last_review() -> None:
    finding = FINDING.model_copy(update={"id": "f-new", "reported": SMALL.manifest.next_terms.parse("2026-07-10")})
    manifest = after(ADDED[0], AddFinding(finding=finding, on=TODAY)).manifest

    assert str(manifest.as_of) == "2026-07-15"
    assert manifest.reviewed == SMALL.manifest.as_of


def test_the_day_of_the_last_review_stays_through_further_edits() -> None:
    first = STATEMENT.model_copy(update={"date": SMALL.manifest.as_of.parse("2026-07-10"), "about": ()})
    second = first.model_copy(update={"id": "s-two", "date": SMALL.manifest.as_of.parse("2026-08-01")})
    edits = AddStatement(statement=first, on=TODAY), AddStatement(statement=second, on=dt.date(2026, 8, 2))
    manifest = after(ADDED[0], *edits).manifest

    assert (str(manifest.as_of), manifest.reviewed) == ("2026-08-02", SMALL.manifest.as_of)


def test_an_older_entry_leaves_the_day_of_the_pack() -> None:
    assert after(*ADDED).manifest == SMALL.manifest


@pytest.mark.parametrize("reported", ["2026-07-16", "2027"])
def test_an_entry_from_after_the_day_of_the_edit_is_refused(reported: str) -> None:
    finding = FINDING.model_copy(update={"reported": SMALL.manifest.as_of.parse(reported)})

    with pytest.raises(PackError, match=f"{reported} lies after the pack's as_of"):
        apply(FILES, ADDED[0], AddFinding(finding=finding, on=TODAY))


@pytest.mark.parametrize(
    ("edit", "mistake"),
    [
        (AddFinding(finding=FINDING, on=TODAY), 'there is no source "herald"'),
        (AddStatement(statement=STATEMENT, on=TODAY), 'there is no finding "f-birch"'),
        (AddSource(source=SOURCE.model_copy(update={"id": "gazette"}), on=TODAY), 'id: "gazette" stands in the pack already'),
        (AddFinding(finding=SMALL.findings[0], on=TODAY), f'id: "{SMALL.findings[0].id}" stands in the pack already'),
        (ChangeStatus(finding="f-none", status=FindingStatus.ENDED, sources=("gazette",), on=TODAY), 'no finding "f-none"'),
        (ChangeStatus(finding="s-chief", status=FindingStatus.ENDED, sources=("gazette",), on=TODAY), 'no finding "s-chief"'),
        (ChangeStatus(finding="f-alder", status=FindingStatus.ENDED, sources=(), on=TODAY), "needs a source"),
        (ChangeStatus(finding="f-alder", status=FindingStatus.ENDED, sources=("none",), on=TODAY), 'there is no source "none"'),
        (ChangeStatus(finding="f-alder", status=FindingStatus.ALLEGED, sources=("gazette",), on=TODAY), "has this status and"),
        (Retract(record="camera-act", reason="Wrong.", on=TODAY), 'no finding or statement "camera-act"'),
        (Retract(record="f-alder", reason=" ", on=TODAY), "a retraction needs a reason"),
        (Retract(record="f-national", reason="Wrong.", on=TODAY), "f-national"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_refused_with_the_reason(edit: Edit, mistake: str) -> None:
    with pytest.raises(PackError) as caught:
        apply(FILES, edit)
    assert mistake in str(caught.value)


def test_a_record_is_retracted_once() -> None:
    with pytest.raises(PackError, match="f-alder was retracted on 2026-07-15"):
        apply(FILES, RETRACT, RETRACT)


def test_a_mistake_in_an_entry_is_told_in_a_curator_s_words() -> None:
    with pytest.raises(PackError) as caught:
        entry(Source, {"id": "X", "publisher": "P", "title": "", "url": "http://a.example", "kind": "rumour", "read": "full"})

    assert [(mistake.field, mistake.problem) for mistake in caught.value.mistakes] == [
        ("id", '"X" is not written as it must be'),
        ("kind", '"rumour" is not one of the words for this field'),
        ("title", "the field is empty"),
        ("url", '"http://a.example" is not accepted here'),
    ]


def test_the_files_that_were_given_stay_as_they_are() -> None:
    files = dict(FILES)
    apply(files, *ADDED, RETRACT)

    assert files == FILES


def test_an_edit_of_the_built_in_pack_keeps_every_comment() -> None:
    files = collect(pack.built_in())
    edit = Retract(record="f-danbury-11-2006", reason="Only a test.", on=dt.date(2026, 11, 22))

    assert changed_lines(files, apply(files, edit)) == [
        "agencies/danbury-police.yaml +    retracted:",
        "agencies/danbury-police.yaml +      reason: Only a test.",
        "agencies/danbury-police.yaml +      on: 2026-11-22",
    ]


@settings(max_examples=50, deadline=None)
@given(summary=WORDS, title=WORDS, reason=WORDS)
def test_whatever_moderators_type_is_what_is_loaded(summary: str, title: str, reason: str) -> None:
    source = Source.model_validate({**SOURCE.model_dump(), "title": title})
    finding = Finding.model_validate({**FINDING.model_dump(), "summary": summary})
    edits = AddSource(source=source, on=TODAY), AddFinding(finding=finding, on=TODAY)
    found = after(*edits, Retract(record="s-chief", reason=reason, on=TODAY))

    assert source in found.sources
    assert finding in found.findings
    retracted = by_id(found)["s-chief"].retracted
    assert retracted is not None
    assert retracted.reason == reason
    assert len(compare(SMALL, found).records) == 3
