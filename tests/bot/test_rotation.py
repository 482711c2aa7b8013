"""A new key takes over whoever is kept, at once or not at all, and the old one opens nothing any more."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot import holdings, keys, people_tools
from bot.kb import Place
from bot.people import People
from bot.rotation import Rotated, RotationError, rotate
from bot.store import corrections, follows, preferences, sealing, updates, upgrading
from bot.store.engine import Store
from tests.bot.delivery.virtual import KEY, START, post
from tests.bot.store.audiences import DANBURY, NORWALK, ORGANIZER, following, published
from tests.bot.test_holdings import ANOTHER, SOMEBODY, _everything_of, _report

NEW = b"n" * 32
T = TypeVar("T")
Output = pytest.CaptureFixture[str]


async def test_all_that_is_kept_about_people_comes_under_the_new_key(store: Store) -> None:
    old, new = People(KEY), People(NEW)
    await _everything_of(store, old, SOMEBODY)
    before = await holdings.held(store, old, SOMEBODY)
    assert await rotate(store, old, new, START) == Rotated(followers=1, reports=1, lost=0)
    after = await holdings.held(store, new, SOMEBODY)
    assert (after.following, after.deliveries, after.language) == (before.following, before.deliveries, before.language)
    assert after.reports == before.reports
    assert after.acts == ()
    left = await holdings.held(store, old, SOMEBODY)
    assert (left.following, left.deliveries, left.reports, left.language) == (None, (), (), None)
    assert (left.acts, left.updates) == (before.acts, before.updates), "of whom only a name is kept, no new name can be made"


async def test_languages_of_people_who_follow_nothing_are_forgotten_and_counted(store: Store) -> None:
    old, new = People(KEY), People(NEW)
    await preferences.keep(store, old.name(SOMEBODY), "pt", START)
    assert await rotate(store, old, new, START) == Rotated(followers=0, reports=0, lost=1)
    assert await preferences.everything(store) == {}


async def test_what_waits_is_delivered_under_the_new_key(store: Store) -> None:
    office = post(store)
    await following(store, office.people, SOMEBODY, START, (NORWALK, DANBURY))
    update = await published(store, START)
    await office.work()
    await updates.retract(store, update.n, ORGANIZER, START)
    await published(store, START, (DANBURY,))
    await rotate(store, office.people, People(NEW), START)
    again = office.restarted()
    again.courier._people = People(NEW)
    await again.work()
    assert [message.edits for message in office.discord.messages.values()] == [1, 0]


async def test_a_rotation_to_the_key_in_use_does_nothing(store: Store) -> None:
    old, new = People(KEY), People(NEW)
    await _everything_of(store, old, SOMEBODY)
    await rotate(store, old, new, START)
    assert await rotate(store, old, new, START) is None
    assert not (await holdings.held(store, new, SOMEBODY)).empty


async def test_a_rotation_from_another_key_than_the_one_in_use_is_refused(store: Store) -> None:
    assert await sealing.fits(store, People(KEY), START)
    with pytest.raises(RotationError, match="not the one"):
        await rotate(store, People(b"x" * 32), People(NEW), START)


async def test_a_rotation_that_meets_an_id_of_another_key_changes_nothing(store: Store) -> None:
    old, new = People(KEY), People(NEW)
    await following(store, old, SOMEBODY, START)
    await corrections.add(store, _report(People(b"x" * 32).seal(ANOTHER)))
    with pytest.raises(RotationError, match="nothing was changed"):
        await rotate(store, old, new, START)
    assert await follows.of(store, old.name(SOMEBODY))
    assert await sealing.fits(store, old, START)


async def _keep(folder: Path, key: bytes) -> None:
    async with Store.in_folder(folder) as store:
        await upgrading.upgrade(store)
        await following(store, People(key), SOMEBODY, START)


async def _has(folder: Path, key: bytes) -> bool:
    async with Store.in_folder(folder) as store:
        return not (await holdings.held(store, People(key), SOMEBODY)).empty


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty data folder, and no setting that names a key."""
    monkeypatch.chdir(tmp_path)
    for name in ("PLAINSIGHT_KEY", "PLAINSIGHT_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    return Place(tmp_path / "data")


def _run(work: Coroutine[Any, Any, T]) -> T:

    return asyncio.run(work)


def test_the_command_puts_the_new_key_in_the_place_of_the_one_in_the_data_folder(place: Place, capsys: Output) -> None:
    assert place.folder
    _run(_keep(place.folder, keys.own(place.folder)))
    fresh = place.folder.parent / "new.key"
    fresh.write_text("n" * 40, encoding="ascii")
    assert people_tools.rotate_key(place, fresh) == 0
    assert "1 followers" in capsys.readouterr().out
    assert keys.own(place.folder) == b"n" * 40
    assert _run(_has(place.folder, b"n" * 40))
    assert people_tools.rotate_key(place, fresh) == 0
    assert "already" in capsys.readouterr().out


def test_a_rotation_that_died_before_the_key_was_replaced_is_finished_by_another(place: Place, capsys: Output) -> None:
    assert place.folder
    old = keys.own(place.folder)
    _run(_keep(place.folder, old))
    fresh = place.folder.parent / "new.key"
    fresh.write_text("n" * 40, encoding="ascii")
    people_tools.rotate_key(place, fresh)
    keys.replace(place.folder / keys.FILE, old)
    assert people_tools.rotate_key(place, fresh) == 0
    assert keys.own(place.folder) == b"n" * 40


def test_no_key_is_changed_while_the_bot_runs(place: Place, capsys: Output) -> None:
    assert place.folder
    key = keys.own(place.folder)
    fresh = place.folder.parent / "new.key"
    fresh.write_text("n" * 40, encoding="ascii")

    async def beside() -> int:

        async with Store.in_folder(Path(str(place.folder))) as running:
            await upgrading.upgrade(running)
            await following(running, People(key), SOMEBODY, START)
            return await asyncio.to_thread(people_tools.rotate_key, place, fresh)

    assert _run(beside()) == 1
    assert "held by another process" in capsys.readouterr().err
    assert keys.own(place.folder) == key
    assert _run(_has(place.folder, key))


def test_the_operator_is_told_what_was_forgotten(place: Place, capsys: Output) -> None:
    assert place.folder
    _run(_keep(place.folder, keys.own(place.folder)))
    assert people_tools.forget(place, SOMEBODY) == 0
    assert "1 followed towns" in capsys.readouterr().out
    assert people_tools.forget(place, SOMEBODY) == 0
    assert "nothing was held" in capsys.readouterr().out


def test_nobody_is_forgotten_by_a_key_made_for_the_occasion(place: Place, capsys: Output) -> None:
    assert place.folder
    _run(_keep(place.folder, KEY))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAINSIGHT_KEY", "")
        assert people_tools.forget(place, SOMEBODY) == 1
    assert "PLAINSIGHT_KEY" in capsys.readouterr().err
    assert not (place.folder / keys.FILE).exists()
