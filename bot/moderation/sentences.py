"""The sentences of an answer as somebody can point at them: each by a token that stays the same in every language."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from zlib import crc32

from discord import ui

from bot.cards import Card
from bot.custom_ids import Target
from bot.markdown import escape
from bot.releases import Release
from bot.targets import answers, question_of
from knowledge.answer import Answer, Claim
from knowledge.answers import compose

NO_RECORD = "~"
BEGINNING = 60


def answer_to(target: Target, release: Release, day: dt.date, language: str | None = None) -> Answer | None:
    """The answer that a card shows, in its own language or another; None for a card that asks back, or of another release."""
    return compose(question_of(target, release, language), release.base, day) if answers(release, target) else None


def sentences(answer: Answer) -> dict[str, Claim]:
    """The claims of an answer in reading order, each under the id of its record, or else under a token made of its sources."""
    found: dict[str, Claim] = {}
    alike: Counter[str] = Counter()
    for block in answer.blocks:
        if isinstance(block, Claim):
            sources = ",".join(citation.source.id for citation in block.citations)
            alike[sources] += 1
            token = block.record or f"{NO_RECORD}{crc32(f'{sources}:{alike[sources]}'.encode()):08x}"
            found.setdefault(token, block)
    return found


def seen_first(claims: Mapping[str, Claim], card: Card) -> dict[str, Claim]:
    """The claims that this card shows, then the others of its answer."""
    shown = "\n".join(item.content for item in card.walk_children() if isinstance(item, ui.TextDisplay))
    seen = {token: claim for token, claim in claims.items() if _beginning(claim) in shown}
    return seen | dict(claims)


def _beginning(claim: Claim) -> str:
    text = claim.text[:1].upper() + claim.text[1:]
    return escape(text.partition("\n")[0][:BEGINNING].rstrip())
