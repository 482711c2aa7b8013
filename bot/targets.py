"""Questions as a button carries them, and the questions that such a button asks again of the live release."""

from __future__ import annotations

from bot.custom_ids import MAX_SUBJECTS, MAX_TOWNS, SITUATIONS, Part, Target
from bot.releases import Release
from knowledge.questions import Intent, Language, Question, Situation

OF_TOWNS = (Intent.TOWN_STATUS, Intent.COMPARE)


def target_of(question: Question, release: Release) -> Target:
    """The card that answers a question, with as many of its towns and subjects as a button can carry."""
    tokens = [release.tokens.get(subject) for subject in question.subjects]
    tokens += [release.tokens.get(agency) for agency in question.agencies]
    known = [token for token in dict.fromkeys(tokens) if token]
    towns = tuple(release.base.towns[name].town_no for name in question.towns[:MAX_TOWNS])
    part = Part(question.situation) if question.situation else Part.FRONT
    return Target(question.intent, question.language, towns, tuple(known[:MAX_SUBJECTS]), part)


def question_of(target: Target, release: Release, language: str | None = None) -> Question:
    """The question that a target asks, in its own language or another; the release must hold what it names."""
    towns = tuple(release.towns[town_no].name for town_no in target.towns)
    subjects = tuple(release.subjects[token] for token in target.subjects if token in release.subjects)
    agencies = tuple(release.agencies[token] for token in target.subjects if token in release.agencies)
    situation = Situation(target.part) if target.part in SITUATIONS else None
    spoken = Language(language or target.language)
    return Question("", spoken, target.intent, towns, agencies=agencies, subjects=subjects, situation=situation)


def holds(release: Release, target: Target) -> bool:
    """Whether a release has every town and record that a target names."""
    known = all(token in release.subjects or token in release.agencies or token in release.areas for token in target.subjects)
    return known and all(town_no in release.towns for town_no in target.towns)


def answers(release: Release, target: Target) -> bool:
    """Whether a release has what a target names, and the target names what its question is about."""
    return holds(release, target) and not (target.intent in OF_TOWNS and not target.towns)
