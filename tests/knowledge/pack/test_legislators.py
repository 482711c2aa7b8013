from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import pack
from knowledge.changes import Sort
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.pack.bundle import Bundle, collect
from knowledge.pack.legislators import Import, bring_in
from knowledge.tables import Legislator
from tests.knowledge.pack import small_pack
from tests.knowledge.pack.people import ANN, BOB, CAT, EVE, folder, table
from tests.knowledge.pack.test_export import changed_lines

FILES = {name: text.encode() for name, text in small_pack.FILES.items()}
LISTED = {
    **FILES,
    "pack.yaml": FILES["pack.yaml"].replace(
        b"  legislators.csv:\n    publisher: Testland Office\n    as_of: 2026-02\n",
        b"  legislators.csv:\n    publisher: Open States\n    as_of: 2026-01-01\n    note: until 2027\n",
    ),
}
BUILT_IN_FILES = collect(pack.built_in())
BUILT_IN = pack.load(Bundle(BUILT_IN_FILES))
TODAY = dt.date(2026, 6, 30)
NEW_TERM = dt.date(2027, 1, 6)
SAME = (ANN, BOB, CAT)


def members(made: Import) -> dict[str, Legislator]:
    return {member.openstates_id: member for member in pack.load(Bundle(made.files)).legislators}


def refused(*people: dict[str, str], vacant: tuple[str, ...] = (), files: dict[str, bytes] = FILES) -> list[tuple[int, str, str]]:
    with pytest.raises(PackError) as caught:
        bring_in(files, table(*people), TODAY, vacant=vacant)
    return [(mistake.line, mistake.field, mistake.problem) for mistake in caught.value.mistakes]


def people_changes(made: Import) -> list[tuple[Sort, str]]:
    return [(change.sort, change.label) for change in made.changes.of("legislators") if change.key != "snapshot"]


def test_who_left_and_who_came_is_told() -> None:
    made = bring_in(FILES, table(ANN, EVE, CAT), TODAY)

    assert people_changes(made) == [(Sort.REMOVED, "Bob Lower (lower 2)"), (Sort.ADDED, "Eve Lower (lower 2)")]


def test_a_new_member_gets_what_the_list_says_and_no_more() -> None:
    eve = members(bring_in(FILES, table(ANN, EVE, CAT), TODAY, commit="c0ffee"))["p-4"]

    assert eve == Legislator.model_validate(
        {
            "name": "Eve Lower",
            "given_name": "Eve",
            "family_name": "Lower",
            "party": "Blue",
            "party_as_listed": "Blue/Workers",
            "chamber": "lower",
            "title": "Member",
            "district": "2",
            "email": "eve@parliament.example",
            "capitol_phone": "555-0104",
            "capitol_address": "Room 4, Main Street",
            "official_page_url": "https://eve.example/about",
            "openstates_id": "p-4",
            "snapshot_commit": "c0ffee",
            "snapshot_commit_date": "2026-06-30",
        }
    )


def test_changed_contacts_are_told_before_and_after() -> None:
    made = bring_in(FILES, table({**ANN, "email": "ann@parliament.example", "capitol_voice": "555-0199"}, BOB, CAT), TODAY)
    (ann,) = (change for change in made.changes.of("legislators") if change.key == "p-1")

    assert ann.sort is Sort.CHANGED
    assert {(field.field, field.before, field.after) for field in ann.fields} >= {
        ("email", None, "ann@parliament.example"),
        ("capitol_phone", None, "555-0199"),
    }


def test_the_table_keeps_its_columns_and_the_order_of_its_seats() -> None:
    made = bring_in(FILES, table(CAT, EVE, ANN), TODAY)
    header, *rows = csv.reader(io.StringIO(made.files["legislators.csv"].decode(), newline=""))

    known = small_pack.FILES["legislators.csv"].splitlines()[0].split(",")
    assert header[: len(known)] == known
    assert [row[0] for row in rows] == ["Ann Lower", "Eve Lower", "Cat Upper"]


def test_what_the_table_leaves_out_is_kept_for_who_is_still_there() -> None:
    ann = members(bring_in(FILES, table(*SAME), TODAY))["p-1"]

    assert (ann.official_page_url, str(ann.role_start)) == ("https://parliament.example/ann", "2023-01-04")


def test_what_the_folder_leaves_out_is_no_longer_so() -> None:
    made = bring_in(FILES, folder(*SAME), TODAY)

    assert members(made)["p-1"].official_page_url is None


def test_a_page_that_the_list_still_has_keeps_its_spelling() -> None:
    links = "https://other.example;https://Parliament.example/ann/"
    made = bring_in(FILES, folder({**ANN, "links": links}, BOB, CAT), TODAY)

    assert members(made)["p-1"].official_page_url == "https://parliament.example/ann"


def test_pages_without_https_are_left_out_and_named() -> None:
    made = bring_in(FILES, table(ANN, {**EVE, "links": "http://eve.example"}, CAT), TODAY)

    assert members(made)["p-4"].official_page_url is None
    assert "Links without https are left out: Eve Lower." in made.notes


def test_committee_seats_follow_their_holders() -> None:
    made = bring_in(FILES, table({**ANN, "name": "Ann Higher", "email": "ann@parliament.example"}, BOB, CAT), TODAY)
    (seat,) = pack.load(Bundle(made.files)).committees

    assert (seat.name, seat.email, seat.current) == ("Ann Higher", "ann@parliament.example", True)


def test_committee_seats_of_who_left_are_taken_out_and_the_empty_committee_is_named() -> None:
    made = bring_in(FILES, table({**EVE, "current_district": "1"}, BOB, CAT), TODAY)
    contents = pack.load(Bundle(made.files))

    assert contents.committees == ()
    assert contents.manifest.committees == ()
    assert made.notes[:2] == (
        "Taken out of committees.csv, because their holders left or changed chamber: 1.",
        "Nobody is left in Justice: name it again under `committees` in pack.yaml once its seats are known.",
    )


def test_the_day_of_the_list_stands_in_the_origins() -> None:
    made = bring_in(LISTED, table(*SAME), TODAY)

    assert "pack.yaml -    as_of: 2026-01-01" in changed_lines(LISTED, made.files)
    assert "pack.yaml +    as_of: 2026-06-30" in changed_lines(LISTED, made.files)


def test_a_list_newer_than_the_pack_moves_its_day_and_keeps_the_day_of_the_review() -> None:
    manifest = pack.load(Bundle(bring_in(LISTED, table(*SAME), dt.date(2026, 8, 1)).files)).manifest

    assert (str(manifest.as_of), str(manifest.reviewed)) == ("2026-08-01", "2026-06-30")


def test_the_same_list_a_second_time_changes_nothing() -> None:
    first = bring_in(LISTED, table(ANN, EVE, CAT), TODAY)
    second = bring_in(first.files, table(ANN, EVE, CAT), TODAY)

    assert second.files == first.files
    assert not second.changes
    assert second.notes == ("Links without https are left out: Eve Lower.",)


def test_the_hash_of_the_list_stands_for_its_commit() -> None:
    one, other = (members(bring_in(FILES, table(*people), TODAY))["p-3"] for people in (SAME, (ANN, EVE, CAT)))

    assert one.snapshot_commit.startswith("sha256:")
    assert one.snapshot_commit != other.snapshot_commit


def test_a_missing_district_is_refused_by_name() -> None:
    assert refused(ANN, CAT) == [(1, "lower 2", "the list has nobody for this district")]


def test_a_district_that_is_said_to_be_vacant_may_be_missing() -> None:
    contents = pack.load(Bundle(bring_in(FILES, table(ANN, CAT), TODAY, vacant=["lower 2"]).files))

    assert contents.manifest.vacant_districts == ("lower 2",)
    assert [member.name for member in contents.legislators] == ["Ann Lower", "Cat Upper"]


def test_a_vacant_district_that_is_filled_is_vacant_no_more() -> None:
    vacant = bring_in(FILES, table(ANN, CAT), TODAY, vacant=["lower 2"]).files
    made = bring_in(vacant, table(ANN, EVE, CAT), TODAY)

    assert pack.load(Bundle(made.files)).manifest.vacant_districts == ()
    assert "No longer vacant: lower 2." in made.notes
    assert b"vacant_districts" not in made.files["pack.yaml"]


def test_two_holders_of_a_district_are_refused_by_name() -> None:
    assert refused(*SAME, EVE) == [(5, "lower 2", "Bob Lower and Eve Lower both hold it")]


def test_one_person_on_two_seats_is_refused() -> None:
    assert (4, "p-1", "lower 1 and upper 1 share this id") in refused(ANN, BOB, {**CAT, "id": "p-1"})


def test_a_district_without_towns_is_refused() -> None:
    assert refused(*SAME, {**EVE, "current_district": "77"}) == [(5, "lower 77", "no town lies in the district of Eve Lower")]


def test_every_mistake_of_a_list_is_told_at_once() -> None:
    found = refused(ANN, {**EVE, "current_district": "1"}, {**CAT, "current_district": "5"})

    assert [(line, field) for line, field, _ in found] == [(1, "lower 2"), (1, "upper 1"), (3, "lower 1"), (4, "upper 5")]


def test_a_new_legislature_comes_in_with_one_list() -> None:
    people = [{**EVE, "id": f"n-{n}", "current_chamber": c, "current_district": d, "start": "2027-01-06"} for n, c, d in SEATS]
    made = bring_in(LISTED, folder(*people), NEW_TERM)
    contents = pack.load(Bundle(made.files))

    assert {member.openstates_id for member in contents.legislators} == {"n-1", "n-2", "n-3"}
    assert {str(member.role_start) for member in contents.legislators} == {"2027-01-06"}
    assert (str(contents.manifest.as_of), str(contents.manifest.reviewed)) == ("2027-01-06", "2026-06-30")
    assert [sort for sort, _ in people_changes(made)].count(Sort.REMOVED) == 3
    assert any("`next_terms` in pack.yaml still says 2027-01" in note for note in made.notes)
    assert 'The note of legislators.csv in pack.yaml says "until 2027": write it anew.' in made.notes


SEATS = [(1, "lower", "1"), (2, "lower", "2"), (3, "upper", "1")]


def test_committee_seats_are_not_current_in_a_new_legislature() -> None:
    made = bring_in(FILES, table(*SAME), NEW_TERM)

    assert [seat.current for seat in pack.load(Bundle(made.files)).committees] == [False]
    assert "A new legislature has begun: committee seats are marked as not current until their new list is in." in made.notes


def listed(member: Legislator) -> dict[str, str]:
    """A member of the pack as the table of Open States has them."""
    links = (member.official_page_url, member.cga_page_url)
    return {
        "id": member.openstates_id,
        "name": member.name,
        "current_party": member.party_as_listed or member.party,
        "current_district": member.district,
        "current_chamber": member.chamber,
        "given_name": member.given_name or "",
        "family_name": member.family_name or "",
        "email": member.email or "",
        "links": ";".join(link for link in links if link),
        "capitol_address": member.capitol_address or "",
        "capitol_voice": member.capitol_phone or "",
    }


def test_the_built_in_list_brought_in_again_changes_the_snapshot_alone(connecticut: Contents) -> None:
    files = collect(pack.built_in())
    made = bring_in(files, table(*map(listed, connecticut.legislators)), connecticut.manifest.as_of.first_day)

    assert people_changes(made) == []
    assert [change.key for change in made.changes.records] == ["pack.yaml", "snapshot"]


def test_a_whole_new_legislature_of_the_built_in_pack_is_one_list(connecticut: Contents) -> None:
    new = [{**listed(member), "id": f"new-{number}"} for number, member in enumerate(connecticut.legislators)]
    made = bring_in(collect(pack.built_in()), table(*new), dt.date(2027, 1, 6))

    sorts = [sort for sort, _ in people_changes(made)]
    assert (sorts.count(Sort.REMOVED), sorts.count(Sort.ADDED)) == (187, 187)
    assert [member.district for member in pack.load(Bundle(made.files)).legislators] == [
        member.district for member in connecticut.legislators
    ]


@settings(max_examples=12, deadline=None)
@given(lost=st.sets(st.integers(0, 186), min_size=1, max_size=4), doubled=st.sets(st.integers(0, 186), max_size=3))
def test_whatever_is_missing_or_double_is_named(lost: set[int], doubled: set[int]) -> None:
    doubled -= lost
    kept = [listed(member) for place, member in enumerate(BUILT_IN.legislators) if place not in lost]
    twice = [{**listed(BUILT_IN.legislators[place]), "id": f"other-{place}"} for place in doubled]
    with pytest.raises(PackError) as caught:
        bring_in(BUILT_IN_FILES, table(*kept, *twice), dt.date(2026, 11, 22))

    members = [BUILT_IN.legislators[place] for place in sorted({*lost, *doubled})]
    seats = {f"{member.chamber} {member.district}" for member in members}
    assert {mistake.field for mistake in caught.value.mistakes} == seats
