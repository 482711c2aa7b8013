"""Names spelt nearly like the words of a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from knowledge.places.candidate import Candidate, Word
from knowledge.places.distance import MOST_EDITS, budget, cost
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.names import AGENCY, ELSEWHERE, TOWN, Name
from knowledge.places.text import Token

_MARGIN, _EQUAL_MARGIN, _WIDE_MARGIN, _UNLIKE = 0.45, 0.52, 0.72, 1.0
_PRIOR = {TOWN: 0.0, ELSEWHERE: 0.7, AGENCY: 0.7}
_OTHER_PRIOR = 0.7
_SHORT_WORD = 4
_SPELLINGS = (("ph", "f"), ("oo", "u"))


class Speller:
    """Compares the words of one text with names by their letters."""

    __slots__ = ("_gazetteer", "_kinds", "_tokens")

    def __init__(self, tokens: Sequence[Token], kinds: Sequence[Word], gazetteer: Gazetteer) -> None:
        self._tokens, self._kinds, self._gazetteer = tokens, kinds, gazetteer

    def read(self, first: int, last: int, run: str) -> Candidate | None:
        """The name spelt most like the words `first`..`last`, which run together are `run`; None where none is near."""
        gazetteer, plain = self._gazetteer, _plain(run)
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
            return None
        fewest = min(edits.values())
        return self._nearest(first, last, plain, {found: away for found, away in edits.items() if away <= fewest + 1})

    def _nearest(self, first: int, last: int, plain: str, edits: Mapping[str, int]) -> Candidate:
        """The name spelt most alike, with the others that are nearly so."""
        known, within = self._gazetteer.misspelt, self._named_within(first, last)
        if len(edits) == 1:
            ((best, away),) = edits.items()
            return Candidate(first, last, known[best], away, within)
        priced = sorted((cost(plain, found) + _prior(known[found]), found) for found in edits)
        best_price, best = priced[0]
        unlike = best_price >= _UNLIKE and len(best) == len(plain)
        rivals = tuple(
            known[found]
            for price, found in priced[1:]
            if price - best_price < _margin(unlike=unlike, alike=edits[found] == edits[best])
            and known[found].towns != known[best].towns
        )
        return Candidate(first, last, known[best], edits[best], (*rivals, *within))

    def _may_mean(self, first: int, last: int, name: Name, away: int) -> bool:
        """Whether a name so many edits away is not too short for them; towns are allowed more than villages."""
        if first < last and len(name.words) == 1 and any(self._town_at(at) for at in range(first, last + 1)):
            return False
        return away <= budget(len(name.key), cue=name.kind == TOWN) and self._aligned(first, last, name)

    def _town_at(self, at: int) -> bool:
        name = self._gazetteer.exact.get(self._tokens[at].word)
        return name is not None and name.kind == TOWN

    def _named_within(self, first: int, last: int) -> tuple[Name, ...]:
        """The town named as written beside an ordinary word that only might be part of the name ("best Hartford")."""
        kinds = self._kinds[first : last + 1]
        ordinary = Word.ORDINARY in kinds and self._tokens[first + kinds.index(Word.ORDINARY)].word not in self._gazetteer.parts
        if not ordinary or Word.NAME not in kinds:
            return ()
        return (self._gazetteer.exact[self._tokens[first + kinds.index(Word.NAME)].word],)

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


def _plain(run: str) -> str:
    """The word with its sounds written plainly ("phairfield", "danboory"), if it has any to write so."""
    for written, plainly in _SPELLINGS:
        if written in run:
            run = run.replace(written, plainly)
    return run


def _prior(name: Name) -> float:
    return _PRIOR.get(name.kind, _OTHER_PRIOR)


def _margin(*, unlike: bool, alike: bool) -> float:
    """How much better the best must be: more when it took a letter for one unlike it, or when the other took as many edits."""
    if unlike:
        return _WIDE_MARGIN
    return _EQUAL_MARGIN if alike else _MARGIN
