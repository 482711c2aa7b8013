"""What is kept and what goes on when the line to Discord breaks, a process ends halfway, or two act at the same moment."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import kb
from bot.client import PlainsightClient
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.moderation import announcing, correcting
from bot.moderation.office import Office, utc_now
from bot.store import corrections, proposals, releases
from bot.store.corrections import Decision, State
from tests.bot import variations
from tests.discord_server.faults import Fault
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM, BRUNO, GUILD_ID
from tests.end_to_end import editing
from tests.end_to_end.moderating import KEEPER, SECOND, Deployment
from tests.end_to_end.reporting import (
    CANARY,
    form_of,
    office,
    only,
    posted,
    report,
    sent,
    settled,
    until_posted,
    written,
)

LOOKS = 500
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


def cut(monkeypatch: pytest.MonkeyPatch, client: PlainsightClient, error: Exception | None = None) -> None:
    """Take the line to Discord away, until `monkeypatch.undo`."""

    async def down(*_: object, **__: object) -> None:
        raise error or aiohttp.ClientConnectionError("the network is down")

    monkeypatch.setattr(client.http, "request", down)


async def until(true: Callable[[], bool]) -> None:
    for _ in range(LOOKS):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to that")


async def proposed(server: Server, client: PlainsightClient, **fields: Any) -> Reply:
    """The card of a proposal that answers a report."""
    card = await report_card(server, client, **fields)
    ways = await server.click(KEEPER, card, "Accept", locale="en-US")
    form = await server.click(KEEPER, ways, ways.buttons[1].label, locale="en-US")
    await server.submit(KEEPER, form, reason="wrong indeed", locale="en-US")
    return editing.card(server)


async def report_card(server: Server, client: PlainsightClient, **fields: Any) -> Reply:
    """The card of a report in the moderators' channel, once nothing more is done about it."""
    await report(server, **fields)
    await until_posted(server)
    await settled(client)
    return posted(server)


async def declined_from_the_list(server: Server) -> None:
    listed = await server.slash(KEEPER, "kb corrections", locale="en-US")
    looked = await server.click(KEEPER, listed, "Look at 1", locale="en-US")
    await server.submit(KEEPER, await server.click(KEEPER, looked, "Decline", locale="en-US"), words="no", locale="en-US")


# The line is down


@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError("down"), OSError("down"), TimeoutError()], ids=repr)
async def test_a_card_that_cannot_reach_discord_is_not_posted_and_nothing_is_raised(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report_card(server, client)
        found = await only(client)
        words = correcting._words(office(client))
        card = correcting.cards.render(correcting.matter(office(client), found, words), words)
        cut(monkeypatch, client, error)
        assert await office(client).post(BACKROOM.id, card) is None
        await office(client).redraw(BACKROOM.id, int(posted(server).id), card)
        monkeypatch.undo()


async def test_the_rounds_go_on_after_the_line_was_down(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await office(client).rounds.close()
        await report_card(server, client, outcome="yes")
        long_ago = utc_now() - dt.timedelta(hours=1)
        await corrections.decide(office(client).store, 1, Decision(State.DECLINED, "m-1", long_ago))
        office(client).rounds._pause = 0.01
        cut(monkeypatch, client)
        office(client).rounds.start()
        await asyncio.sleep(0.1)
        monkeypatch.undo()
        assert written(server, BRUNO) == []
        await server.hub.changes.until(lambda: bool(written(server, BRUNO)), "the outcome")
        await until(lambda: CANARY not in posted(server).text)


async def test_what_is_published_elsewhere_is_followed_though_moderators_could_not_be_told(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    variations.ahead(deployment.source)
    place = Place(deployment.data, FolderSource(deployment.source), deployment.first)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        first = client.desk.release.base.version

        async def tells_nobody(*_: object, **__: object) -> None:
            raise aiohttp.ClientConnectionError("the network is down")

        assert client.keeper
        monkeypatch.setattr(client.keeper, "told", tells_nobody)
        assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0
        await until(lambda: client.desk.release.base.version != first)
        assert await asyncio.to_thread(kb.roll_back, place, first) == 0
        await until(lambda: client.desk.release.base.version == first)


# An approval


async def test_a_process_that_ends_right_after_publishing_has_closed_the_correction_and_tells_later(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await proposed(server, client, outcome="yes")

        async def ends(*_: object, **__: object) -> None:
            raise asyncio.CancelledError

        monkeypatch.setattr(correcting, "accepted", ends)
        monkeypatch.setattr(announcing, "published", ends)
        await editing.approve(server, card)
        await settled(client)
        monkeypatch.undo()
        found = await only(client)
        assert (found.state, found.told) == (State.ACCEPTED, None)
        assert found.reporter is not None
    deployment.now = lambda: utc_now() + dt.timedelta(hours=1)
    async with server.connect(deployment.client()) as client:
        await server.hub.changes.until(lambda: bool(written(server, BRUNO)), "the outcome")
        await settled(client)
        assert CANARY not in "".join(card.text for card in server.sent(BACKROOM))


async def test_an_approval_stands_and_its_card_shows_it_though_a_redraw_fails(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await proposed(server, client, outcome="yes")

        async def broken(*_: object, **__: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(Office, "redraw", broken)
        await editing.approve(server, card)
        monkeypatch.undo()
        await settled(client)
        assert editing.card(server).buttons == ()
        assert (await only(client)).state is State.ACCEPTED
        [newest, _] = await releases.history(office(client).store, 10)
        assert newest.version == client.desk.release.base.version


async def test_a_correction_that_was_decided_meanwhile_does_not_hold_up_what_is_approved(
    server: Server, deployment: Deployment
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await proposed(server, client)
        await corrections.decide(office(client).store, 1, Decision(State.DECLINED, "m-1", utc_now()))
        await editing.approve(server, card)
        assert (await only(client)).state is State.DECLINED
        assert len(await releases.history(office(client).store, 9)) == 2


async def test_a_publication_that_is_not_kept_leaves_the_correction_waiting(
    server: Server, deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await proposed(server, client)
        write = corrections.write

        async def fails(*given: Any) -> None:
            await write(*given)
            raise corrections.ConflictError

        monkeypatch.setattr(corrections, "write", fails)
        await editing.approve(server, card)
        monkeypatch.undo()
        kept = await proposals.find(office(client).store, 1)
        assert kept
        assert kept.open
        assert (await only(client)).waits
        assert len(await releases.history(office(client).store, 9)) == 1


async def test_a_pressed_proposal_that_is_decided_already_is_drawn_as_decided(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await editing.add_finding(server)
        decision = proposals.Decision(proposals.State.DECLINED, utc_now(), "m-1", "no")
        await proposals.decide(office(client).store, 1, decision)
        told = await editing.approve(server)
        assert told.ephemeral
        assert editing.card(server).buttons == ()


async def test_a_pressed_correction_that_is_decided_already_loses_its_words(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await report_card(server, client)
        assert CANARY in card.text
        await corrections.decide(office(client).store, 1, Decision(State.DECLINED, "m-1", utc_now()))
        told = await server.click(KEEPER, card, "Decline", locale="en-US")
        assert told.ephemeral
        assert CANARY not in posted(server).text
        assert posted(server).buttons == ()


# At the same moment


async def test_what_is_decided_while_its_card_is_posted_leaves_no_words_on_it(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, BRUNO)
        server.fail("POST", MESSAGES, Fault(delay=1.0))
        await sent(server, BRUNO, form)
        await declined_from_the_list(server)
        await until_posted(server)
        await settled(client)
        assert CANARY not in posted(server).text
        assert posted(server).buttons == ()


async def test_what_is_decided_while_the_reporters_answer_is_posted_leaves_no_words_on_it(
    server: Server, deployment: Deployment
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await report_card(server, client, outcome="yes")
        question = await server.click(KEEPER, card, "Need more", locale="en-US")
        await server.submit(KEEPER, question, words="Which page?", locale="en-US")
        form = await server.click(BRUNO, written(server, BRUNO)[-1], "Responder à pergunta")
        server.fail("POST", MESSAGES, Fault(delay=1.0))
        await server.submit(BRUNO, form, told=f"Page 4 {CANARY}")
        await declined_from_the_list(server)
        await until_posted(server, 2)
        await settled(client)
        assert [CANARY in shown.text for shown in server.sent(BACKROOM)] == [False, False]


async def test_two_processes_tell_a_reporter_once(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report_card(server, client, outcome="yes")
        async with server.connect(deployment.client()) as other:
            for each in (client, other):
                await office(each).rounds.close()
            long_ago = utc_now() - dt.timedelta(hours=1)
            await corrections.decide(office(client).store, 1, Decision(State.DECLINED, "m-1", long_ago))
            await asyncio.gather(*(correcting.tell_the_rest(office(each)) for each in (client, other)))
        assert len(written(server, BRUNO)) == 1
        assert (await only(client)).reporter is None
        assert "The reporter was told." in posted(server).text


# What is left behind


async def test_nothing_of_decided_words_is_left_in_any_file(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await report_card(server, client)
        assert any(CANARY.encode() in file.read_bytes() for file in deployment.data.iterdir())
        form = await server.click(KEEPER, card, "Decline", locale="en-US")
        await server.submit(KEEPER, form, words="no", locale="en-US")
        await settled(client)
        for _ in range(LOOKS):  # as the rounds do each minute: while somebody reads, the log cannot be emptied
            if await office(client).store.shed():
                break
            await asyncio.sleep(0.01)
        assert [file.name for file in deployment.data.iterdir() if CANARY.encode() in file.read_bytes()] == []


async def test_the_link_to_the_card_of_a_refresh_leads_into_the_home_server(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        variations.ahead(deployment.source)
        told = await server.slash(SECOND, "kb refresh", locale="en-US")
        assert f"https://discord.com/channels/{GUILD_ID}/{BACKROOM.id}/{posted(server).id}" in told.text
        assert "@me" not in told.text
