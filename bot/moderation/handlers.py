"""Which module takes which act: what is pressed, and what is sent as a form."""

from __future__ import annotations

from collections.abc import Mapping

from bot.following import holding, towns
from bot.moderation import (
    correcting,
    editing,
    foretelling,
    going_back,
    looking,
    previewing,
    proposing,
    refreshing,
    remembering,
    replying,
)
from bot.moderation.moves import Act
from bot.moderation.visit import Handler
from bot.updates import drafting, sending, trusting

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
    **foretelling.PRESSED,
    **drafting.PRESSED,
    **sending.PRESSED,
    **trusting.PRESSED,
    **towns.PRESSED,
    **holding.PRESSED,
}
SUBMITTED: Mapping[Act, Handler] = {
    **previewing.SUBMITTED,
    **editing.SUBMITTED,
    **proposing.SUBMITTED,
    **correcting.SUBMITTED,
    **replying.SUBMITTED,
    **drafting.SUBMITTED,
}
