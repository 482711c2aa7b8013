"""The database as the rest of the program sees it: a place to read from and to write to, and errors that a person understands."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr
from sqlalchemy import exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import SettingsError
from bot.settings import NOWHERE
from bot.store import errors, postgres, sqlite
from bot.store.news import News, Topic

if TYPE_CHECKING:
    from typing import Self


class Store:
    """An engine and the name of its place; opens nothing until it is used, and is closed by whoever made it."""

    def __init__(self, engine: AsyncEngine, place: str, file: Path | None = None) -> None:
        """`file` is SQLite's; without one the database is a PostgreSQL server's."""
        self.engine = engine
        self.place = place
        self.file = file
        self.news = News()
        self._for_reading = engine if file else postgres.reader(engine)

    @classmethod
    def of(
        cls,
        folder: Path | None,
        address: SecretStr | None,
        wait: float = sqlite.SECONDS_TO_WAIT,
        work: float = postgres.SECONDS_TO_WORK,
    ) -> Self:
        """The PostgreSQL database at an address, or without one the SQLite database in the operator's folder.

        Raises StoreAddressError, and SettingsError where neither is named.
        """
        if address:
            return cls.at(address.get_secret_value(), wait, work)
        if folder is None:
            raise SettingsError(NOWHERE)
        return cls.in_folder(folder, wait)

    @classmethod
    def in_folder(cls, folder: Path, wait: float = sqlite.SECONDS_TO_WAIT) -> Self:
        """The SQLite database in the operator's folder; `wait` is how many seconds to wait for other processes."""
        return cls.in_file(folder / sqlite.FILE, wait)

    @classmethod
    def in_file(cls, file: Path, wait: float = sqlite.SECONDS_TO_WAIT) -> Self:
        """The SQLite database in a file."""
        return cls(sqlite.engine(file, wait), str(file), file)

    @classmethod
    def at(cls, address: str, wait: float = postgres.SECONDS_TO_WAIT, work: float = postgres.SECONDS_TO_WORK) -> Self:
        """The PostgreSQL database at an address such as `postgresql+asyncpg://...`; raises StoreAddressError.

        `wait` is how many seconds to wait for other processes, `work` how many a statement may take.
        """
        url = postgres.parse(address)
        return cls(postgres.engine(url, wait, work), postgres.place(url))

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database; raises StoreError."""
        with self.telling():
            self._see()
            async with self._for_reading.connect() as connection, connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def writing(self, turn: str = "", tell: Topic | None = None, *, beside: str = "") -> AsyncIterator[AsyncConnection]:
        """A transaction that is kept whole when the block ends, and not at all when it raises; raises StoreError.

        Of those with the same `turn`, one at a time is under way over all processes: whoever writes what follows from what they
        read needs one. Those `beside` a turn wait for it, and it for them, but not for each other: many small writes to rows
        of which the turn may write all. SQLite takes turns always. `tell` rings the bells of that topic, once it is kept.
        """
        with self.telling():
            self._see()
            async with self.engine.execution_options(**{sqlite.WRITES: True}).connect() as connection, connection.begin():
                if (turn or beside) and not self.file:
                    await postgres.wait_for_turn(connection, turn or beside, shared=not turn)
                yield connection
                if tell and not self.file:
                    await postgres.tell(connection, tell)
        if tell and self.file:
            self.news.ring(tell)

    async def shed(self) -> bool:
        """Let nothing that was deleted stand beside the database any longer; False where that has to be tried again."""
        return await asyncio.to_thread(sqlite.empty_the_log, self.file) if self.file else True

    @contextlib.contextmanager
    def telling(self) -> Iterator[None]:
        """Raise what the database raises in here in our words; a mistake of the program stays what it is."""
        try:
            yield
        except exc.IntegrityError as error:
            raise errors.ConflictError from error
        except exc.TimeoutError as error:
            raise errors.StoreLockedError(self.place) from error
        except exc.DBAPIError as error:
            raise self._explained(error) or error from error
        except sqlite3.Error as error:
            raise sqlite.explain(error, self.place) or error from error
        except OSError as error:
            raise self._out_of_reach(error) from error

    def _see(self) -> None:
        if self.file:
            sqlite.see(self.file)

    def _explained(self, error: exc.DBAPIError) -> errors.StoreError | None:
        if isinstance(error.orig, sqlite3.Error):
            return sqlite.explain(error.orig, self.place)
        return postgres.explain(error.orig, self.place, cut=error.connection_invalidated) if error.orig else None

    def _out_of_reach(self, error: OSError) -> errors.StoreError:
        if self.file:
            return errors.StoreUnreachableError(self.place, error.strerror or type(error).__name__)
        return postgres.unreachable(error, self.place)

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
