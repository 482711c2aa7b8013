from __future__ import annotations

import dataclasses

import pytest

from knowledge import pack
from knowledge.contents import Contents
from knowledge.identity import SECTIONS, key_of, keyed, label_of, section, towns_of, towns_of_agencies
from knowledge.pack.bundle import Bundle
from tests.knowledge.pack import small_pack

SMALL = pack.load(Bundle({name: text.encode() for name, text in small_pack.FILES.items()}))


def test_every_kind_of_record_in_a_pack_has_a_section() -> None:
    others = {"version", "manifest", "translations", "outlines"}

    assert {field.name for field in dataclasses.fields(Contents)} - others == set(SECTIONS)


@pytest.mark.parametrize("name", SECTIONS)
def test_keys_tell_the_records_of_the_built_in_pack_apart(name: str, connecticut: Contents) -> None:
    records = section(connecticut, name)

    assert list(keyed(records).values()) == list(records)
    assert all(isinstance(record, SECTIONS[name]) for record in records)


def test_a_second_record_with_the_same_key_gets_a_number() -> None:
    seat = SMALL.committees[0]

    assert list(keyed([seat, seat, seat])) == [
        "Justice · co-chair · p-1",
        "Justice · co-chair · p-1 #2",
        "Justice · co-chair · p-1 #3",
    ]


@pytest.mark.parametrize(
    ("name", "key", "label"),
    [
        ("findings", "f-alder", "Alder Police Department (f-alder)"),
        ("statements", "s-chief", "A. Chief (s-chief)"),
        ("laws", "camera-act", "The Camera Act (camera-act)"),
        ("sources", "gazette", "The Gazette: Cameras in Alder (gazette)"),
        ("timeline", "t-story", "2026-03 (t-story)"),
        ("legislators", "p-1", "Ann Lower (lower 1)"),
        ("executive", "governor", "governor: Dee Top"),
        ("town_districts", "Alder · lower · 1", "Alder (lower 1)"),
        ("plate_readers", "A1", "Alder Police Department (A1)"),
        ("policing", "Alder", "Alder"),
    ],
)
def test_a_record_is_known_by_its_key_and_told_by_its_label(name: str, key: str, label: str) -> None:
    record = section(SMALL, name)[0]

    assert (key_of(record), label_of(record)) == (key, label)


@pytest.mark.parametrize(
    ("name", "towns"),
    [
        ("findings", ("Alder",)),
        ("agencies", ("Alder",)),
        ("towns", ("Alder",)),
        ("policing", ("Alder",)),
        ("police_contacts", ("Alder",)),
        ("laws", ()),
        ("legislators", ()),
    ],
)
def test_a_record_is_about_the_towns_that_it_or_its_agency_names(name: str, towns: tuple[str, ...]) -> None:
    assert towns_of(section(SMALL, name)[0], towns_of_agencies(SMALL)) == towns


def test_an_agency_is_found_by_each_of_its_names() -> None:
    assert towns_of_agencies(SMALL) == {
        "Alder Police Department": ("Alder",),
        "Alder cops": ("Alder",),
        "Birch Police Department": ("Birch",),
    }
