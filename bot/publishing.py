"""How the record changes while the bot runs: stage, then publish or discard; roll back. All of it or nothing, at every step.

    stage:    fetch -> check -> index, all beside the live release; what is staged is ready to serve
    publish:  one transaction in the database -> one assignment in memory -> the stamp
A process that ends anywhere on this way starts again with the one release that the database calls published.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import Protocol

import structlog

from bot.errors import NotReadyError, PlainsightError
from bot.fetching import Fetched
from bot.fetching.errors import SourceAddressError
from bot.files import Files, Tree, read
from bot.loading import load
from bot.releases import Release
from bot.store import refreshes, releases, upgrading
from bot.store.engine import Store
from bot.store.errors import ConflictError, StoreDamagedError, StoreError, StoreForeignError, StoreNewerError
from bot.store.refreshes import Outcome, Refresh
from bot.store.releases import Also, Order, Pack, Publication
from knowledge import pack
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.pack.date_checks import ahead
from knowledge.pack.edits import Edit, apply
from knowledge.pack.layout import MANIFEST

ITSELF = "plainsight"
log = structlog.get_logger()


class Live(Protocol):
    """Who answers: holds the one release that questions are answered from."""

    def swap(self, release: Release) -> None:
        """Answer from this release from now on, in one assignment."""


class Source(Protocol):
    """Where refreshes come from."""

    @property
    def origin(self) -> str:
        """Where that is, in a moderator's words."""

    async def fetch(self, etag: str | None = None) -> Fetched | None:
        """The pack, or None where it still is what `etag` names; raises SourceError."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A checked pack that is ready to serve, beside the release that was live; what differs is between these two.

    `instead_of` is the version that was published when it was staged; `edits` are what made it of that one, if edits did.
    """

    before: Release
    release: Release
    files: Files
    origin: str
    etag: str | None
    instead_of: str | None
    edits: tuple[Edit, ...] = ()

    @property
    def version(self) -> str:
        """The version that would be published."""
        return self.release.base.version


@dataclass(frozen=True, slots=True)
class Started:
    """What is served after a start; `trouble` says why it is not the published release, "" where it is."""

    release: Release
    publication: Publication | None
    trouble: str = ""


class Publisher:
    """Changes which release is live; the only one in the process who does."""

    def __init__(
        self,
        store: Store,
        live: Live,
        source: Source | None = None,
        *,
        first: Traversable | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        upgrade: Callable[[Store], Awaitable[bool]] = upgrading.upgrade,
    ) -> None:
        """`first` is the pack to publish where none is yet, and to fall back on: without it, the built-in one.

        `upgrade` brings the database to the shape that this program knows.
        """
        self._store = store
        self._live = live
        self._source = source
        self._first = first
        self._now = now
        self._upgrade = upgrade
        self._serving: Release | None = None
        self._before: Release | None = None
        self._published: str | None = None
        self._staged: Staged | None = None
        self._one_at_a_time = asyncio.Lock()
        self._under_way: set[asyncio.Task[Publication]] = set()

    @property
    def origin(self) -> str | None:
        """Where refreshes come from, in a moderator's words; None where there is nowhere."""
        return self._source.origin if self._source else None

    async def start(self) -> Started:
        """Upgrade the database and serve what it calls published; where there is nothing yet, publish the first pack.

        Where the database is locked, damaged, full or gone, the first pack is served and the trouble told. Raises
        StoreNewerError and StoreForeignError, which an operator must decide, and PackError where the first pack has mistakes.
        """
        async with self._one_at_a_time:
            try:
                started = await self._started()
            except (StoreNewerError, StoreForeignError):
                raise
            except (StoreError, PackError) as error:
                log.error("the published release cannot be served", reason=str(error))
                release, _ = await asyncio.to_thread(self._read_first)
                started = Started(release, None, str(error))
            self._swap(started.release)
            return started

    async def follow(self) -> Publication | None:
        """Serve what another process has published since; None where nothing has.

        Raises StoreError, and PackError where this program's checks do not pass it; the old one then serves on.
        """
        if self._published is None:  # the database was out of reach at the start, and may have no tables yet
            return await self._started_late()
        if await self._published_elsewhere() is None:
            return None
        async with self._one_at_a_time:
            publication = await self._published_elsewhere()  # it may have been us, while we waited
            if publication is None:
                return None
            try:
                release = await self.kept(publication.version)
            except PackError:
                self._published = publication.version  # so that what mends it can be published in its place
                raise
            self._swap(release)
            self._published = publication.version
            return publication

    async def newer_built_in(self) -> Contents | None:
        """The pack of this program, where it is as new as the live one and was never published; raises StoreError."""
        contents = await asyncio.to_thread(pack.load, self._first or pack.built_in())
        if contents.version in await releases.versions(self._store):
            return None
        return None if contents.manifest.as_of < self._live_one().base.manifest.as_of else contents

    async def stage(self, by: str) -> Staged | None:
        """Fetch and check the source's pack; None where it is live already. However it ends, the refresh is noted.

        Raises SourceError, and PackError with every mistake of the pack.
        """
        if self._source is None:
            raise SourceAddressError(
                "there is nowhere to refresh from", "set PLAINSIGHT_PACK_SOURCE to a folder or an https address"
            )
        if self._published is None:  # the database was out of reach at the start
            await self.start()
        before, instead_of = self._live_one(), self._published
        refresh = Refresh(self._now(), by, self._source.origin, Outcome.UNCHANGED, before.base.version)
        try:
            fetched = await self._source.fetch(await self._etag(before.base.version))
            release = await asyncio.to_thread(_fetched, fetched.files, self._now().date()) if fetched else before
        except PackError as error:
            note = f"{len(error.mistakes)} to mend"
            await self._stamp(replace(refresh, outcome=Outcome.REFUSED, version=None, note=note))
            raise
        except PlainsightError as error:
            await self._stamp(replace(refresh, outcome=Outcome.FAILED, version=None, note=str(error)))
            raise
        if fetched is None or release.base.version == before.base.version:
            await self._stamp(replace(refresh, etag=fetched.etag if fetched else None))
            return None
        staged = self._staged = Staged(before, release, fetched.files, self._source.origin, fetched.etag, instead_of)
        await self._stamp(replace(refresh, outcome=Outcome.STAGED, version=staged.version, etag=staged.etag))
        return staged

    async def stage_edits(self, edits: Sequence[Edit], origin: str) -> Staged:
        """The release that is published now with the edits made on top, checked and ready to serve.

        Raises PackError where an edit breaks a rule or no longer fits, NotReadyError where nothing is published, and StoreError.
        """
        if self._published is None:  # the database was out of reach at the start
            await self.start()
        await self.follow()
        published = self._published
        if published is None:
            raise NotReadyError
        before = await self.kept(published)
        files, release = await asyncio.to_thread(_edited, await releases.files(self._store, published), edits)
        return Staged(before, release, files, origin, None, published, tuple(edits))

    async def keep(self, staged: Staged) -> None:
        """Keep what was staged in the database, so that `restage` finds it after a restart and in other processes.

        Raises StoreError.
        """
        await releases.keep(self._store, _pack_of(staged.release, staged.files), self._now())

    async def restage(self, version: str, instead_of: str | None, origin: str) -> Staged:
        """What was kept when it was staged, ready to serve again, beside the release that was published then.

        Raises UnknownReleaseError, PackError where this program's checks no longer pass it, and StoreError.
        """
        known = self._staged
        if known and (known.version, known.instead_of) == (version, instead_of):
            return known
        release = await self.kept(version)
        before = await self.kept(instead_of) if instead_of else self._live_one()
        files = await releases.files(self._store, version)
        self._staged = Staged(before, release, files, origin, None, instead_of)
        return self._staged

    async def discard(self, staged: Staged, by: str) -> None:
        """Note that what was staged is not wanted; the live release stays."""
        await self._stamp(Refresh(self._now(), by, staged.origin, Outcome.DISCARDED, staged.version))

    async def publish(self, staged: Staged, by: str, why: str, also: Also | None = None) -> Publication:
        """Make what was staged the published and the live release; what is to be kept `also` is kept with it or not at all.

        Raises ConflictError where another was published since it was staged, and StoreError; the old one then serves on.
        Edits are staged again by whoever wants them on top of the other one.
        """
        order = Order(by, why, staged.origin, self._now(), staged.instead_of)
        refresh = Refresh(order.at, by, staged.origin, Outcome.PUBLISHED, staged.version, staged.etag)
        stamp = None if staged.edits else refresh
        kept = releases.publish(self._store, _pack_of(staged.release, staged.files), order, also)
        return await self._to_the_end(self._go_live(kept, staged.release, stamp))

    async def roll_back(self, version: str, by: str, why: str, also: Also | None = None) -> Publication:
        """Make an earlier release the published and the live one again; what is to be kept `also` is kept with it or not at all.

        Raises UnknownReleaseError, ConflictError, AlreadyPublishedError, PackError and StoreError; the old one then serves on.
        """
        order = Order(by, why, f"release {version}", self._now(), self._published)
        release = await self.kept(version)
        kept = releases.roll_back(self._store, version, order, also)
        return await self._to_the_end(self._go_live(kept, release, None))

    async def kept(self, version: str) -> Release:
        """A release that is kept, ready to be served or compared.

        Raises UnknownReleaseError, PackError where this program's checks no longer pass it, and StoreError.
        """
        staged = self._staged.release if self._staged else None
        for known in (self._serving, self._before, staged):
            if known and known.base.version == version:
                return known
        release = await asyncio.to_thread(_release, await releases.files(self._store, version))
        if release.base.version != version:
            raise StoreDamagedError(self._store.place, f"release {version} holds the files of {release.base.version}")
        return release

    async def _started(self) -> Started:
        await self._upgrade(self._store)
        publication = await releases.published(self._store)
        if publication is None:
            release, files = await asyncio.to_thread(self._read_first)
            order = Order(ITSELF, "the first start", "built-in", self._now(), None)
            try:
                publication = await releases.publish(self._store, _pack_of(release, files), order)
            except ConflictError:  # another process has started at the same moment
                return await self._started()
            self._published = publication.version
            return Started(release, publication)
        self._published = publication.version
        return Started(await self.kept(publication.version), publication)

    async def _started_late(self) -> Publication | None:
        async with self._one_at_a_time:
            started = await self._started()
            self._swap(started.release)
            return started.publication

    async def _published_elsewhere(self) -> Publication | None:
        publication = await releases.published(self._store)
        return publication if publication and publication.version != self._published else None

    def _read_first(self) -> tuple[Release, Files]:
        root = self._first or pack.built_in()
        files = read(root) if root.is_dir() else {}
        if not files:
            pack.load(root)  # which tells what is wrong with it
        return _release(files), files

    async def _go_live(self, kept: Coroutine[None, None, Publication], release: Release, stamp: Refresh | None) -> Publication:
        async with self._one_at_a_time:
            publication = await kept
            self._swap(release)
            self._published = publication.version
            if stamp:
                await self._stamp(stamp)
            return publication

    async def _to_the_end(self, work: Coroutine[None, None, Publication]) -> Publication:
        """Go on even where the caller is cancelled: the database and the memory must not part."""
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    def _swap(self, release: Release) -> None:
        self._live.swap(release)
        if self._serving is not release:
            self._serving, self._before = release, self._serving

    def _live_one(self) -> Release:
        if self._serving is None:
            raise NotReadyError
        return self._serving

    async def _etag(self, version: str) -> str | None:
        try:
            return await refreshes.etag_of(self._store, self._source.origin, version) if self._source else None
        except StoreError:
            return None

    async def _stamp(self, refresh: Refresh) -> None:
        """Note a refresh; that it could not be noted changes nothing about it."""
        try:
            await refreshes.record(self._store, refresh)
        except StoreError as error:
            log.warning("a refresh was not noted", outcome=refresh.outcome, reason=str(error))


def _release(files: Files) -> Release:
    return Release.of(load(Tree.of(files)))


def _fetched(files: Files, today: dt.date) -> Release:
    release = _release(files)
    if mistakes := ahead(release.base.manifest, files[MANIFEST], today):
        raise PackError(mistakes)
    return release


def _edited(files: Files, edits: Sequence[Edit]) -> tuple[Files, Release]:
    made = apply(files, *edits)
    return made, _release(made)


def _pack_of(release: Release, files: Files) -> Pack:
    manifest = release.base.manifest
    return Pack(release.base.version, manifest.id, str(manifest.as_of), files)
