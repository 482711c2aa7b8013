"""Commands are registered, offered and sent as Discord does it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord_server.errors import NoAnswerError, NotOfferedError
from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BRUNO, CARMEN, DIRECT, ELSEWHERE, GROUP, MODERATOR

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"


async def test_bulk_registration_replaces_and_can_be_read_back(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        first = {command["name"]: command["id"] for command in server.commands}
        bot.tree.remove_command("slow")
        await bot.tree.sync()
        fetched = {command.name: str(command.id) for command in await bot.tree.fetch_commands()}
    assert fetched == {name: number for name, number in first.items() if name != "slow"}


async def test_a_slash_command_is_answered_by_its_callback(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.slash(ALICE, "echo", text="hello", times=2)
    assert (reply.kind, reply.text, reply.ephemeral) == (Kind.MESSAGE, "hello hello", False)
    assert reply.seconds > 0
    [call] = server.calls_to("POST", CALLBACK)
    assert call.body["type"] == 4
    assert call.query["with_response"] == "1"
    assert call.authorization is None


async def test_a_command_that_was_not_registered_is_not_offered(server: Server) -> None:
    async with server.connect(PracticeBot()):
        with pytest.raises(NotOfferedError, match="no command 'ask' is registered; there are"):
            await server.slash(ALICE, "ask", question="?")


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({}, "cannot be sent without"),
        ({"text": "x", "loud": True}, "has the options"),
        ({"text": 3}, "does not take 3"),
        ({"text": "x", "times": 4}, "out of its limits"),
        ({"text": "x", "times": True}, "does not take True"),
        ({"text": ""}, "out of its limits"),
    ],
)
async def test_options_that_discords_client_would_not_send_are_refused(
    server: Server, options: dict[str, Any], complaint: str
) -> None:
    async with server.connect(PracticeBot()):
        with pytest.raises(NotOfferedError, match=complaint):
            await server.slash(ALICE, "echo", **options)


async def test_autocomplete_suggests_what_the_bot_offers(server: Server) -> None:
    async with server.connect(PracticeBot()):
        choices = await server.autocomplete(ALICE, "town", "name", "fa")
        assert [(choice.name, choice.value) for choice in choices] == [("Fairfield", "fairfield")]
        assert await server.autocomplete(ALICE, "town", "name", "zz") == ()


async def test_an_option_without_autocomplete_has_none(server: Server) -> None:
    async with server.connect(PracticeBot()):
        with pytest.raises(NotOfferedError, match="no autocomplete"):
            await server.autocomplete(ALICE, "echo", "text", "x")


async def test_the_persons_locale_travels_with_the_interaction(server: Server) -> None:
    async with server.connect(PracticeBot()):
        assert (await server.slash(CARMEN, "locale")).text == "es-ES"
        assert (await server.slash(CARMEN, "locale", locale="fr")).text == "fr"


async def test_a_deferred_answer_is_the_one_that_follows(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.slash(ALICE, "slow")
    assert (reply.text, reply.ephemeral) == ("Done", True)


async def test_a_user_app_works_where_the_bot_is_not(server: Server) -> None:
    async with server.connect(PracticeBot()):
        for channel in (ELSEWHERE, GROUP, DIRECT[BRUNO.id]):
            reply = await server.slash(BRUNO, "echo", text="here", channel=channel, user_installed=True)
            assert reply.text == "here"
            assert reply.body["channel_id"] == str(channel.id)


async def test_a_command_for_servers_only_is_not_offered_to_user_installs(server: Server) -> None:
    async with server.connect(PracticeBot()):
        with pytest.raises(NotOfferedError, match="not for user installs"):
            await server.slash(BRUNO, "town", name="x", user_installed=True)


async def test_a_command_for_moderators_is_not_offered_to_others(server: Server) -> None:
    async with server.connect(PracticeBot()):
        assert (await server.slash(MODERATOR, "secret")).text == "psst"
        with pytest.raises(NotOfferedError, match="permissions"):
            await server.slash(ALICE, "secret")


async def test_a_message_menu_gets_the_message(server: Server) -> None:
    async with server.connect(PracticeBot()):
        message = await server.post(BRUNO, "not for the bot")
        assert (await server.context_menu(ALICE, "Repeat", message)).text == "It says: not for the bot"


async def test_a_persons_menu_gets_the_person(server: Server) -> None:
    async with server.connect(PracticeBot()):
        assert (await server.context_menu(ALICE, "Greet", BRUNO)).text == "Hello bruno"


async def test_an_interaction_that_nobody_answers_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async with server.connect(PracticeBot()) as bot:
        bot.tree.remove_command("echo")
        monkeypatch.setattr(bot.tree, "on_error", _ignore)
        with pytest.raises(NoAnswerError, match="not answered yet"):
            await server.slash(ALICE, "echo", text="x", within=0.1)


async def _ignore(*_: object) -> None:
    return None
