"""Keeps one person or one server from taking up the others' time: leaky buckets in memory, by a name that means nothing outside.

A name is a hash with a key that this process makes up and forgets; no id is kept. Who asks for urgent help is let through by
whoever asks here.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from itertools import islice

A_MINUTE = 60.0
MOST = 30
"""How much one person may ask in a minute, unless the settings say otherwise."""
PEOPLE_IN_A_SERVER = 15
KEYSTROKES = 10
MOST_NAMES = 20_000


class Crowd(StrEnum):
    """Who asks too much: one person, or a whole server."""

    PERSON = "person"
    PLACE = "place"


@dataclass(slots=True)
class Bucket:
    """Takes `most` at once, and as many more in any `seconds` as leak out again; `clock` counts seconds."""

    most: int
    seconds: float = A_MINUTE
    clock: Callable[[], float] = time.monotonic
    most_names: int = MOST_NAMES
    _empty_at: OrderedDict[bytes, float] = field(default_factory=OrderedDict)

    def takes(self, name: bytes) -> bool:
        """Pour one in; False where it is full, and then nothing is."""
        now, one = self.clock(), self.seconds / self.most
        self._forget(now)
        empty_at = max(self._empty_at.get(name, now), now) + one
        if empty_at > now + self.seconds + one / 2:
            return False
        self._empty_at[name] = empty_at
        self._empty_at.move_to_end(name)
        return True

    def __len__(self) -> int:
        return len(self._empty_at)

    def _forget(self, now: float) -> None:
        """Drop who has been silent longest: two at most, so that it never takes long, yet more than one comes in."""
        for name in list(islice(self._empty_at, 2)):
            if self._empty_at[name] <= now or len(self._empty_at) >= self.most_names:
                del self._empty_at[name]


class Floods:
    """Whose turn it is; `most` is how much one person may ask in a minute, 0 for any number."""

    def __init__(self, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._key = os.urandom(32)
        self._limited = most > 0
        self._people = Bucket(most or 1, clock=clock)
        self._places = Bucket((most or 1) * PEOPLE_IN_A_SERVER, clock=clock)
        self._typing = Bucket((most or 1) * KEYSTROKES, clock=clock)
        self._told = Bucket(1, clock=clock)

    def refuses(self, person: int, place: int | None) -> Crowd | None:
        """Count one by a person (in a server, if any), and say who of the two has asked too much; None where neither has."""
        if not self._limited:
            return None
        if not self._people.takes(self._name(person)):
            return Crowd.PERSON
        if place is not None and not self._places.takes(self._name(place)):
            return Crowd.PLACE
        return None

    def lets_type(self, person: int) -> bool:
        """Count a keystroke that asks for suggestions; False where there are too many."""
        return not self._limited or self._typing.takes(self._name(person))

    def tells(self, person: int, place: int | None) -> bool:
        """Whether to say that it is too much: once a minute in a server, or to a person alone."""
        return self._told.takes(self._name(person if place is None else place))

    def _name(self, number: int) -> bytes:
        return blake2b(number.to_bytes(8, "big"), key=self._key, digest_size=8).digest()
