"""When people want to be told, by the clock on their wall."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.store.follows import Pace, Quiet

DIGEST_HOUR = 9
MONDAY = 0
A_DAY = dt.timedelta(days=1)


def wakes(quiet: Quiet | None, time_zone: str, now: dt.datetime) -> dt.datetime | None:
    """When the quiet hours end that somebody is in, in UTC; None where they may be written to."""
    if quiet is None or quiet.start == quiet.until:
        return None
    there = now.astimezone(zone(time_zone))
    since = (there.hour - quiet.start) % 24
    if since >= (quiet.until - quiet.start) % 24:
        return None
    end = there.replace(hour=quiet.until, minute=0, second=0, microsecond=0, fold=0)
    if end <= there:
        end = (there + A_DAY).replace(hour=quiet.until, minute=0, second=0, microsecond=0, fold=0)
    return end.astimezone(dt.UTC)


def next_digest(pace: Pace, time_zone: str, now: dt.datetime) -> dt.datetime | None:
    """When the next digest is due, in UTC: at nine in the morning there, weekly ones on Mondays; None at once."""
    if pace is Pace.AT_ONCE:
        return None
    there = now.astimezone(zone(time_zone))
    due = there.replace(hour=DIGEST_HOUR, minute=0, second=0, microsecond=0, fold=0)
    while due <= there or (pace is Pace.WEEKLY and due.weekday() != MONDAY):
        due += A_DAY
    return due.astimezone(dt.UTC)


def zone(name: str) -> dt.tzinfo:
    """The time zone of this name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return dt.UTC
