"""A direct message to somebody who asked to be told: their id is unsealed for that one message."""

from __future__ import annotations

from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

import aiohttp
import discord
import structlog

from bot.errors import NotReadyError

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.moderation.office import Office

log = structlog.get_logger()


class Reached(StrEnum):
    """How it went: they were told or asked, or not asked for now; Discord refuses for good; or they are told later."""

    TOLD = "told"
    ASKED = "asked"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    LATER = "later"


async def inform(office: Office, sealed: bytes, card: Card) -> Reached:
    """Send a card to the person with this sealed id."""
    try:
        user = office.people.unseal(sealed)
    except ValueError:
        log.warning("a reporter cannot be told: their id was sealed with another key")
        return Reached.REFUSED
    try:
        await office.write_to(user, card)
    except discord.HTTPException as error:
        log.info("a reporter was not reached", status=error.status)
        passing = error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.status == HTTPStatus.TOO_MANY_REQUESTS
        return Reached.LATER if passing else Reached.REFUSED
    except (aiohttp.ClientError, OSError, NotReadyError) as error:
        log.info("a reporter was not reached", error=type(error).__name__)
        return Reached.LATER
    return Reached.TOLD
