"""The check of the links as moderators meet it: posted in their channel, and shown when they ask."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.links.outcomes import Checked, Outcome, Reason
from bot.links.pages import Page
from bot.moderation import linking
from bot.store import link_checks
from tests.discord_server.server import Server
from tests.discord_server.world import BACKROOM
from tests.end_to_end.moderating import KEEPER, POSTER, SECOND, Deployment

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
GAZETTE, ACT, ATLAS = "https://gazette.example/cameras", "https://parliament.example/act", "https://atlas.example/1"
RESULTS = (
    Checked(GAZETTE, NOON, Outcome.QUOTE_GONE, 200, None, None, ("s-chief",)),
    Checked(ACT, NOON, Outcome.MOVED, 200, "https://parliament.example/acts/1"),
    Checked(ATLAS, NOON, Outcome.GONE, 404, None, Reason.STATUS),
)


async def found(pages: Sequence[Page]) -> tuple[Checked, ...]:
    """What a check of the small pack finds."""
    assert {page.url for page in pages} == {GAZETTE, ACT, ATLAS}
    return RESULTS


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


async def test_before_the_first_check_a_moderator_is_told_that_there_is_none(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await server.slash(KEEPER, "kb links")
    assert "No links have been checked yet." in card.text
    assert card.files == ()


async def test_a_moderator_sees_the_last_check_with_its_table(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert client.moderation
        await link_checks.keep(client.moderation.store, RESULTS)
        card = await server.slash(KEEPER, "kb links")
        other = await server.slash(SECOND, "kb links", locale="es-ES")
    assert card.ephemeral
    assert card.text.startswith("## Link check\n**Some pages have gone, moved, or changed.**\nFor each: ")
    assert "propose a change.\nGone: 1\n" in card.text
    assert card.text.index("### Gone") < card.text.index("### The page is there") < card.text.index("### Moved for good")
    assert "Last checked: November 22, 2026." in card.text
    assert card.files == ("links.csv",)
    assert "## Revisión de enlaces" in other.text


async def test_nobody_else_sees_it(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert client.moderation
        await link_checks.keep(client.moderation.store, RESULTS)
        refused = await server.slash(POSTER, "kb links", locale="en-US")
    assert "for moderators of the record" in refused.text


async def test_the_weekly_check_is_posted_in_the_moderators_channel(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert client.moderation
        await linking.weekly(client.moderation, found).check()
        [posted] = server.sent(BACKROOM)
        again = await server.slash(KEEPER, "kb links")
    assert posted.text == again.text
    assert f"]({ATLAS})" in posted.text
    assert "[atlas-a1]" not in posted.text
    assert "[atlas.example]" not in posted.text
    [upload] = [upload for call in server.calls_to("POST", "/channels/{channel_id}/messages") for upload in call.uploads]
    table = upload.data.decode("utf-8-sig").splitlines()
    assert table[0] == "outcome,address,moved to,why,sources,cited by,towns,checked"
    assert table[1] == f"Gone,{ATLAS},,the server answered 404,atlas-a1,atlas-a1,Alder,2026-11-22 12:00"


async def test_the_weekly_check_without_a_channel_is_kept_all_the_same(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        assert client.moderation
        await linking.weekly(client.moderation, found).check()
        assert len(await link_checks.everything(client.moderation.store)) == 3
    assert server.sent(BACKROOM) == []


async def test_questions_are_answered_while_a_check_goes_on_and_the_bot_leaves_in_the_midst_of_it(
    server: Server, deployment: Deployment
) -> None:
    begun = asyncio.Event()

    async def never_done(pages: Sequence[Page]) -> tuple[Checked, ...]:
        begun.set()
        await asyncio.Event().wait()
        return ()

    client = deployment.client()
    assert client.keeper
    assert client.moderation
    weekly = linking.weekly(client.moderation, never_done)

    class Now:
        async def run(self) -> None:
            await weekly.check()

        async def close(self) -> None:
            await weekly.close()

    client.keeper.take_on(Now())
    async with server.connect(client):
        await begun.wait()
        card = await server.slash(KEEPER, "town", name="Alder")
    assert "Alder" in card.text
