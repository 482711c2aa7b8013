"""The real client on a loopback Discord, over real sockets: every way to ask, every way to press.

Each request is checked against Discord's own description and against the limits that it misses; a breach fails the test.
"""

from __future__ import annotations

import pytest

from bot.custom_ids import Verb, write
from knowledge.questions import Intent
from tests.bot import desks
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, CARMEN, DIRECT, ELSEWHERE, GENERAL, GROUP, Person

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
COMMANDS = {
    "ask": ({"question": "does Fairfield share with ICE?"}, "## Fairfield"),
    "town": ({"name": "Fairfield"}, "## Fairfield"),
    "who-shares": ({}, "## Which towns are on the record"),
    "map": ({}, "## Connecticut: what is on record, town by town"),
    "timeline": ({}, "## What happened when: Connecticut"),
    "legislators": ({"town": "Fairfield"}, "## Your legislators: Fairfield"),
    "law": ({}, "## The law today"),
    "explain": ({"term": "alpr"}, "## Automated license-plate reader"),
    "help-now": ({}, "## Get help now"),
    "sources": ({"town": "Fairfield"}, "## "),
    "about": ({}, "## About Plainsight"),
    "language": ({}, "## Language"),
    "letter": ({"town": "Fairfield"}, "## A letter to the legislators of Fairfield"),
    "records-request": ({"town": "Fairfield"}, "## A records request to Fairfield Police Department"),
}
PARTS = ["What was reported", "What officials said", "The law", "My legislators", "What can I do", "Sources", "Help now"]


async def test_the_commands_are_registered_with_their_translations(server: Server) -> None:
    async with server.connect(desks.client()):
        names = {command["name"] for command in server.commands}
    assert names == {*COMMANDS, "Look up towns in this message"}
    ask = next(command for command in server.commands if command["name"] == "ask")
    assert ask["name_localizations"] == {"es-ES": "preguntar", "es-419": "preguntar", "pt-BR": "perguntar"}
    assert ask["integration_types"] == [0, 1]
    assert ask["contexts"] == [0, 1, 2]


async def test_the_client_identifies_without_a_privileged_intent(server: Server) -> None:
    async with server.connect(desks.client()):
        assert [identify["intents"] for identify in server.gateway.identifies] == [1 << 0 | 1 << 9 | 1 << 12]


@pytest.mark.parametrize("name", COMMANDS)
async def test_every_command_answers_at_once_and_to_the_asker_alone(server: Server, name: str) -> None:
    options, begins = COMMANDS[name]
    async with server.connect(desks.client()):
        reply = await server.slash(ALICE, name, **options)
    assert (reply.kind, reply.ephemeral) == (Kind.MESSAGE, True)
    assert reply.text.startswith(begins)
    (call,) = server.calls_to("POST", CALLBACK)
    assert call.body["type"] == 4, "an answer, not a promise of one"


@pytest.mark.parametrize(("person", "label"), [(CARMEN, "La ley"), (BRUNO, "A lei"), (ALICE, "The law")])
async def test_a_command_answers_in_the_language_of_the_persons_discord(server: Server, person: Person, label: str) -> None:
    async with server.connect(desks.client()):
        reply = await server.slash(person, "town", name="Norwalk")
    assert label in [button.label for button in reply.buttons]


async def test_towns_are_suggested_while_they_are_typed(server: Server) -> None:
    async with server.connect(desks.client()):
        choices = await server.autocomplete(ALICE, "town", "name", "fairfeild")
    assert "Fairfield" in [choice.value for choice in choices]


async def test_the_message_menu_looks_up_what_somebody_else_wrote(server: Server) -> None:
    async with server.connect(desks.client()):
        message = await server.post(BRUNO, "they say Norwalk works with ICE")
        reply = await server.context_menu(ALICE, "Look up towns in this message", message)
    assert reply.ephemeral
    assert reply.text.startswith("## Norwalk")


async def test_it_works_as_a_persons_own_app_where_the_bot_is_not(server: Server) -> None:
    async with server.connect(desks.client()):
        for place in (ELSEWHERE, GROUP):
            reply = await server.slash(ALICE, "town", channel=place, user_installed=True, name="Fairfield")
            assert reply.text.startswith("## Fairfield")
            pressed = await server.click(ALICE, reply, "The law")
            assert pressed.text.startswith("## The law today")


async def test_a_mention_is_answered_with_a_reply_that_pings_nobody(server: Server) -> None:
    async with server.connect(desks.client()):
        reply = await server.say(ALICE, f"{BOT.mention} does Fairfield share with ICE?")
    assert reply.text.startswith("## Fairfield")
    (call,) = server.calls_to("POST", "/channels/{channel_id}/messages")
    assert call.body["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert call.body["message_reference"]["fail_if_not_exists"] is False


async def test_a_direct_message_is_answered(server: Server) -> None:
    async with server.connect(desks.client()):
        reply = await server.direct(CARMEN, "¿Norwalk todavía comparte las placas con inmigración?")
    assert reply.text.startswith("## Norwalk")
    assert "La ley" in [button.label for button in reply.buttons]


async def test_what_is_not_meant_for_the_bot_is_left_alone(server: Server) -> None:
    async with server.connect(desks.client()):
        first = await server.say(ALICE, f"{BOT.mention} Fairfield")
        await server.post(ALICE, "does Norwalk share with ICE?")
        await server.post(BRUNO, "@everyone what about Norwalk?")
        await server.post(BRUNO, "thank you", reply_to=first, ping=False)
        assert await server.silence() == []


async def test_a_follow_up_by_reply_keeps_the_intent(server: Server) -> None:
    async with server.connect(desks.client()):
        first = await server.say(ALICE, f"{BOT.mention} who are my legislators in Fairfield?")
        second = await server.say(ALICE, "what about Norwalk?", reply_to=first)
        third = await server.say(ALICE, "and Union?", reply_to=second)
    assert second.text.startswith("## Your legislators: Norwalk")
    assert third.text.startswith("## Your legislators: Union")


async def test_a_follow_up_in_a_direct_message_needs_no_ping(server: Server) -> None:
    async with server.connect(desks.client()):
        first = await server.direct(ALICE, "does Fairfield share with ICE?")
        second = await server.direct(ALICE, "what about Norwalk?", reply_to=first)
    assert second.text.startswith("## Norwalk")


@pytest.mark.parametrize("label", PARTS)
async def test_each_button_of_a_private_card_changes_it_in_place(server: Server, label: str) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "town", name="Fairfield")
        pressed = await server.click(ALICE, card, label)
    assert pressed.kind is Kind.EDIT
    assert pressed.text != card.text


async def test_back_paging_another_town_and_show_everyone(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "town", name="Manchester")
        part = await server.click(ALICE, card, "What was reported")
        second = await server.click(ALICE, card, "Next page")
        first = await server.click(ALICE, card, "Previous page")
        back = await server.click(ALICE, card, "To the answer")
        other = await server.select(ALICE, card, "Vernon")
        shown = await server.click(ALICE, card, "Show everyone")
        everyones = [message.id for message in server.sent(GENERAL)]
    assert "-# Page 2 of" in second.text
    assert first.text == part.text
    assert back.text == card.text
    assert other.text.startswith("## Vernon")
    assert (shown.kind, shown.ephemeral, shown.text) == (Kind.MESSAGE, False, other.text)
    assert everyones == [shown.id]


async def test_a_public_card_answers_each_person_apart(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.say(ALICE, f"{BOT.mention} Fairfield")
        for person in (ALICE, BRUNO):
            pressed = await server.click(person, card, "The law")
            assert (pressed.kind, pressed.ephemeral) == (Kind.MESSAGE, True)
        assert server.look(BRUNO, card).text == card.text


async def test_buttons_in_a_direct_message_change_the_card(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.direct(ALICE, "Fairfield")
        pressed = await server.click(ALICE, card, "The law")
    assert pressed.kind is Kind.EDIT
    assert "Show everyone" not in [button.label for button in pressed.buttons]


async def test_asking_back_is_settled_by_a_button(server: Server) -> None:
    async with server.connect(desks.client()):
        asked = await server.say(BRUNO, f"{BOT.mention} who are my legislators in Mystic?")
        assert [button.label for button in asked.buttons] == ["Groton", "Stonington"]
        chosen = await server.click(BRUNO, asked, "Stonington")
    assert chosen.text.startswith("## Your legislators: Stonington")


async def test_a_card_sent_before_a_restart_still_answers(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.say(ALICE, f"{BOT.mention} Manchester")
        private = await server.slash(BRUNO, "town", name="Manchester", locale="en-US")
    async with server.connect(desks.client()):
        pressed = await server.click(BRUNO, card, "What was reported")
        assert "-# Page 2 of" in (await server.click(BRUNO, pressed, "Next page")).text
        assert (await server.click(BRUNO, private, "The law")).kind is Kind.EDIT
        assert (await server.say(ALICE, "what about Norwalk?", reply_to=card)).text.startswith("## Norwalk")


async def test_a_stale_button_is_answered_kindly(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.say(ALICE, f"{BOT.mention} Fairfield")
        body = server.hub.messages.by_id[card.id]
        law = write(Verb.OPEN, desks.target(Intent.LAW, "Fairfield"))
        for part in desks.parts(body["components"]):
            if part.get("custom_id") == law:
                part["custom_id"] = "ps0:law:en:51"
        pressed = await server.click(BRUNO, card, "The law", locale="es-ES")
    assert pressed.ephemeral
    assert "versión anterior" in pressed.text


async def test_a_message_sent_while_the_line_was_down_is_answered_after_the_resume(server: Server) -> None:
    async with server.connect(desks.client()):
        async with server.gateway.outage():
            await server.post(ALICE, f"{BOT.mention} Fairfield")
        await server.gateway.wait_resumed()
        await server.hub.changes.until(lambda: bool(server.sent(GENERAL)), "the answer")
        assert server.sent(GENERAL)[0].text.startswith("## Fairfield")
        assert len(server.gateway.identifies) == 1


async def test_nothing_of_a_question_comes_back_over_the_wire(server: Server) -> None:
    hostile = "@everyone <@1100000000000000011> [x](https://evil.example) zqxjkv does Fairfield share?"
    async with server.connect(desks.client()):
        await server.slash(ALICE, "ask", question=hostile)
        await server.say(ALICE, f"{BOT.mention} {hostile}")
        await server.direct(ALICE, hostile)
        await server.autocomplete(ALICE, "town", "name", hostile[:90])
    sent = [str(call.body) for call in server.calls if call.method in ("POST", "PATCH")]
    assert len(sent) >= 4
    for typed in ("zqxjkv", "evil.example", "@everyone", f"<@{ALICE.id}>"):
        assert not [body for body in sent if typed in body]
    assert DIRECT[ALICE.id].id
