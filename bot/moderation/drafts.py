"""What somebody typed into a form that was not accepted, kept in memory, an hour at most, so that it is not lost."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable

from bot.cards.layout import Carried
from bot.forms import Filled

ROOM = 200
LASTS = dt.timedelta(hours=1)


class Drafts:
    """Forms as they were filled in, by the keyed name of the person and the form's custom_id; the oldest fall first."""

    def __init__(self, now: Callable[[], dt.datetime], room: int = ROOM) -> None:
        self._now = now
        self._room = room
        self._kept: OrderedDict[tuple[str, str], tuple[dt.datetime, Filled]] = OrderedDict()

    def keep(self, who: str, form: Carried, filled: Filled) -> None:
        """Keep what was filled in, in place of what was kept for the same form."""
        self._drop_old()
        self._kept.pop((who, form.custom_id), None)
        self._kept[who, form.custom_id] = (self._now(), filled)
        if len(self._kept) > self._room:
            self._kept.popitem(last=False)

    def find(self, who: str, form: Carried) -> Filled:
        """What was kept, empty where nothing is any more."""
        self._drop_old()
        _, filled = self._kept.get((who, form.custom_id), (None, Filled()))
        return filled

    def forget(self, who: str, form: Carried) -> None:
        """Keep nothing of it any longer, for it was accepted."""
        self._kept.pop((who, form.custom_id), None)

    def _drop_old(self) -> None:
        oldest = self._now() - LASTS
        while self._kept and next(iter(self._kept.values()))[0] < oldest:
            self._kept.popitem(last=False)
