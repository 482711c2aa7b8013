"""What came of the last refresh is remembered, with what the source calls its content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import refreshes
from bot.store.engine import Store
from bot.store.refreshes import Outcome, Refresh
from tests.bot.store.orders import MOMENT

ORIGIN = "https://host.example/pack.zip"
PUBLISHED = Refresh(MOMENT, "a1", ORIGIN, Outcome.PUBLISHED, "v1", '"e1"', "")


async def test_there_is_no_last_refresh_at_first(store: Store) -> None:
    assert await refreshes.last(store) is None


@pytest.mark.parametrize("outcome", Outcome)
async def test_the_last_refresh_comes_back_as_it_was_kept(store: Store, outcome: Outcome) -> None:
    await refreshes.record(store, PUBLISHED)
    last = Refresh(MOMENT, "b2", ORIGIN, outcome, None, None, "3 to mend")
    await refreshes.record(store, last)
    assert await refreshes.last(store) == last


async def test_the_etag_of_a_version_is_remembered(store: Store) -> None:
    await refreshes.record(store, PUBLISHED)
    await refreshes.record(store, replace(PUBLISHED, outcome=Outcome.UNCHANGED, etag=None))
    assert await refreshes.etag_of(store, ORIGIN, "v1") == '"e1"'


async def test_the_newest_etag_of_a_version_counts(store: Store) -> None:
    await refreshes.record(store, PUBLISHED)
    await refreshes.record(store, replace(PUBLISHED, etag='"e2"'))
    assert await refreshes.etag_of(store, ORIGIN, "v1") == '"e2"'


@pytest.mark.parametrize(("origin", "version"), [(ORIGIN, "v2"), ("https://other.example", "v1")])
async def test_another_version_or_source_has_another_etag(store: Store, origin: str, version: str) -> None:
    await refreshes.record(store, PUBLISHED)
    assert await refreshes.etag_of(store, origin, version) is None
