"""Where no database is kept there is nothing for moderators, and what stands there from before is answered kindly."""

from __future__ import annotations

from bot.cards.layout import Button, card, to_payload
from bot.moderation.moves import Act, Move
from tests.bot import desks
from tests.discord_server.server import Server
from tests.discord_server.world import BOT, GENERAL
from tests.end_to_end.moderating import KEEPER

MOVE = Move(Act.PUBLISH, "1")


async def test_moderators_have_no_commands(server: Server) -> None:
    async with server.connect(desks.client()):
        assert not {"kb", "setup"} & {command["name"] for command in server.commands}


async def test_an_old_button_says_that_it_is_old(server: Server) -> None:
    async with server.connect(desks.client()):
        body = to_payload(card(0, ["An old card"], [], [[Button("Publish", MOVE)]]))
        old = server.hub.messages.write(BOT, GENERAL, body)["id"]
        assert "older version" in (await server.click(KEEPER, old, "Publish")).text


async def test_an_old_form_says_that_it_is_old(server: Server) -> None:
    async with server.connect(desks.client()):
        assert "older version" in (await server.send_form(KEEPER, MOVE.custom_id, town="Avon")).text
