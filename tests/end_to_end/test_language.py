"""/language with a database: remembered over restarts and in other processes, forgotten on request; a server has one too."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.store import preferences
from knowledge.wording import wording
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT
from tests.end_to_end.moderating import MANAGER, Deployment

HAITIAN, ENGLISH = wording("ht"), wording("en")


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment with a database."""
    return Deployment(tmp_path)


async def test_a_choice_is_remembered_over_a_restart_and_then_forgotten(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        card = await server.slash(ALICE, "language", language="ht")
        assert HAITIAN.say("languages.until_restart") in card.text
        assert HAITIAN.say("languages.would_keep") in card.text
        assert await preferences.everything(client.office.store) == {}
        kept = await server.click(ALICE, card, HAITIAN.say("languages.remember"))
        assert HAITIAN.say("languages.kept") in kept.text
        assert list((await preferences.everything(client.office.store)).values()) == ["ht"]
    async with server.connect(deployment.client()) as client:
        await client.office.preferences.look()
        town = await server.slash(ALICE, "town", name="Alder")
        assert town.button(HAITIAN.say("card.law"))
        again = await server.slash(ALICE, "language")
        forgotten = await server.click(ALICE, again, HAITIAN.say("languages.forget"))
        assert HAITIAN.say("languages.choice.forgotten") in forgotten.text
        assert await preferences.everything(client.office.store) == {}


async def test_another_choice_takes_the_place_of_a_remembered_one(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        card = await server.slash(ALICE, "language", language="ht")
        await server.click(ALICE, card, HAITIAN.say("languages.remember"))
        await server.slash(ALICE, "language", language="pt")
        assert list((await preferences.everything(client.office.store)).values()) == ["pt"]


async def test_what_is_declined_is_declined_in_the_language_chosen(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        client.desk.languages.choose(MANAGER.id, "ht")
        refused = await server.slash(MANAGER, "kb status", anyhow=True)
        assert HAITIAN.say("moderation.refused.moderator") in refused.text


async def test_a_server_has_a_language_for_whoever_chose_none(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()):
        shown = await server.slash(MANAGER, "setup", language="ht")
        assert ENGLISH.say("moderation.setup.language", language="Kreyòl ayisyen") in shown.text
        answer = await server.say(ALICE, f"{BOT.mention} Alder")
        assert answer.button(HAITIAN.say("card.law"))
        await server.slash(MANAGER, "setup", reset=True)
        answer = await server.say(ALICE, f"{BOT.mention} Alder")
        assert answer.button(ENGLISH.say("card.law"))
