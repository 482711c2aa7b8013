"""Understands a question: its language, what it wants, the towns and records it names, and what has to be asked back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.places import Clarify, ClarifyReason, PlaceFinder, Sighting
from knowledge.places.finder import LONGEST_TEXT
from knowledge.places.text import has_joined_capitals, tokenize
from knowledge.questions.followups import FollowUps
from knowledge.questions.intents import IntentClassifier
from knowledge.questions.language import LanguageGuesser, of_locale
from knowledge.questions.phrases import NAME, TOWN, clauses, mask, words
from knowledge.questions.situations import Situations
from knowledge.questions.subjects import Named, SubjectFinder
from knowledge.questions.types import Context, Intent, Language, Question, Situation, Subject, SubjectKind, asking

if TYPE_CHECKING:
    from knowledge.contents import Contents

__all__ = ["Context", "Intent", "Language", "Question", "Reader", "Situation", "Subject", "SubjectKind", "asking"]

URGENT_ENOUGH = 0.35
"""A question this likely to be a cry for help is one: a needless help line costs less than a missing one."""
URGENT_BEYOND_DOUBT = 0.8
SHORTEST_CRY = 3
"""The fewest words of a clause that is judged by itself."""

NEEDS_TOWN = {Intent.TOWN_STATUS, Intent.COMPARE, Intent.LEGISLATORS}
OF_TOWNS = NEEDS_TOWN | {Intent.STATEMENTS, Intent.TAKE_ACTION, Intent.UPDATES, Intent.SOURCES}
"""Intents that a follow-up asks about the towns of the answer before it."""
AGAIN = OF_TOWNS - {Intent.COMPARE} | {Intent.LAW, Intent.URGENT_HELP}
"""Intents that "what about Norwalk?" asks again."""
WITHOUT_PLACE = {Intent.URGENT_HELP, Intent.GREETING, Intent.ABOUT, Intent.OUT_OF_SCOPE}
POLICE_OF_TOWN = f"{TOWN} police"
SAYING = ("{said}", "{answer}", "{deny}")
REACHABLE = {SubjectKind.LEGISLATOR, SubjectKind.COMMITTEE, SubjectKind.SPEAKER}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads questions against one pack; built once per knowledge base, it keeps nothing of what it has read."""

    finder: PlaceFinder
    subjects: SubjectFinder
    intents: IntentClassifier
    languages: LanguageGuesser
    follow_ups: FollowUps
    situations: Situations

    @classmethod
    def of(cls, contents: Contents) -> Reader:
        """Build the reader of a pack."""
        intents = IntentClassifier.read()
        saying = [word for word, concepts in intents.concepts.by_words.items() if set(concepts) & set(SAYING)]
        return cls(
            finder=PlaceFinder.of(contents, intents.concepts.by_words),
            subjects=SubjectFinder.of(contents, saying),
            intents=intents,
            languages=LanguageGuesser.read(),
            follow_ups=FollowUps.read(),
            situations=Situations.read(),
        )

    def understand(self, text: str, locale: str | None = None, context: Context | None = None) -> Question:
        """Understand any text at all; `locale` and `context` settle what a short text leaves open."""
        tokens = tokenize(text[:LONGEST_TEXT])
        sighting = self.finder.find(text, tokens)
        as_they_are = len(text) <= LONGEST_TEXT and not has_joined_capitals(text)
        taken = [(match.start, match.end) for match in sighting.matches]
        named = self.subjects.find(text, taken, tokens if as_they_are else None)
        masked = mask(text, _masks(sighting, named))
        subjects = tuple(dict.fromkeys(subject for name in named for subject in name.subjects))
        intent = self._intent(masked, context)
        towns = _towns(sighting, intent, context)
        return Question(
            text=text,
            language=self._language(masked, locale, context),
            intent=intent,
            towns=towns,
            places=sighting.matches,
            agencies=sighting.agencies,
            clarify=_clarify(sighting.clarify, intent, (*towns, *sighting.agencies), subjects),
            subjects=subjects,
            situation=self.situations.of(words(masked)) if intent is Intent.URGENT_HELP else None,
        )

    def _intent(self, masked: str, context: Context | None) -> Intent:
        found = words(masked)
        if not found:
            return Intent.GREETING
        if context and self.follow_ups.swaps_town(found):
            return context.intent if context.intent in AGAIN else Intent.TOWN_STATUS
        chances = self.intents.chances(found)
        if chances[Intent.URGENT_HELP] >= URGENT_ENOUGH or self._cries_for_help(masked):
            return Intent.URGENT_HELP
        return max(chances, key=chances.__getitem__)

    def _cries_for_help(self, masked: str) -> bool:
        """Whether one clause among several is beyond doubt a cry for help, whatever the others ask."""
        told = clauses(masked)
        parts = [found for found in map(words, told) if len(found) >= SHORTEST_CRY] if len(told) > 1 else []
        return len(parts) > 1 and any(self.intents.chances(found)[Intent.URGENT_HELP] >= URGENT_BEYOND_DOUBT for found in parts)

    def _language(self, masked: str, locale: str | None, context: Context | None) -> Language:
        expected = context.language if context else of_locale(locale) if locale else None
        return self.languages.guess(masked.replace(POLICE_OF_TOWN, TOWN), expected or Language.EN)


def _masks(sighting: Sighting, named: Sequence[Named]) -> list[tuple[int, int, str]]:
    """What the classifiers read in the place of each name: an agency is a town's police."""
    masks = [(m.start, m.end, POLICE_OF_TOWN if m.agency else TOWN) for m in sighting.matches]
    masks += [(name.start, name.end, name.mask) for name in named if name.mask]
    starts = {start for start, _, _ in masks}
    return masks + [(start, end, NAME) for start, end in sighting.spans if start not in starts]


def _towns(sighting: Sighting, intent: Intent, context: Context | None) -> tuple[str, ...]:
    """The towns named; where a follow-up names none, or one to compare with, those of the answer before."""
    if not context or sighting.clarify or intent not in OF_TOWNS:
        return sighting.towns
    if not sighting.towns:
        return context.towns
    if intent is Intent.COMPARE and len(sighting.towns) == 1:
        return tuple(dict.fromkeys((*context.towns, *sighting.towns)))
    return sighting.towns


def _clarify(seen: Clarify | None, intent: Intent, named: Sequence[str], subjects: Sequence[Subject]) -> Clarify | None:
    """What has to be asked back: a place only where the answer turns on it."""
    if intent in WITHOUT_PLACE:
        return None
    if seen and (intent in OF_TOWNS or seen.reason is ClarifyReason.ELSEWHERE):
        return seen
    reached = intent is Intent.LEGISLATORS and any(subject.kind in REACHABLE for subject in subjects)
    if intent in NEEDS_TOWN and not named and not reached:
        return Clarify(ClarifyReason.NO_TOWN)
    return None
