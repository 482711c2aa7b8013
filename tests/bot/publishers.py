"""A publisher over the small packs, with a source and a place of service that a test can see into."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bot.fetching import Fetched
from bot.files import Tree
from bot.publishing import Publisher
from bot.releases import Release, Releases
from bot.store.engine import Store
from tests.bot import variations

MOMENT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


class Serving(Releases):
    """The live release, and every one before it."""

    def __init__(self) -> None:
        super().__init__()
        self.swaps: list[str] = []
        self.watch: Callable[[], None] = lambda: None

    def swap(self, release: Release) -> None:
        """Serve it; `watch` is called before and after."""
        self.watch()
        self._live = release
        self.watch()
        self.swaps.append(release.base.version)


class Shelf:
    """A source that gives what a test lays on it; with an etag that counts the changes."""

    origin = "https://host.example/pack.zip"

    def __init__(self) -> None:
        self.files: dict[str, bytes] = variations.files()
        self.etag: str | None = '"0"'
        self.error: Exception | None = None
        self.asked: list[str | None] = []

    def lay(self, number: int) -> None:
        """Give another version of the small pack."""
        self.files, self.etag = variations.files(number), f'"{number}"'

    async def fetch(self, etag: str | None = None) -> Fetched | None:
        """What lies there, or None where the etag is still right."""
        self.asked.append(etag)
        if self.error:
            raise self.error
        return None if etag and etag == self.etag else Fetched(self.files, self.etag)


class Room:
    """A publisher with all that it works with."""

    def __init__(self, store: Store, first: Tree | None = None) -> None:
        self.store = store
        self.serving = Serving()
        self.shelf = Shelf()
        self.publisher = Publisher(store, self.serving, self.shelf, first=first or variations.tree(), now=lambda: MOMENT)

    @property
    def live(self) -> str:
        """The version that questions are answered from."""
        return self.serving.live.base.version


@asynccontextmanager
async def room(folder: Path, first: Tree | None = None, wait: float = 0.1) -> AsyncIterator[Room]:
    """A process that has not started yet, over the database in a folder."""
    async with Store.in_folder(folder, wait) as store:
        yield Room(store, first)
