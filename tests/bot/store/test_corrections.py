"""Corrections are kept until they are decided, and then hold neither what a person wrote nor who they are."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from bot.store import audit, corrections
from bot.store.corrections import Correction, Decision, Report, State
from bot.store.engine import Store
from bot.store.errors import ConflictError, StoreError
from tests.bot.store.databases import on_sqlite
from tests.bot.store.orders import MOMENT

LATER = MOMENT + dt.timedelta(hours=2)
AFTER = LATER + dt.timedelta(minutes=1)
ANSWER = "ps1:r:town_status::es:51::1"
REPORT = Report(
    at=MOMENT,
    language="es",
    answer=ANSWER,
    version="881e8d1df6b4",
    told="The year is wrong",
    record="f-alder",
    link="https://host.example/a",
    reporter=b"sealed",
)
DECLINE = Decision(State.DECLINED, "m-1", LATER, "The source says so")
ACCEPT = Decision(State.ACCEPTED, "m-1", LATER, version="0123456789ab")
ASK = Decision(State.NEEDS_MORE, "m-1", LATER, "Which page?")
CLOSING = [DECLINE, ACCEPT]


async def kept(store: Store, n: int) -> Correction:
    found = await corrections.find(store, n)
    assert found is not None
    return found


async def test_a_report_comes_back_as_it_was_handed_in_with_a_number(store: Store) -> None:
    found = await kept(store, await corrections.add(store, REPORT))
    assert {name: getattr(found, name) for name in dataclasses.asdict(REPORT)} == dataclasses.asdict(REPORT)
    assert (found.n, found.state, found.waits, found.decided_by) == (1, State.OPEN, True, None)


async def test_there_is_no_correction_without_its_number(store: Store) -> None:
    assert await corrections.find(store, 1) is None


async def test_what_waits_stands_the_oldest_first_and_pages_turn(store: Store) -> None:
    for _ in range(5):
        await corrections.add(store, REPORT)
    await corrections.decide(store, 2, DECLINE)
    await corrections.decide(store, 4, ASK)
    assert [c.n for c in await corrections.waiting(store, 10)] == [1, 3, 4, 5]
    assert [c.n for c in await corrections.waiting(store, 2, skip=1)] == [3, 4]
    assert await corrections.count_waiting(store) == 4


@pytest.mark.parametrize("decision", CLOSING)
async def test_what_the_person_wrote_goes_with_the_decision(store: Store, decision: Decision) -> None:
    n = await corrections.add(store, REPORT)
    decided = await corrections.decide(store, n, decision)
    assert (decided.told, decided.link, decided.waits) == (None, None, False)
    assert (decided.state, decided.decided_at, decided.decided_by) == (decision.state, LATER, "m-1")
    assert decided == await kept(store, n)


@on_sqlite
@pytest.mark.parametrize("decision", CLOSING)
async def test_no_page_of_the_closed_file_holds_it_any_longer(store: Store, decision: Decision) -> None:
    assert store.file is not None
    n = await corrections.add(store, dataclasses.replace(REPORT, told="zqxjkv " * 800))
    await store.close()
    assert b"zqxjkv" in store.file.read_bytes()
    await corrections.decide(store, n, decision)
    await store.close()
    assert b"zqxjkv" not in store.file.read_bytes()


async def test_asking_for_more_keeps_what_was_written(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    asked = await corrections.decide(store, n, ASK)
    assert (asked.told, asked.reporter, asked.reason, asked.waits) == (REPORT.told, b"sealed", "Which page?", True)


async def test_an_answer_to_what_was_asked_opens_it_again(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    await corrections.decide(store, n, ASK)
    again = await corrections.add_to(store, n, "The year is wrong\nPage 4")
    assert (again.told, again.state, again.reason) == ("The year is wrong\nPage 4", State.OPEN, "Which page?")


async def test_an_answer_to_what_nobody_asked_is_refused(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    with pytest.raises(ConflictError):
        await corrections.add_to(store, n, "more")
    assert (await kept(store, n)).told == REPORT.told


@pytest.mark.parametrize("first", CLOSING)
@pytest.mark.parametrize("second", [*CLOSING, ASK])
async def test_a_decision_stands(store: Store, first: Decision, second: Decision) -> None:
    n = await corrections.add(store, REPORT)
    decided = await corrections.decide(store, n, first)
    with pytest.raises(ConflictError):
        await corrections.decide(store, n, second)
    assert await kept(store, n) == decided
    assert len(await audit.recent(store, 10)) == 1


async def test_what_was_never_reported_cannot_be_decided(store: Store) -> None:
    with pytest.raises(ConflictError):
        await corrections.decide(store, 7, DECLINE)


async def test_a_decision_leaves_one_line_in_the_audit(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    await corrections.decide(store, n, ACCEPT)
    line = audit.Entry(LATER, "m-1", "correction_accepted", "correction:1", "0123456789ab")
    assert await audit.recent(store, 10) == (line,)


async def test_a_decision_that_the_audit_cannot_note_is_not_made(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    with pytest.raises(ValueError, match="ids and hashes"):
        await corrections.decide(store, n, dataclasses.replace(DECLINE, by="a person's name"))
    assert (await kept(store, n)).waits


async def test_who_is_to_be_told_is_found_until_they_were(store: Store) -> None:
    for _ in range(3):
        await corrections.add(store, REPORT)
    await corrections.add(store, dataclasses.replace(REPORT, reporter=None))
    for n in (1, 2, 4):
        await corrections.decide(store, n, DECLINE)
    assert [c.n for c in await corrections.untold(store, AFTER, 10)] == [1, 2]
    await corrections.forget_reporter(store, 1)
    assert [c.n for c in await corrections.untold(store, AFTER, 10)] == [2]
    assert (await kept(store, 1)).reporter is None


async def test_who_is_being_told_at_this_moment_is_left_out(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    await corrections.decide(store, n, DECLINE)
    assert await corrections.untold(store, LATER, 10) == ()


async def test_where_its_card_stands_is_kept(store: Store) -> None:
    n = await corrections.add(store, REPORT)
    await corrections.note_card(store, n, 1_100_000_000_000_000_101, 1_100_000_000_000_000_999)
    found = await kept(store, n)
    assert (found.channel, found.message) == (1_100_000_000_000_000_101, 1_100_000_000_000_000_999)


@on_sqlite
async def test_with_the_database_gone_a_report_is_refused_in_our_words(store: Store) -> None:
    assert store.file is not None
    store.file.unlink()
    with pytest.raises(StoreError):
        await corrections.add(store, REPORT)
