"""Every stretch of words in a text that could be a name, as written, misspelt or spelt by its sound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.places.candidate import Candidate, Word
from knowledge.places.distance import MOST_EDITS
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.hearing import Listener
from knowledge.places.names import Name
from knowledge.places.spelling import Speller
from knowledge.places.text import Gap, Token

_LONGEST_EXACT = 7
_LONGEST_MISSPELT = 3
_SHORT_WORD = 4
_SHORTENED = "abbreviation"
_LINKS = frozenset(("the", "of", "o", "a", "in"))


class Scanner:
    """Reads candidates off one text."""

    __slots__ = ("_borrowed", "_gazetteer", "_kinds", "_listener", "_speller", "_tokens")

    def __init__(self, tokens: Sequence[Token], kinds: Sequence[Word], gazetteer: Gazetteer) -> None:
        self._tokens, self._kinds, self._gazetteer = tokens, kinds, gazetteer
        self._borrowed = [
            kind is Word.FUNCTION and (token.word not in gazetteer.places or token.word in _LINKS)
            for token, kind in zip(tokens, kinds, strict=True)
        ]
        self._speller, self._listener = Speller(tokens, kinds, gazetteer), Listener(tokens, kinds, gazetteer)

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, overlapping ones included, in order of their first word."""
        tokens, exact, longest = self._tokens, self._gazetteer.exact, self._gazetteer.longest
        count, covered = len(tokens), -1
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
                        covered = max(covered, last)
                        yield Candidate(first, last, name)
                elif covered < last < first + _LONGEST_MISSPELT and self._may_be_misspelt(first, last, run):
                    found = self._misspelt(first, last, run)
                    if found is not None:
                        yield found

    def _as_written(self, first: int, last: int, name: Name) -> bool:
        """Whether the words are the name's own, or differently spaced without borrowing a function word."""
        if last - first + 1 == len(name.words):
            return True
        kinds = self._kinds[first : last + 1]
        if first < last and last + 1 < len(self._tokens) and self._tokens[last + 1].word in self._gazetteer.home:
            return True
        return Word.FUNCTION not in kinds and (first < last or kinds[0] is not Word.ORDINARY)

    def _may_be_misspelt(self, first: int, last: int, run: str) -> bool:
        kinds, parts = self._kinds, self._gazetteer.parts
        if first == last:
            return kinds[first] is Word.UNKNOWN and len(run) >= _SHORT_WORD - 1
        if self._borrowed[first] or self._borrowed[last]:
            return self._listener.directed(first, last)
        if self._tokens[last].word in self._gazetteer.home:
            return False
        inside = kinds[first : last + 1]
        if Word.UNKNOWN in inside or last - first > 1:
            return Word.UNKNOWN in inside
        if Word.NAME in inside:
            return Word.ORDINARY in inside or self._short_of(last)
        one, other = self._tokens[first].word, self._tokens[last].word
        return (one in parts or other in parts) and len(one) >= _SHORT_WORD - 1 and len(other) >= _SHORT_WORD - 1

    def _short_of(self, at: int) -> bool:
        """Whether the word is a town's name as some misspell it, which may be part of a longer name ("new hartfrd")."""
        name = self._gazetteer.exact.get(self._tokens[at].word)
        return name is not None and name.kind == _SHORTENED

    def _misspelt(self, first: int, last: int, run: str) -> Candidate | None:
        if self._listener.directed(first, last):
            return self._listener.either(first, last)
        spelt = self._speller.read(first, last, run)
        if spelt is None:
            return self._listener.read(first, last)
        return self._listener.confirm(spelt) if spelt.edits == MOST_EDITS else spelt
