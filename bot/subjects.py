"""Short tokens for the records that a question names, so that a button can carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from zlib import crc32

from knowledge.base import KnowledgeBase
from knowledge.maps.sheet import Area, Scale
from knowledge.questions import Subject, SubjectKind
from knowledge.records import Stance
from knowledge.standing import TownRecord


def subject_token(kind: str, record: str) -> str:
    """The token of a subject: the first letters of its kind and eight digits of its id's checksum."""
    return f"{kind[0]}{crc32(f'{kind}:{record}'.encode()):08x}"


def agency_token(agency: str) -> str:
    """The token of an agency."""
    return subject_token("agency", agency)


def subjects_by_token(base: KnowledgeBase) -> Mapping[str, Subject]:
    """Everything in a knowledge base that a question can name, towns and agencies aside."""
    return MappingProxyType({subject_token(subject.kind, subject.id): subject for subject in _subjects(base)})


def agencies_by_token(base: KnowledgeBase) -> Mapping[str, str]:
    """The ids of the agencies."""
    return MappingProxyType({agency_token(agency): agency for agency in base.agencies})


def areas_by_token(base: KnowledgeBase) -> Mapping[str, Area]:
    """What a map can show: the whole state, and every planning region."""
    regions = sorted({town.planning_region for town in base.contents.towns})
    areas = {subject_token("region", region): Area(Scale.REGION, region=region) for region in regions}
    return MappingProxyType({subject_token("state", base.manifest.id): Area(), **areas})


def _subjects(base: KnowledgeBase) -> Iterator[Subject]:
    yield from (Subject(SubjectKind.TERM, term.id, term.term) for term in base.terms.values())
    yield from (Subject(SubjectKind.LAW, law.id, law.title) for law in base.laws.values())
    yield from (Subject(SubjectKind.FINDING, finding.id, finding.subject) for finding in base.findings.values())
    yield from (Subject(SubjectKind.COMMITTEE, name, name) for name in base.manifest.committees)
    yield from (Subject(SubjectKind.LEGISLATOR, m.openstates_id, m.name) for m in base.contents.legislators)
    yield from (Subject(SubjectKind.STANCE, stance, stance) for stance in Stance)
    yield from (Subject(SubjectKind.TOWN_RECORD, record, record) for record in TownRecord)
    for statement in base.statements.values():
        yield from (Subject(SubjectKind.SPEAKER, name, name) for name in statement.speakers)
        if statement.organisation:
            yield Subject(SubjectKind.ORGANISATION, statement.organisation, statement.organisation)
