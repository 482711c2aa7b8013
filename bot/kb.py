"""`plainsight kb ...`: a moderator's work on the published record, in the terminal."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr

from bot import logs, settings
from bot.days import today
from bot.errors import SettingsError
from bot.fetching import Fetcher
from bot.fetching.source import Source, parse
from bot.files import Tree
from bot.publishing import Publisher, Staged
from bot.releases import Release, Releases
from bot.settings import BACKUPS, NOWHERE, LogFormat, LogLevel
from bot.store import audit, refreshes, releases
from bot.store.engine import Store
from bot.store.postgres import SECONDS_TO_WORK
from bot.store.refreshes import Outcome, Refresh
from bot.store.releases import Also, Kind, Publication
from bot.store.sqlite import SECONDS_TO_WAIT
from bot.updates import telling
from knowledge import changes, pack, statistics
from knowledge.contents import Contents
from knowledge.errors import PackError
from knowledge.wording import REFERENCE, wording

T = TypeVar("T")
WHO = "terminal"
MOST_LINES = 50
NOTHING_YET = "nothing is published yet: the first start of the bot, or a refresh, publishes the first release\n"
LATER = "a bot that runs on this database takes it over within a minute"
OUTCOMES = {
    Outcome.STAGED: "looked at, not published",
    Outcome.UNCHANGED: "nothing new",
    Outcome.REFUSED: "refused",
    Outcome.FAILED: "failed",
    Outcome.PUBLISHED: "published",
    Outcome.DISCARDED: "discarded",
}
KINDS = {Kind.PUBLISHED: "published", Kind.ROLLED_BACK: "rolled back"}


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of the database, where refreshes come from, the pack to begin with, and the seconds to wait for others.

    With an `address`, the database is PostgreSQL's; `backups` is the folder for those of the file, None for none.
    """

    folder: Path | None
    source: Source | None = None
    first: Path | None = None
    wait: float = SECONDS_TO_WAIT
    address: SecretStr | None = None
    backups: Path | None = None

    def store(self, work: float = SECONDS_TO_WORK) -> Store:
        """The database, not yet opened; a statement may take PostgreSQL `work` seconds. Raises StoreAddressError."""
        return Store.of(self.folder, self.address, self.wait, work)


def find(data: Path | None, source: str | None = None) -> Place | None:
    """The place that the arguments or else the settings name, None for none.

    Raises SettingsError and SourceAddressError. What the publisher logs goes to standard error, as text for a person.
    """
    found = settings.load()
    logs.configure(LogFormat.CONSOLE, LogLevel.ERROR)
    folder, address = (data, None) if data else (found.plainsight_data, found.database)
    if not (folder or address):
        return None
    backups = data / BACKUPS if data else found.backups
    return Place(folder, parse(source) if source else found.source, found.plainsight_pack, address=address, backups=backups)


def place(data: Path | None, source: str | None = None) -> Place:
    """The same for what needs a place; raises SettingsError too where there is none."""
    found = find(data, source)
    if found is None:
        raise SettingsError(NOWHERE)
    return found


def status(place: Place) -> int:
    """Print what is published, how much it holds, where it is from, and what came of the last refresh; raises StoreError."""

    async def work(store: Store) -> int:
        publication = await releases.published(store)
        if publication is None:
            return _say(NOTHING_YET)
        counted = statistics.count(await _contents(store, publication.version))
        _rows(
            ("release", f"{counted.name}, version {counted.version}, as of {counted.as_of}"),
            ("holds", f"{counted.towns:,} towns, {counted.findings_shown:,} findings, {counted.statements_shown:,} statements"),
            ("", f"{counted.sources:,} sources, {counted.laws:,} laws, {counted.legislators:,} legislators"),
            (KINDS[publication.kind], _when(publication)),
            ("from", publication.origin),
            ("refreshes", place.source.origin if place.source else "from nowhere: PLAINSIGHT_PACK_SOURCE is not set"),
            ("last one", _refresh(await refreshes.last(store))),
        )
        return 0

    return asyncio.run(_over(place, work))


def history(place: Place) -> int:
    """Print which release was published when, by whom and why, the newest first; raises StoreError."""

    async def work(store: Store) -> int:
        lines = await releases.history(store, MOST_LINES)
        _rows(*((line.version, f"{KINDS[line.kind]} {_when(line)}, from {line.origin}") for line in lines))
        return 0 if lines else _say(NOTHING_YET)

    return asyncio.run(_over(place, work))


def refresh(
    place: Place, *, yes: bool, everything: bool = False, why: str | None = None, expect: str | None = None, quiet: bool = False
) -> int:
    """Fetch and check a pack, print what differs from the published release, and with `yes`, or as `expect`ed, publish it.

    Followers of the towns that change are told, unless it is to be `quiet`; how many that is, is printed first.
    A pack with mistakes, or of another version than the one expected, publishes nothing and returns 1; each mistake is named.
    Raises SourceError and StoreError.
    """

    async def work(store: Store) -> int:
        publisher = await _started(store, place)
        try:
            staged = await publisher.stage(WHO)
        except PackError as error:
            sys.stdout.writelines(f"{mistake}\n" for mistake in error.mistakes)
            return _say(f"{len(error.mistakes)} to mend; nothing was published\n") or 1
        if staged is None:
            return _say("nothing is new: the published release is what the source holds\n")
        _show(staged, everything=everything)
        _say("\n")
        also = await _telling(store, staged.before, staged.release, quiet=quiet)
        if expect and expect != staged.version:
            return _say(f"\nThe source now holds {staged.version}, not {expect}; nothing was published\n") or 1
        if not (yes or expect):
            again = f"say the same again with --yes, or with --expect {staged.version} so that it is no other"
            return _say(f"\nNothing was published. To publish this release, {staged.version}, {again}.\n")
        await publisher.publish(staged, WHO, why or "a refresh", also)
        return _say(f"\nRelease {staged.version} is published, in place of {staged.instead_of}; {LATER}.\n")

    return asyncio.run(_over(place, work))


def diff(place: Place, before: str, after: str) -> int:
    """Print everything that differs from one kept release to another; raises UnknownReleaseError and StoreError."""

    async def work(store: Store) -> int:
        found = changes.compare(await _contents(store, before), await _contents(store, after))
        return _say(changes.full(found))

    return asyncio.run(_over(place, work))


def trail(place: Place) -> int:
    """Print who did what to which record or version, the newest first; raises StoreError."""

    async def work(store: Store) -> int:
        lines = await audit.recent(store, MOST_LINES)
        for line in lines:
            what = " ".join(filter(None, (line.action, line.subject, line.version)))
            _say(f"{line.at:%Y-%m-%d %H:%M} UTC  {line.actor:<22}  {what}\n")
        return 0

    return asyncio.run(_over(place, work))


def roll_back(place: Place, version: str, why: str | None = None, *, quiet: bool = False) -> int:
    """Publish an earlier release again, and tell followers unless it is to be `quiet`; how many that is, is printed first.

    Raises StoreError, and PackError where this program's checks no longer pass it.
    """

    async def work(store: Store) -> int:
        publisher = await _started(store, place)
        then = await publisher.kept(version)
        also = await _telling(store, await _served(store, publisher), then, quiet=quiet)
        await publisher.roll_back(version, WHO, why or "a step back", also)
        return _say(f"Release {version} is published again; {LATER}.\n")

    return asyncio.run(_over(place, work))


def published_files(place: Place) -> dict[str, bytes] | None:
    """The files of the published release, None before the first; raises StoreError."""

    async def work(store: Store) -> dict[str, bytes] | None:
        publication = await releases.published(store)
        return await releases.files(store, publication.version) if publication else None

    return asyncio.run(_over(place, work))


async def _over(place: Place, work: Callable[[Store], Awaitable[T]]) -> T:
    async with place.store() as store:
        return await work(store)


async def _started(store: Store, place: Place) -> Publisher:
    source = Fetcher(place.source) if place.source else None
    publisher = Publisher(store, Releases(), source, first=place.first)
    started = await publisher.start()
    if started.trouble:
        await releases.published(store)  # where the database is out of reach there is nothing to be done here
    return publisher


async def _contents(store: Store, version: str) -> Contents:
    return pack.load(Tree.of(await releases.files(store, version)))


def _show(staged: Staged, *, everything: bool) -> None:
    words = wording(REFERENCE)
    before, after = staged.before.base.contents, staged.release.base.contents
    found = changes.compare(before, after)
    _say(f"{staged.origin}, as of {after.manifest.as_of}, beside the published release, as of {before.manifest.as_of}:\n\n")
    _say(changes.full(found, words) if everything else "".join(f"{line}\n" for line in changes.summary(found, words)))


async def _served(store: Store, publisher: Publisher) -> Release | None:
    """The published release; None where this program's checks no longer pass it, which must not keep anybody from going back."""
    publication = await releases.published(store)
    try:
        return await publisher.kept(publication.version) if publication else None
    except PackError:
        return None


async def _telling(store: Store, before: Release | None, after: Release, *, quiet: bool) -> Also | None:
    """Print how many are told that `after` replaces `before`; what writes that with the publication, None for nothing."""
    now = dt.datetime.now(dt.UTC)
    news = await telling.foretold(store, before, after, today(), now) if before else None
    if news is None or quiet:
        _say("Followers are told nothing of it.\n")
        return None
    _say(f"Publishing it tells: {'; '.join(telling.reached(news.audience, wording(REFERENCE))) or 'nobody'}\n")
    return telling.writing(news)


def _when(line: Publication) -> str:
    return f"{line.at:%Y-%m-%d %H:%M} UTC by {line.by}: {line.why}"


def _refresh(last: Refresh | None) -> str:
    if last is None:
        return "none yet"
    told = f"{last.at:%Y-%m-%d %H:%M} UTC by {last.by}, from {last.origin}: {OUTCOMES[last.outcome]}"
    return told + (f", {last.note}" if last.note else "") + (f" (version {last.version})" if last.version else "")


def _rows(*rows: tuple[str, str]) -> None:
    _say("".join(f"{label:<14}{text}\n" for label, text in rows))


def _say(text: str) -> int:
    sys.stdout.write(text)
    return 0
