"""What is chosen before a form of the record opens: whom it is about, where, when; small enough for the form's custom_id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from bot.moderation.moves import Act, Move
from knowledge.records import Confidence

SHAPE = re.compile(r"([a-z0-9-]*),([0-9]{0,4}),([0-9-]{0,10}),([a-z]?),([a-z]{0,6}),([0-9]{0,6})")
LETTERS = {level.value[0]: level.value for level in Confidence}
ACTS = (Act.FINDING, Act.STATEMENT, Act.CHANGE, Act.RETRACT)
"""The acts whose form makes an entry."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Which form, and about what: `record` is the id of an agency or record, `town` a town's number (0: none).

    `recipient` is one of the entries' `RECIPIENTS`; `correction` is the number of the report that the entry answers, 0 for none.
    """

    act: Act
    record: str = ""
    town: int = 0
    date: str = ""
    confidence: str = ""
    recipient: str = ""
    correction: int = 0

    @property
    def move(self) -> Move:
        """The move that opens the form, and that sending it makes."""
        return Move(self.act, self._text)

    @property
    def source(self) -> Move:
        """The move of the second form, which describes the source of the first."""
        return Move(Act.SOURCE, f"{self.act}/{self._text}")

    @classmethod
    def read(cls, move: Move | None) -> Self | None:
        """The slip that a move of either form carries; None for a move that carries none."""
        if move is None:
            return None
        act, text = (str(move.act), move.subject)
        if move.act is Act.SOURCE:
            act, _, text = move.subject.partition("/")
        found = SHAPE.fullmatch(text)
        if act not in ACTS or not found:
            return None
        record, town, date, confidence, recipient, correction = found.groups()
        return cls(Act(act), record, int(town or 0), date, LETTERS.get(confidence, ""), recipient, int(correction or 0))

    @property
    def _text(self) -> str:
        parts = (self.record, self.town or "", self.date, self.confidence[:1], self.recipient, self.correction or "")
        return ",".join(map(str, parts))
