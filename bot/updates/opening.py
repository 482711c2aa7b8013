"""What goes on beside the answers for updates: the board, the digests and the deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.delivery.clock import Clock
from bot.delivery.courier import Courier
from bot.delivery.line import DiscordLine
from bot.delivery.pace import ALLOWED, HEADROOM, Pace
from bot.following.digesting import Digesting
from bot.updates.composing import Composer
from bot.updates.noticing import Noticing

if TYPE_CHECKING:
    from bot.keeper import Duty
    from bot.moderation.office import Office


def duties(office: Office, share: float = 1.0) -> tuple[Duty, ...]:
    """The duties of an office; `share` is the part (0..1) of what Discord allows the bot that this process may take."""
    clock = Clock()
    pace = Pace(clock, share * (ALLOWED - HEADROOM), lambda: office.replies.sent)
    line = DiscordLine(office.replies, clock, pace)
    office.attached.append(line.attach)

    noticing = Noticing(office)
    courier = Courier(office.store, office.people, line, Composer(office), clock=clock, tell=noticing.tell)
    return office.bulletin, Digesting(office), noticing, courier
