"""What the records of a pack are called: the names in the pack and the further names of the lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from knowledge.places.text import words
from knowledge.questions.types import Subject, SubjectKind
from knowledge.records import Stance
from knowledge.standing import TownRecord

if TYPE_CHECKING:
    from knowledge.contents import Contents
    from knowledge.records import Sourced

_NOT_PEOPLE = {"police", "department", "council", "spokesperson", "spokesman", "town", "city", "officials", "members"}


def names_of(contents: Contents) -> Iterator[tuple[Subject, str]]:
    """Every record that can be named with each of its names: the pack's own and the lexicon's."""
    for subject, own in _records(contents):
        for name in own:
            yield subject, name
    yield from _of_lexicon(contents)


def _records(contents: Contents) -> Iterator[tuple[Subject, tuple[str, ...]]]:
    for term in filter(_showable, contents.terms):
        yield Subject(SubjectKind.TERM, term.id, term.term), (term.term, *term.also_called)
    for law in filter(_showable, contents.laws):
        yield Subject(SubjectKind.LAW, law.id, law.title), (law.title, *law.also_called)
    for statement in filter(_showable, contents.statements):
        if statement.organisation:
            yield Subject(SubjectKind.ORGANISATION, statement.organisation, statement.organisation), (statement.organisation,)
    for speaker in _speakers(contents):
        yield speaker, (speaker.name,)
    for member in contents.legislators:
        formal = f"{member.given_name} {member.family_name}" if member.given_name and member.family_name else member.name
        yield Subject(SubjectKind.LEGISLATOR, member.openstates_id, member.name), (member.name, formal)
    for committee in dict.fromkeys(seat.committee for seat in contents.committees):
        yield Subject(SubjectKind.COMMITTEE, committee, committee), (f"{committee} committee",)
    for finding in filter(_showable, contents.findings):
        yield Subject(SubjectKind.FINDING, finding.id, finding.subject), ()
    yield from ((Subject(SubjectKind.STANCE, stance, stance), ()) for stance in Stance)
    yield from ((Subject(SubjectKind.TOWN_RECORD, record, record), ()) for record in TownRecord)


def _showable(record: Sourced) -> bool:
    return record.showable


def _of_lexicon(contents: Contents) -> Iterator[tuple[Subject, str]]:
    """The further names of the lexicon, for the records that the pack has."""
    known = {(subject.kind.value, subject.id): subject for subject, _ in _records(contents)}
    for kind, record, names in _lexicon_lines():
        subject = known.get((kind, contents.manifest.national_finding if record == "@national" else record))
        if subject:
            yield from ((subject, name) for name in names)


def office_names(contents: Contents) -> Iterator[tuple[Subject, str]]:
    """The holders of statewide offices, by what the office is called."""
    holders = {officer.office: officer.name for officer in contents.executive}
    for kind, office, names in _lexicon_lines():
        if kind == "office" and office in holders:
            for name in names:
                yield Subject(SubjectKind.SPEAKER, holders[office], holders[office]), name


def _lexicon_lines() -> Iterator[tuple[str, str, list[str]]]:
    for line in (files("knowledge") / "lexicon" / "subject_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, names = line.split(": ", 1)
            kind, record = head.split(" ", 1)
            yield kind, record, names.split(", ")


def _speakers(contents: Contents) -> list[Subject]:
    """The people who speak in statements, each once; departments and unnamed speakers have no given and family name."""
    organisations = {statement.organisation for statement in contents.statements}
    agencies = {agency.name for agency in contents.agencies}
    names = dict.fromkeys(name for s in contents.statements if s.showable for name in s.speakers)
    return [
        Subject(SubjectKind.SPEAKER, name, name)
        for name in names
        if name not in organisations | agencies and _is_person(name) and not set(words(name.lower())) & _NOT_PEOPLE
    ]


def _is_person(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts)


def family_names(contents: Contents) -> dict[str, tuple[Subject, ...]]:
    """People by the last word of their name, where that is their whole family name."""
    families: dict[str, dict[Subject, None]] = defaultdict(dict)
    for speaker in _speakers(contents):
        last = [word for word in words(speaker.name.lower()) if word != "jr"][-1]
        families[last].setdefault(speaker)
    for member in contents.legislators:
        family = words((member.family_name or member.name.split()[-1]).lower())
        if len(family) == 1:
            families[family[0]].setdefault(Subject(SubjectKind.LEGISLATOR, member.openstates_id, member.name))
    for officer in contents.executive:
        families[words(officer.name.lower())[-1]].setdefault(Subject(SubjectKind.SPEAKER, officer.name, officer.name))
    return {family: tuple(people) for family, people in families.items()}


def title_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that stand before a person's name, and the family names that are ordinary words."""
    text = (files("knowledge") / "lexicon" / "title_words.txt").read_text(encoding="utf-8")
    _, titles, ordinary = text.split("[")
    return frozenset(words(titles.split("]")[1])), frozenset(words(ordinary.split("]")[1]))
