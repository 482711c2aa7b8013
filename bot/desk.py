"""Where a question becomes a card: compose the answer from the live release, render the part that is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot import cards
from bot.board import Board
from bot.cards import Card, Viewing
from bot.custom_ids import Press, Target, Verb
from bot.days import today
from bot.gallery import Gallery
from bot.languages import Languages, Speech, language_of
from bot.releases import Release, Releases
from bot.shelf import Shelf
from bot.subjects import subject_token
from bot.targets import answers, holds, question_of, target_of
from knowledge.answers import compose
from knowledge.places import Clarify, ClarifyReason
from knowledge.questions import Context, Intent, Language, Question, SubjectKind


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers from the live release, and raises NotReadyError before there is one; `default` is the language of last resort."""

    releases: Releases
    default: Language = Language.EN
    today: Callable[[], dt.date] = today
    shelf: Shelf[Card] = field(default_factory=Shelf)
    gallery: Gallery = field(default_factory=Gallery)
    board: Board = field(default_factory=Board)
    reports: bool = False
    follows: bool = False
    languages: Languages = field(default_factory=Languages)

    @property
    def release(self) -> Release:
        """The live release."""
        return self.releases.live

    def language(self, speech: Speech) -> Language:
        """The language chosen, else that of their Discord, else the server's, else the default."""
        if speech.choice:
            return Language(speech.choice)
        return language_of(speech.locale) or (Language(speech.server) if speech.server else self.default)

    def understand(self, text: str, speech: Speech, about: Target | None = None) -> Question:
        """What a person wrote, in their chosen language or the one they wrote in; `about` is the card that they reply to."""
        context = None
        if about and holds(self.release, about):
            names = tuple(self.release.towns[town_no].name for town_no in about.towns)
            context = Context(about.intent, names, Language(about.language))
        question = self.release.base.reader.understand(text, locale=self.language(speech), context=context)
        return replace(question, language=self.language(speech)) if speech.choice else question

    def about(self, intent: Intent, speech: Speech) -> Question:
        """A question of this intent about no town."""
        return Question("", self.language(speech), intent)

    def about_town(self, intent: Intent, name: str, speech: Speech) -> Question:
        """A question of this intent about the towns that a person named, or the question back."""
        seen = self.release.base.finder.find(name)
        clarify = seen.clarify or (None if seen.towns else Clarify(ClarifyReason.NO_TOWN))
        return Question("", self.language(speech), intent, seen.towns, agencies=seen.agencies, clarify=clarify)

    def about_subject(self, intent: Intent, kind: SubjectKind, wanted: str | None, speech: Speech) -> Question:
        """A question of this intent about a record: one picked from the suggestions, or whatever the words name."""
        question = self.about(intent, speech)
        if not wanted:
            return question
        picked = self.release.subjects.get(subject_token(kind, wanted))
        subjects = (picked,) if picked else self.understand(wanted, speech).subjects
        return replace(question, subjects=subjects)

    def towns_in(self, text: str, speech: Speech) -> Question | None:
        """The towns that somebody else's message names, as a question of the person who looks; None where it names none."""
        question = self.about_town(Intent.TOWN_STATUS, text, speech)
        return question if question.towns or (question.clarify and question.clarify.choices) else None

    def card(self, question: Question, *, showable: bool = False) -> Card:
        """The first card of the answer: the one that its buttons can bring back, or the question back."""
        target = target_of(question, self.release)
        if question.clarify and question.intent is not Intent.URGENT_HELP:
            return self._render(question, target, showable=showable)
        return self.follow(target, showable=showable)

    def follow(self, target: Target, *, showable: bool = False) -> Card:
        """The card that a button asks for; the target must be one that `wanted` returned."""
        key = (self.release.base.version, self.board.edition, self.today(), target, showable)
        return self.shelf.take(key, lambda: self._render(question_of(target, self.release), target, showable=showable))

    def wanted(self, press: Press, values: Sequence[str] = ()) -> Target | None:
        """What a press asks for (`values`: the options picked), or None where the live release no longer has it."""
        target: Target | None = press.target
        if press.verb is Verb.BACK:
            target = press.target.above
        elif press.verb is Verb.PICK:
            picked = values[0] if values else ""
            if picked in self.release.areas:
                target = replace(press.target, subjects=(picked,))
            else:
                target = replace(press.target, towns=(int(picked),)) if picked.isascii() and picked.isdigit() else None
        return target if target and answers(self.release, target) else None

    def _render(self, question: Question, target: Target, *, showable: bool) -> Card:
        updates = self.board.about(question.towns, self.today())
        answer = compose(question, self.release.base, self.today(), updates)
        return cards.render(
            answer, Viewing(target, self.release, showable, self.reports, self.follows, self.gallery, self.today())
        )
