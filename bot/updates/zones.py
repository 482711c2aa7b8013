"""Time zones: the one in which a server's organizers enter times, and names to choose from."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.days import HOME
from bot.store.servers import Server


def zone_of(server: Server) -> ZoneInfo:
    """The time zone of a server, the record's own where it has set none."""
    return zone(server.time_zone)


def zone(name: str | None) -> ZoneInfo:
    """A time zone by its name; the record's own for none, or for one that this machine does not know."""
    try:
        return ZoneInfo(name) if name else HOME
    except (ZoneInfoNotFoundError, ValueError):
        return HOME


NOWHERE = ("Etc/", "SystemV/", "posix/", "right/")


@cache
def names() -> tuple[str, ...]:
    """Every zone that is named after a place, the record's own and its neighbours first."""
    near = HOME.key.partition("/")[0]
    found = (name for name in available_timezones() if "/" in name and not name.startswith(NOWHERE))
    return tuple(sorted(found, key=lambda name: (name != HOME.key, not name.startswith(near), name)))


def is_zone(name: str) -> bool:
    """Whether it is the name of a zone."""
    return name in available_timezones()
