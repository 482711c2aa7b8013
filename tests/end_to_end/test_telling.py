"""What changed in the record reaches the followers of its towns, with sources, unless moderators publish quietly."""

from __future__ import annotations

from bot.client import PlainsightClient
from bot.store import updates
from tests.bot import variations
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BRUNO, CARMEN
from tests.end_to_end.editing import KNOWN, SUMMARY, add_finding, approve, card, retract
from tests.end_to_end.moderating import KEEPER, POSTER, SECOND, Deployment
from tests.end_to_end.updating import (
    ENGLISH,
    HEADLINE,
    follow,
    inbox,
    office,
    publish,
    until_reads,
    until_sent,
)

QUIETLY, READ = "Publish without telling", "What followers will read"


async def test_moderators_see_whom_it_reaches_and_what_they_read_then_it_goes_with_the_publication(
    server: Server, delivering: PlainsightClient
) -> None:
    await follow(server, ALICE, "Birch")
    await follow(server, CARMEN, "Alder")
    await add_finding(server)
    shown = card(server)
    assert "**Publishing tells those who follow Birch:**\n- 1 person by direct message, at once" in shown.text
    foretold = await server.click(SECOND, shown, READ, locale=ENGLISH)
    assert foretold.ephemeral
    await approve(server)
    sent = await until_sent(server, inbox(ALICE))
    for line in ("## What changed: Birch", "Before: Nothing on record", "Now: **Sharing was reported", SUMMARY, f"]({KNOWN})"):
        assert line in foretold.text
        assert line in sent.text
    assert server.sent(inbox(CARMEN)) == []
    town = await server.click(ALICE, sent, "Birch", locale=ENGLISH)
    assert "Sharing was reported" in town.text


async def test_a_report_taken_back_is_named_and_not_repeated(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, CARMEN, "Alder")
    await retract(server)
    await approve(server)
    sent = await until_sent(server, inbox(CARMEN))
    assert "No longer in the record: Alder Police Department" in sent.text
    assert variations.FINDING not in sent.text


async def test_moderators_may_publish_without_telling(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, ALICE, "Birch")
    await add_finding(server)
    await server.click(SECOND, card(server), QUIETLY, locale=ENGLISH)
    assert "Approved by" in card(server).text
    assert await updates.find(office(delivering).store, 1) is None
    assert server.sent(inbox(ALICE)) == []


async def test_where_nobody_follows_the_card_offers_neither(server: Server, client: PlainsightClient) -> None:
    await add_finding(server)
    assert not {QUIETLY, READ} & {button.label for button in card(server).buttons}


async def test_a_refresh_and_a_step_back_tell_too(server: Server, place: Deployment) -> None:
    place.delivers = True
    variations.ahead(place.source)
    first = variations.version()
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await follow(server, ALICE, "Alder")
        await server.slash(KEEPER, "kb refresh", locale=ENGLISH)
        shown = server.sent(BACKROOM)[-1]
        assert "**Publishing tells those who follow Alder:**" in shown.text
        await server.click(KEEPER, shown, "Publish", locale=ENGLISH)
        await until_reads(server, inbox(ALICE), "edition 1")
        asked = await server.slash(KEEPER, "kb rollback", version=first, locale=ENGLISH)
        assert "**Publishing tells those who follow Alder:**" in asked.text
        quiet = await server.slash(KEEPER, "kb rollback", version=first, locale=ENGLISH)
        foretold = await server.click(KEEPER, quiet, READ, locale=ENGLISH)
        assert "What changed: Alder" in foretold.text
        await server.click(KEEPER, asked, "Go back to it", locale=ENGLISH)
        await until_sent(server, inbox(ALICE), 2)


async def test_three_people_follow_two_towns_and_hear_of_everything_once(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, ALICE, "Alder")
    await follow(server, BRUNO, "Birch")
    await follow(server, CARMEN, "Alder")
    await server.slash(CARMEN, "follow", town="Birch", locale=ENGLISH)
    await publish(server, "Alder, Birch", POSTER)
    for person in (ALICE, BRUNO, CARMEN):
        assert HEADLINE in (await until_sent(server, inbox(person))).text
    await add_finding(server)
    await approve(server)
    for person in (BRUNO, CARMEN):
        assert SUMMARY in (await until_sent(server, inbox(person), 2)).text
    asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
    await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
    for person in (ALICE, BRUNO, CARMEN):
        await until_reads(server, inbox(person), "Taken back")
    assert [len(server.sent(inbox(person))) for person in (ALICE, BRUNO, CARMEN)] == [1, 2, 2]
