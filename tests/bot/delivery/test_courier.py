"""A delivery arrives once, waits where it should, and is given up with a reason; by a clock that needs no waiting."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path

import pytest
from discord import ui
from structlog.testing import capture_logs

from bot.cards import Card
from bot.delivery.courier import Courier
from bot.delivery.policy import Action, RefusedError
from bot.people import People
from bot.store import backup, claims, feeds, follows, outbox, updates, upgrading
from bot.store.claims import Delivery
from bot.store.engine import Store
from bot.store.follows import Quiet
from bot.store.outbox import Progress
from bot.store.updates import Wording
from tests.bot.delivery.virtual import DIRECT, START, Accident, FakeDiscord, VirtualClock, at_once, post, states
from tests.bot.store.audiences import CHANNEL, DANBURY, NORWALK, ORGANIZER, crowd, fed, following, published
from tests.bot.store.databases import on_sqlite

ALICE, BRUNO = 11, 12
AN_HOUR = dt.timedelta(hours=1)


async def test_an_update_reaches_every_feed_and_follower_once(store: Store) -> None:
    office = post(store)
    await fed(store, START)
    await following(store, office.people, ALICE, START, (NORWALK, DANBURY))
    await following(store, office.people, BRUNO, START)
    update = await published(store, START, (NORWALK, DANBURY))
    await office.work()
    marker = f"update.{update.n}"
    assert office.discord.counted() == {(CHANNEL, marker): 1, (ALICE + DIRECT, marker): 1, (BRUNO + DIRECT, marker): 1}
    assert await outbox.progress(store, update.n) == Progress(0, 3, 0, {})


async def test_one_card_is_made_for_each_language_and_not_for_each_person(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 200, START)
    await published(store, START)
    await office.work()
    assert len(office.discord.messages) == 200
    assert office.composer.made == 4


async def test_a_channel_of_direct_messages_is_opened_once_and_kept_sealed(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    await published(store, START)
    await office.work()
    await published(store, office.clock.now())
    await office.work()
    assert [verb for _, verb, _ in office.discord.requests] == ["open", "post", "post"]
    kept = await follows.of(store, office.people.name(ALICE))
    assert kept
    assert kept.direct
    assert office.people.unseal(kept.direct) == ALICE + DIRECT


async def test_what_was_delivered_is_edited_in_its_place(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    update = await published(store, START)
    await office.work()
    await updates.change(store, update.n, Wording(headline="B", text="", towns=(NORWALK,)), ORGANIZER, office.clock.now())
    await office.work()
    [message] = office.discord.messages.values()
    assert message.edits == 1
    assert " r2 " in message.text


async def test_what_was_not_delivered_yet_is_sent_in_its_newest_wording_alone(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    update = await published(store, START)
    await updates.change(store, update.n, Wording(headline="B", text="", towns=(NORWALK,)), ORGANIZER, START)
    await office.work()
    [message] = office.discord.messages.values()
    assert message.edits == 0
    assert " r2 " in message.text


async def test_new_towns_followers_get_an_edited_update_too(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    await following(store, office.people, BRUNO, START, (DANBURY,))
    update = await published(store, START)
    await office.work()
    wider = Wording(headline="B", text="", towns=(NORWALK, DANBURY))
    await updates.change(store, update.n, wider, ORGANIZER, office.clock.now())
    await office.work()
    assert {m.channel: m.edits for m in office.discord.messages.values()} == {ALICE + DIRECT: 1, BRUNO + DIRECT: 0}


async def test_what_is_retracted_before_it_was_sent_is_never_sent(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    update = await published(store, START)
    await updates.retract(store, update.n, ORGANIZER, START)
    office.composer.gone.add(update.n)
    await office.work()
    assert office.discord.messages == {}
    assert await states(store) == {"dropped: nothing_left": 1}


async def test_what_is_edited_while_it_is_being_sent_is_edited_there(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    update = await published(store, START)
    await office.courier.round()
    await updates.change(store, update.n, Wording(headline="B", text="", towns=(NORWALK,)), ORGANIZER, START)
    await office.courier.finished()
    await office.work()
    [message] = office.discord.messages.values()
    assert message.edits == 1


async def test_nobody_is_written_to_in_their_quiet_hours(store: Store) -> None:
    office = post(store)  # noon in UTC is seven in the morning in New York
    await following(store, office.people, ALICE, START)
    await follows.set_quiet(store, office.people.name(ALICE), Quiet(22, 9), "America/New_York")
    await published(store, START)
    await office.work()
    [message] = office.discord.messages.values()
    assert dt.timedelta() <= message.at - (START + 2 * AN_HOUR) < dt.timedelta(seconds=5)


async def test_an_edit_makes_no_noise_and_does_not_wait_for_the_morning(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    update = await published(store, START)
    await office.work()
    await follows.set_quiet(store, office.people.name(ALICE), Quiet(6, 9), "America/New_York")
    await updates.retract(store, update.n, ORGANIZER, office.clock.now())
    await office.turn()
    assert [message.edits for message in office.discord.messages.values()] == [1]


async def test_a_follower_whom_discord_refuses_is_paused_and_not_tried_again(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    await published(store, START)
    office.discord.accident = lambda verb, _: Accident(RefusedError(403, 50007)) if verb == "post" else None
    await office.work()
    kept = await follows.of(store, office.people.name(ALICE))
    assert kept
    assert kept.paused == "50007"
    await published(store, office.clock.now())
    await office.work()
    assert [verb for _, verb, _ in office.discord.requests] == ["open", "post"]
    assert await states(store) == {"parked: 50007": 1}
    assert office.troubles == []


async def test_a_feed_whose_channel_is_gone_has_its_trouble_kept_and_told(store: Store) -> None:
    office = post(store)
    await fed(store, START)
    update = await published(store, START)
    office.discord.accident = lambda _verb, _channel: Accident(RefusedError(404, 10003))
    await office.work()
    feed = await feeds.find(store, CHANNEL)
    assert feed
    assert feed.trouble == "10003"
    assert [(trouble.action, trouble.reason, trouble.subject) for trouble in office.troubles] == [
        (Action.PARK, "10003", update.n)
    ]
    office.discord.accident = lambda _verb, _channel: None
    await published(store, office.clock.now())
    await office.work()
    feed = await feeds.find(store, CHANNEL)
    assert feed
    assert feed.trouble is None


async def test_a_refused_token_stops_everything_and_says_so(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 5, START)
    await published(store, START)
    office.discord.accident = lambda _verb, _channel: Accident(RefusedError(401, 0))
    await office.work()
    assert office.courier.stopped == "401"
    assert [(trouble.action, trouble.reason) for trouble in office.troubles] == [(Action.STOP, "401")]
    assert await states(store) == {"waiting": 5}
    office.discord.accident = lambda _verb, _channel: None
    again = office.restarted()
    await again.work()
    assert set(office.discord.counted().values()) == {1}
    assert len(office.discord.messages) == 5


async def test_a_courier_with_another_key_delivers_nothing_and_says_so(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    await published(store, START)
    await office.courier._check_the_key()
    discord = FakeDiscord(VirtualClock())
    other = Courier(store, People(b"o" * 32), discord, office.composer, clock=office.clock)
    await other.run()
    assert other.stopped == "wrong_key"
    assert discord.requests == []


@on_sqlite
async def test_a_day_without_discord_delivers_each_once_or_parks_it_with_a_notice(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 20, START)
    over = START + dt.timedelta(hours=24)
    office.discord.accident = lambda _verb, _channel: Accident(RefusedError(503, None)) if office.clock.now() < over else None
    await published(store, START)
    await published(store, START + AN_HOUR)
    await office.work()
    assert len(office.discord.messages) == 40
    assert set(office.discord.counted().values()) == {1}
    assert await states(store) == {"sent": 40}
    asked = sum(at < over for at, _, _ in office.discord.requests)
    assert asked < 24 * 60  # an outage is not hammered at


async def test_after_four_days_without_discord_what_is_no_news_any_more_is_parked_with_a_notice(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 20, START)
    office.discord.accident = lambda _verb, _channel: Accident(OSError(104, "reset"))
    update = await published(store, START)
    await office.turn()
    office.clock.moment += dt.timedelta(days=4)
    await office.work()
    assert office.discord.messages == {}
    assert await states(store) == {"parked: too_late": 20}
    assert [(trouble.reason, trouble.subject) for trouble in office.troubles] == [("too_late", update.n)]


async def test_what_arrived_before_a_long_outage_is_found_and_not_sent_again(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 40, START, open_already=DIRECT)
    await published(store, START)
    office.discord.accident = lambda _verb, _channel: Accident(TimeoutError(), arrived=True)
    await office.turn()
    arrived = len(office.discord.messages)
    assert arrived == 40
    office.clock.moment += 5 * AN_HOUR
    office.discord.accident = lambda _verb, _channel: None
    await office.work()
    assert len(office.discord.messages) == 40
    assert await states(store) == {"sent": 40}
    assert {verb for at, verb, _ in office.discord.requests if at > START + 4 * AN_HOUR} == {"find"}


async def test_what_was_held_for_longer_than_its_lease_and_sent_by_another_process_is_not_sent_again(store: Store) -> None:
    office = post(store)
    await fed(store, START)
    await published(store, START)
    waits, goes = asyncio.Event(), asyncio.Event()

    async def held() -> None:
        waits.set()
        await goes.wait()

    office.discord.turn = held
    await office.courier.round()
    await waits.wait()
    office.discord.turn = at_once
    office.clock.moment += claims.LEASE + dt.timedelta(minutes=1)
    await office.restarted().work()
    assert len(office.discord.messages) == 1
    office.clock.moment += 2 * office.discord.nonces_last
    goes.set()
    await office.courier.finished()
    assert set(office.discord.counted().values()) == {1}
    assert await states(store) == {"sent": 1}


@pytest.mark.parametrize(("gone", "sent"), [(0.49, 1), (0.51, 0)])
async def test_what_was_held_for_half_of_its_lease_is_given_back_unsent_and_then_sent_once(
    store: Store, gone: float, sent: int
) -> None:
    office = post(store)
    await fed(store, START)
    await published(store, START)

    async def held() -> None:
        office.clock.moment += gone * claims.LEASE

    office.discord.turn = held
    await office.turn()
    assert len(office.discord.messages) == sent
    office.discord.turn = at_once
    await office.work()
    assert set(office.discord.counted().values()) == {1}
    assert await states(store) == {"sent": 1}
    assert office.troubles == []


async def test_deliveries_of_a_small_update_do_not_wait_for_those_of_a_large_one(store: Store) -> None:
    office = post(store)
    await crowd(store, office.people, 400, START)
    await crowd(store, office.people, 3, START, DANBURY, first=1000)
    await published(store, START)
    await office.turn()
    small = await published(store, START, (DANBURY,))
    await office.turn()
    assert (await outbox.progress(store, small.n)).delivered == 3


async def test_a_busy_channel_takes_one_place_among_all(store: Store) -> None:
    office = post(store)
    await fed(store, START)
    for _ in range(9):
        await published(store, START)
    assert await office.turn() == 1


async def test_a_restored_backup_sends_nothing_again_that_was_delivered_since(tmp_path: Path) -> None:
    async with Store.in_folder(tmp_path / "data") as store:
        await upgrading.upgrade(store)
        office = post(store)
        await crowd(store, office.people, 5, START, open_already=DIRECT)
        await published(store, START)
        await backup.backup(store, tmp_path / "copy.db")
        await office.work()
        assert len(office.discord.messages) == 5
    async with Store.in_folder(tmp_path / "data") as store:
        office.clock.moment += AN_HOUR
        await backup.restore(store, tmp_path / "copy.db", office.clock.now())
        again = post(store, office.clock, office.discord, office.composer)
        assert await states(store) == {"waiting": 5}
        await again.work()
        assert len(office.discord.messages) == 5
        assert await states(store) == {"sent": 5}


@on_sqlite
async def test_a_running_courier_delivers_what_is_published_while_it_rests(store: Store) -> None:
    office, asked = post(store), asyncio.Event()

    def notice(verb: str, _channel: int) -> None:
        if verb == "post":
            asked.set()

    office.discord.accident = notice
    courier = Courier(store, office.people, office.discord, office.composer)
    running = asyncio.create_task(courier.run())
    await following(store, office.people, ALICE, dt.datetime.now(dt.UTC))
    await published(store, dt.datetime.now(dt.UTC))
    await asked.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await courier.close()
    assert await states(store) == {"sent": 1}
    assert set(office.discord.counted().values()) == {1}


async def test_a_card_without_its_marker_is_refused(store: Store) -> None:
    office = post(store)
    await following(store, office.people, ALICE, START)
    await published(store, START)

    async def forgetful(_delivery: Delivery) -> Card:
        return Card(ui.TextDisplay("no marker"))

    office.composer.compose = forgetful  # type: ignore[method-assign]
    await office.turn()
    assert office.discord.messages == {}
    assert await states(store) == {"waiting": 1}


async def test_no_log_line_names_anybody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    office = post(store)
    somebody = 1_100_000_000_000_000_011
    await following(store, office.people, somebody, START)
    await published(store, START)
    with capture_logs() as lines:
        for error in (KeyError("x"), RefusedError(503, None), RefusedError(429, 0, 1.0, everywhere=True), RefusedError(401, 0)):
            office.discord.accident = lambda _verb, _channel, error=error: Accident(error)
            office.clock.moment += AN_HOUR
            await office.turn()
    assert len(lines) >= 3
    told = repr(lines) + caplog.text
    assert str(somebody) not in told
    assert str(somebody + DIRECT) not in told
    assert office.people.name(somebody) not in told
