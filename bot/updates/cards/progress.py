"""How far an update has come on its way to everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, GREY, ORANGE
from bot.cards.layout import Button, card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, small
from bot.moderation.moves import Act, Move
from bot.store.outbox import Progress
from bot.store.updates import State, Update
from bot.updates.cards.update import moment
from knowledge.wording import Wording

SEGMENTS = 20
KNOWN = ("50007", "10013", "50001", "50013", "10003", "10008", "unreadable", "nothing_left", "too_late", "unfollowed", "paused")
"""The reasons for which a delivery fails that have a sentence of their own."""


@dataclass(frozen=True, slots=True)
class Way:
    """An update, and where its deliveries are."""

    update: Update
    progress: Progress

    @property
    def total(self) -> int:
        """Everybody whom it is meant for."""
        return self.progress.delivered + self.progress.waiting + sum(self.progress.failed.values())

    @property
    def done(self) -> bool:
        """Whether nothing waits any more."""
        return not self.progress.waiting


def render(way: Way, words: Wording) -> Card:
    """The count in words first, then as a bar, then why some were not reached."""
    update, progress, n = way.update, way.progress, str(way.update.n)
    buttons = [Button(words.say("update.refresh"), Move(Act.UPDATE_STATUS, n), ButtonStyle.primary)]
    if update.state is State.PUBLISHED:
        buttons.append(Button(words.say("update.edit"), Move(Act.UPDATE_EDIT, n)))
        buttons.append(Button(words.say("update.retract"), Move(Act.UPDATE_RETRACT, n)))
    title = escape(words.say("update.progress.title", n=update.n))
    counted = words.say("update.progress", delivered=words.number(progress.delivered), total=words.number(way.total))
    return card(
        _colour(way),
        [f"## {title}\n{escape(update.wording.headline)}", f"**{counted}**\n{bar(way)}"],
        [Piece("\n".join(_lines(way, words)))],
        [buttons],
        [small(line) for line in _notes(way, words)],
    )


def bar(way: Way) -> str:
    """The share delivered as a bar of text."""
    full = SEGMENTS * way.progress.delivered // way.total if way.total else SEGMENTS
    return f"`{'█' * full}{'░' * (SEGMENTS - full)}`"


def why(reason: str, words: Wording) -> str:
    """Why a delivery failed, in words; plain text."""
    return words.say(f"update.failed.{reason}") if reason in KNOWN else words.say("update.failed.other", reason=reason or "?")


def retract(update: Update, words: Wording) -> Card:
    """The question before it is taken back."""
    go = Button(words.say("update.retract.go"), Move(Act.UPDATE_RETRACT, f"{update.n}/yes"), ButtonStyle.danger)
    head = f"## {escape(words.say('update.retract.ask', n=update.n))}\n{bold(update.wording.headline)}"
    return card(ORANGE, [head], [Piece(escape(words.say("update.retract.means")))], [[go]])


def _colour(way: Way) -> int:
    if way.update.state is State.RETRACTED:
        return GREY
    return BLUE if not way.done else ORANGE if way.progress.failed else GREEN


def _lines(way: Way, words: Wording) -> Iterator[str]:
    progress = way.progress
    if way.total == 0:
        yield f"- {escape(words.say('update.progress.nobody'))}"
    if progress.waiting:
        yield f"- {escape(words.count('update.progress.waiting', progress.waiting))}"
    if progress.dropped:
        yield f"- {escape(words.count('update.progress.dropped', progress.dropped))}"
    for reason, count in sorted(progress.failed.items()):
        yield f"- {escape(words.count('update.progress.failed', count, why=why(reason, words)))}"
    if way.total and way.done and not progress.failed:
        yield f"- {escape(words.say('update.progress.done'))}"


def _notes(way: Way, words: Wording) -> Iterator[str]:
    update = way.update
    if update.state is State.RETRACTED and update.retracted_at:
        yield words.say("update.was_retracted", when=moment(update.retracted_at, "f"))
    elif update.published_at:
        yield words.say("update.was_published", when=moment(update.published_at, "f"))
    if not way.done:
        yield escape(words.say("update.progress.live"))
