"""The organizers' newest updates in memory, for answers: no question waits for a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from knowledge.answer import Update

SHOWN_FOR = dt.timedelta(days=90)


class Board:
    """What hangs out for everybody to read; `edition` counts up whenever that changes."""

    def __init__(self) -> None:
        self._updates: tuple[Update, ...] = ()
        self.edition = 0

    def hang(self, updates: Iterable[Update]) -> None:
        """Hang these out in the place of all before, the newest first."""
        found = tuple(updates)
        if found != self._updates:
            self._updates = found
            self.edition += 1

    def about(self, towns: Collection[str], day: dt.date) -> tuple[Update, ...]:
        """What is worth telling on this day about these towns or the whole state (no towns: everything), the newest first."""
        if not self._updates:
            return ()
        return tuple(update for update in self._updates if _concerns(update, towns) and _holds(update, day))


def _concerns(update: Update, towns: Collection[str]) -> bool:
    return not towns or not update.towns or any(town in towns for town in update.towns)


def _holds(update: Update, day: dt.date) -> bool:
    """Whether it is neither old nor about what is over."""
    return day - update.posted <= SHOWN_FOR and (update.starts is None or update.starts.date() >= day)
