"""Cards about proposals as moderators see them, over the built-in pack: one of its findings on its way in, and the queue."""

from __future__ import annotations

import dataclasses
import datetime as dt

from bot.cards import Card
from bot.moderation.cards import proposals as cards
from bot.moderation.cards.differences import Differences
from bot.moderation.cards.proposals import Headline, Matter
from bot.store.proposals import Draft, Kind, Proposal
from knowledge import changes, pack
from knowledge.answer import Link
from knowledge.answers import compose
from knowledge.base import KnowledgeBase
from knowledge.contents import Contents
from knowledge.identity import label_of
from knowledge.questions import Intent, Language, Question
from knowledge.records import Period
from knowledge.wording import REFERENCE, wording

RECORD = "f-norwich-flock-2023"
OTHERS = ("f-avon-lpr", "f-stratford-2019")
WORDS = wording(REFERENCE)


def proposed(who: str) -> Card:
    """What a moderator reads when another proposes a finding, with the fields that a form has, and a source that is new too."""
    after = pack.load(pack.built_in())
    whole = next(finding for finding in after.findings if finding.id == RECORD)
    finding = whole.model_copy(update=dict.fromkeys(("data_type", "system", "directness", "recipient")) | {"period": Period()})
    after = dataclasses.replace(after, translations={}, findings=(finding, *(f for f in after.findings if f is not whole)))
    sources = tuple(source for source in after.sources if source.id in finding.sources)
    before = dataclasses.replace(
        after,
        version="before",
        findings=tuple(other for other in after.findings if other is not finding),
        sources=tuple(source for source in after.sources if source not in sources),
    )
    names = {source.id: f"{source.publisher}: {source.title}" for source in sources}
    matter = Matter(
        proposal=_proposal(1),
        title=WORDS.say("proposal.of.finding.added", label=label_of(finding)),
        who=who,
        version=before.version,
        differences=Differences(changes.compare(before, after), "", names),
        headlines=tuple(Headline(town, _headline(before, town), _headline(after, town)) for town in finding.towns),
        sources=tuple(Link(source.publisher, source.url) for source in sources),
    )
    return cards.render(matter, WORDS)


def queued(who: str) -> Card:
    """The proposals that wait."""
    findings = {finding.id: finding for finding in pack.load(pack.built_in()).findings}
    matters = [
        Matter(
            proposal=_proposal(n),
            title=WORDS.say("proposal.of.finding.added", label=label_of(findings[name])),
            who=who,
            summary=findings[name].summary,
        )
        for n, name in enumerate((RECORD, *OTHERS), 1)
    ]
    return cards.queue(matters, len(matters), 1, 1, WORDS)


def _proposal(n: int) -> Proposal:
    return Proposal(n, Draft(dt.datetime.now(dt.UTC), "m-a", Kind.EDIT))


def _headline(contents: Contents, town: str) -> str:
    question = Question("", Language.EN, Intent.TOWN_STATUS, (town,))
    return compose(question, KnowledgeBase.of(contents), contents.manifest.as_of.first_day).headline
