"""Whatever is wrong with a pack or its archive, a refresh tells it, publishes nothing, and the old release answers all along."""

from __future__ import annotations

import asyncio
import datetime as dt
import stat
import tarfile
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio

from bot.fetching import Fetched
from bot.fetching.archives import unpack
from bot.fetching.errors import SourceError
from bot.fetching.source import Limits
from bot.store import refreshes, releases
from bot.store.refreshes import Outcome
from knowledge.answers import compose
from knowledge.errors import Mistake, PackError
from knowledge.pack.layout import MANIFEST
from tests.bot import publishers, variations
from tests.bot.fetching.packing import FILES, sparse, tar_entry, tarred, zip_entry, zipped
from tests.bot.publishers import Room
from tests.knowledge.pack.breaks import BREAKS, Break

DAY = dt.date(2026, 11, 22)
OLD = variations.version()
ASKED = "Does Alder share plate data with ICE?"
SMALL = Limits(unpacked=100_000, files=30)
DEEP = 100_000

RAW: dict[str, tuple[str, bytes, int]] = {
    "a byte-order mark": ("terms.yaml", b"\xef\xbb\xbf" + FILES["terms.yaml"], 1),
    "a byte-order mark in a table": ("places.csv", b"\xef\xbb\xbf" + FILES["places.csv"], 1),
    "UTF-16": ("terms.yaml", FILES["terms.yaml"].decode().encode("utf-16"), 1),
    "UTF-16 in JSON": ("translations/es.json", FILES["translations/es.json"].decode().encode("utf-16"), 1),
    "Latin-1": ("places.csv", FILES["places.csv"].replace(b"Old Mill", b"Old M\xeell"), 4),
    "a zero byte": ("places.csv", FILES["places.csv"].replace(b"Old Mill", b"Old\0Mill"), 4),
    "an empty file": ("laws.yaml", b"", 1),
    "a file of spaces": ("laws.yaml", b" \n\n", 1),
    "brackets without end": ("terms.yaml", b"[" * DEEP, 1),
    "hyphens without end": ("terms.yaml", b"- " * DEEP, 1),
    "braces without end": ("terms.yaml", b"{a: " * DEEP, 1),
    "brackets without end in JSON": ("translations/es.json", b"[" * DEEP, 1),
    "a bomb of aliases": ("terms.yaml", b"terms: &a [1]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: &d [*c, *c]\n", 1),
    "an alias that holds itself": ("terms.yaml", b"terms: &a [*a]\n", 1),
    "aliases in a circle": ("terms.yaml", b"terms: &a\n  - &b [*a, *b]\n", 1),
    "a merge of itself": ("terms.yaml", b"terms: []\n<<: *terms\n", 2),
    "a tag that runs code": ("terms.yaml", b'terms: !!python/object/apply:os.system ["true"]\n', 1),
    "a table parted by semicolons": ("places.csv", FILES["places.csv"].replace(b",", b";"), 1),
    "a table parted by tabs": ("places.csv", FILES["places.csv"].replace(b",", b"\t"), 1),
    "a cell without end": ("places.csv", FILES["places.csv"].replace(b"Old Mill", b"x" * 200_000), 4),
    "a file that no pack has": ("payload.sh", b"#!/bin/sh\n", 1),
    "a file of another case": ("Laws.yaml", FILES["laws.yaml"], 1),
}

ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a zip that reaches above itself": lambda: zipped(more=[(zip_entry("../outside"), b"x")]),
    "a tar that reaches above itself": lambda: tarred(more=[(tar_entry("../outside", size=1), b"x")]),
    "a zip that reaches the root": lambda: zipped(more=[(zip_entry("/etc/passwd"), b"x")]),
    "a tar that reaches the root": lambda: tarred(more=[(tar_entry("/etc/passwd", size=1), b"x")]),
    "a zip with a symlink": lambda: zipped(more=[(zip_entry("agencies/x.yaml", stat.S_IFLNK | 0o777), b"/etc/passwd")]),
    "a tar with a symlink": lambda: tarred(more=[(tar_entry("agencies/x.yaml", tarfile.SYMTYPE, target="/etc/passwd"), b"")]),
    "a tar with a hard link": lambda: tarred(more=[(tar_entry("agencies/x.yaml", tarfile.LNKTYPE, target="laws.yaml"), b"")]),
    "a tar with a device": lambda: tarred(more=[(tar_entry("agencies/x.yaml", tarfile.CHRTYPE), b"")]),
    "a zip bomb": lambda: zipped(FILES | {"laws.yaml": b"\0" * 50_000_000}),
    "a tar bomb": lambda: tarred(FILES | {"laws.yaml": b"\0" * 50_000_000}),
    "a file full of holes": lambda: sparse(2**33),
    "files without end": lambda: zipped(FILES | {f"agencies/{number}.yaml": b"" for number in range(SMALL.files)}),
    "an archive cut short": lambda: zipped()[:-30],
    "an archive of an archive": lambda: zipped({"pack.zip": zipped()}),
    "a page in place of an archive": lambda: b"<!doctype html><title>Sign in</title>",
    "no bytes at all": lambda: b"",
}


class Archive:
    """A source whose archive is unpacked as a fetched one is."""

    origin = "https://host.example/pack.zip"

    def __init__(self) -> None:
        self.content = b""

    async def fetch(self, etag: str | None = None) -> Fetched | None:
        return Fetched(await asyncio.to_thread(unpack, self.content, "", SMALL))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    """One publisher for all of these packs, so that each meets what the one before has left."""
    async with publishers.room(tmp_path_factory.mktemp("bad-packs"), wait=5) as made:
        await made.publisher.start()
        yield made


async def _answering(room: Room, stop: asyncio.Event) -> int:
    """Ask until told to stop; every answer is the old release's."""
    asked = 0
    while not stop.is_set():
        base = room.serving.live.base
        answer = compose(base.reader.understand(ASKED), base, DAY)
        assert answer.pack.version == OLD
        asked += 1
        await asyncio.sleep(0)
    return asked


async def _refused(room: Room, kind: type[PackError | SourceError], outcome: Outcome) -> PackError | SourceError:
    """What a refresh ends with, while questions are asked; nothing else may come of it than a line in the history."""
    stop = asyncio.Event()
    asking = asyncio.create_task(_answering(room, stop))
    try:
        with pytest.raises(kind) as raised:
            await room.publisher.stage("a1")
    finally:
        stop.set()
    assert await asking > 1
    assert room.live == OLD
    assert len(room.serving.swaps) == 1
    assert [line.version for line in await releases.history(room.store, 10)] == [OLD]
    last = await refreshes.last(room.store)
    assert last
    assert (last.outcome, last.version) == (outcome, None)
    return raised.value


async def _mistakes(room: Room, files: dict[str, bytes]) -> tuple[Mistake, ...]:
    room.shelf.files, room.shelf.etag = files, None
    room.publisher._source = room.shelf
    error = await _refused(room, PackError, Outcome.REFUSED)
    assert isinstance(error, PackError)
    assert all(mistake.file and mistake.line >= 1 and mistake.problem and mistake.remedy for mistake in error.mistakes)
    return error.mistakes


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.name.replace(" ", "-"))
async def test_a_broken_pack_is_refused_by_file_line_and_field(room: Room, case: Break) -> None:
    files = variations.files()
    text = files[case.file].decode()
    assert text.count(case.old) == 1
    broken = text.replace(case.old, case.new)
    files[case.file] = broken.encode()

    found = [mistake for mistake in await _mistakes(room, files) if case.problem in mistake.problem]

    assert (found[0].file, found[0].field) == (case.file, case.field)
    if case.at:
        assert found[0].line == broken.count("\n", 0, broken.index(case.at)) + 1


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", RAW, ids=lambda name: name.replace(" ", "-"))
async def test_a_file_that_is_none_is_refused_by_file_and_line(room: Room, name: str) -> None:
    file, content, line = RAW[name]

    found = await _mistakes(room, variations.files() | {file: content})

    assert (file, line) in {(mistake.file, mistake.line) for mistake in found}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("file", sorted(name for name in FILES if "/" not in name))
async def test_a_pack_that_lacks_a_file_is_refused_by_its_name(room: Room, file: str) -> None:
    files = variations.files()
    del files[file]

    assert (file, "the file is missing") in {(mistake.file, mistake.problem) for mistake in await _mistakes(room, files)}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("name", ARCHIVES, ids=lambda name: name.replace(" ", "-"))
async def test_an_archive_that_is_broken_or_malicious_is_refused_with_what_helps(room: Room, name: str) -> None:
    source = Archive()
    source.content = ARCHIVES[name]()
    room.publisher._source = source

    error = await _refused(room, SourceError, Outcome.FAILED)

    problem, _, remedy = str(error).partition(": ")
    assert problem
    assert remedy


@pytest.mark.asyncio(loop_scope="module")
async def test_a_pack_from_the_future_is_refused(room: Room) -> None:
    [mistake] = await _mistakes(room, variations.files(as_of="2026-11-24"))

    assert (mistake.file, mistake.line, mistake.field) == (MANIFEST, 4, "as_of")
    assert mistake.problem == "2026-11-24 has not come yet"


@pytest.mark.asyncio(loop_scope="module")
async def test_after_all_of_these_a_sound_pack_is_published_at_once(room: Room) -> None:
    room.publisher._source = room.shelf
    room.shelf.lay(1)
    staged = await room.publisher.stage("a1")
    assert staged
    await room.publisher.publish(staged, "a1", "news")
    assert room.live == variations.version(1)


def test_there_are_forty_of_them_and_more() -> None:
    assert len(BREAKS) + len(RAW) + len(ARCHIVES) >= 40
