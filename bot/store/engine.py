"""The database as the rest of the program sees it: a place to read from and to write to, and errors that a person understands."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import exc, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import errors, sqlite

if TYPE_CHECKING:
    from typing import Self


class Store:
    """An engine and the name of its place; opens nothing until it is used, and is closed by whoever made it."""

    def __init__(self, engine: AsyncEngine, place: str, file: Path | None = None) -> None:
        self.engine = engine
        self.place = place
        self.file = file

    @classmethod
    def in_folder(cls, folder: Path, wait: float = sqlite.SECONDS_TO_WAIT) -> Self:
        """The SQLite database in the operator's folder; `wait` is how many seconds to wait for other processes."""
        return cls.in_file(folder / sqlite.FILE, wait)

    @classmethod
    def in_file(cls, file: Path, wait: float = sqlite.SECONDS_TO_WAIT) -> Self:
        """The SQLite database in a file."""
        return cls(sqlite.engine(file, wait), str(file), file)

    @classmethod
    def at(cls, address: str) -> Self:
        """The database server at an address such as `postgresql+asyncpg://...`."""
        url = make_url(address)
        return cls(create_async_engine(url), url.render_as_string(hide_password=True))

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database; raises StoreError."""
        with self.telling():
            self._see()
            async with self.engine.connect() as connection, connection.begin():
                yield connection

    @contextlib.asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is kept whole when the block ends, and not at all when it raises; raises StoreError."""
        with self.telling():
            self._see()
            async with self.engine.execution_options(**{sqlite.WRITES: True}).connect() as connection, connection.begin():
                yield connection

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
            raise self._explained(error.orig) or error from error
        except sqlite3.Error as error:
            raise sqlite.explain(error, self.place) or error from error
        except OSError as error:
            raise errors.StoreUnreachableError(self.place, error.strerror or type(error).__name__) from error

    def _see(self) -> None:
        if self.file:
            sqlite.see(self.file)

    def _explained(self, error: BaseException | None) -> errors.StoreError | None:
        if isinstance(error, sqlite3.Error):
            return sqlite.explain(error, self.place)
        return None

    async def close(self) -> None:
        """Let go of every connection."""
        await self.engine.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
