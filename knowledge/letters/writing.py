"""What writing one paper needs: the order, the record, and the two languages, that of the paper and that of its reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.answer import Line
from knowledge.answers.draft import Draft
from knowledge.answers.policing import is_of_the_state, police_of
from knowledge.base import KnowledgeBase
from knowledge.letters.sheet import Sheet
from knowledge.letters.types import Order, Paper, Way
from knowledge.questions import Intent, Language, asking


@dataclass(frozen=True, slots=True)
class Writing:
    """The paper speaks through `draft`; `reader` speaks to whoever ordered it."""

    order: Order
    draft: Draft
    reader: Draft

    @classmethod
    def of(cls, order: Order, base: KnowledgeBase, as_of: dt.date, written_in: Language) -> Writing:
        """The desk for one paper."""
        drafts = (Draft(asking(Intent.TAKE_ACTION, (order.town,), lang), base, as_of) for lang in (written_in, order.language))
        return cls(order, *drafts)

    @property
    def base(self) -> KnowledgeBase:
        """The record it is filled from."""
        return self.draft.base

    @property
    def agency(self) -> str:
        """The agency that polices the town."""
        return police_of(self.base, self.order.town)[0]

    def sheet(self) -> Sheet:
        """An empty sheet in the paper's language."""
        return Sheet(self.draft)

    def gaps(self, *keys: str) -> tuple[str, ...]:
        """Sentences to the reader about what the record does not hold, with the town's own page where it is known."""
        site = None if is_of_the_state(self.base.policing[self.order.town]) else self.base.directory.website(self.order.town)
        where = self.reader.say("letters.gap.site", town=self.order.town, site=site) if site else ""
        return tuple(f"{self.reader.say(key, agency=self.agency, town=self.order.town)} {where}".rstrip() for key in keys)

    def notes(self, *lines: Line | str) -> tuple[str, ...]:
        """What the reader should know, ending with what is done with the paper: nothing."""
        own = [line if isinstance(line, str) else line.sentence for line in lines]
        return (*own, self.reader.say("letters.note.kept"))

    def finished(
        self, sheet: Sheet, title: str, ways: tuple[Way, ...], notes: tuple[str, ...], days: Iterable[str] = ()
    ) -> Paper:
        """The paper."""
        return Paper(
            order=self.order,
            written_in=self.draft.language,
            title=title,
            text=sheet.text,
            sources=sheet.sources,
            ways=ways,
            days=tuple(days),
            notes=notes,
        )
