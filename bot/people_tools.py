"""`plainsight db forget` and `rotate-key`: what an operator does about people, of whom the database names nobody."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot import holdings, keys, settings
from bot.errors import PlainsightError, Problem, SettingsError
from bot.kb import Place
from bot.people import People
from bot.rotation import Rotated, RotationError, rotate
from bot.store import postgres, sqlite
from bot.store.engine import Store
from bot.store.errors import StoreLockedError

NEW_KEY = "--new-key-file"


def forget(place: Place, user_id: int) -> int:
    """Keep nothing about somebody any more, while the bot runs or not; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        gone = await holdings.forget(store, People(_key(place)), user_id)
        await store.shed()
        if gone.nothing:
            return _say("nothing was held about this person")
        _say(f"forgotten: {gone.towns} followed towns, {gone.deliveries} deliveries, {gone.languages} chosen languages,")
        _say(f"{gone.drafts} drafts of updates;")
        return _say(f"{gone.reports} reported mistakes no longer know who reported them")

    return _on(place, work)


def rotate_key(place: Place, file: Path) -> int:
    """Put everything about people under the key in a file, while the bot is stopped; 0 done, 1 a problem that was told."""

    async def work(store: Store) -> int:
        fresh = keys.read(file, NEW_KEY)
        await _must_be_alone(store)
        done = await rotate(store, People(_key(place)), People(fresh), dt.datetime.now(dt.UTC))
        if store.file:
            await asyncio.to_thread(sqlite.keep_a_log, store.file)
        return _tell(done, _settle(place, fresh), file)

    return _on(place, work)


def _tell(done: Rotated | None, settled: Path | None, file: Path) -> int:
    if done is None:
        _say("the database is under this key already")
    else:
        _say(f"under the new key: {done.followers} followers, {done.reports} reporters")
        if done.lost:
            _say(f"{done.lost} chosen languages could not be taken over, and were forgotten")
        _say("the names in the history up to now stay as they are: from now on, the same person has another name there")
    if settled:
        return _say(f"{settled} holds the new key; keep no copy of {file} that others can read")
    return _say(f"now have PLAINSIGHT_KEY_FILE name {file}, or PLAINSIGHT_KEY hold what is in it, before the bot starts")


async def _must_be_alone(store: Store) -> None:
    """Raise where the bot runs: it would go on writing names of the old key."""
    if store.file:
        await asyncio.to_thread(sqlite.stop_the_log, store.file)
        return
    async with store.reading() as connection:
        if await postgres.others(connection):
            raise StoreLockedError(store.place)


def _key(place: Place) -> bytes:
    """The key in use, which is never made anew here; raises SettingsError."""
    found = settings.load().key
    if found is not None:
        return found
    own = place.folder / keys.FILE if place.folder else None
    if own is None or not own.is_file():
        raise SettingsError(Problem("PLAINSIGHT_KEY", "is not set", "set the key that the bot runs with, or PLAINSIGHT_KEY_FILE"))
    return keys.read(own)


def _settle(place: Place, key: bytes) -> Path | None:
    """Put the new key in the place of the one in the data folder, if that is the one in use; where it stands then."""
    own = place.folder / keys.FILE if place.folder else None
    if settings.load().key is not None or own is None:
        return None
    try:
        keys.replace(own, key)
    except OSError as error:
        raise RotationError(f"the new key could not be written to {own} ({error.strerror}): run this again") from error
    return own


def _on(place: Place, work: Callable[[Store], Awaitable[int]]) -> int:
    async def run() -> int:
        async with place.store() as store:
            return await work(store)

    try:
        return asyncio.run(run())
    except PlainsightError as error:
        sys.stderr.write(f"plainsight: {error}\n")
        return 1


def _say(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    return 0
