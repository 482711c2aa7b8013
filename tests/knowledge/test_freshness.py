from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from knowledge import pack
from knowledge.contents import Contents, Origin
from knowledge.dates import PartialDate
from knowledge.freshness import DAYS, GROUPS, Group, Reviews, listing, mark, review, stale
from knowledge.identity import SECTIONS, section
from knowledge.pack.bundle import Bundle
from knowledge.records import Confidence, Record, Retraction
from knowledge.wording import LANGUAGES, wording
from tests.knowledge.pack import small_pack

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
SMALL = pack.load(Bundle(FILES))
AS_OF = SMALL.manifest.as_of.first_day
ENGLISH = wording("en")


def due(record: Record, contents: Contents = SMALL) -> dt.date:
    found = review(record, contents)
    assert found is not None
    return found.due


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def later(days: int) -> dt.date:
    return AS_OF + dt.timedelta(days=days)


def test_a_finding_is_due_180_days_after_the_day_of_the_pack() -> None:
    assert due(SMALL.findings[0]) == later(180)


def test_a_contact_is_due_after_90_days() -> None:
    assert due(SMALL.resources[0]) == due(SMALL.police_contacts[0]) == due(SMALL.executive[0]) == later(90)


def test_a_law_is_due_90_days_after_its_own_day() -> None:
    law = SMALL.laws[0].model_copy(update={"as_of": day("2026-01-31")})

    assert due(law) == dt.date(2026, 1, 31) + dt.timedelta(days=90)


def test_a_record_s_own_review_by_date_comes_first() -> None:
    for own in ("2026-07-01", "2030-01-01"):
        assert due(SMALL.findings[0].model_copy(update={"review_by": day(own)})) == dt.date.fromisoformat(own)


def test_a_month_counts_to_its_end() -> None:
    assert due(SMALL.findings[0].model_copy(update={"review_by": day("2026-09")})) == dt.date(2026, 9, 30)


def test_an_entry_newer_than_the_last_review_counts_from_its_own_day() -> None:
    manifest = SMALL.manifest.model_copy(update={"reviewed": day("2026-01-01")})
    contents = dataclasses.replace(SMALL, manifest=manifest)
    newer = SMALL.findings[0].model_copy(update={"reported": day("2026-05-01")})
    older = SMALL.findings[0].model_copy(update={"reported": day("2019-05-01")})
    said = SMALL.statements[0].model_copy(update={"date": day("2026-05-01")})

    assert due(newer, contents) == due(said, contents) == dt.date(2026, 5, 1) + dt.timedelta(days=180)
    assert due(older, contents) == dt.date(2026, 1, 1) + dt.timedelta(days=180)


def test_a_legislator_counts_from_the_snapshot_of_the_list() -> None:
    assert due(SMALL.legislators[0]) == dt.date(2026, 1, 1) + dt.timedelta(days=90)
    moment = SMALL.legislators[0].model_copy(update={"snapshot_commit_date": "2026-02-01T18:45:08-05:00"})
    assert due(moment) == dt.date(2026, 2, 1) + dt.timedelta(days=90)


def test_a_row_of_the_atlas_counts_from_the_day_of_the_atlas() -> None:
    assert due(SMALL.plate_readers[0]) == dt.date(2026, 5, 1) + dt.timedelta(days=180)


@pytest.mark.parametrize(
    ("source_date", "counted"),
    [
        ("2025-03-01", dt.date(2025, 3, 1)),
        ("website undated; phone 2019-05-20; list 2020-01-02", dt.date(2020, 1, 2)),
        ("2025-10 (news)", dt.date(2025, 10, 31)),
        ("undated", AS_OF),
        ("about 2016, no day", AS_OF),
        ("555-2019-1234", AS_OF),
        ("2019-99", AS_OF),
        (None, AS_OF),
    ],
)
def test_a_contact_counts_from_the_newest_day_on_which_its_page_was_seen(source_date: str | None, counted: dt.date) -> None:
    contact = SMALL.police_contacts[0].model_copy(update={"source_date": source_date})

    assert due(contact) == counted + dt.timedelta(days=90)


def test_a_table_without_days_counts_from_the_day_of_its_origin() -> None:
    origins = {**SMALL.manifest.origins, "executive.csv": Origin(publisher="Open States", as_of=day("2026-02-02"))}
    contents = dataclasses.replace(SMALL, manifest=SMALL.manifest.model_copy(update={"origins": origins}))

    assert due(SMALL.executive[0], contents) == dt.date(2026, 2, 2) + dt.timedelta(days=90)


def test_sources_towns_and_districts_have_no_review_by_date() -> None:
    undated = {"sources", "towns", "places", "town_districts"}

    assert set(SECTIONS) - set(GROUPS) == undated
    assert [review(found[0], SMALL) for found in (SMALL.sources, SMALL.towns, SMALL.places, SMALL.town_districts)] == [None] * 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("group", "days"), DAYS.items())
def test_an_answer_marks_what_is_past_its_date_and_nothing_before(language: str, group: Group, days: int) -> None:
    record = {Group.CONTACTS: SMALL.resources[0], Group.FINDINGS: SMALL.findings[0], Group.LAWS: SMALL.laws[0]}[group]
    words, reviews = wording(language), Reviews.of(SMALL)

    assert reviews.overdue(record, later(days)) is None
    overdue = reviews.overdue(record, later(days + 1))
    assert overdue is not None
    said = mark(overdue, words)
    assert said == words.say(f"freshness.{group}", checked=words.date(SMALL.manifest.as_of))
    assert words.date(SMALL.manifest.as_of) in said


def test_what_has_no_review_by_date_is_never_overdue() -> None:
    assert Reviews.of(SMALL).overdue(SMALL.sources[0], dt.date(2099, 1, 1)) is None


@pytest.mark.parametrize("today", [dt.date(2020, 1, 1), later(0), later(100), later(200), dt.date(2099, 1, 1)])
def test_reviews_worked_out_once_agree_with_each_worked_out_alone(today: dt.date) -> None:
    reviews = Reviews.of(SMALL)
    for kind in SECTIONS:
        for record in section(SMALL, kind):
            alone = review(record, SMALL)
            assert reviews.overdue(record, today) == (alone if alone and today > alone.due else None)


def test_what_is_due_is_grouped_by_town_with_the_statewide_first() -> None:
    found = stale(SMALL, later(400))

    assert [group.town for group in found] == [None, "Alder", "Birch"]
    assert {due.key for due in found[1].due} >= {"f-alder", "f-alder-logs", "s-chief", "t-story", "alder-police"}
    assert {due.key for due in found[2].due} == {"birch-police", "Birch"}


def test_the_longest_overdue_stands_first() -> None:
    for group in stale(SMALL, later(400)):
        days = [due.review.due for due in group.due]
        assert days == sorted(days)


def test_a_record_about_two_towns_stands_under_each() -> None:
    both = SMALL.findings[0].model_copy(update={"towns": ("Alder", "Birch"), "review_by": day("2026-06-01")})
    found = stale(dataclasses.replace(SMALL, findings=(both,)), AS_OF)

    assert [group.town for group in found if both.id in {due.key for due in group.due}] == ["Alder", "Birch"]


@pytest.mark.parametrize(
    "hidden", [{"confidence": Confidence.LOW}, {"retracted": Retraction.model_validate({"reason": "Wrong.", "on": "2026-06-01"})}]
)
def test_what_nobody_is_shown_is_not_due(hidden: dict[str, object]) -> None:
    lead = SMALL.findings[0].model_copy(update=hidden)
    found = stale(dataclasses.replace(SMALL, findings=(lead,)), later(400))

    assert lead.id not in {due.key for group in found for due in group.due}


def test_nothing_is_due_on_the_day_of_the_pack_but_an_old_list() -> None:
    found = stale(SMALL, AS_OF)

    assert {due.kind for group in found for due in group.due} == {"legislators"}


def test_the_list_counts_a_record_once_and_names_its_days() -> None:
    both = SMALL.findings[0].model_copy(update={"towns": ("Alder", "Birch"), "review_by": day("2026-06-01")})
    contents = dataclasses.replace(SMALL, findings=(both,), legislators=())

    assert list(listing(stale(contents, AS_OF), ENGLISH)) == [
        "1 record is past its review-by date.",
        "",
        "Alder:",
        f"- findings, {both.subject} ({both.id}): last checked June 30, 2026, due June 1, 2026",
        "",
        "Birch:",
        f"- findings, {both.subject} ({both.id}): last checked June 30, 2026, due June 1, 2026",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_says_so(language: str) -> None:
    assert list(listing((), wording(language))) == [wording(language).say("freshness.none")]


def test_a_pack_without_a_full_review_is_counted_from_its_own_day(connecticut: Contents) -> None:
    manifest = connecticut.manifest
    found = review(next(record for record in connecticut.terms), connecticut)

    assert manifest.reviewed is None
    assert found is not None
    assert found.checked == manifest.as_of


def test_the_days_of_the_pack_files_are_read(connecticut: Contents) -> None:
    found = review(connecticut.legislators[0], connecticut)

    assert found is not None
    assert str(found.checked) == connecticut.legislators[0].snapshot_commit_date[:10]
