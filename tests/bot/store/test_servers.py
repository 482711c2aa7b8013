"""Each server's settings are its own; where there are none, nobody may."""

from __future__ import annotations

from bot.store import servers
from bot.store.engine import Store
from bot.store.servers import Server
from tests.bot.store.orders import MOMENT

SNOWFLAKE = 2**63 - 1


async def test_a_server_without_settings_grants_nothing(store: Store) -> None:
    assert await servers.find(store, 1) == Server(1, None, None, None)


async def test_settings_come_back_as_they_were_kept(store: Store) -> None:
    kept = Server(SNOWFLAKE, SNOWFLAKE - 1, SNOWFLAKE - 2, SNOWFLAKE - 3, "ht")
    await servers.keep(store, kept, MOMENT)
    assert await servers.find(store, SNOWFLAKE) == kept


async def test_new_settings_take_the_place_of_the_old(store: Store) -> None:
    await servers.keep(store, Server(1, 10, 20, 30), MOMENT)
    await servers.keep(store, Server(1, 11), MOMENT)
    assert await servers.find(store, 1) == Server(1, 11, None, None)


async def test_one_servers_settings_are_not_anothers(store: Store) -> None:
    await servers.keep(store, Server(1, 10), MOMENT)
    assert await servers.find(store, 2) == Server(2)


async def test_every_server_with_settings_is_listed(store: Store) -> None:
    await servers.keep(store, Server(2, 20), MOMENT)
    await servers.keep(store, Server(1, 10), MOMENT)
    assert await servers.everyone(store) == (Server(1, 10), Server(2, 20))


async def test_the_languages_are_those_of_the_servers_that_chose_one(store: Store) -> None:
    await servers.keep(store, Server(1, language="es"), MOMENT)
    await servers.keep(store, Server(2, 20), MOMENT)
    assert await servers.languages(store) == {1: "es"}


async def test_a_forgotten_server_leaves_nothing(store: Store) -> None:
    await servers.keep(store, Server(1, 10), MOMENT)
    await servers.forget(store, 1)
    assert await servers.everyone(store) == ()
    await servers.forget(store, 1)
