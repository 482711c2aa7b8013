"""The chosen languages as the database remembers them, and this process's memory kept in step with it."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.enduring import endure
from bot.languages import Languages
from bot.people import People
from bot.store import preferences, servers
from bot.store.engine import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

SECONDS_BETWEEN_LOOKS = 30.0


class Preferences:
    """What people asked to be remembered; a duty of the keeper, for what other processes remember must be heard of here."""

    def __init__(
        self,
        store: Store,
        people: People,
        languages: Languages,
        now: Callable[[], dt.datetime],
        pause: float = SECONDS_BETWEEN_LOOKS,
    ) -> None:
        """`pause` is the seconds between two looks at the database."""
        self._store = store
        self._people = people
        self._languages = languages
        self._now = now
        self._pause = pause
        self._seen: object = None
        self._kept: Mapping[str, str] = {}
        self._one_at_a_time = asyncio.Lock()
        languages.called(people.name)

    async def held(self, user_id: int) -> str | None:
        """The language that is remembered of somebody; raises StoreError."""
        return await preferences.find(self._store, self._people.name(user_id))

    async def remember(self, user_id: int, language: str) -> None:
        """Remember somebody's language, from now on and here at once; raises StoreError."""
        async with self._one_at_a_time:
            await preferences.keep(self._store, self._people.name(user_id), language, self._now())
            self._seen = None
            self._languages.keep(user_id, language)

    async def forget(self, user_id: int) -> bool:
        """Remember nothing of somebody and drop their choice; whether anything was remembered or chosen. Raises StoreError."""
        async with self._one_at_a_time:
            kept = await preferences.forget(self._store, self._people.name(user_id))
            self._seen = None
            return self._languages.drop(user_id) or kept

    async def look(self) -> None:
        """Read what the database remembers, if that has changed; raises StoreError."""
        async with self._one_at_a_time:
            state = await preferences.state(self._store)
            if state != self._seen:
                self._kept = await preferences.everything(self._store)
                await asyncio.to_thread(self._people.name, 0)  # fetches the key now: no file is read on the way of a question
            self._languages.learn(self._kept, await servers.languages(self._store))
            self._seen = state

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await endure(self.look(), "the chosen languages could not be read")
            await asyncio.sleep(self._pause)

    async def close(self) -> None:
        """Leave nothing behind: all is written already."""
