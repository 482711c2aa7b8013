from __future__ import annotations

import datetime as dt

import pytest

from knowledge.errors import PackError
from knowledge.pack.openstates import read_people
from tests.knowledge.pack.people import ANN, BOB, CAT, EVE, folder, table

TODAY = dt.date(2026, 7, 15)


def mistakes(files: dict[str, bytes]) -> list[tuple[str, int, str, str]]:
    with pytest.raises(PackError) as caught:
        read_people(files, TODAY)
    return [(mistake.file, mistake.line, mistake.field, mistake.problem) for mistake in caught.value.mistakes]


def test_the_table_is_read_with_the_line_of_each_person() -> None:
    ann, eve = read_people(table(ANN, EVE), TODAY)

    assert (ann.seat, ann.line, ann.whole, ann.email, ann.links, ann.start) == ("lower 1", 2, False, None, (), None)
    assert (eve.seat, eve.line, eve.parties) == ("lower 2", 3, ("Blue/Workers",))
    assert (eve.email, eve.phone, eve.address) == ("eve@parliament.example", "555-0104", "Room 4, Main Street")
    assert eve.links == ("http://eve.example", "https://eve.example/about")


def test_the_folder_is_read_with_the_capitol_office_of_each_person() -> None:
    ann, eve = read_people(folder(ANN, EVE), TODAY)

    assert (ann.seat, ann.whole, ann.email, ann.phone, str(ann.start)) == ("lower 1", True, None, None, "2023-01-04")
    assert (eve.email, eve.phone, eve.address) == ("eve@parliament.example", "555-0104", "Room 4, Main Street")
    assert eve.links == ("http://eve.example", "https://eve.example/about")


def test_the_table_and_the_folder_name_the_same_people() -> None:
    people = (ANN, BOB, CAT, EVE)

    def names(files: dict[str, bytes]) -> list[tuple[str, ...]]:
        return [(person.id, person.name, person.seat, *person.parties) for person in read_people(files, TODAY)]

    assert names(table(*people)) == names(folder(*people))


def test_only_the_role_held_on_the_day_counts() -> None:
    former = "{type: upper, district: '9', start_date: 2019-01-01, end_date: 2020-12-31}"
    coming = "{type: upper, district: '8', start_date: 2027-01-06}"

    assert [person.seat for person in read_people(folder(ANN, roles=[former, coming]), TODAY)] == ["lower 1"]


def test_who_holds_no_seat_is_left_out() -> None:
    governor = folder({**BOB, "current_chamber": "governor"})
    not_yet = folder({**CAT, "start": "2027-01-06"})

    assert [person.name for person in read_people({**governor, **not_yet, **folder(ANN)}, TODAY)] == ["Ann Lower"]
    assert [person.name for person in read_people(not_yet, dt.date(2027, 1, 6))] == ["Cat Upper"]


def test_parties_that_a_member_left_are_not_told() -> None:
    files = folder(ANN)
    text = files["p-1.yml"].replace(b"- name: Green", b"- name: Red\n  end_date: 2020-01-01\n- name: Green\n- name: Workers")

    assert read_people({"p-1.yml": text}, TODAY)[0].parties == ("Green", "Workers")


def test_files_of_other_kinds_are_passed_over() -> None:
    assert len(read_people({**folder(ANN), "README.md": b"# People\n"}, TODAY)) == 1


def test_a_table_without_its_columns_is_refused() -> None:
    assert mistakes({"tl.csv": b"id,name,current_party,current_chamber\np-1,Ann,Green,lower\n"}) == [
        ("tl.csv", 1, "current_district", "the column is missing")
    ]


def test_an_empty_cell_and_an_unknown_chamber_are_told_with_their_lines() -> None:
    found = mistakes(table({**ANN, "name": ""}, {**BOB, "current_chamber": "legislature"}))

    assert found == [("tl.csv", 2, "name", "the cell is empty"), ("tl.csv", 3, "current_chamber", '"legislature" is no chamber')]


def test_a_file_that_is_not_yaml_is_told_with_its_line() -> None:
    assert [(name, line) for name, line, _, _ in mistakes({"a.yml": b"id: p-1\nname: [\n"})] == [("a.yml", 3)]


def test_a_person_without_id_or_district_is_told() -> None:
    text = folder(ANN)["p-1.yml"]
    without = {
        "a.yml": text.replace(b"id: p-1\n", b""),
        "b.yml": text.replace(b"  district: '1'\n", b""),
    }

    assert [(name, field) for name, _, field, _ in mistakes(without)] == [("a.yml", "id"), ("b.yml", "roles")]


@pytest.mark.parametrize("files", [{}, {"README.md": b"# People\n"}, table(), folder({**ANN, "current_chamber": "governor"})])
def test_a_list_of_nobody_is_refused(files: dict[str, bytes]) -> None:
    assert [problem for *_, problem in mistakes(files)] == ["the list names nobody in office"]
