"""Every stretch of words in a text that could be a name, as written or misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from knowledge.places.distance import MOST_EDITS, budget, cost
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import AGENCY, ELSEWHERE, TOWN, Name
from knowledge.places.text import Gap, Token

_LONGEST_EXACT = 7
_LONGEST_MISSPELT = 3
_HEARD_EDITS = 3
_MOST_HEARD_EDITS = 4
_MARGIN, _EQUAL_MARGIN, _WIDE_MARGIN, _UNLIKE = 0.45, 0.52, 0.72, 1.0
_PRIOR = {TOWN: 0.0, ELSEWHERE: 0.7, AGENCY: 0.7}
_OTHER_PRIOR = 0.7
_SHORT_WORD = 4
_SPELLINGS = (("ph", "f"), ("oo", "u"))
_LINKS = frozenset(("the", "of", "o", "a", "in"))


class Word(IntEnum):
    """What a single word is before its neighbours are looked at."""

    FUNCTION = 0
    ORDINARY = 1
    UNKNOWN = 2
    NAME = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """The words `first`..`last` read as a name, so many edits away; `rivals` are names that fit nearly as well."""

    first: int
    last: int
    name: Name
    edits: int = 0
    rivals: tuple[Name, ...] = ()

    @property
    def weight(self) -> int:
        """How much of the text it explains: twice the letters of the name, less three for each edit."""
        return 2 * len(self.name.key) - 3 * self.edits


def classify(tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Word]:
    """What each word is by itself."""
    kinds = []
    for token in tokens:
        word = token.word
        if word in lexicon.function:
            kinds.append(Word.FUNCTION)
        elif word in lexicon.ordinary or word in lexicon.people or word in gazetteer.surnames:
            kinds.append(Word.ORDINARY)
        elif word in gazetteer.exact:
            kinds.append(Word.NAME)
        elif len(word) == 1 or not word.isalpha():
            kinds.append(Word.ORDINARY)
        else:
            kinds.append(Word.UNKNOWN)
    return kinds


class Scanner:
    """Reads candidates off one text."""

    __slots__ = ("_gazetteer", "_kinds", "_tokens")

    def __init__(self, tokens: Sequence[Token], kinds: Sequence[Word], gazetteer: Gazetteer) -> None:
        self._tokens, self._kinds, self._gazetteer = tokens, kinds, gazetteer

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, overlapping ones included, in order of their first word."""
        tokens, exact, longest = self._tokens, self._gazetteer.exact, self._gazetteer.longest
        count = len(tokens)
        for first in range(count):
            run = ""
            for last in range(first, min(first + _LONGEST_EXACT, count)):
                token = tokens[last]
                if last > first and token.gap is not Gap.NONE:
                    break
                run += token.word
                if len(run) > longest + MOST_EDITS:
                    break
                name = exact.get(run)
                if name is not None:
                    if self._as_written(first, last, name):
                        yield Candidate(first, last, name)
                elif last - first < _LONGEST_MISSPELT and self._may_be_misspelt(first, last, run):
                    found = self._misspelt(first, last, run)
                    if found is not None:
                        yield found

    def _as_written(self, first: int, last: int, name: Name) -> bool:
        """Whether the words are the name's own, or differently spaced without borrowing a function word."""
        if last - first + 1 == len(name.words):
            return True
        kinds = self._kinds[first : last + 1]
        return Word.FUNCTION not in kinds and (first < last or kinds[0] is not Word.ORDINARY)

    def _may_be_misspelt(self, first: int, last: int, run: str) -> bool:
        kinds, parts, places = self._kinds, self._gazetteer.parts, self._gazetteer.places
        if first == last:
            return kinds[first] is Word.UNKNOWN and len(run) >= _SHORT_WORD - 1
        for edge in (first, last):
            if kinds[edge] is Word.FUNCTION and (self._tokens[edge].word not in places or self._tokens[edge].word in _LINKS):
                return False
        inside = kinds[first : last + 1]
        if Word.UNKNOWN in inside:
            return True
        if last - first > 1:
            return False
        if Word.NAME in inside:
            return Word.ORDINARY in inside
        one, other = self._tokens[first].word, self._tokens[last].word
        return (one in parts or other in parts) and len(one) >= _SHORT_WORD - 1 and len(other) >= _SHORT_WORD - 1

    def _misspelt(self, first: int, last: int, run: str) -> Candidate | None:
        gazetteer = self._gazetteer
        plain = self._plain(run)
        respelt = int(plain != run)
        near = gazetteer.neighbours.near(plain, MOST_EDITS - respelt)
        if respelt and not near:
            plain, respelt, near = run, 0, gazetteer.neighbours.near(run)
        edits = {
            found: away + respelt
            for found, away in near
            if self._may_mean(first, last, gazetteer.misspelt[found], away + respelt)
        }
        if not edits:
            edits = self._heard(first, last, run)
            if not edits:
                return None
        fewest = min(edits.values())
        close = [found for found, away in edits.items() if away <= fewest + 1]
        within = self._named_within(first, last)
        if len(close) == 1:
            return Candidate(first, last, gazetteer.misspelt[close[0]], edits[close[0]], within)
        priced = sorted((cost(plain, found) + _prior(gazetteer.misspelt[found]), found) for found in close)
        best_price, best = priced[0]
        name = gazetteer.misspelt[best]
        unlike = best_price >= _UNLIKE and len(best) == len(plain)
        rivals = tuple(
            gazetteer.misspelt[found]
            for price, found in priced[1:]
            if price - best_price < _margin(unlike=unlike, alike=edits[found] == edits[best])
            and gazetteer.misspelt[found].towns != name.towns
        )
        return Candidate(first, last, name, edits[best], (*rivals, *within))

    def _may_mean(self, first: int, last: int, name: Name, away: int) -> bool:
        """Whether a name so many edits away is not too short for them; towns are allowed more than villages."""
        return away <= budget(len(name.key), cue=name.kind == TOWN) and self._aligned(first, last, name)

    def _named_within(self, first: int, last: int) -> tuple[Name, ...]:
        """The town named as written beside an ordinary word that only might be part of the name ("best Hartford")."""
        kinds = self._kinds[first : last + 1]
        ordinary = Word.ORDINARY in kinds and self._tokens[first + kinds.index(Word.ORDINARY)].word not in self._gazetteer.parts
        if not ordinary or Word.NAME not in kinds:
            return ()
        return (self._gazetteer.exact[self._tokens[first + kinds.index(Word.NAME)].word],)

    def _plain(self, run: str) -> str:
        """The word with its sounds written plainly ("phairfield", "danboory"), if it has any to write so."""
        for written, plainly in _SPELLINGS:
            if written in run:
                run = run.replace(written, plainly)
        return run

    def _heard(self, first: int, last: int, run: str) -> dict[str, int]:
        """Names that sound the same but are spelt too differently for the index."""
        if first != last:
            return {}
        found = [
            known
            for known in self._gazetteer.heard(run)
            if OSA.distance(run, known, score_cutoff=_MOST_HEARD_EDITS) <= _MOST_HEARD_EDITS
        ]
        return dict.fromkeys(found, _HEARD_EDITS)

    def _aligned(self, first: int, last: int, name: Name) -> bool:
        """Whether each typed word is close to its own word of the name, when they are as many."""
        if first == last:
            return True
        if last - first + 1 != len(name.words):
            return Word.NAME not in self._kinds[first : last + 1]
        for at, word in enumerate(name.words):
            typed = self._tokens[first + at].word
            if typed != word:
                allowed = MOST_EDITS if self._kinds[first + at] is Word.UNKNOWN or len(word) > _SHORT_WORD else 1
                if OSA.distance(typed, word, score_cutoff=allowed) > allowed:
                    return False
        return True


def _prior(name: Name) -> float:
    return _PRIOR.get(name.kind, _OTHER_PRIOR)


def _margin(*, unlike: bool, alike: bool) -> float:
    """How much better the best must be: more when it took a letter for one unlike it, or when the other took as many edits."""
    if unlike:
        return _WIDE_MARGIN
    return _EQUAL_MARGIN if alike else _MARGIN
