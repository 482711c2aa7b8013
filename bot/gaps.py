"""What people ask where the record has nothing, counted: a town, an intent, a day. No words, no ids, no small number stays."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

import structlog

from bot.store import gaps
from bot.store.engine import Store
from bot.store.errors import StoreError
from bot.store.gaps import LEAST, Cell
from knowledge.base import KnowledgeBase
from knowledge.questions import Question
from knowledge.standing import TownRecord

DAYS_HELD = 7
log = structlog.get_logger()


class Gaps:
    """Counts in memory; what is five or more goes to the database at the end of its day, the rest is dropped then."""

    def __init__(self, store: Store, today: Callable[[], dt.date]) -> None:
        """`today` tells the day where the people asking are."""
        self._store = store
        self._today = today
        self._day = today()
        self._asked: Counter[Cell] = Counter()
        self._ended: dict[dt.date, dict[Cell, int]] = {}

    def note(self, question: Question, base: KnowledgeBase) -> None:
        """Count the question's towns of which nothing is on record; it is given after the answer, and touches no database."""
        self._turn()
        if question.clarify:
            return  # nobody has been told yet that there is nothing
        for town in question.towns:
            standing = base.standings.get(town)
            if standing and standing.record is TownRecord.NOTHING_ON_RECORD:
                self._asked[Cell(town, question.intent.value)] += 1

    @property
    def shown(self) -> Mapping[Cell, int]:
        """Today's counts that may be shown: five or more, and those of ended days that the database has not taken yet."""
        self._turn()
        seen = Counter(_enough(self._asked))
        for counts in self._ended.values():
            seen.update(counts)
        return seen

    async def write(self) -> None:
        """Keep what the ended days have left; where the database cannot take it, it is tried again."""
        self._turn()
        for day in sorted(self._ended):
            try:
                await gaps.keep(self._store, day, self._ended[day])
            except StoreError as error:
                log.warning("the counts of a day were not kept", reason=str(error))
                return
            del self._ended[day]

    async def close(self) -> None:
        """End the day early, for the process ends: what is five or more is kept, the rest dropped."""
        self._end()
        await self.write()

    def _turn(self) -> None:
        if self._today() != self._day:
            self._end()

    def _end(self) -> None:
        counts = _enough(self._asked)
        if counts:
            self._ended[self._day] = counts
        for day in sorted(self._ended)[:-DAYS_HELD]:  # the database has been away for a week: memory is not its place
            del self._ended[day]
        self._asked.clear()
        self._day = self._today()


def _enough(asked: Mapping[Cell, int]) -> dict[Cell, int]:
    return {cell: count for cell, count in asked.items() if count >= LEAST}
