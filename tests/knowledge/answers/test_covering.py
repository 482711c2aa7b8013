"""A town whose police are the State Police is told so where nothing about the town itself is on record."""

from __future__ import annotations

from knowledge.answer import Line
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import base, status

STATE_POLICE = "Connecticut State Police"
NONE_OF_ITS_OWN = [
    town for town, row in base().policing.items() if row.own_pd == "no" and row.primary_agency.startswith(STATE_POLICE)
]


def test_the_state_police_cover_towns_that_have_no_police_of_their_own() -> None:
    for town in NONE_OF_ITS_OWN:
        force = base().covering(town)
        assert force is not None
        assert base().policing[town].primary_agency.startswith(force.name)
    assert all(base().covering(town) is None for town in base().policing if town not in NONE_OF_ITS_OWN)


def test_the_force_that_covers_a_town_is_itself_on_record() -> None:
    force = base().covering("Union")
    assert force is not None
    assert any(finding.agency == force.id for finding in base().findings.values())


def test_nothing_on_record_about_such_a_town_names_the_force_that_is_on_record_in_one_sentence() -> None:
    bare = [town for town in NONE_OF_ITS_OWN if base().standings[town].record is TownRecord.NOTHING_ON_RECORD]
    assert "Union" in bare
    for town in bare:
        first = status(town).sections[0].blocks[0]
        assert isinstance(first, Line)
        assert "the Connecticut State Police cover the town, and the record does hold reports about them" in first.text
        assert "proves nothing either way" in first.text
        assert ". " not in first.text
