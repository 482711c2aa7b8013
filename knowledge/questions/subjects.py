"""Finds the records that a question names, towns and agencies aside: terms, laws, people, organisations, committees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from knowledge.places.text import Token, tokenize, words
from knowledge.questions.phrases import LEGISLATOR, SPEAKER
from knowledge.questions.subject_names import family_names, names_of, office_names, title_words
from knowledge.questions.types import Subject, SubjectKind

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

    longest: Mapping[str, int]
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
        for subject, name in names_of(contents):
            key = words(name.lower())
            if not key or len(key) > LONGEST:
                continue
            if subject.kind is SubjectKind.ORGANISATION:
                organisations.setdefault(key, subject)
            else:
                names[key].setdefault(subject)
        for subject, name in office_names(contents):
            offices[words(name.lower())] = subject
        titles, ordinary = title_words()
        longest: dict[str, int] = {}
        for key in (*names, *offices, *organisations):
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
        return cls(
            longest=longest,
            names={key: tuple(subjects) for key, subjects in names.items()},
            families=family_names(contents),
            offices=offices,
            organisations=organisations,
            titles=titles,
            ordinary=ordinary,
            saying=frozenset(saying),
        )

    def find(self, text: str, taken: Sequence[tuple[int, int]] = (), found: Sequence[Token] | None = None) -> list[Named]:
        """The names in a text, longest first at each place, in order; none within the `taken` spans of places.

        `found` is what `tokenize` makes of it, where that has been done already and took no word apart.
        """
        lowered = text.lower()
        tokens = tokenize(lowered if len(lowered) == len(text) else text) if found is None else found
        free = _free(tokens, taken)
        named: list[Named] = []
        i = 0
        while i < len(tokens):
            subjects, length = self._at(tokens, i, free) if free[i] else ((), 1)
            if subjects:
                named.append(Named(tokens[i].start, tokens[i + length - 1].end, subjects))
            i += length
        return named

    def _at(self, tokens: Sequence[Token], i: int, free: Sequence[bool]) -> tuple[tuple[Subject, ...], int]:
        """The records named at a token and how many tokens the name takes; one token and nothing where there is none."""
        for length in range(min(self.longest.get(tokens[i].word, 0), len(tokens) - i), 0, -1):
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
