"""A server that sent the bot away while it was not there is forgotten at the next start, and no other is."""

from __future__ import annotations

import discord
import pytest

from bot.client import PlainsightClient
from bot.shards import Shards
from bot.store import feeds, servers
from bot.store.feeds import Feed
from tests.discord_server.faults import Fault
from tests.discord_server.server import Server
from tests.discord_server.world import GUILD_ID, OTHER, OTHER_GUILD_ID, UPDATES
from tests.end_to_end.moderating import Deployment
from tests.end_to_end.updating import office

ASKING = ("GET", "/guilds/{guild_id}")
FORGOTTEN = servers.Server(OTHER_GUILD_ID)


async def _kept(client: PlainsightClient) -> tuple[servers.Server, tuple[Feed, ...]]:
    store = office(client).store
    return await servers.find(store, OTHER_GUILD_ID), await feeds.of_server(store, OTHER_GUILD_ID)


async def _set_up(client: PlainsightClient, place: Deployment) -> None:
    await place.set_up(client)
    for channel, server in ((OTHER.id, OTHER_GUILD_ID), (UPDATES.id, GUILD_ID)):
        await feeds.add(office(client).store, Feed(channel, server, (), "m-1", office(client).now()))


async def test_it_is_forgotten_with_its_settings_and_feeds_and_the_others_stay(server: Server, place: Deployment) -> None:
    async with server.connect(place.client()) as client:
        await _set_up(client, place)
    async with server.connect(place.client()) as client:
        await office(client).see_who_left(client)
        assert await _kept(client) == (FORGOTTEN, ())
        assert await feeds.of_server(office(client).store, GUILD_ID)
        assert (await servers.find(office(client).store, GUILD_ID)).moderator_role


async def test_one_that_is_out_of_reach_is_kept(server: Server, place: Deployment) -> None:
    async with server.connect(place.client()) as client:
        await _set_up(client, place)
        await server.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD_ID), "unavailable": True})
        await server.hub.changes.until(lambda: bool(client.get_guild(GUILD_ID)), "the server")
        server.fail(*ASKING, Fault(404, {"message": "Unknown Guild", "code": 10004}))
        await office(client).see_who_left(client)
        assert await feeds.of_server(office(client).store, GUILD_ID)


@pytest.mark.parametrize(
    "answer",
    [
        Fault(403, {"message": "Missing Access", "code": 50001}, {"Via": "1.1 google"}),
        Fault(404, {"message": "404: Not Found", "code": 0}, {"Via": "1.1 google"}),
    ],
)
async def test_one_of_which_discord_does_not_say_that_it_is_gone_is_kept(
    server: Server, place: Deployment, answer: Fault
) -> None:
    async with server.connect(place.client()) as client:
        await _set_up(client, place)
        server.fail(*ASKING, answer)
        await office(client).see_who_left(client)
        settings, channels = await _kept(client)
        assert settings != FORGOTTEN
        assert channels


async def test_one_of_another_processs_shards_is_left_to_that_one(server: Server, place: Deployment) -> None:
    server.gateway.shards = 2
    ours, theirs = GUILD_ID >> 22 & 1, OTHER_GUILD_ID >> 22 & 1
    async with server.connect(place.client(Shards(2, (1 - theirs,)))) as client:
        await _set_up(client, place)
        assert isinstance(client, discord.AutoShardedClient)
        asked = len(server.calls_to(*ASKING))
        await office(client).see_who_left(client)
        assert (await _kept(client))[1]
        if ours == theirs:
            assert len(server.calls_to(*ASKING)) == asked
