"""Messages in channels and in private reach the bot as Discord lets them, and come back as it wrote them."""

from __future__ import annotations

import io

import discord
import pytest

from tests.discord_server.errors import NoAnswerError
from tests.discord_server.practice_bot import NOBODY, PracticeBot
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, DIRECT, ELSEWHERE, GENERAL, MODERATOR, UPDATES

MESSAGES = "/channels/{channel_id}/messages"


async def channel_of(bot: discord.Client, number: int) -> discord.TextChannel:
    found = bot.get_channel(number)
    assert isinstance(found, discord.TextChannel)
    return found


def replied_to(bot: PracticeBot) -> str:
    """What the bot can read of the message that the last one heard replies to."""
    reference = bot.heard[-1].reference
    assert reference is not None
    assert isinstance(reference.resolved, discord.Message)
    return reference.resolved.content


async def test_a_message_that_does_not_concern_the_bot_comes_without_its_content(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        await server.post(ALICE, "between neighbours")
        await server.hub.changes.until(lambda: bool(server.gateway.live()), "a session")
        assert await server.silence(during=0.05) == []
        assert [message.content for message in bot.heard] == [""]


async def test_a_mention_comes_with_its_content_and_is_answered(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.say(ALICE, f"{BOT.mention} Fairfield?")
    assert reply.text == "I read: @plainsight Fairfield?"
    assert reply.body["message_reference"]["message_id"]
    assert reply.body["mentions"] == []


async def test_a_direct_message_comes_with_its_content(server: Server) -> None:
    async with server.connect(PracticeBot()):
        assert (await server.direct(BRUNO, "Fairfield?")).text == "I read: Fairfield?"


async def test_a_reply_to_the_bot_comes_with_its_content(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        first = await server.say(ALICE, f"{BOT.mention} Fairfield?")
        second = await server.say(BRUNO, "what about Norwalk?", reply_to=first)
        assert second.text == "I read: what about Norwalk?"
        assert replied_to(bot) == first.text


async def test_a_reply_without_the_ping_hides_its_content_but_not_the_bots_own(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        first = await server.say(ALICE, f"{BOT.mention} Fairfield?")
        with pytest.raises(NoAnswerError):
            await server.say(BRUNO, "quietly", reply_to=first, ping=False, within=0.1)
        assert bot.heard[-1].content == ""
        assert replied_to(bot) == first.text


async def test_a_reply_to_somebody_else_does_not_show_what_they_wrote(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        secret = await server.post(ALICE, "between neighbours")
        await server.say(BRUNO, f"{BOT.mention} this one", reply_to=secret)
        assert replied_to(bot) == ""


async def test_with_the_privileged_intent_everything_is_readable() -> None:
    async with Server(privileged=True) as server, server.connect(PracticeBot(message_content=True)):
        assert (await server.say(ALICE, "between neighbours")).text == "I read: between neighbours"


async def test_without_the_intent_for_private_messages_none_come() -> None:
    async with Server() as server, server.connect(discord.Client(intents=discord.Intents(guilds=True, guild_messages=True))):
        await server.post(ALICE, "hello", channel=DIRECT[ALICE.id])
        await server.post(ALICE, "hello", channel=GENERAL)
        [session] = server.gateway.live()
        assert [frame.count('"MESSAGE_CREATE"') for frame in session.frames] == [0, 0, 1]


async def test_two_questions_at_once_get_each_its_own_answer(server: Server) -> None:
    async with server.connect(PracticeBot()):
        one = await server.post(ALICE, f"{BOT.mention} one")
        two = await server.say(BRUNO, f"{BOT.mention} two")
        assert two.text.endswith("two")
        assert next(reply.body["message_reference"]["message_id"] for reply in server.sent()) == one


async def test_the_bot_writes_reads_edits_and_deletes_its_message(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        channel = await channel_of(bot, UPDATES.id)
        message = await channel.send("first")
        assert (await channel.fetch_message(message.id)).content == "first"
        await message.edit(content="second")
        assert [m.content async for m in channel.history(limit=5)] == ["second"]
        await message.delete()
        assert server.sent(UPDATES) == []


async def test_the_bot_can_write_to_a_person_first(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        person = await bot.fetch_user(MODERATOR.id)
        await person.send("an update")
    assert [reply.text for reply in server.sent(DIRECT[MODERATOR.id])] == ["an update"]


async def test_the_bot_cannot_write_where_it_is_not(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        with pytest.raises(discord.Forbidden) as caught:
            await bot.get_partial_messageable(ELSEWHERE.id).send("hello")
    assert caught.value.code == 50001


async def test_the_bot_cannot_change_anothers_message(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        number = await server.post(ALICE, "mine")
        with pytest.raises(discord.Forbidden):
            await (await channel_of(bot, GENERAL.id)).get_partial_message(int(number)).edit(content="yours")


async def test_files_arrive_whole_with_their_alt_text(server: Server) -> None:
    data = bytes(range(256)) * 64
    async with server.connect(PracticeBot()) as bot:
        channel = await channel_of(bot, UPDATES.id)
        files = [discord.File(io.BytesIO(data), "a.bin"), discord.File(io.BytesIO(b"b"), "b.txt", description="B")]
        await channel.send("two files", files=files)
    [call] = server.calls_to("POST", MESSAGES)
    assert [(upload.part, upload.filename) for upload in call.uploads] == [("files[0]", "a.bin"), ("files[1]", "b.txt")]
    assert call.uploads[0].data == data
    [sent] = server.sent(UPDATES)
    assert sent.files == ("a.bin", "b.txt")
    assert sent.body["attachments"][1]["description"] == "B"


async def test_a_card_can_show_a_file_that_comes_with_it(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.slash(ALICE, "picture")
    gallery = next(part for part in reply.parts() if "items" in part)
    assert gallery["items"][0]["media"]["url"].startswith("https://cdn.discordapp.com/attachments/")


async def test_the_same_nonce_makes_one_message_of_two_sends(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        channel = await channel_of(bot, UPDATES.id)
        first, second = await channel.send("once", nonce="update-1"), await channel.send("once", nonce="update-1")
        assert first.id == second.id
    assert len(server.sent(UPDATES)) == 1
    assert len(server.calls_to("POST", MESSAGES)) == 2


async def test_a_reply_to_a_message_that_is_gone_fails_as_discord_does(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        channel = await channel_of(bot, UPDATES.id)
        gone = channel.get_partial_message(1)
        with pytest.raises(discord.HTTPException):
            await channel.send("?", reference=gone.to_reference(), allowed_mentions=NOBODY)
        message = await channel.send("anyway", reference=gone.to_reference(fail_if_not_exists=False))
        assert message.reference is None


async def test_every_request_is_recorded_with_route_body_and_time(server: Server) -> None:
    async with server.connect(PracticeBot()) as bot:
        await (await channel_of(bot, UPDATES.id)).send("hello")
    names = [call.name for call in server.calls]
    assert names[0] == "GET /users/@me"
    assert names[-1] == f"POST {MESSAGES}"
    assert "PUT /applications/{application_id}/commands" in names
    assert "GET /gateway/bot" in names
    assert server.calls[-1].body["content"] == "hello"
    assert server.calls[-1].params == {"channel_id": str(UPDATES.id)}
    assert [call.at for call in server.calls] == sorted(call.at for call in server.calls)


async def test_a_route_that_is_not_there_is_a_breach(lenient_server: Server) -> None:
    async with lenient_server.connect(PracticeBot()) as bot:
        with pytest.raises(discord.NotFound):
            await bot.http.request(discord.http.Route("GET", "/voice/regions"))
    assert [breach.source for breach in lenient_server.breaches] == ["route"]
