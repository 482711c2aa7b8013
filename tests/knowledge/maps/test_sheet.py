"""What a map says in words is what it shows: every town under its record, in every language, within Discord's limit."""

from __future__ import annotations

import itertools

import pytest

from knowledge.answer import Claim
from knowledge.base import KnowledgeBase
from knowledge.contents import Contents
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import LONGEST, Area, Scale, Sheet, tell
from knowledge.standing import TownRecord
from knowledge.wording import LANGUAGES, wording


@pytest.fixture(scope="module")
def base(connecticut: Contents) -> KnowledgeBase:
    return KnowledgeBase.of(connecticut)


@pytest.fixture(scope="module")
def shapes(connecticut: Contents) -> Shapes:
    return Shapes.of(connecticut)


def around(base: KnowledgeBase, shapes: Shapes, town: str, language: str = "en") -> Sheet:
    return tell(base, Area(Scale.TOWN, town), language, shapes.neighbours[town])


def test_the_state_lists_every_town_once_under_its_record(base: KnowledgeBase) -> None:
    told = tell(base, Area(), "en")
    found = {town: row.record for row in told.rows for town in row.towns}
    assert found == {town: its.record for town, its in base.standings.items()}
    assert sum(len(row.towns) for row in told.rows) == len(base.towns)


def test_the_legend_goes_from_the_strongest_record_to_none_and_leaves_out_what_no_town_has(base: KnowledgeBase) -> None:
    records = [row.record for row in tell(base, Area(), "en").rows]
    assert records == [record for record in TownRecord if base.by_record.get(record)]


def test_a_region_lists_its_own_towns_alone(base: KnowledgeBase) -> None:
    told = tell(base, Area(Scale.REGION, region="Greater Bridgeport Planning Region"), "en")
    towns = {town for row in told.rows for town in row.towns}
    assert towns == {"Bridgeport", "Easton", "Fairfield", "Monroe", "Stratford", "Trumbull"}


def test_a_town_is_told_with_its_neighbors_and_its_bottom_line_with_sources(base: KnowledgeBase, shapes: Shapes) -> None:
    told = around(base, shapes, "Fairfield")
    assert {town for row in told.rows for town in row.towns} == {"Fairfield", *shapes.neighbours["Fairfield"]}
    assert isinstance(told.asked, Claim)
    assert told.asked.citations
    assert "released by the ACLU in March 2019" in told.asked.text
    assert told.beside == "Fairfield borders Bridgeport, Easton, Trumbull, Weston, and Westport."


def test_the_words_bear_the_day_and_say_that_they_are_not_about_today(base: KnowledgeBase) -> None:
    assert tell(base, Area(), "en").caution.startswith("As of November 22, 2026. ")
    assert "not what happens today" in tell(base, Area(), "en").alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alt_text_of_the_state_names_every_town_with_reported_sharing_and_counts_the_others(
    base: KnowledgeBase, language: str
) -> None:
    told = tell(base, Area(), language)
    assert len(told.alt) <= LONGEST
    for row in told.rows:
        assert row.label in told.alt
        if len(row.towns) < 20:
            assert all(town in told.alt for town in row.towns)
        else:
            assert f"{len(row.towns)}" in told.alt
    assert wording(language).say("map.alt.list") in told.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_alt_text_fits_and_tells_the_asked_town_and_its_record(base: KnowledgeBase, shapes: Shapes, language: str) -> None:
    for town in base.towns:
        told = around(base, shapes, town, language)
        assert len(told.alt) <= LONGEST
        assert told.title.rstrip(".") in told.alt
        assert told.asked
        assert told.asked.text[:120] in told.alt


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alt_text_of_a_region_fits(base: KnowledgeBase, shapes: Shapes, language: str) -> None:
    for region in shapes.regions:
        assert 100 < len(tell(base, Area(Scale.REGION, region=region), language).alt) <= LONGEST


def test_the_text_list_says_what_the_legend_shows(base: KnowledgeBase) -> None:
    told = tell(base, Area(), "es")
    assert [line for line, _ in told.listed] == list(told.legend)
    for row, (line, names) in zip(told.rows, told.listed, strict=True):
        assert line == f"{row.label}: {len(row.towns)}"
        assert all(town in names for town in row.towns)


def test_a_town_that_is_none_is_refused(base: KnowledgeBase) -> None:
    with pytest.raises(KeyError):
        tell(base, Area(Scale.TOWN, "Springfield"), "en")


def test_every_area_has_a_title_of_its_own(base: KnowledgeBase, shapes: Shapes) -> None:
    areas = [Area(), *(Area(Scale.REGION, region=region) for region in shapes.regions)]
    titles = [tell(base, area, "en").title for area in areas] + [around(base, shapes, town).title for town in base.towns]
    assert all(one != other for one, other in itertools.pairwise(sorted(titles)))
