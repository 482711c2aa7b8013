"""Packs and orders to publish, made by number."""

from __future__ import annotations

import datetime as dt

from bot.store.releases import Order, Pack

MOMENT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


def pack(number: int) -> Pack:
    """A pack of three files, of which two are the same in every number."""
    files = {"pack.yaml": b"id: testland", "laws.yaml": b"laws: []" * 500, "agencies/a.yaml": b"%d" % number}
    return Pack(version(number), "testland", "2026-06-30", files)


def version(number: int) -> str:
    """The version of that pack."""
    return f"{number:012x}"


def order(instead_of: int | None, by: str = "someone", at: dt.datetime = MOMENT) -> Order:
    """An order by someone who sees that number published now."""
    return Order(by, "a reason", "https://host.example/pack.zip", at, None if instead_of is None else version(instead_of))
