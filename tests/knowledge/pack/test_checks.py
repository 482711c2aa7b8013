"""What the rules let pass; what they refuse is in test_malformed_packs.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import pack
from knowledge.errors import PackError
from knowledge.pack.table_checks import simplified
from tests.knowledge.pack import small_pack

LET_PASS = [
    ("a law that takes effect later", "laws.yaml", "2027-01-01", "2031-01-01"),
    ("a term that ends later", "executive.csv", "2030-01-01", "2032-01-01"),
    ("a year that as_of lies in", "sources/all.yaml", "published: 2026-03-01", "published: 2026"),
    ("a date on the day of as_of", "sources/all.yaml", "published: 2026-03-01", "published: 2026-06-30"),
    ("an end within the month of the start", "agencies/alder-police.yaml", "end: 2025-12-31", "end: 2025"),
    ("a year written as a number", "agencies/alder-police.yaml", "start: 2025-01\n", "start: 2025\n"),
    ("a statement without a date", "agencies/alder-police.yaml", "    date: 2026-03-02\n", ""),
    ("an account without days", "agencies/alder-police.yaml", "        start: 2025-02-01\n        end: 2025-03-01\n", ""),
    ("a district said to be vacant", "town_districts.csv", "Birch,lower,2,0.6", "Birch,lower,2,0.2,high\nBirch,lower,9,0.4"),
    ("shares that are not known", "town_districts.csv", "Birch,lower,2,0.6", "Birch,lower,2,"),
    ("an agency by its other name", "policing.csv", "Alder Police Department", "Alder cops"),
    (
        "several agencies in one town",
        "policing.csv",
        "Alder Police Department",
        "Alder Police Department; Birch Police Department",
    ),
    ("a reader in no town", "plate_readers.csv", "Alder Police Department,Alder,", "Some Office,,"),
    (
        "a finding about an agency outside its file",
        "statewide/all.yaml",
        "    subject: Somebody",
        "    agency: birch-police\n    subject: Somebody",
    ),
    ("a table with its header alone", "town_websites.csv", "Alder,https://alder.example,registry,high\n", ""),
    (
        "a column that may be left out",
        "places.csv",
        small_pack.FILES["places.csv"],
        "alias,kind,town,source,confidence\nOld Mill,village,Birch,map,medium\n",
    ),
    ("a name in another script", "towns.csv", "2,Birch", "2,Bîrch"),
]


@pytest.mark.parametrize(("name", "file", "old", "new"), LET_PASS, ids=[case[0].replace(" ", "-") for case in LET_PASS])
def test_the_rules_let_pass(small: Path, name: str, file: str, old: str, new: str) -> None:
    small_pack.change(small, "pack.yaml", "committees: [Justice]", "committees: [Justice]\nvacant_districts: [lower 9]")
    if "Bîrch" in new:
        for other in small.rglob("*.*"):
            other.write_text(other.read_text(encoding="utf-8").replace("Birch", "Bîrch"), encoding="utf-8")
    else:
        small_pack.change(small, file, old, new)

    assert pack.load(small).towns


@pytest.mark.parametrize(
    ("one", "other"),
    [("East Lyme", "east  lyme"), ("Bîrch", "Birch"), ("St. Mary's", "st mary s"), ("Old-Mill", "old mill"), ("ALDER", "alder")],
)
def test_names_that_people_type_alike_are_simplified_alike(one: str, other: str) -> None:
    assert simplified(one) == simplified(other)


def test_two_towns_that_differ_only_by_an_accent_are_refused(small: Path) -> None:
    small_pack.change(small, "towns.csv", "2,Birch", "2,Ålder")

    with pytest.raises(PackError, match=r"towns\.csv:3: name: Ålder and Alder are typed the same way"):
        pack.load(small)


def test_each_of_several_missing_members_is_told_of_once(small: Path) -> None:
    small_pack.change(small, "legislators.csv", "Cat Upper,Green,upper,Senator,1,,", "Cat Upper,Green,upper,Senator,5,,")

    with pytest.raises(PackError) as caught:
        pack.load(small)

    assert [(mistake.file, mistake.problem) for mistake in caught.value.mistakes] == [
        ("legislators.csv", "no town lies in upper 5"),
        ("town_districts.csv", "no legislator stands for upper 1"),
    ]
