"""Which module takes which act: what is pressed, and what is sent as a form."""

from __future__ import annotations

from collections.abc import Mapping

from bot.moderation import correcting, editing, going_back, looking, previewing, proposing, refreshing, remembering, replying
from bot.moderation.moves import Act
from bot.moderation.visit import Handler

PRESSED: Mapping[Act, Handler] = {
    **looking.PRESSED,
    **editing.PRESSED,
    **proposing.PRESSED,
    **correcting.PRESSED,
    **replying.PRESSED,
    **refreshing.PRESSED,
    **previewing.PRESSED,
    **remembering.PRESSED,
    **going_back.PRESSED,
}
SUBMITTED: Mapping[Act, Handler] = {
    **previewing.SUBMITTED,
    **editing.SUBMITTED,
    **proposing.SUBMITTED,
    **correcting.SUBMITTED,
    **replying.SUBMITTED,
}
