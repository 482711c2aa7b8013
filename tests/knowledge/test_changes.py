from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import pack
from knowledge.base import KnowledgeBase
from knowledge.changes import Change, Changes, FieldChange, Sort, compare, full, summary, town_records
from knowledge.contents import Contents, Translations
from knowledge.identity import SECTIONS, section
from knowledge.pack.bundle import Bundle
from knowledge.records import Confidence, Finding, FindingStatus, Retraction
from knowledge.standing import TownRecord
from knowledge.tables import Legislator, Town
from knowledge.wording import LANGUAGES, wording
from tests.knowledge.pack import small_pack

SMALL = pack.load(Bundle({name: text.encode() for name, text in small_pack.FILES.items()}))
BUILT_IN = pack.load(pack.built_in())
ENGLISH = wording("en")
RETRACTION = Retraction.model_validate({"reason": "The story was corrected.", "on": "2026-06-01"})


def finding(name: str, **changed: object) -> Finding:
    found = next(found for found in SMALL.findings if found.id == name)
    return found.model_copy(update=changed)


def with_finding(new: Finding) -> Contents:
    """The small pack with one finding in another form."""
    return dataclasses.replace(
        SMALL, version="other", findings=tuple(new if found.id == new.id else found for found in SMALL.findings)
    )


def without_findings(*names: str) -> Contents:
    return dataclasses.replace(SMALL, version="other", findings=tuple(found for found in SMALL.findings if found.id not in names))


def with_members(*members: Legislator) -> Contents:
    return dataclasses.replace(SMALL, version="other", legislators=members)


def test_a_pack_does_not_differ_from_itself() -> None:
    changes = compare(SMALL, SMALL)

    assert not changes
    assert (changes.statuses, changes.records, changes.towns, changes.counts) == ((), (), (), {})


def test_the_built_in_pack_does_not_differ_from_itself(connecticut: Contents) -> None:
    assert not compare(connecticut, connecticut)


def test_a_changed_finding_is_told_field_by_field() -> None:
    changes = compare(SMALL, with_finding(finding("f-alder-logs", summary="Another.", system="Cameras")))

    assert changes.records == (
        Change(
            kind="findings",
            key="f-alder-logs",
            label="Alder Police Department (f-alder-logs)",
            towns=("Alder",),
            sort=Sort.CHANGED,
            fields=(
                FieldChange("summary", "A released log lists searches.", "Another."),
                FieldChange("system", None, "Cameras"),
            ),
        ),
    )


def test_an_added_record_is_told_with_all_its_fields() -> None:
    (change,) = compare(without_findings("f-state"), SMALL).records

    assert change.sort is Sort.ADDED
    assert all(field.before is None and field.after for field in change.fields)
    assert FieldChange("summary", None, "The state keeps a register.") in change.fields


def test_a_removed_record_is_told_with_all_that_it_said() -> None:
    (change,) = compare(SMALL, without_findings("f-state")).records

    assert change.sort is Sort.REMOVED
    assert FieldChange("summary", "The state keeps a register.", None) in change.fields


def test_a_retraction_is_no_mere_change_and_can_be_taken_back() -> None:
    retracted = with_finding(finding("f-alder", retracted=RETRACTION))

    assert [change.sort for change in compare(SMALL, retracted).records] == [Sort.RETRACTED]
    assert [change.sort for change in compare(retracted, SMALL).records] == [Sort.RESTORED]


def test_a_town_whose_headline_changes_stands_first() -> None:
    changes = compare(SMALL, without_findings("f-alder-logs"))

    assert [(status.town, status.before, status.after) for status in changes.statuses] == [
        ("Alder", TownRecord.FEDERAL_SEARCHES_LOGGED, TownRecord.SHARING_REPORTED)
    ]
    assert changes.towns[0] == "Alder"


def test_the_headline_that_moves_farthest_is_told_first() -> None:
    moved = with_finding(finding("f-alder-logs", towns=("Birch",)))

    assert [status.town for status in compare(SMALL, moved).statuses] == ["Birch", "Alder"]


def test_a_lead_moves_no_headline() -> None:
    lead = finding("f-alder", confidence=Confidence.LOW)
    confirmed = finding("f-alder", confidence=Confidence.LOW, status=FindingStatus.CONFIRMED)

    assert compare(with_finding(lead), with_finding(confirmed)).statuses == ()


def test_a_retraction_moves_the_headline() -> None:
    changes = compare(SMALL, with_finding(finding("f-alder-logs", retracted=RETRACTION)))

    assert [status.after for status in changes.statuses] == [TownRecord.SHARING_REPORTED]


def test_the_headlines_are_those_that_answers_give(connecticut: Contents) -> None:
    for contents in (SMALL, connecticut):
        standings = KnowledgeBase.of(contents).standings
        assert town_records(contents) == {town: standing.record for town, standing in standings.items()}


def test_a_town_that_is_new_has_no_headline_before() -> None:
    town = Town.model_validate({**SMALL.towns[1].model_dump(), "name": "Cedar", "town_no": 3})
    changes = compare(SMALL, dataclasses.replace(SMALL, version="other", towns=(*SMALL.towns, town)))

    assert [(status.town, status.before, status.after) for status in changes.statuses] == [
        ("Cedar", None, TownRecord.NOTHING_ON_RECORD)
    ]
    assert "- Cedar: not in the pack → Nothing on record" in summary(changes, ENGLISH)


def test_records_about_a_town_are_found_by_the_town_before_and_after() -> None:
    changes = compare(SMALL, with_finding(finding("f-alder", towns=("Birch",))))

    assert changes.records[0].towns == ("Alder", "Birch")
    assert changes.about("Alder") == changes.about("Birch") == changes.records


def test_a_contact_of_the_police_belongs_to_the_towns_of_the_agency() -> None:
    contact = SMALL.police_contacts[0].model_copy(update={"non_emergency_phone": "555-0101"})
    (change,) = compare(SMALL, dataclasses.replace(SMALL, police_contacts=(contact,))).records

    assert change.towns == ("Alder",)
    assert change.fields == (FieldChange("non_emergency_phone", None, "555-0101"),)


@pytest.mark.parametrize("kind", SECTIONS)
def test_every_kind_of_record_is_compared(kind: str) -> None:
    emptied = dataclasses.replace(SMALL, version="other", **{kind: ()})
    changes = compare(SMALL, emptied)

    assert changes.counts == {kind: {Sort.REMOVED: len(section(SMALL, kind))}}


def test_the_manifest_and_the_translations_are_compared() -> None:
    manifest = SMALL.manifest.model_copy(update={"example_towns": ("Birch", "Alder")})
    texts = {"findings": {"f-alder": {"summary": "Otra cosa."}}}
    other = dataclasses.replace(SMALL, manifest=manifest, translations={"es": Translations("es", True, texts)})

    assert [(change.kind, change.label, change.fields) for change in compare(SMALL, other).records] == [
        ("manifest", "Testland", (FieldChange("example_towns", "Alder; Birch", "Birch; Alder"),)),
        ("translations", "es:", (FieldChange("reviewed", "no", "yes"),)),
        ("translations", "es: findings f-alder", (FieldChange("summary", "La Gazette informó.", "Otra cosa."),)),
        (
            "translations",
            "es: statements s-chief",
            (FieldChange("quote", "No compartimos nada.", None), FieldChange("summary", "Dijo que no.", None)),
        ),
    ]


def test_nested_and_listed_values_are_told_as_text() -> None:
    account = finding("f-alder-logs").accounts[0].model_copy(update={"searches": 13})
    period = finding("f-alder").period.model_copy(update={"note": None})
    logs = compare(SMALL, with_finding(finding("f-alder-logs", accounts=(account,)))).records[0]
    dates = compare(SMALL, with_finding(finding("f-alder", period=period))).records[0]

    told = "name: Border Office, searches: {}, start: 2025-02-01, end: 2025-03-01, immigration: yes"
    assert logs.fields == (FieldChange("accounts", told.format(12), told.format(13)),)
    assert dates.fields == (FieldChange("period.note", "As the Gazette tells it.", None),)


def test_legislators_who_left_who_came_and_who_changed_are_named() -> None:
    ann, bob, cat = SMALL.legislators
    new = bob.model_copy(update={"name": "Eve Lower", "openstates_id": "p-4"})
    lines = summary(compare(SMALL, with_members(ann.model_copy(update={"email": "ann@parliament.example"}), new, cat)), ENGLISH)

    assert lines[lines.index("Legislators:") + 1 :][:3] == (
        "- Left: Bob Lower (lower 2)",
        "- New: Eve Lower (lower 2)",
        "- Changed details: Ann Lower (lower 1)",
    )


def test_a_new_snapshot_of_a_table_is_one_change_and_not_one_a_row() -> None:
    members = (member.model_copy(update={"snapshot_commit": "d"}) for member in SMALL.legislators)
    changes = compare(SMALL, with_members(*members))

    assert [(change.key, change.fields) for change in changes.records] == [
        ("snapshot", (FieldChange("snapshot_commit", "c", "d"),))
    ]
    assert "Legislators:" not in summary(changes, ENGLISH)


def test_the_largest_changes_are_those_with_the_most_text() -> None:
    other = dataclasses.replace(with_finding(finding("f-alder", summary="x" * 500)), terms=())
    changes = compare(SMALL, other)

    assert [change.key for change in changes.largest(1)] == ["f-alder"]


def test_the_summary_of_no_difference_is_one_line() -> None:
    assert summary(compare(SMALL, SMALL), ENGLISH) == ("Nothing differs.",)


def test_files_that_differ_without_their_records_are_told_apart_from_no_difference() -> None:
    assert summary(compare(SMALL, dataclasses.replace(SMALL, version="other")), ENGLISH) == (
        "No record differs. The files differ only in comments, in layout or in the outlines of the map.",
    )


def test_the_summary_tells_headlines_then_counts_then_towns_then_the_largest() -> None:
    other = dataclasses.replace(without_findings("f-alder", "f-alder-logs"), terms=(), national=())

    assert summary(compare(SMALL, other), ENGLISH) == (
        "4 records differ.",
        "Towns whose record changes:",
        "- Alder: Federal searches in a log it released → Plate readers; nothing on record about sharing with ICE",
        "What differs:",
        "- findings: 2 removed",
        "- terms: 1 removed",
        "- national facts: 1 removed",
        "By town:",
        "- Alder: 2 removed",
        "Largest changes:",
        "- removed: findings, Alder Police Department (f-alder)",
        "- removed: findings, Alder Police Department (f-alder-logs)",
        "- removed: terms, Plate reader (plate-reader)",
    )


def test_the_file_tells_every_field_of_every_record_once() -> None:
    other = dataclasses.replace(without_findings("f-alder-logs"), terms=())
    text = full(compare(SMALL, other))

    assert text.startswith(f"From version {SMALL.version} to version other\n\n2 records differ.\n")
    assert text.count("\nAlder\n=====\n") == 1
    assert (
        text.index("removed: findings, Alder") < text.index("About no single town") < text.index("removed: terms, Plate reader")
    )
    assert "  - explanation: A camera that reads plates.\n" in text
    assert text.count("f-alder-logs") == 1


def test_the_file_shows_a_changed_field_before_and_after() -> None:
    text = full(compare(SMALL, with_finding(finding("f-alder", asserted_by="The Herald"))))

    assert "    asserted_by:\n    - The Gazette\n    + The Herald\n" in text


def test_the_file_of_no_difference_says_so() -> None:
    assert full(compare(SMALL, SMALL)).endswith("\n\nNothing differs.\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_moderators_read_it_in_their_language(language: str) -> None:
    words = wording(language)
    changes = compare(SMALL, dataclasses.replace(without_findings("f-alder-logs"), legislators=()))

    assert words.count("changes.total", 4) in summary(changes, words)
    assert words.say("changes.everything") in full(changes, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_sort_has_its_word_in_every_language(language: str) -> None:
    words = wording(language)

    assert all(words.has(f"changes.kind.{kind}") for kind in (*SECTIONS, "manifest", "translations"))
    assert all(words.has(f"changes.{part}.{sort}") for part in ("sort", "count") for sort in Sort)


def test_a_long_summary_is_cut_and_says_how_much_more_there_is(connecticut: Contents) -> None:
    lines = summary(compare(connecticut, dataclasses.replace(connecticut, version="other", findings=())), ENGLISH)

    assert len(lines) < 45
    assert sum(line.endswith("more; the file lists them all") for line in lines) == 2


def halves(contents: Contents, kept: dict[str, set[int]]) -> Contents:
    """The contents with only these records of each kind, by their place."""
    chosen = {
        name: tuple(record for place, record in enumerate(section(contents, name)) if place in places)
        for name, places in kept.items()
    }
    return dataclasses.replace(contents, version=str(sorted(map(str, kept.items()))), **chosen)


KEPT = st.fixed_dictionaries({name: st.sets(st.integers(0, 3)) for name in SECTIONS if name != "towns"})


@settings(max_examples=100, deadline=None)
@given(first=KEPT, second=KEPT, swapped=st.booleans())
def test_the_other_way_round_it_is_the_same_in_the_mirror(
    first: dict[str, set[int]], second: dict[str, set[int]], swapped: bool
) -> None:
    one, two = halves(SMALL, first), halves(SMALL, second)
    if swapped:
        two = dataclasses.replace(two, findings=with_finding(finding("f-alder", retracted=RETRACTION, notes="x")).findings)
    there, back = compare(one, two), compare(two, one)

    assert there.mirrored() == back
    assert there.mirrored().mirrored() == there
    assert bool(there) == bool(back)


def test_the_built_in_pack_is_compared_both_ways(connecticut: Contents) -> None:
    some = dataclasses.replace(connecticut, version="some", findings=connecticut.findings[::2], sources=connecticut.sources[::3])

    assert compare(connecticut, some).mirrored() == compare(some, connecticut)


def test_changes_are_true_only_where_something_differs() -> None:
    assert not Changes("a", "b", (), ())


@settings(max_examples=15, deadline=None)
@given(places=st.fixed_dictionaries({name: st.sets(st.integers(0, 60)) for name in ("findings", "statements", "legislators")}))
def test_any_part_of_the_built_in_pack_differs_from_the_whole_as_the_whole_from_the_part(places: dict[str, set[int]]) -> None:
    part = halves(BUILT_IN, places)
    changes = compare(BUILT_IN, part)

    assert changes.mirrored() == compare(part, BUILT_IN)
    for kind, kept in places.items():
        records = section(BUILT_IN, kind)
        assert len(changes.of(kind)) == len(records) - len([place for place in kept if place < len(records)])
