"""A refresh from a folder through the real client: looked at, refused, published, asked about, taken back."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot import kb
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.store import proposals, releases
from bot.store.proposals import State
from tests.bot import variations
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BOT, BRUNO, CARMEN, KEEPERS
from tests.end_to_end.moderating import KEEPER, MANAGER, SECOND, Deployment
from tests.knowledge.pack import small_pack

ALDER = "agencies/alder-police.yaml"
FIRST = variations.version()


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose source is three changes ahead of what is published."""
    made = Deployment(tmp_path)
    variations.ahead(made.source)
    return made


async def staged(server: Server) -> Reply:
    """The card of a refresh in the moderators' channel."""
    told = await server.slash(KEEPER, "kb refresh")
    assert told.ephemeral
    return server.sent(BACKROOM)[-1]


async def asked(server: Server) -> str:
    """What people are told about Alder."""
    reply = await server.say(BRUNO, f"{BOT.mention} does Alder share with ICE?")
    return (await server.click(BRUNO, reply, "What was reported", locale="en-US")).text


async def test_look_publish_ask_go_back_ask(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        assert "3 records differ." in card.text
        assert "Alder" in card.text
        assert card.files == ("changes.txt",)
        assert "edition 1" not in await asked(server)

        done = await server.click(KEEPER, card, "Publish")
        assert "**Published** by" in done.text
        assert done.buttons == ()
        assert "edition 1" in await asked(server)

        question = await server.slash(KEEPER, "kb rollback", version=FIRST)
        assert "edition 1" in await asked(server)
        back = await server.click(KEEPER, question, "Go back to it")
        assert "Everybody is answered from it now." in back.text
        assert "edition 1" not in await asked(server)
        assert FIRST in server.sent(BACKROOM)[-1].text


async def test_a_pack_with_mistakes_is_refused_and_each_is_named(server: Server, deployment: Deployment) -> None:
    small_pack.change(deployment.source, ALDER, "kind: sharing_claim", "kind: rumour")
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        refused = await server.slash(KEEPER, "kb refresh")
        assert "nothing was published" in refused.text
        assert f"**{ALDER}, line " in refused.text
        assert refused.files == ("mistakes.txt",)
        assert refused.buttons == ()
        assert server.sent(BACKROOM) == []
        assert "refused for mistakes" in (await server.slash(KEEPER, "kb status")).text
        assert "edition 1" not in await asked(server)


async def test_without_news_there_is_nothing_to_decide(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert "Nothing is new" in (await server.slash(KEEPER, "kb refresh")).text


async def test_a_card_is_decided_after_a_restart(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
    async with server.connect(deployment.client()):
        assert "**Published** by" in (await server.click(KEEPER, card, "Publish")).text
        assert "edition 1" in await asked(server)


async def test_what_is_discarded_leaves_the_record_as_it_was(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        assert "**Discarded** by" in (await server.click(KEEPER, card, "Discard")).text
        assert "edition 1" not in await asked(server)
        kept = await proposals.find(client.office.store, 1)
        assert kept
        assert kept.decision
        assert kept.decision.state is State.DECLINED
        again = await staged(server)
        assert again.id != card.id


async def test_the_moderator_who_fetched_it_does_not_publish_where_two_must_look(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path, two=True)
    variations.ahead(deployment.source)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        refused = await server.click(KEEPER, card, "Publish")
        assert refused.ephemeral
        assert "another moderator publishes it" in refused.text
        assert "edition 1" not in await asked(server)
        done = await server.click(SECOND, card, "Publish", locale="en-US")
        assert f"**Published** by <@{CARMEN.id}>" in done.text
        assert "edition 1" in await asked(server)


async def test_a_card_is_out_of_date_once_something_else_is_published(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        variations.write(deployment.source, 2)
        second = await staged(server)
        stale = await server.click(KEEPER, card, "Publish")
        assert "**Out of date**" in stale.text
        assert "edition" not in await asked(server)
        assert "**Published** by" in (await server.click(KEEPER, second, "Publish")).text
        assert "edition 2" in await asked(server)


async def test_a_release_published_meanwhile_is_not_overwritten(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.click(KEEPER, await staged(server), "Publish")
        variations.write(deployment.source, 2)
        card = await staged(server)
        await client.office.publisher.roll_back(FIRST, "terminal", "another way")
        assert "**Out of date**" in (await server.click(KEEPER, card, "Publish")).text
        assert "edition" not in await asked(server)


async def test_fetching_twice_what_waits_already_shows_the_same_proposal(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        first, second = await staged(server), await staged(server)
        assert first.button("Publish").custom_id == second.button("Publish").custom_id
        await server.click(KEEPER, first, "Publish")
        await server.hub.changes.until(lambda: "**Published** by" in server.look(ALICE, second).text, "the other card")


async def test_a_town_is_previewed_old_above_new(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        seen = await server.select(KEEPER, card, "Alder")
        assert seen.ephemeral
        before, after = seen.text.split("### After")
        assert "edition 1" not in before
        assert "edition 1" in after


async def test_any_town_is_previewed_by_its_name(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        form = await server.click(KEEPER, card, "Preview another town")
        assert (await server.submit(KEEPER, form, town="Birch")).text.startswith("## Birch")
        form = await server.click(KEEPER, card, "Preview another town")
        assert "no town of that name" in (await server.submit(KEEPER, form, town="Springfield")).text


async def test_history_diff_stale_and_audit_are_shown(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.click(KEEPER, await staged(server), "Publish")
        new = client.desk.release.base.version
        assert f"`{new}` Published" in (await server.slash(KEEPER, "kb history")).text
        choices = await server.autocomplete(KEEPER, "kb diff", "before", "", after=new)
        assert [choice.value for choice in choices] == [new, FIRST]
        diff = await server.slash(KEEPER, "kb diff", before=FIRST, after=new)
        assert "3 records differ." in diff.text
        assert diff.files == ("changes.txt",)
        audit = await server.slash(KEEPER, "kb audit")
        assert f"<@{ALICE.id}> published a release" in audit.text
        assert str((await server.slash(KEEPER, "kb stale")).text).startswith("## Due to be checked again")


async def test_without_a_moderators_channel_the_card_comes_to_whoever_fetched_it(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()):
        await server.slash(MANAGER, "setup", moderators=KEEPERS)
        card = await server.slash(KEEPER, "kb refresh")
        assert card.ephemeral
        assert "**Published** by" in (await server.click(KEEPER, card, "Publish")).text
        assert "edition 1" in await asked(server)


async def test_moderators_are_told_what_the_terminal_has_published(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        place = Place(deployment.data, FolderSource(deployment.source), deployment.first)
        assert await asyncio.to_thread(kb.refresh, place, yes=True) == 0
        await server.hub.changes.until(lambda: bool(server.sent(BACKROOM)), "the moderators to be told")
        assert "The record has changed" in server.sent(BACKROOM)[0].text
        assert len(await server.silence(BACKROOM, during=0.2)) == 0


async def test_moderators_are_told_once_of_a_newer_pack_of_this_program(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert server.sent(BACKROOM) == []
    variations.write(deployment.first, 3)
    for _ in range(2):
        async with server.connect(deployment.client()):
            assert FIRST in (await server.slash(KEEPER, "kb status")).text
    (told,) = server.sent(BACKROOM)
    assert "newer pack" in told.text
    assert variations.version(3) in told.text


async def test_the_review_queue_leads_to_a_refresh_that_waits(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await staged(server)
        queue = await server.slash(KEEPER, "kb review")
        look = next(button for button in queue.buttons if button.custom_id and ":refresh:" in button.custom_id)
        shown = await server.click(KEEPER, queue, custom_id=look.custom_id)
        assert "3 records differ." in shown.text
        assert shown.button("Publish")


async def test_a_card_pressed_by_two_at_once_is_published_once(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await staged(server)
        both = await asyncio.gather(server.click(KEEPER, card, "Publish"), server.click(SECOND, card, "Publish", locale="en-US"))
        assert all("**Published** by" in done.text for done in both)
        assert len(await releases.history(client.office.store, 10)) == 2


async def test_a_source_that_is_gone_is_told_and_changes_nothing(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        shutil.rmtree(deployment.source)
        assert "could not be fetched" in (await server.slash(KEEPER, "kb refresh")).text
        assert "edition" not in await asked(server)


async def test_going_back_waits_for_no_question_asked_before_another_publication(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.click(KEEPER, await staged(server), "Publish")
        question = await server.slash(KEEPER, "kb rollback", version=FIRST)
        variations.write(deployment.source, 2)
        await server.click(KEEPER, await staged(server), "Publish")
        assert "nothing was overwritten" in (await server.click(KEEPER, question, "Go back to it")).text
        assert "edition 2" in await asked(server)


@pytest.mark.parametrize("version", ["nowhere", "b82b520be36"])
async def test_there_is_no_way_back_to_what_never_was(server: Server, deployment: Deployment, version: str) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert "no release with that version" in (await server.slash(KEEPER, "kb rollback", version=version)).text
        assert "published one already" in (await server.slash(KEEPER, "kb rollback", version=FIRST)).text
