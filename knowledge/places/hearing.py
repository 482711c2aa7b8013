"""Names that sound like the words of a text, in the ears of whatever language these are spelt in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from knowledge.places.candidate import FAITHFUL, Candidate, Word
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.names import TOWN, Name
from knowledge.places.text import Token

_MOST_WORDS, _MOST_RESPELT = 2, 0.65
_MARGIN, _SURE_MARGIN, _AGREEING = 0.06, 0.04, 0.06
_EDITS = 3


class Listener:
    """Compares the words of one text with names by their sounds."""

    __slots__ = ("_gazetteer", "_kinds", "_tokens")

    def __init__(self, tokens: Sequence[Token], kinds: Sequence[Word], gazetteer: Gazetteer) -> None:
        self._tokens, self._kinds, self._gazetteer = tokens, kinds, gazetteer

    def read(self, first: int, last: int) -> Candidate | None:
        """The name that the words `first`..`last` sound like, or None."""
        if last - first >= _MOST_WORDS or not self._may_be_heard(first, last):
            return None
        alike = list(self._alike(first, last))
        if any(name.kind == TOWN for _, name in alike):
            alike = [(price, name) for price, name in alike if name.kind == TOWN or price <= FAITHFUL]
        if not alike:
            return None
        price, name = alike[0]
        margin = _MARGIN if price else _SURE_MARGIN
        rivals = tuple(other for away, other in alike[1:] if away - price < margin and other.towns != name.towns)
        return Candidate(first, last, name, _EDITS, rivals, price)

    def directed(self, first: int, last: int) -> bool:
        """Whether an everyday word stands where it may be how "East" begins or "port" ends a name ("is jarfor", "brich por")."""
        if last != first + 1:
            return False
        if self._ended(first, last):
            return True
        if self._tokens[first].word not in self._gazetteer.heard_first:
            return False
        return self._kinds[last] is Word.UNKNOWN and self._kinds[first] < Word.UNKNOWN

    def either(self, first: int, last: int) -> Candidate | None:
        """The name that has such a word and, unless this is a direction in another language, the one without it as its rival."""
        if self._ended(first, last):
            return self._run_together(first, last)
        if self._tokens[first].word in self._gazetteer.spelt_out:
            whole = self.read(first, last)
            return whole if whole and whole.alike else None
        if self._gazetteer.neighbours.near(self._tokens[last].word):
            return None
        whole = self.read(first, last)
        alone = self.read(last, last) if whole else None
        return whole._replace(rivals=(*whole.rivals, alone.name)) if whole and alone else whole

    def _ended(self, first: int, last: int) -> bool:
        return self._kinds[first] is Word.UNKNOWN and self._tokens[last].word in self._gazetteer.heard_last

    def _run_together(self, first: int, last: int) -> Candidate | None:
        """The name of one word that both sound just like together."""
        heard = self._gazetteer.sounds.like([self._tokens[first].word + self._tokens[last].word])
        if not heard or heard[0][0] > FAITHFUL:
            return None
        price, key = heard[0]
        return Candidate(first, last, self._gazetteer.misspelt[key], _EDITS, (), price)

    def confirm(self, spelt: Candidate) -> Candidate:
        """What a name found by its spelling becomes when it is listened to: surer, or in doubt where another sounds nearer."""
        heard = self.read(spelt.first, spelt.last)
        if heard is None or heard.unlike is None or heard.unlike > _AGREEING:
            return spelt
        if heard.faithful and not heard.rivals and (heard.name.towns == spelt.name.towns or spelt.name.kind != TOWN):
            return heard._replace(edits=spelt.edits) if heard.name is spelt.name else heard
        if heard.name.towns == spelt.name.towns:
            return spelt
        known = any(heard.name.towns == name.towns for name in spelt.rivals)
        if known and heard.unlike == 0 and not heard.rivals:
            return heard._replace(edits=spelt.edits)
        return spelt if known else spelt._replace(rivals=(*spelt.rivals, heard.name))

    def _alike(self, first: int, last: int) -> Iterator[tuple[float, Name]]:
        typed = [token.word for token in self._tokens[first : last + 1]]
        if len(typed) > 1:
            typed = [self._gazetteer.spelt_out.get(word, word) for word in typed]
        run = "".join(typed)
        for price, key in self._gazetteer.sounds.like(typed):
            name = self._gazetteer.misspelt[key]
            if len(typed) > 1 and len(name.words) != len(typed):
                continue
            town = name.kind == TOWN or last > first
            if price <= FAITHFUL or (town and OSA.distance(run, key) <= _MOST_RESPELT * len(key)):
                yield price, name

    def _may_be_heard(self, first: int, last: int) -> bool:
        """Whether a word means nothing else, and each of several is unknown or belongs to names of several words."""
        kinds, parts = self._kinds, self._gazetteer.parts
        if first == last:
            return self._tokens[first].word not in self._gazetteer.unheard
        if self.directed(first, last):
            return True
        return all(kinds[at] is Word.UNKNOWN or self._tokens[at].word in parts for at in range(first, last + 1))
