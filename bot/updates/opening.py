"""What goes on beside the answers for updates: the board, the digests and the deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards import note
from bot.delivery.clock import Clock
from bot.delivery.courier import Courier, Trouble
from bot.delivery.line import DiscordLine
from bot.delivery.pace import ALLOWED, HEADROOM, Pace
from bot.delivery.policy import Action
from bot.enduring import endure
from bot.following.digesting import Digesting
from bot.updates.composing import Composer
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.keeper import Duty
    from bot.moderation.office import Office


def duties(office: Office, share: float = 1.0) -> tuple[Duty, ...]:
    """The duties of an office; `share` is the part (0..1) of what Discord allows the bot that this process may take."""
    clock = Clock()
    pace = Pace(clock, share * (ALLOWED - HEADROOM), lambda: office.replies.sent)
    line = DiscordLine(office.replies, clock, pace)
    office.attached.append(line.attach)

    async def tell(trouble: Trouble) -> None:
        await endure(_told(office, trouble), "moderators were not told that nothing is delivered")

    courier = Courier(office.store, office.people, line, Composer(office), clock=clock, tell=tell)
    return office.bulletin, Digesting(office), courier


async def _told(office: Office, trouble: Trouble) -> None:
    """Say that nothing is delivered any more; what cannot reach one reader stands on the update's own card."""
    if trouble.action is Action.STOP:
        await office.tell(note(wording(office.desk.default).say("update.stopped", reason=trouble.reason)))
