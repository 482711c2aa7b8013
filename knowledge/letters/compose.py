"""An order becomes a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from knowledge.base import KnowledgeBase
from knowledge.letters import legislators, police, records
from knowledge.letters.types import Kind, Order, Paper
from knowledge.letters.writing import Writing
from knowledge.questions import Language

WRITERS: Mapping[Kind, Callable[[Writing], Paper]] = MappingProxyType(
    {
        Kind.LEGISLATORS: legislators.letter,
        Kind.UPPER: legislators.letter,
        Kind.LOWER: legislators.letter,
        Kind.CALL: legislators.call,
        Kind.POLICE: police.letter,
        Kind.OVERSIGHT: police.letter_to_overseers,
        Kind.REQUEST: records.request,
        Kind.APPEAL: records.appeal,
    }
)


def write(order: Order, base: KnowledgeBase, as_of: dt.date, written_in: Language | None = None) -> Paper:
    """The paper ordered, as of a day, in the language of whoever ordered it or in another; raises KeyError for no such town."""
    return WRITERS[order.kind](Writing.of(order, base, as_of, written_in or order.language))
