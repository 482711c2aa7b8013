"""Floods, from people and from servers: who floods is asked for patience, urgent help comes at once, nobody else notices."""

from __future__ import annotations

import asyncio

from bot.client import PlainsightClient
from bot.floods import PEOPLE_IN_A_SERVER, Floods
from tests.bot import desks
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, CARMEN, GENERAL, Person

MOST = 4
SLOW = {"person": "That is a lot of questions", "place": "This server is asking a lot"}
URGENT = "ICE is at my door"


class Standing:
    """A clock that stands still: nothing leaks out of a bucket while a test runs."""

    def __call__(self) -> float:
        return 1000.0


def client(most: int = MOST) -> PlainsightClient:
    return PlainsightClient(desks.desk(), floods=Floods(most, Standing()))


async def test_whoever_asks_too_much_is_told_so_kindly_and_alone(server: Server) -> None:
    async with server.connect(client()):
        replies = [await server.slash(ALICE, "town", name="Fairfield") for _ in range(MOST + 1)]
    assert [reply.text.startswith("## Fairfield") for reply in replies] == [True] * MOST + [False]
    assert replies[-1].text.startswith(SLOW["person"])
    assert "/help-now" in replies[-1].text
    assert replies[-1].ephemeral


async def test_it_is_said_in_their_language(server: Server) -> None:
    async with server.connect(client(1)):
        replies = [await server.slash(CARMEN, "law") for _ in range(2)]
    assert replies[-1].text.startswith("Son muchas preguntas")


async def test_urgent_help_is_never_refused(server: Server) -> None:
    async with server.connect(client(1)):
        card = await server.slash(ALICE, "town", name="Fairfield")
        told = [
            await server.slash(ALICE, "help-now"),
            await server.slash(ALICE, "ask", question=URGENT),
            await server.direct(ALICE, URGENT),
            await server.say(ALICE, f"{BOT.mention} {URGENT}"),
            await server.click(ALICE, card, "Help now"),
        ]
        refused = await server.slash(ALICE, "law")
    assert [reply.text.splitlines()[0] for reply in told] == ["## Get help now"] * len(told)
    assert refused.text.startswith(SLOW["person"])


async def test_a_question_in_words_waits_like_every_other(server: Server) -> None:
    async with server.connect(client(1)):
        await server.slash(ALICE, "ask", question="Fairfield")
        assert (await server.slash(ALICE, "ask", question="Fairfield")).text.startswith(SLOW["person"])


async def test_a_flood_of_mentions_gets_its_answers_one_word_and_then_silence(server: Server) -> None:
    async with server.connect(client()):
        for _ in range(40):
            await server.post(ALICE, f"{BOT.mention} Fairfield")
        answer = await server.slash(BRUNO, "town", name="Norwalk")
        await server.hub.changes.until(lambda: len(server.sent(GENERAL)) > MOST, "the answers")
        assert await server.silence() == []
        said = [reply.text for reply in server.sent(GENERAL)]
    assert answer.text.startswith("## Norwalk")
    assert len([text for text in said if text.startswith("## Fairfield")]) == MOST
    assert len([text for text in said if text.startswith(SLOW["person"])]) == 1
    assert len(said) == MOST + 1


async def test_a_server_that_floods_is_slowed_and_people_elsewhere_are_not(server: Server) -> None:
    people = [Person(1_100_000_000_000_100_000 + n, f"one{n}", "en-US") for n in range(PEOPLE_IN_A_SERVER + 1)]
    async with server.connect(client(1)):
        replies = [await server.slash(person, "law") for person in people]
        direct = await server.direct(ALICE, "Fairfield")
    assert [reply.text.startswith(SLOW["place"]) for reply in replies] == [False] * PEOPLE_IN_A_SERVER + [True]
    assert direct.text.startswith("## Fairfield")


async def test_whoever_does_not_flood_waits_for_no_more_turns_than_the_limit(server: Server) -> None:
    """Counted in answers, not in seconds: before the other's answer come as many of the flood's as one person may have."""
    async with server.connect(client()):
        flood = [asyncio.create_task(server.slash(ALICE, "law")) for _ in range(100)]
        await asyncio.sleep(0)
        answer = await server.slash(BRUNO, "town", name="Norwalk")
        replies = await asyncio.gather(*flood)
    assert answer.text.startswith("## Norwalk")
    assert len([reply for reply in replies if reply.text.startswith("## The law")]) == MOST


async def test_typing_is_not_asking_and_a_flood_of_it_gets_no_suggestions(server: Server) -> None:
    async with server.connect(client(1)):
        offered = [await server.autocomplete(ALICE, "town", "name", "fair") for _ in range(11)]
        assert (await server.slash(ALICE, "town", name="Fairfield")).text.startswith("## Fairfield")
    assert [bool(choices) for choices in offered] == [True] * 10 + [False]
