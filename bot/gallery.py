"""Pictures drawn lately: what many people look at is drawn once, and the room that they take is bounded.

It holds pictures of the public record, never who looked at them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.maps.legend import Style
from knowledge.maps.sheet import Sheet
from knowledge.maps.timeline import Timeline
from knowledge.tables import Town

if TYPE_CHECKING:
    from knowledge.maps.shapes import Shapes

ROOM = 8 * 2**20
"""How many bytes of pictures are kept: about a hundred of them."""


@dataclass(frozen=True, slots=True)
class Land:
    """What of a release the outlines of its towns are made of; `version` is the release's."""

    version: str
    outlines: bytes
    towns: tuple[Town, ...]


class Gallery:
    """A bounded store of finished pictures; any thread may ask it, and a picture that several ask for is drawn once."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._held = 0
        self._pictures: OrderedDict[Hashable, bytes] = OrderedDict()
        self._looking = threading.Lock()
        self._drawing = threading.Lock()
        self._shapes: tuple[str, Shapes] | None = None

    @property
    def held(self) -> int:
        """How many bytes of pictures it holds."""
        return self._held

    def take(self, key: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The picture drawn for this key before, or the one that `draw` draws now."""
        found = self._look(key)
        if found is not None:
            return found
        with self._drawing:
            found = self._look(key)
            if found is None:
                found = draw()
                self._keep(key, found)
        return found

    def map(self, land: Land, sheet: Sheet, style: Style) -> bytes:
        """The map of a sheet, as a PNG; call it in a thread."""
        key = ("map", land.version, sheet.language, style, sheet.area)
        return self.take(key, lambda: self._drawn(land, sheet, style))

    def timeline(self, version: str, timeline: Timeline, style: Style) -> bytes:
        """A timeline of this release, as a PNG; call it in a thread."""
        key = ("timeline", version, timeline.language, style, timeline.town, timeline.day)
        return self.take(key, lambda: _drawn(timeline, style))

    def _drawn(self, land: Land, sheet: Sheet, style: Style) -> bytes:
        from knowledge.maps import picture  # with Pillow, which a bot that nobody asks for a picture does without
        from knowledge.maps.shapes import Shapes

        if self._shapes is None or self._shapes[0] != land.version:
            self._shapes = land.version, Shapes.of(land)
        return picture.draw(sheet, self._shapes[1], style)

    def _look(self, key: Hashable) -> bytes | None:
        with self._looking:
            found = self._pictures.get(key)
            if found is not None:
                self._pictures.move_to_end(key)
            return found

    def _keep(self, key: Hashable, picture: bytes) -> None:
        with self._looking:
            self._pictures[key] = picture
            self._held += len(picture)
            while self._held > self._room and len(self._pictures) > 1:
                self._held -= len(self._pictures.popitem(last=False)[1])


def _drawn(timeline: Timeline, style: Style) -> bytes:
    from knowledge.maps import timeline_picture

    return timeline_picture.draw(timeline, style)
