"""People follow towns: asked first, told at their pace, reminded before it ends, and forgotten when they say so."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import update as change

from bot.cards.layout import Button, card, to_payload
from bot.client import PlainsightClient
from bot.delivery.courier import Trouble
from bot.delivery.policy import Action
from bot.following.digesting import Digesting
from bot.moderation.moves import Act, Move
from bot.store import audit, claims, feeds, follows, servers, tables, updates
from bot.store.follows import Follower, Pace
from bot.store.outbox import Kind, Reason, State
from bot.updates.noticing import Noticing
from tests.discord_server.faults import Fault
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BOT, BRUNO, CARMEN, GENERAL, GUILD_ID, HISTORY, OTHER_GUILD_ID, UPDATES
from tests.end_to_end.moderating import MANAGER, POSTER, Deployment
from tests.end_to_end.reporting import report
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

SENDING = ("POST", "/channels/{channel_id}/messages")
A_DAY = dt.timedelta(days=1)
NO_ACCESS = Fault(403, {"message": "Missing Access", "code": 50001}, {"Via": "1.1 google"})
CLOSED = Fault(403, {"message": "Cannot send messages to this user", "code": 50007}, {"Via": "1.1 google"})


async def follower(client: PlainsightClient, person: int = ALICE.id) -> Follower | None:
    found = office(client)
    return await follows.of(found.store, found.people.name(person))


async def later(client: PlainsightClient, **moments: dt.datetime) -> None:
    """Have it be later for everybody who follows, by setting these moments of theirs back."""
    async with office(client).store.writing() as connection:
        await connection.execute(change(tables.followers).values(moments))


async def test_nothing_is_kept_before_somebody_agrees(server: Server, client: PlainsightClient) -> None:
    asked = await server.slash(ALICE, "follow", town="Alder", locale=ENGLISH)
    assert asked.ephemeral
    assert "I will keep the number of your account, encrypted, with the towns you follow" in asked.text
    assert await follower(client) is None
    no = await server.click(ALICE, asked, "No, keep nothing", locale=ENGLISH)
    assert "Nothing is kept about you" in no.text
    assert await follower(client) is None


async def test_the_card_of_a_town_has_the_button_and_a_second_town_needs_no_question(
    server: Server, client: PlainsightClient
) -> None:
    card = await server.slash(ALICE, "town", name="Alder", locale=ENGLISH)
    asked = await server.click(ALICE, card, "Follow Alder", locale=ENGLISH)
    done = await server.click(ALICE, asked, "Agree and follow Alder", locale=ENGLISH)
    assert "You follow Alder" in done.text
    more = await server.slash(ALICE, "follow", town="brch", locale=ENGLISH)
    assert "You follow Birch" in more.text
    assert "**Towns:** Alder and Birch" in more.text


async def test_a_town_that_is_not_clear_is_asked_back_or_refused(server: Server, client: PlainsightClient) -> None:
    told = await server.slash(ALICE, "follow", town="Nowhereville", locale=ENGLISH)
    assert "I know no such town" in told.text


async def test_following_works_in_direct_messages_and_on_updates_in_a_channel(
    server: Server, delivering: PlainsightClient
) -> None:
    await follow(server, ALICE, "Alder", inbox(ALICE))
    assert await follower(delivering)
    await server.slash(MANAGER, "feed add", given={"channel": UPDATES}, locale=ENGLISH)
    await publish(server, "Birch")
    posted = await until_sent(server, UPDATES)
    asked = await server.click(CARMEN, posted, "Follow", locale=ENGLISH)
    assert asked.ephemeral
    assert "Follow Birch?" in asked.text


async def test_the_pace_and_the_quiet_hours_are_chosen_from_lists(server: Server, client: PlainsightClient) -> None:
    card = await follow(server, ALICE)
    card = await server.select(ALICE, card, "weekly", custom_id="pm1:pace::1", locale=ENGLISH)
    assert "**How often:** once a week, on Monday morning" in card.text
    card = await server.select(ALICE, card, "22-8", custom_id="pm1:quiet::1", locale=ENGLISH)
    assert "**Quiet hours:** 22:00 to 8:00 (America/New\\_York)" in card.text
    found = await follower(client)
    assert found
    assert (found.pace, found.digest_at is not None) == (Pace.WEEKLY, True)


async def test_the_last_town_takes_everything_with_it(server: Server, client: PlainsightClient) -> None:
    card = await follow(server, ALICE)
    town = str(client.desk.release.base.towns["Alder"].town_no)
    gone = await server.select(ALICE, card, town, custom_id="pm1:unfollow::1", locale=ENGLISH)
    assert "no follow of yours is kept" in gone.text
    assert await follower(client) is None
    stale = await server.slash(ALICE, "unfollow", town="Alder", locale=ENGLISH)
    assert "no follow of yours is kept" in stale.text


async def test_a_digest_is_one_message_about_all_that_happened_and_none_where_nothing_did(
    server: Server, delivering: PlainsightClient
) -> None:
    card = await follow(server, ALICE)
    await server.select(ALICE, card, "daily", custom_id="pm1:pace::1", locale=ENGLISH)
    now = office(delivering).now()
    await later(delivering, digest_at=now - A_DAY / 24, told_at=now - A_DAY)
    await Digesting(office(delivering), settled=dt.timedelta()).round()
    found = await follower(delivering)
    assert found
    assert found.digest_at
    assert found.digest_at > now
    await publish(server, "Alder")
    await publish(server, "statewide", headline="For everybody")
    await publish(server, "Birch", headline="Elsewhere")
    assert server.sent(inbox(ALICE)) == []
    await later(delivering, digest_at=office(delivering).now() - A_DAY / 24)
    await Digesting(office(delivering), settled=dt.timedelta()).round()
    sent = await until_sent(server, inbox(ALICE))
    assert "2 pieces of news about what you follow" in sent.text
    assert f"**{HEADLINE}**" in sent.text
    assert "**For everybody**" in sent.text
    assert "Elsewhere" not in sent.text
    asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
    await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
    await server.hub.changes.until(lambda: HEADLINE not in server.sent(inbox(ALICE))[0].text, "the digest edited", 10)
    assert len(server.sent(inbox(ALICE))) == 1


async def test_who_follows_a_town_no_more_still_sees_that_what_a_digest_told_of_it_was_taken_back(
    server: Server, delivering: PlainsightClient
) -> None:
    here = office(delivering)
    card = await follow(server, ALICE)
    await server.select(ALICE, card, "daily", custom_id="pm1:pace::1", locale=ENGLISH)
    await server.slash(ALICE, "follow", town="Birch", locale=ENGLISH)
    await later(delivering, told_at=here.now() - A_DAY)
    await publish(server, "Alder")
    await later(delivering, digest_at=here.now() - A_DAY / 24)
    await Digesting(here, settled=dt.timedelta()).round()
    assert HEADLINE in (await until_sent(server, inbox(ALICE))).text
    alder = here.desk.release.base.towns["Alder"].town_no
    assert await follows.unfollow(here.store, here.people.name(ALICE.id), alder)
    asked = await server.slash(POSTER, "update retract", number=1, locale=ENGLISH)
    await server.click(POSTER, asked, "Yes, take it back", locale=ENGLISH)
    edited = await until_reads(server, inbox(ALICE), "What stood here was taken back")
    assert HEADLINE not in edited.text
    assert len(server.sent(inbox(ALICE))) == 1


async def test_before_it_ends_one_press_lets_it_go_on_and_otherwise_it_ends(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, ALICE)
    now = office(delivering).now()
    await later(delivering, lapses_at=now + 10 * A_DAY)
    for _ in range(2):
        await Digesting(office(delivering)).round()
    sent = await until_sent(server, inbox(ALICE))
    assert "Still want to hear from us?" in sent.text
    assert "You follow Alder." in sent.text
    kept = await server.click(ALICE, sent, "Keep following", locale=ENGLISH)
    assert "Renewed for 180 days" in kept.text
    found = await follower(delivering)
    assert found
    assert found.lapses_at > now + 179 * A_DAY
    assert len(server.sent(inbox(ALICE))) == 1
    await later(delivering, lapses_at=now - A_DAY)
    await Digesting(office(delivering)).round()
    assert await follower(delivering) is None


async def test_a_refused_message_pauses_and_is_told_at_the_next_contact(server: Server, delivering: PlainsightClient) -> None:
    await follow(server, ALICE)
    server.fail(*SENDING, CLOSED)
    await publish(server)
    await server.hub.changes.until(lambda: bool(server.calls_to(*SENDING)), "the refusal")
    for _ in range(100):
        found = await follower(delivering)
        if found and found.paused:
            break
        await server.silence(GENERAL, during=0.05)
    status = await server.slash(POSTER, "update status", number=1, locale=ENGLISH)
    assert "1 failed: they take no direct messages from this bot" in status.text
    told = await server.slash(ALICE, "following", locale=ENGLISH)
    assert "Discord refused our last message to you" in told.text
    town = await server.slash(ALICE, "town", name="Birch", locale=ENGLISH)
    again = await server.click(ALICE, town, "Follow Birch", locale=ENGLISH)
    assert "Discord refused our last message to you" in again.text
    resumed = await server.click(ALICE, told, "Write to me again", locale=ENGLISH)
    assert "Discord refused" not in resumed.text
    await publish(server, headline="Once more")
    await until_reads(server, inbox(ALICE), "Once more")


async def test_everything_that_is_kept_is_shown_handed_over_and_deleted(server: Server, client: PlainsightClient) -> None:
    nothing = await server.slash(CARMEN, "my-data", locale=ENGLISH)
    assert "Nothing. I do not know who you are" in nothing.text
    await follow(server, BRUNO)
    await report(server, BRUNO, outcome="yes")
    shown = await server.slash(BRUNO, "my-data", locale=ENGLISH)
    assert "**Towns you follow:** Alder" in shown.text
    assert "**Reports of mistakes that you asked to be told about:** 1." in shown.text
    exported = await server.click(BRUNO, shown, "Get it as a file", locale=ENGLISH)
    assert exported.ephemeral
    [file] = [upload for call in server.calls for upload in call.uploads]
    data = json.loads(file.data)
    assert data["following"]["towns"].keys() == {str(client.desk.release.base.towns["Alder"].town_no)}
    assert str(BRUNO.id) not in file.data.decode()
    asked = await server.click(BRUNO, shown, "Delete all of it", locale=ENGLISH)
    gone = await server.click(BRUNO, asked, "Yes, delete it", locale=ENGLISH)
    assert "Nothing about you is kept here any more" in gone.text
    assert "Nothing. I do not know" in (await server.slash(BRUNO, "my-data", locale=ENGLISH)).text
    assert await follower(client, BRUNO.id) is None


@pytest.mark.parametrize("subject", ["", "0", "999", "x", "update.77", "-1", "1/2"])
async def test_made_up_buttons_are_told_to_be_of_another_version(server: Server, client: PlainsightClient, subject: str) -> None:
    await follow(server, ALICE)
    for act in (Act.FOLLOW, Act.AGREE_FOLLOW, Act.UNFOLLOW, Act.PACE, Act.QUIET):
        body = to_payload(card(0, ["Old"], [], [[Button("Press", Move(act, subject))]]))
        old = str(server.hub.messages.write(BOT, inbox(ALICE), body)["id"])
        reply = await server.click(ALICE, old, "Press", locale=ENGLISH)
        assert reply.ephemeral or reply.text
    found = await follower(client)
    assert found
    assert len(found.towns) == 1


async def test_a_feed_needs_the_right_to_post_there(server: Server, client: PlainsightClient) -> None:
    added = await server.slash(MANAGER, "feed add", given={"channel": UPDATES, "towns": "aldr"}, locale=ENGLISH)
    assert f"<#{UPDATES.id}>: Alder" in added.text
    listed = await server.slash(MANAGER, "feed list", locale=ENGLISH)
    assert f"<#{UPDATES.id}>: Alder" in listed.text
    removed = await server.slash(MANAGER, "feed remove", given={"channel": UPDATES}, locale=ENGLISH)
    assert "None yet." in removed.text
    none = await server.slash(MANAGER, "feed remove", given={"channel": UPDATES}, locale=ENGLISH)
    assert "That channel gets no updates." in none.text


async def test_a_feed_needs_the_history_of_the_channel_too(server: Server, client: PlainsightClient) -> None:
    nobody = {"id": str(UPDATES.guild_id), "type": 0, "allow": "0", "deny": str(HISTORY)}
    await server.gateway.dispatch("CHANNEL_UPDATE", UPDATES.payload() | {"permission_overwrites": [nobody]})
    told = await server.slash(MANAGER, "feed add", given={"channel": UPDATES}, locale=ENGLISH)
    assert "Allow it Read Message History there" in told.text
    assert await feeds.find(office(client).store, UPDATES.id) is None


async def test_moderators_are_told_once_for_each_update_and_reason_what_could_not_be_posted(
    server: Server, delivering: PlainsightClient
) -> None:
    for channel in (UPDATES, GENERAL):
        await server.slash(MANAGER, "feed add", given={"channel": channel}, locale=ENGLISH)
    await follow(server, ALICE)
    server.fail(*SENDING, NO_ACCESS, times=3)
    await publish(server)
    told = await until_sent(server, BACKROOM)
    assert told.text.startswith("3 messages could not be delivered: the bot cannot see the channel.")
    assert "update 1 from the organizers of Neighbours" in told.text
    status = await server.slash(POSTER, "update status", number=1, locale=ENGLISH)
    assert "3 failed: the bot cannot see the channel" in status.text
    again = Noticing(office(delivering))
    await again.tell(Trouble(Action.PARK, "50001", Kind.UPDATE, 1))
    await again.round()
    assert len(server.sent(BACKROOM)) == 1


async def test_what_failed_before_a_start_and_was_not_told_is_told_then(server: Server, place: Deployment) -> None:
    async with server.connect(place.client()) as client:
        await place.set_up(client)
        await server.slash(MANAGER, "feed add", given={"channel": UPDATES}, locale=ENGLISH)
        await publish(server)
        store, now = office(client).store, office(client).now()
        [one] = await claims.claim(store, "me", now, 9)
        await claims.settle(store, "me", [claims.Ended(one.n, State.PARKED, Reason.TOO_LATE, now)])
    place.delivers = True
    async with server.connect(place.client()):
        told = await until_sent(server, BACKROOM)
    assert told.text.startswith("1 message could not be delivered: too much time went by. It is about update 1")


async def test_a_digest_tells_nothing_of_a_server_that_is_trusted_no_more(server: Server, delivering: PlainsightClient) -> None:
    here = office(delivering)
    card = await follow(server, ALICE)
    await server.select(ALICE, card, "daily", custom_id="pm1:pace::1", locale=ENGLISH)
    now = here.now()
    for headline, theirs in (("Ours", GUILD_ID), ("Theirs", OTHER_GUILD_ID)):
        words = updates.Wording(headline=headline, text="Come.")
        made = await updates.add(here.store, updates.Draft(server=theirs, server_name="S", by="m-1", at=now, wording=words))
        await updates.publish(here.store, made.n, "m-1", now - A_DAY / 24, trusted=True)
    for trusted in (True, False):
        entry = audit.Entry(now, "m-1", "server_trusted", f"server:{OTHER_GUILD_ID}")
        await servers.trust(here.store, OTHER_GUILD_ID, entry, trusted=trusted)
    await later(delivering, digest_at=now - A_DAY / 48, told_at=now - A_DAY)
    await Digesting(here).round()
    sent = await until_sent(server, inbox(ALICE))
    assert "Ours" in sent.text
    assert "Theirs" not in sent.text
