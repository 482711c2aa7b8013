"""An agency that is not a town's own police is answered for itself."""

from __future__ import annotations

from knowledge.answer import SectionKey
from knowledge.questions import Intent
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import ask, base, claims, text


def agency(start: str) -> str:
    return next(a.id for a in base().agencies.values() if a.name.startswith(start))


def test_a_campus_is_told_by_its_own_findings() -> None:
    answer = ask(Intent.TOWN_STATUS, "New Haven", agencies=(agency("Southern Connecticut"),))
    assert answer.title == "Southern Connecticut State University Police (New Haven)"
    assert answer.agencies == ("Southern Connecticut State University Police",)
    assert answer.records == {"New Haven": TownRecord.SHARING_ENDED}
    assert "had switched the sharing off" in text(answer, SectionKey.BOTTOM_LINE)


def test_another_campus_in_the_same_town_does_not_bear_that_record() -> None:
    answer = ask(Intent.TOWN_STATUS, "New Haven", agencies=(agency("Yale"),))
    assert answer.records == {"New Haven": TownRecord.NOTHING_ON_RECORD}
    assert "nothing about Yale University Police Department sharing with ICE is on record" in text(answer)
    assert "ACLU" not in text(answer, SectionKey.BOTTOM_LINE)


def test_the_state_police_are_answered_without_a_town_and_with_the_statewide_findings() -> None:
    answer = ask(Intent.TOWN_STATUS, agencies=(agency("Connecticut State Police"),))
    assert answer.title.startswith("Connecticut State Police")
    assert "COLLECT" in text(answer)
    assert not answer.records


def test_a_towns_own_police_are_answered_as_the_town() -> None:
    answer = ask(Intent.TOWN_STATUS, "Norwalk", agencies=(agency("Norwalk"),))
    assert answer.title == "Norwalk"


def test_what_a_campus_said_comes_before_what_others_said_and_no_city_official_is_among_them() -> None:
    said = text(ask(Intent.STATEMENTS, "New Haven", agencies=(agency("Southern Connecticut"),)))
    assert said.index("Joseph Dooley") < said.index("Jonathon Gonzalez")
    assert "Zannelli" not in said


def test_a_records_request_is_addressed_to_the_agency_asked_about() -> None:
    said = text(ask(Intent.TAKE_ACTION, "New Haven", agencies=(agency("Southern Connecticut"),)))
    assert "To Southern Connecticut State University Police, records request" in said


def test_every_agency_can_be_asked_about_in_every_way() -> None:
    for each in base().agencies.values():
        for intent in (Intent.TOWN_STATUS, Intent.STATEMENTS):
            answer = ask(intent, *each.towns[:1], agencies=(each.id,))
            assert answer.sections
            assert all(claim.citations for claim in claims(answer))
