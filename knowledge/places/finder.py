"""Finds the towns named in free text."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING

from knowledge.places.candidate import Candidate, classify
from knowledge.places.candidates import Scanner
from knowledge.places.context import Context
from knowledge.places.distance import MOST_EDITS, budget
from knowledge.places.doubts import Doubts
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.glued import unglued
from knowledge.places.lexicon import Lexicon
from knowledge.places.matches import Clarify, ClarifyReason, PlaceMatch, Sighting
from knowledge.places.names import AGENCY, ASIDE, ELSEWHERE, TOWN, Name
from knowledge.places.readings import Reading, cover, denied, in_lists, joined, lengthened, plain, settled
from knowledge.places.suggestions import Suggestions
from knowledge.places.text import Token, tokenize

if TYPE_CHECKING:
    from knowledge.contents import Contents

LONGEST_TEXT = 6000
MOST_CHOICES = 3


class PlaceFinder:
    """Reads texts against the names of one pack; it keeps nothing of what it has read."""

    __slots__ = ("_gazetteer", "_lexicon", "_suggestions")

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, suggestions: Suggestions) -> None:
        self._gazetteer, self._lexicon, self._suggestions = gazetteer, lexicon, suggestions

    @classmethod
    def of(cls, contents: Contents, meaning: Container[str] = frozenset()) -> PlaceFinder:
        """Build the finder of a pack; it reads the curated word lists once. `meaning` are words that mean something else."""
        lexicon = Lexicon.load(meaning)
        gazetteer = Gazetteer.of(contents, lexicon)
        return cls(gazetteer, lexicon, Suggestions.of(contents, gazetteer))

    def find(self, text: str, found: Sequence[Token] | None = None) -> Sighting:
        """The places in a text; for any text, in time linear in its length, of which it reads the first 6,000 characters.

        `found` is what `tokenize` makes of these, where that has been done already.
        """
        found = tokenize(text[:LONGEST_TEXT]) if found is None else found
        tokens = unglued(found, self._gazetteer, self._lexicon)
        kinds = classify(tokens, self._gazetteer, self._lexicon)
        context = Context(tokens, kinds, self._gazetteer, self._lexicon, text)
        doubts = Doubts(context, tokens, self._gazetteer, self._lexicon)
        standing: list[Candidate] = []
        unproven: list[Candidate] = []
        slips: list[Candidate] = []
        for candidate in Scanner(tokens, kinds, self._gazetteer).candidates():
            if candidate.name.kind == ASIDE or self._proven(candidate, tokens, context):
                standing.append(candidate)
            elif not candidate.edits:
                unproven.append(candidate)
            else:
                slips.append(candidate)
        standing += lengthened(slips, standing)
        readings = self._readings(cover(plain(standing)), context, doubts)
        readings += self._readings(in_lists(unproven, readings, context), context, doubts)
        readings.sort(key=lambda reading: reading.candidate.first)
        readings = joined(readings, context, self._gazetteer)
        return _sighting(text, tokens, settled(denied(readings, doubts)))

    def suggest(self, typed: str, limit: int = 25) -> tuple[PlaceMatch, ...]:
        """Names for what has been typed so far: what begins with it, what holds a word that does, what is a slip away."""
        return self._suggestions.of_typed(typed, limit)

    def _proven(self, candidate: Candidate, tokens: Sequence[Token], context: Context) -> bool:
        """Whether a candidate is close enough, and shown to be a place if its words mean something else too."""
        name = candidate.name
        if name.campus:
            return context.on_campus and (len(name.words) > 1 or context.place_meant(candidate))
        exact = candidate.edits == 0
        if exact and not self._wordlike(candidate, tokens):
            return True
        cue = context.cue(candidate) or context.alone(candidate)
        if exact:
            return cue or context.hint(candidate) or context.capital(candidate) or context.elsewhere(candidate) is not None
        if candidate.faithful or (candidate.alike and context.hint(candidate)):
            return True
        typed = (token.word for token in tokens[candidate.first : candidate.last + 1])
        if name.kind != TOWN or self._lexicon.is_word(name.key) or all(self._lexicon.is_word(word) for word in typed):
            return cue
        return candidate.edits <= budget(len(name.key), cue=cue) or (cue and candidate.edits > MOST_EDITS)

    def _wordlike(self, candidate: Candidate, tokens: Sequence[Token]) -> bool:
        """Whether the words typed mean something besides the place."""
        name = candidate.name
        typed = [token.word for token in tokens[candidate.first : candidate.last + 1]]
        if len(name.words) > 1 and len(typed) == len(name.words) and name.kind in (TOWN, AGENCY, ELSEWHERE):
            return False
        return all(self._lexicon.is_word(word) for word in typed)

    def _readings(self, candidates: Iterable[Candidate], context: Context, doubts: Doubts) -> list[Reading]:
        """What each candidate is, told by the words around it."""
        readings: list[Reading] = []
        taken = -1
        for candidate in candidates:
            name, last = candidate.name, candidate.last
            if candidate.first <= taken:
                continue
            if name.kind in (ASIDE, ELSEWHERE):
                readings.append(Reading(candidate, name.kind, (), settled=True, last=last))
                continue
            end = context.elsewhere(candidate) if name.kind != AGENCY else None
            if end is not None:
                readings.append(Reading(candidate, ELSEWHERE, (), settled=True, last=end))
                taken = end
            elif name.kind != AGENCY and context.something_else(candidate):
                foreign = context.county(candidate) and name.key not in self._gazetteer.counties
                readings.append(Reading(candidate, ELSEWHERE if foreign else ASIDE, (), settled=True, last=last))
            else:
                readings.append(self._place(candidate, context, doubts))
        return readings

    def _place(self, candidate: Candidate, context: Context, doubts: Doubts) -> Reading:
        name = candidate.name
        towns, sure = name.towns, name.settled
        if name.kind == TOWN and not sure and context.municipality_meant(candidate):
            towns, sure = (name.text,), True
        if candidate.rivals:
            towns = tuple(dict.fromkeys(town for one in (name, *candidate.rivals) for town in one.towns))
            sure = False
        if candidate.faint or doubts.doubtful(candidate):
            sure = False
        agency = name.agency
        if agency is None and context.department_meant(candidate):
            agency = self._gazetteer.departments.get(name.key)
        return Reading(candidate, name.kind, towns, sure, candidate.last, agency)


def _sighting(text: str, tokens: Sequence[Token], readings: Sequence[Reading]) -> Sighting:
    spans = tuple((tokens[reading.candidate.first].start, tokens[reading.last].end) for reading in readings)
    matches = tuple(_match(text, span, reading) for span, reading in zip(spans, readings, strict=True) if reading.kind != ASIDE)
    towns = dict.fromkeys(reading.towns[0] for reading in readings if reading.settled and len(reading.towns) == 1)
    agencies = dict.fromkeys(reading.agency for reading in readings if reading.agency)
    return Sighting(matches, tuple(towns), tuple(agencies), None if towns else _clarify(readings), spans)


def _clarify(readings: Sequence[Reading]) -> Clarify | None:
    for reading in readings:
        if not reading.settled and reading.towns:
            unsure = bool(reading.candidate.rivals) or reading.candidate.name.settled
            reason = ClarifyReason.UNSURE if unsure else ClarifyReason.AMBIGUOUS
            return Clarify(reason, reading.towns[:MOST_CHOICES])
    if any(reading.kind == ELSEWHERE for reading in readings):
        return Clarify(ClarifyReason.ELSEWHERE)
    return None


def _match(text: str, span: tuple[int, int], reading: Reading) -> PlaceMatch:
    name: Name = reading.candidate.name
    score = max(0.0, 100.0 * (1 - reading.candidate.edits / max(1, len(name.key))))
    start, end = span
    return PlaceMatch(text[start:end], start, end, name.text, reading.kind, reading.towns, round(score, 1), reading.agency)
