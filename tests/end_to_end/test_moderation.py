"""Moderators at work through the real client: setting a server up, looking at the record, and who is turned away."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import audit, servers
from bot.store.servers import Server as Settings
from tests.bot import variations
from tests.discord_server.server import Server
from tests.discord_server.world import (
    ALICE,
    BACKROOM,
    BRUNO,
    DIRECT,
    GENERAL,
    GUILD_ID,
    KEEPERS,
    MANAGE_MESSAGES,
    OTHER,
    OTHER_GUILD_ID,
    OTHER_KEEPERS,
    POSTERS,
    Channel,
    Person,
)
from tests.end_to_end.moderating import KEEPER, MANAGER, POSTER, STRANGER, Deployment


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


async def test_a_manager_sets_the_server_up_and_sees_it_back(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        card = await server.slash(MANAGER, "setup", moderators=KEEPERS, organizers=POSTERS, alerts=BACKROOM)
        assert card.ephemeral
        assert "Saved." in card.text
        assert f"Moderators: <@&{KEEPERS.id}>" in card.text
        assert f"<#{BACKROOM.id}>" in card.text
        office = client.moderation
        assert office
        assert await servers.find(office.store, GUILD_ID) == Settings(GUILD_ID, KEEPERS.id, POSTERS.id, BACKROOM.id)
        (line,) = [line for line in await audit.recent(office.store, 5) if line.action == "setup"]
        assert line.actor == office.people.name(MANAGER.id)


async def test_setup_leaves_what_is_not_named_and_can_take_all_away(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()):
        await server.slash(MANAGER, "setup", moderators=KEEPERS, alerts=BACKROOM)
        again = await server.slash(MANAGER, "setup", organizers=POSTERS)
        assert f"Moderators: <@&{KEEPERS.id}>" in again.text
        assert "The settings now:" in (await server.slash(MANAGER, "setup")).text
        assert "Moderators: nobody" in (await server.slash(MANAGER, "setup", reset=True)).text


async def test_setup_says_when_discord_hides_the_commands_from_the_role(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()):
        assert "Discord hides /kb" not in (await server.slash(MANAGER, "setup", moderators=KEEPERS)).text
        assert "Discord hides /kb" in (await server.slash(MANAGER, "setup", moderators=POSTERS)).text


async def test_setup_in_another_server_says_that_the_record_is_kept_elsewhere(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()):
        await server.add_to(OTHER_GUILD_ID)
        card = await server.slash(MANAGER, "setup", channel=OTHER, moderators=OTHER_KEEPERS, alerts=OTHER)
    assert "kept in another server" in card.text


async def test_a_moderator_sees_how_the_record_stands(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await server.slash(KEEPER, "kb status")
    assert card.ephemeral
    assert card.text.startswith("## The record")
    assert variations.version() in card.text
    assert "There was no refresh yet." in card.text


@pytest.mark.parametrize(
    ("person", "channel", "told"),
    [
        (ALICE.having(permissions=KEEPER.permissions), GENERAL, "for moderators of the record"),
        (POSTER, GENERAL, "for moderators of the record"),
        (BRUNO.having(KEEPERS, permissions=MANAGE_MESSAGES), OTHER, "kept in another server"),
        (STRANGER, OTHER, "kept in another server"),
        (KEEPER, DIRECT[KEEPER.id], "never in direct messages"),
    ],
)
async def test_who_may_not_is_told_why(
    server: Server, deployment: Deployment, person: Person, channel: Channel, told: str
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.add_to(OTHER_GUILD_ID)
        refused = await server.slash(person, "kb status", anyhow=True, locale="en-US", channel=channel)
    assert told in refused.text


async def test_without_a_home_nobody_may(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path, home=None)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert "PLAINSIGHT_HOME" in (await server.slash(KEEPER, "kb status")).text


async def test_with_the_database_gone_a_moderator_is_told_and_nothing_is_allowed(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        for file in deployment.data.iterdir():
            file.unlink()
        assert "database cannot be used" in (await server.slash(KEEPER, "kb status")).text
