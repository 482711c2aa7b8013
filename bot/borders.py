"""Which towns border which: read from a release's outlines by the first who looks at a map, for most processes never need it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from knowledge.contents import Contents
from knowledge.maps.errors import OutlinesError


class Borders(Mapping[str, tuple[str, ...]]):
    """The neighbours of each town by name; empty where no map can be drawn, for the outlines are missing or damaged."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents

    @property
    def outlined(self) -> bool:
        """Whether there are outlines at all, which can be told without reading them: 25 ms and 4 MiB."""
        return bool(self._contents.outlines)

    def __getitem__(self, town: str) -> tuple[str, ...]:
        return self._found[town]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    @cached_property
    def _found(self) -> Mapping[str, tuple[str, ...]]:
        from knowledge.maps.shapes import Shapes  # with all that reads and checks outlines

        try:
            return Shapes.of(self._contents).neighbours
        except OutlinesError:
            return MappingProxyType({})
