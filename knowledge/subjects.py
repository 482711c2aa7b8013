"""Finds the records that a question names, towns and agencies aside: terms, laws, people, organisations, committees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from knowledge.phrases import LEGISLATOR, SPEAKER
from knowledge.places.text import Token, tokenize, words
from knowledge.question_types import Subject, SubjectKind

if TYPE_CHECKING:
    from knowledge.contents import Contents

LONGEST = 8
FEW = 3
"""A family name that more people share than this names nobody."""

Key = tuple[str, ...]


class Named(NamedTuple):
    """A name seen at `text[start:end]` and the records it stands for."""

    start: int
    end: int
    subjects: tuple[Subject, ...]

    @property
    def mask(self) -> str | None:
        """What the classifiers read in its place; None where its words speak for themselves."""
        kinds = {subject.kind for subject in self.subjects}
        if SubjectKind.SPEAKER in kinds:
            return SPEAKER
        return LEGISLATOR if SubjectKind.LEGISLATOR in kinds else None


@dataclass(frozen=True, slots=True)
class SubjectFinder:
    """Reads texts against the names of one pack's records; made once per pack and never changed."""

    names: Mapping[Key, tuple[Subject, ...]]
    families: Mapping[str, tuple[Subject, ...]]
    offices: Mapping[Key, Subject]
    organisations: Mapping[Key, Subject]
    titles: frozenset[str]
    ordinary: frozenset[str]
    saying: frozenset[str]

    @classmethod
    def of(cls, contents: Contents, saying: Iterable[str]) -> SubjectFinder:
        """Build the finder of a pack; an organisation is a subject only beside one of the words of `saying`."""
        names: dict[Key, dict[Subject, None]] = defaultdict(dict)
        offices: dict[Key, Subject] = {}
        organisations: dict[Key, Subject] = {}
        for subject, name in [*_of_pack(contents), *_of_lexicon(contents)]:
            key = words(name)
            if not key or len(key) > LONGEST:
                continue
            if subject.kind is SubjectKind.ORGANISATION:
                organisations.setdefault(key, subject)
            else:
                names[key].setdefault(subject)
        for subject, name in _offices(contents):
            offices[words(name)] = subject
        titles, ordinary = _title_words()
        return cls(
            names={key: tuple(subjects) for key, subjects in names.items()},
            families=_families(contents),
            offices=offices,
            organisations=organisations,
            titles=titles,
            ordinary=ordinary,
            saying=frozenset(saying),
        )

    def find(self, text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Named]:
        """The names in a text, longest first at each place, in order; none within the `taken` spans of places."""
        tokens = tokenize(text)
        free = _free(tokens, taken)
        found: list[Named] = []
        i = 0
        while i < len(tokens):
            named, length = self._at(tokens, i, free) if free[i] else ((), 1)
            if named:
                found.append(Named(tokens[i].start, tokens[i + length - 1].end, named))
            i += length
        return found

    def _at(self, tokens: Sequence[Token], i: int, free: Sequence[bool]) -> tuple[tuple[Subject, ...], int]:
        """The records named at a token and how many tokens the name takes; one token and nothing where there is none."""
        for length in range(min(LONGEST, len(tokens) - i), 0, -1):
            if not free[i + length - 1]:
                continue
            key = tuple(token.word for token in tokens[i : i + length])
            subjects = self.names.get(key, ())
            organisation = self.organisations.get(key)
            if organisation and self._speaks(tokens, i, length):
                subjects = (organisation, *subjects)
            if not subjects and key in self.offices:
                subjects = (self.offices[key],)
            if subjects:
                return subjects, length
        return self._family(tokens, i), 1

    def _speaks(self, tokens: Sequence[Token], i: int, length: int) -> bool:
        """Whether a word of saying stands right beside, articles and the like aside."""
        after = [token.word for token in tokens[i + length : i + length + 2] if len(token.word) > 2]
        before = [token.word for token in tokens[max(0, i - 2) : i] if len(token.word) > 2 and token.word != "the"]
        return bool(after and after[0] in self.saying) or bool(before and before[-1] in self.saying)

    def _family(self, tokens: Sequence[Token], i: int) -> tuple[Subject, ...]:
        """People named by family name alone: an ordinary word needs a title before it."""
        word = tokens[i].word
        people = self.families.get(word, ())
        titled = i > 0 and tokens[i - 1].word in self.titles
        if not people or len({person.name for person in people}) > FEW or (word in self.ordinary and not titled):
            return ()
        return people


def _free(tokens: Sequence[Token], taken: Sequence[tuple[int, int]]) -> list[bool]:
    if not taken:
        return [True] * len(tokens)
    return [not any(start < token.end and token.start < end for start, end in taken) for token in tokens]


def _of_pack(contents: Contents) -> Iterator[tuple[Subject, str]]:
    """Every record that can be named, with the names that the pack itself gives."""
    for term in contents.terms:
        if term.showable:
            for name in (term.term, *term.also_called):
                yield Subject(SubjectKind.TERM, term.id, term.term), name
    for law in contents.laws:
        if law.showable:
            for name in (law.title, *law.also_called):
                yield Subject(SubjectKind.LAW, law.id, law.title), name
    for subject in _speakers(contents):
        yield subject, subject.name
    for statement in contents.statements:
        if statement.showable and statement.organisation:
            yield Subject(SubjectKind.ORGANISATION, statement.organisation, statement.organisation), statement.organisation
    for member in contents.legislators:
        subject = Subject(SubjectKind.LEGISLATOR, member.openstates_id, member.name)
        yield subject, member.name
        if member.given_name and member.family_name:
            yield subject, f"{member.given_name} {member.family_name}"


def _of_lexicon(contents: Contents) -> Iterator[tuple[Subject, str]]:
    """The further names of the lexicon, for the records that the pack has."""
    known: dict[tuple[str, str], Subject] = {}
    for subject, _ in _of_pack(contents):
        known[subject.kind, subject.id] = subject
    for seat in contents.committees:
        known[SubjectKind.COMMITTEE, seat.committee] = Subject(SubjectKind.COMMITTEE, seat.committee, seat.committee)
    national = contents.manifest.national_finding
    for finding in contents.findings:
        if finding.showable:
            known[SubjectKind.FINDING, finding.id] = Subject(SubjectKind.FINDING, finding.id, finding.subject)
    for committee in dict.fromkeys(seat.committee for seat in contents.committees):
        yield known[SubjectKind.COMMITTEE, committee], f"{committee} committee"
    for kind, record, names in _lexicon_lines():
        key = (kind, national if record == "@national" else record)
        if key in known:
            for name in names:
                yield known[key], name


def _offices(contents: Contents) -> Iterator[tuple[Subject, str]]:
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
        if name not in organisations | agencies and _is_person(name) and not set(words(name)) & _NOT_PEOPLE
    ]


_NOT_PEOPLE = {"police", "department", "council", "spokesperson", "spokesman", "town", "city", "officials", "members"}


def _is_person(name: str) -> bool:
    parts = name.split()
    return 2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts)


def _families(contents: Contents) -> dict[str, tuple[Subject, ...]]:
    """People by the last word of their name, where it is a single word."""
    families: dict[str, dict[Subject, None]] = defaultdict(dict)
    for speaker in _speakers(contents):
        last = [word for word in words(speaker.name) if word != "jr"][-1]
        families[last].setdefault(speaker)
    for member in contents.legislators:
        family = words(member.family_name or member.name.split()[-1])
        if len(family) == 1:
            families[family[0]].setdefault(Subject(SubjectKind.LEGISLATOR, member.openstates_id, member.name))
    for officer in contents.executive:
        families[words(officer.name)[-1]].setdefault(Subject(SubjectKind.SPEAKER, officer.name, officer.name))
    return {family: tuple(people) for family, people in families.items()}


def _title_words() -> tuple[frozenset[str], frozenset[str]]:
    text = (files("knowledge") / "lexicon" / "title_words.txt").read_text(encoding="utf-8")
    _, titles, ordinary = text.split("[")
    return frozenset(words(titles.split("]")[1])), frozenset(words(ordinary.split("]")[1]))
