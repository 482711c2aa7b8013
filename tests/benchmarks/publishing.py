"""From a refresh to the published release, and how long the event loop stands still meanwhile, on the built-in pack."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from importlib.resources import as_file
from pathlib import Path

from bot.fetching import Fetcher
from bot.fetching.source import FolderSource
from bot.process import SECONDS_IN_A_ROW
from bot.publishing import Publisher
from bot.releases import Release, Releases
from bot.store.engine import Store
from knowledge import pack
from tests.benchmarks.figures import Figure, percentile

REFRESHES = 7
MANIFEST = "pack.yaml"
BY = "benchmark"


class Watched(Releases):
    """The live release; notes how long each swap holds everybody up."""

    def __init__(self) -> None:
        super().__init__()
        self.swaps: list[float] = []

    def swap(self, release: Release) -> None:
        """Serve it."""
        began = time.perf_counter()
        super().swap(release)
        self.swaps.append(time.perf_counter() - began)


def measure() -> Iterator[Figure]:
    """Refresh to published, step back, and the pauses of both."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_IN_A_ROW)
    try:
        yield from asyncio.run(_measure())
    finally:
        sys.setswitchinterval(before)


async def _measure() -> list[Figure]:
    refreshes, steps_back, held = [], [], []
    with tempfile.TemporaryDirectory() as made, as_file(pack.built_in()) as built_in:
        source, live = Path(made) / "pack", Watched()
        shutil.copytree(built_in, source)
        async with Store.in_folder(Path(made) / "data") as store:
            publisher = Publisher(store, live, Fetcher(FolderSource(source)), first=built_in)
            started = await publisher.start()
            for number in range(REFRESHES):
                with (source / MANIFEST).open("a", encoding="utf-8") as manifest:
                    manifest.write(f"\n# edition {number}\n")
                began = time.perf_counter()
                staged = await publisher.stage(BY)
                assert staged
                async with _pauses(held):
                    await publisher.publish(staged, BY, "measured")
                refreshes.append(time.perf_counter() - began)
            began = time.perf_counter()
            await publisher.roll_back(started.release.base.version, BY, "measured")
            steps_back.append(time.perf_counter() - began)
    return [
        Figure("refresh to published, p50", percentile(refreshes, 0.5), "s", 1.5),
        Figure("rolled back to a release not in memory", max(steps_back), "s", 2.0),
        Figure("a swap itself, longest", max(live.swaps) * 1000, "ms", 1.0),
        Figure("event loop held while publishing, p50", percentile(held, 0.5) * 1000, "ms"),
        Figure("event loop held while publishing, longest", max(held) * 1000, "ms"),
    ]


@contextlib.asynccontextmanager
async def _pauses(held: list[float]) -> AsyncIterator[None]:
    """Note the longest time that the loop did not come round within the block, in seconds."""
    longest = 0.0

    async def tick() -> None:
        nonlocal longest
        last = time.perf_counter()
        while True:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    try:
        yield
    finally:
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking
        held.append(longest)
