"""Answers and cards made lately: what many people ask is composed once.

It holds what was answered, never who asked or in what words.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")
ROOM = 256


class Shelf(Generic[Made]):
    """A bounded store from which the least recently wanted falls first."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._made: OrderedDict[Hashable, Made] = OrderedDict()

    def take(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for this key before, or what `make` makes now."""
        if key in self._made:
            self._made.move_to_end(key)
            return self._made[key]
        made = self._made[key] = make()
        if len(self._made) > self._room:
            self._made.popitem(last=False)
        return made
