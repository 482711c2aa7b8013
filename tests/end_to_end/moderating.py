"""A deployment that moderators work on: the real client with its database, a home server, and people with and without roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr

from bot.client import ALL_SHARDS, PlainsightClient
from bot.desk import Desk
from bot.fetching.source import FolderSource
from bot.floods import Floods
from bot.keeper import Keeper
from bot.moderation.office import Office, utc_now
from bot.people import People
from bot.releases import Releases
from bot.shards import Shards
from bot.store import servers
from bot.store.engine import Store
from bot.store.servers import Server as Settings
from bot.store.sqlite import SECONDS_TO_WAIT
from bot.updates.opening import duties
from tests.bot import variations
from tests.discord_server.world import (
    ALICE,
    BACKROOM,
    BRUNO,
    CARMEN,
    GUILD_ID,
    KEEPERS,
    MANAGE_MESSAGES,
    MODERATOR,
    OTHER_GUILD_ID,
    OTHER_KEEPERS,
    POSTERS,
)

KEY = b"a key that is good enough for tests"
TODAY = dt.date(2026, 11, 22)
KEEPER = ALICE.having(KEEPERS, permissions=ALICE.permissions | MANAGE_MESSAGES)
"""A moderator of the record."""
SECOND = CARMEN.having(KEEPERS, permissions=CARMEN.permissions | MANAGE_MESSAGES)
"""Another one, who reads Spanish."""
POSTER = BRUNO.having(POSTERS, permissions=BRUNO.permissions | MANAGE_MESSAGES)
"""An organizer, to whom Discord offers /kb as well."""
STRANGER = BRUNO.having(OTHER_KEEPERS, permissions=BRUNO.permissions | MANAGE_MESSAGES)
"""A moderator of another server."""
MANAGER = MODERATOR
"""Who manages the server, and has no role."""


class Deployment:
    """A data folder, the curator's folder that refreshes come from, and clients over them: each is a process of its own."""

    def __init__(self, folder: Path, *, home: int | None = GUILD_ID, two: bool = False, address: str = "") -> None:
        """With an `address`, the database is PostgreSQL's."""
        self.data = folder / "data"
        self.address = SecretStr(address) if address else None
        self.source = folder / "records"
        self.first = variations.write(folder / "first")
        self.home = home
        self.two = two
        self.second_organizer = False
        self.delivers = False
        self.limit = 30
        self.wait = SECONDS_TO_WAIT
        self.now: Callable[[], dt.datetime] = utc_now
        variations.write(self.source)

    def client(self, held: Shards = ALL_SHARDS, pause: float = 0.05) -> PlainsightClient:
        """A client that has not connected yet; it looks at the database every `pause` seconds."""
        live = Releases()
        desk = Desk(live, today=lambda: TODAY, reports=True, follows=True)
        store = Store.of(self.data, self.address, self.wait)
        keeper = Keeper(store, live, FolderSource(self.source), first=self.first, pause=pause)
        office = Office(store, keeper.publisher, People(KEY), desk, self.home, self.two, self.now)
        office.second_organizer = self.second_organizer
        for duty in duties(office) if self.delivers else ():
            keeper.take_on(duty)
        return PlainsightClient(desk, keeper, office, Floods(self.limit), held)

    async def set_up(self, client: PlainsightClient, *, alerts: bool = True) -> None:
        """Give both servers their roles, and the home its moderators' channel unless told otherwise."""
        assert client.moderation
        now = utc_now()
        home = Settings(GUILD_ID, KEEPERS.id, POSTERS.id, BACKROOM.id if alerts else None)
        await servers.keep(client.moderation.store, home, now)
        await servers.keep(client.moderation.store, Settings(OTHER_GUILD_ID, OTHER_KEEPERS.id), now)
