"""What people will be told about a town, beside what they are told now: the old above the new, as a phone shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards import Card, colours
from bot.cards.layout import card
from bot.cards.pieces import Piece, block, heading
from bot.markdown import bold, escape, small
from bot.releases import Release
from knowledge.answer import Answer, SectionKey
from knowledge.wording import Wording

SHOWN = (SectionKey.BOTTOM_LINE, SectionKey.REPORTED)
ROOM = 1500
MOST_PIECES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A town's answer from one release; None where the release does not have the town."""

    release: Release
    answer: Answer | None


def render(town: str, before: Told, after: Told, words: Wording) -> Card:
    """Both answers' headline, bottom line and what was reported."""
    old, new = list(_pieces(before, words)), list(_pieces(after, words))
    same = old == new
    head = words.say("moderation.preview.same" if same else "moderation.preview.differs")
    both = [
        heading(words.say("moderation.preview.before", version=before.release.base.version)),
        *old,
        heading(words.say("moderation.preview.after", version=after.release.base.version)),
        *new,
    ]
    accent = colours.of(after.answer) if after.answer else colours.GREY
    return card(accent, [f"## {escape(town)}\n{bold(head)}"], new if same else both, [])


def _pieces(told: Told, words: Wording) -> Iterator[Piece]:
    answer = told.answer
    if answer is None:
        yield Piece(escape(words.say("moderation.preview.absent")))
        return
    yield Piece(bold(answer.headline))
    room, left = ROOM, MOST_PIECES
    for content in (content for key in SHOWN for section in answer.sections if section.key is key for content in section.blocks):
        for piece in block(content, told.release.links):
            room, left = room - len(piece.text), left - 1
            if room < 0 or left < 0:
                yield Piece(small(escape(words.say("moderation.preview.more"))))
                return
            yield piece
