"""Messages to the bot: who is answered, where, and with what."""

from __future__ import annotations

import discord
import pytest

from bot.client import CONTEXTS, INSTALLS, INTENTS
from tests.bot import desks
from tests.bot.simulated import Scene

FAIRFIELD = "## Fairfield"


def text(message: discord.Message) -> str:
    return desks.text([component.to_dict() for component in message.components])


async def say(scene: Scene, words: str, **options: object) -> discord.Message:
    before = len(scene.posts)
    await scene.alma.send(scene.channel, words, **options)
    assert len(scene.posts) == before + 1, "one answer"
    return scene.posts[-1]


async def test_a_mention_is_answered_in_the_channel_as_a_reply(scene: Scene) -> None:
    asked = await scene.alma.send(scene.channel, f"{scene.mention} does Fairfield share with ICE?")
    answer = scene.posts[-1]
    assert text(answer).startswith(FAIRFIELD)
    assert answer.reference.message_id == asked.id
    assert not answer.flags.ephemeral


async def test_a_public_answer_cannot_be_shown_to_everyone_again(scene: Scene) -> None:
    answer = await say(scene, f"{scene.mention} Fairfield")
    assert "Show everyone" not in desks.labels([component.to_dict() for component in answer.components])


async def test_a_mention_in_another_language_is_answered_in_it(scene: Scene) -> None:
    answer = await say(scene, f"{scene.mention} ¿La policía de Norwalk comparte datos con ICE?")
    assert "Qué se informó" in desks.labels([component.to_dict() for component in answer.components])


async def test_a_mention_alone_is_greeted(scene: Scene) -> None:
    answer = await say(scene, scene.mention)
    assert "Help now" in desks.labels([component.to_dict() for component in answer.components])


@pytest.mark.parametrize("words", ["does Fairfield share with ICE?", "@everyone Fairfield", "plainsight, Fairfield?"])
async def test_a_message_that_does_not_mention_the_bot_is_none_of_its_business(scene: Scene, words: str) -> None:
    await scene.alma.send(scene.channel, words)
    assert scene.posts == []


async def test_another_bot_is_not_answered(scene: Scene) -> None:
    robot = scene.env.guild.add_member(scene.env.create_user("robot", bot=True))
    await robot.send(scene.channel, f"{scene.mention} Fairfield")
    assert scene.posts == []


async def test_a_webhook_is_not_answered(scene: Scene) -> None:
    webhook = scene.env.guild.create_webhook(scene.channel)
    await webhook.send(f"{scene.mention} Fairfield")
    assert scene.posts == []


async def test_a_direct_message_is_answered_without_a_mention(scene: Scene) -> None:
    person = scene.env.create_user("carla")
    await person.send_dm("does Fairfield share with ICE?")
    assert text(person.dm_channel.last_message).startswith(FAIRFIELD)


async def test_a_reply_keeps_what_the_answer_was_about(scene: Scene) -> None:
    first = await say(scene, f"{scene.mention} who are my legislators in Fairfield?")
    second = await say(scene, f"{scene.mention} what about Norwalk?", reply_to=first)
    assert "Norwalk" in text(second).splitlines()[0]
    assert "Bob Duff" in text(second)


async def test_a_reply_keeps_the_town_where_only_the_intent_changes(scene: Scene) -> None:
    first = await say(scene, f"{scene.mention} does Fairfield share with ICE?")
    second = await say(scene, f"{scene.mention} who are my legislators?", reply_to=first)
    assert "Fairfield" in text(second).splitlines()[0]


async def test_a_reply_to_a_question_back_answers_what_was_asked_first(scene: Scene) -> None:
    first = await say(scene, f"{scene.mention} who are my legislators in Mystic?")
    second = await say(scene, f"{scene.mention} Stonington", reply_to=first)
    assert "Stonington" in text(second).splitlines()[0]


async def test_a_reply_to_somebody_else_is_read_by_itself(scene: Scene) -> None:
    other = await scene.ben.send(scene.channel, "who are the legislators of Fairfield?")
    answer = await say(scene, f"{scene.mention} Norwalk", reply_to=other)
    assert text(answer).startswith("## Norwalk")


async def test_a_reply_that_neither_pings_nor_shows_its_text_is_left_alone(scene: Scene) -> None:
    first = await say(scene, f"{scene.mention} Fairfield")
    await scene.ben.send(scene.channel, "", reply_to=first, attachments=[("cat.png", b"x")])
    assert len(scene.posts) == 1


async def test_where_the_bot_may_not_speak_it_stays_silent(scene: Scene) -> None:
    scene.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await scene.alma.send(scene.channel, f"{scene.mention} Fairfield")
    assert [type(error) for error in scene.env.errors] == [discord.Forbidden]
    assert scene.posts == []


async def test_nothing_that_the_bot_sends_can_ping(scene: Scene) -> None:
    await scene.alma.send(scene.channel, f"{scene.mention} Fairfield")
    sent = [entry.json for entry in scene.env.http_requests if entry.method == "POST" and entry.path.endswith("/messages")]
    assert sent
    assert {str(body["allowed_mentions"]) for body in sent} == {"{'parse': [], 'replied_user': False}"}


def test_the_client_asks_for_no_privileged_intent() -> None:
    wanted = {name for name, on in INTENTS if on}
    assert wanted == {"guilds", "guild_messages", "dm_messages"}


def test_the_client_pings_nobody_unless_told_otherwise() -> None:
    assert desks.client().allowed_mentions.to_dict() == {"parse": []}


async def test_every_command_works_in_servers_in_direct_messages_and_as_a_persons_own_app(scene: Scene) -> None:
    for command in scene.env.bot.tree.get_commands():
        body = command.to_dict(scene.env.bot.tree)
        assert sorted(body["integration_types"]) == sorted(INSTALLS.to_array())
        assert sorted(body["contexts"]) == sorted(CONTEXTS.to_array())
