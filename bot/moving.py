"""`plainsight db copy`: an installation moves from SQLite to PostgreSQL, or back."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from pathlib import Path

from sqlalchemy import exc, make_url

from bot import alone, settings
from bot.db import SECONDS_TO_WORK
from bot.errors import Problem, SettingsError
from bot.store import copying, postgres
from bot.store.engine import Store
from bot.store.errors import StoreAddressError

SQLITE = "sqlite"
HOW_TO_WRITE_THEM = "write sqlite:///FILE or postgresql://USER@HOST/DATABASE"


def copy(source: str, target: str | None) -> int:
    """Copy one database into another that is empty (without `target`: that of the settings), and print what it holds now.

    Raises SettingsError, NotAloneError where a bot runs on either, and StoreError.
    """
    with contextlib.ExitStack() as held:
        origin, destination = _opened(source, held), _opened(target or _set(), held)
        done = asyncio.run(_copy(origin, destination))
    for name, each in sorted(done.sums.items()):
        sys.stdout.write(f"{name:<18}{each.rows:>9,}  {each.digest[:12]}\n")
    what = (
        "every row is there, and every checksum the same" if done.made else "it held all of this already: nothing was to be done"
    )
    sys.stdout.write(f"{destination.place}: {what}\n")
    return 0


async def _copy(source: Store, target: Store) -> copying.Copy:
    async with source, target:
        return await copying.copy(source, target)


def _opened(address: str, held: contextlib.ExitStack) -> Store:
    """The database at an address; one in a file is held for as long, so that no bot writes to it meanwhile."""
    try:
        url = make_url(address)
    except exc.ArgumentError:
        raise StoreAddressError(postgres.NOT_UNDERSTOOD, HOW_TO_WRITE_THEM) from None
    if url.drivername.partition("+")[0] != SQLITE:
        return Store.at(address, work=SECONDS_TO_WORK)
    if not url.database:
        raise StoreAddressError(postgres.NOT_UNDERSTOOD, HOW_TO_WRITE_THEM)
    file = Path(url.database)
    held.enter_context(alone.held(file.parent))
    return Store.in_file(file)


def _set() -> str:
    address = settings.load().database
    if address is None:
        raise SettingsError(
            Problem("DATABASE_URL", "is not set", "name the database to copy into there, or behind the other one")
        )
    return address.get_secret_value()
