"""What Discord says of the application behind the token, each with its remedy; all of it is set in Discord, not here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime

from bot.checks.check import Check, State
from bot.settings import WHERE_TO_FIND_IT

PAGE = "https://discord.com/developers/applications"
MOST_APART = dt.timedelta(seconds=60)


def application(status: int, about: Mapping[str, object]) -> Iterator[Check]:
    """Whether Discord takes the token, and sends what people type to the bot."""
    if status == 401:
        yield Check("token", State.FAIL, "Discord does not accept the token", f"reset it there and {WHERE_TO_FIND_IT}")
    elif status != 200:
        yield Check("token", State.WARN, f"Discord answered {status} when asked about the token", "try again in a few minutes")
    else:
        yield Check("token", State.OK, f"Discord knows it as {about.get('name')}")
        ways = about.get("integration_types_config")
        if isinstance(ways, dict) and "1" not in ways:
            remedy = f"turn on User Install on the page Installation of {PAGE}"
            yield Check("install", State.WARN, "people cannot add the bot to their own account", remedy)
        if about.get("interactions_endpoint_url"):
            remedy = f"empty the field Interactions Endpoint URL on the page General Information of {PAGE}"
            yield Check("commands", State.FAIL, "Discord sends commands to a web address, not to the bot", remedy)


def starts(status: int, gateway: Mapping[str, object]) -> Iterator[Check]:
    """Whether the bot may connect today: Discord grants so many starts a day."""
    limit = gateway.get("session_start_limit")
    if status == 200 and isinstance(limit, dict) and limit.get("remaining") == 0:
        hours = -(-int(limit.get("reset_after", 0)) // 3_600_000)
        remedy = f"stop whatever starts the bot again and again, then wait about {hours} h; resetting the token does not help"
        yield Check("discord", State.FAIL, "every start that Discord grants in a day is used up", remedy)


def home(status: int) -> Iterator[Check]:
    """Whether the bot is in the server that keeps the record."""
    if status in (403, 404):
        remedy = "add it there with the link below, or set PLAINSIGHT_HOME to the id of a server where it is"
        yield Check("home", State.FAIL, "the bot is not in the server that PLAINSIGHT_HOME names", remedy)


def clock(date: str | None, now: dt.datetime) -> Iterator[Check]:
    """Whether this machine's clock goes with Discord's."""
    try:
        theirs = parsedate_to_datetime(date) if date else now
    except ValueError:
        return
    apart = abs(now - theirs)
    if apart > MOST_APART:
        remedy = "set the clock, and have it kept: timedatectl set-ntp true"
        yield Check("clock", State.FAIL, f"the clock of this machine is {round(apart.total_seconds())} s off", remedy)
