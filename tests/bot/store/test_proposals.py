"""A proposal waits until it is decided, once, with a line in the audit for each step."""

from __future__ import annotations

import asyncio

import pytest

from bot.store import audit, proposals, releases
from bot.store.engine import Store
from bot.store.errors import ConflictError
from bot.store.proposals import Decision, Draft, Kind, State
from tests.bot.store.orders import MOMENT, order, pack, version

EDIT = Draft(MOMENT, "m-a", Kind.EDIT, edits='[{"op": "retract"}]', instead_of="v1", correction=4)
DECLINED = Decision(State.DECLINED, MOMENT, "m-b", "not sourced")


async def test_a_proposal_comes_back_as_it_was_kept(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    assert (made.n, made.draft, made.decision, made.open) == (1, EDIT, None, True)
    assert await proposals.find(store, 1) == made
    assert await proposals.find(store, 2) is None


async def test_a_refresh_names_a_release_that_is_kept(store: Store) -> None:
    await releases.keep(store, pack(1), MOMENT)
    made = await proposals.add(store, Draft(MOMENT, "m-a", Kind.REFRESH, version=version(1), origin="/records"))
    assert made.draft.version == version(1)
    with pytest.raises(ConflictError):
        await proposals.add(store, Draft(MOMENT, "m-a", Kind.REFRESH, version=version(2)))


async def test_what_waits_is_listed_the_oldest_first_by_kind(store: Store) -> None:
    await releases.keep(store, pack(1), MOMENT)
    first = await proposals.add(store, EDIT)
    second = await proposals.add(store, Draft(MOMENT, "m-a", Kind.REFRESH, version=version(1)))
    third = await proposals.add(store, EDIT)
    await proposals.decide(store, first.n, DECLINED)
    assert await proposals.waiting(store) == (second, third)
    assert await proposals.waiting(store, Kind.EDIT) == (third,)


async def test_a_decision_tells_who_when_and_why(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    decided = await proposals.decide(store, made.n, DECLINED)
    assert decided.decision == DECLINED
    assert not decided.open
    assert await proposals.find(store, made.n) == decided


async def test_it_is_decided_once(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    results = await asyncio.gather(
        *(proposals.decide(store, made.n, Decision(State.DECLINED, MOMENT, f"m-{n}")) for n in range(3)), return_exceptions=True
    )
    assert [type(result) for result in results].count(ConflictError) == 2
    with pytest.raises(ConflictError):
        await proposals.decide(store, 99, DECLINED)


async def test_each_step_leaves_its_line(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    await proposals.decide(store, made.n, DECLINED, "v2")
    last, first = await audit.recent(store, 5)
    assert (first.actor, first.action, first.subject) == ("m-a", "proposed_edit", "proposal:1")
    assert (last.actor, last.action, last.subject, last.version) == ("m-b", "proposal_declined", "proposal:1", "v2")


async def test_what_fails_in_the_same_transaction_leaves_it_open(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    with pytest.raises(ConflictError):
        await _decide_twice(store, made.n)
    found = await proposals.find(store, made.n)
    assert found
    assert found.open


async def test_the_place_of_its_card_is_kept(store: Store) -> None:
    made = await proposals.add(store, EDIT)
    await proposals.note_card(store, made.n, 11, 22)
    found = await proposals.find(store, made.n)
    assert found
    assert (found.channel, found.message) == (11, 22)


async def test_what_is_kept_unpublished_counts_as_no_release_of_the_history(store: Store) -> None:
    await releases.publish(store, pack(1), order(None))
    await releases.keep(store, pack(2), MOMENT)
    await releases.keep(store, pack(2), MOMENT)
    assert await releases.versions(store) == {version(1)}
    assert [known.version for known in await releases.listed(store)] == [version(1)]
    assert await releases.files(store, version(2)) == pack(2).files


async def _decide_twice(store: Store, number: int) -> None:
    async with store.writing() as connection:
        await proposals.write(connection, number, DECLINED)
        await proposals.write(connection, number, DECLINED)
