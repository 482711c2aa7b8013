"""Backups nobody has to think of: hourly, before an upgrade, so many kept, each tried out before it counts."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot import backups as module
from bot import client as clients
from bot import db, settings
from bot.backups import UPGRADES_KEPT, Backups, newest
from bot.kb import Place
from bot.keeper import Keeper
from bot.releases import Releases
from bot.store import backup, checking, corrections, releases, sqlite, upgrading
from bot.store.corrections import Decision, Report, State
from bot.store.engine import Store
from bot.store.errors import BackupError, StoreError
from tests.bot import variations
from tests.bot.store import databases
from tests.bot.store.orders import order, pack, version

MOMENT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


class Clock:
    """The time, which a test turns forward."""

    def __init__(self) -> None:
        self.now = MOMENT

    def __call__(self) -> dt.datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += dt.timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database with one release."""
    async with Store.in_folder(tmp_path / "data") as store:
        await upgrading.upgrade(store)
        await releases.publish(store, pack(1), order(None))
        assert store.file
        return store.file


def _backups(file: Path, clock: Clock, kept: int = 3) -> Backups:
    return Backups(file, file.parent / "backups", kept, clock)


def _names(made: Backups) -> list[str]:
    return databases.names(made.folder) if made.folder.exists() else []


async def test_a_backup_can_be_restored_and_holds_what_was_published(file: Path, clock: Clock, tmp_path: Path) -> None:
    made = await _backups(file, clock).make()
    async with Store.in_folder(tmp_path / "elsewhere") as restored:
        await backup.restore(restored, made, MOMENT)
        publication = await releases.published(restored)
        assert publication
        assert publication.version == version(1)
        assert await checking.faults(restored) == []


async def test_a_backup_and_its_folder_are_for_their_user_alone_and_nothing_is_left_beside_it(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    made = await kept.make()
    assert _names(kept) == [made.name] == ["plainsight-20261122T100000000000Z.db"]
    assert databases.private(made)
    assert databases.private(kept.folder)


async def test_so_many_are_kept_the_newest(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock, kept=2)
    for _ in range(4):
        await kept.make()
        clock.turn(hours=1)
    assert [name[11:22] for name in _names(kept)] == ["20261122T12", "20261122T13"]


async def test_what_is_no_backup_of_ours_is_left_alone(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock, kept=1)
    kept.folder.mkdir()
    for name in ("plainsight-mine.db", "notes.txt"):
        (kept.folder / name).write_text("mine")
    for _ in range(3):
        await kept.make()
        clock.turn(hours=1)
    assert {"plainsight-mine.db", "notes.txt"} < set(_names(kept))
    assert len(_names(kept)) == 3


async def test_one_is_due_an_hour_after_the_last_whoever_made_it(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    assert kept.seconds_left() == 0
    await _backups(file, clock).make()
    assert kept.seconds_left() == 3600
    clock.turn(minutes=59)
    assert kept.seconds_left() == 60
    clock.turn(hours=5)
    assert kept.seconds_left() == 0
    clock.turn(days=-30)
    assert kept.seconds_left() == 3600, "a clock that was wrong once does not stop the backups for good"


async def test_the_keeper_has_them_made_beside_the_answering(file: Path, clock: Clock, tmp_path: Path) -> None:
    kept = _backups(file, clock)
    first = variations.write(tmp_path / "first")
    keeper = Keeper(Store.in_file(tmp_path / "new" / "plainsight.db"), Releases(), first=first, backups=kept)
    await keeper.start()
    for _ in range(2000):
        if newest(kept.folder) is None:
            await asyncio.sleep(0.01)
    await keeper.close()
    assert len([name for name in _names(kept) if name.endswith(".db")]) == 1


async def _older(file: Path) -> None:
    """Give a database the shape of before the last step: no step is undone, its number alone."""
    async with Store.in_file(file) as store:
        steps = [step.revision for step in upgrading._steps().walk_revisions()]
        async with store.writing() as connection:
            await connection.exec_driver_sql(f"UPDATE plainsight_version SET version_num = '{steps[1]}'")


async def test_a_backup_is_made_before_the_shape_changes(file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    await _older(file)
    kept, seen = _backups(file, clock), []

    async def upgrade(store: Store) -> bool:
        seen.extend(_names(kept))
        return True

    monkeypatch.setattr(upgrading, "upgrade", upgrade)
    monkeypatch.setattr(module, "_try_out", _nothing)
    async with Store.in_file(file) as store:
        assert await kept.upgrade(store)
    assert [name.endswith(f"-before-{upgrading.newest()}.db") for name in seen] == [True]


async def _nothing(_: Path) -> None:
    """A database of which only the number is older cannot be upgraded."""


async def test_where_nothing_changes_no_backup_is_made(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    async with Store.in_file(file) as store:
        assert not await kept.upgrade(store)
    assert _names(kept) == []


async def test_a_first_start_has_nothing_to_back_up(tmp_path: Path, clock: Clock) -> None:
    kept = _backups(tmp_path / "data" / "plainsight.db", clock)
    async with Store.in_folder(tmp_path / "data") as store:
        assert await kept.upgrade(store)
    assert _names(kept) == []


async def test_without_a_backup_the_shape_does_not_change(file: Path, clock: Clock) -> None:
    await _older(file)
    before = databases.digest(file)
    kept = _backups(file, clock)
    kept.folder.write_text("a file where the folder should be")
    async with Store.in_file(file) as store:
        with pytest.raises(BackupError, match="takes no backup"):
            await kept.upgrade(store)
    assert databases.digest(file) == before


async def test_those_from_before_upgrades_are_counted_apart(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock, kept=1)
    for number in range(UPGRADES_KEPT + 2):
        await kept.make(f"-before-000{number}")
        await kept.make()
        clock.turn(hours=1)
    assert len([name for name in _names(kept) if "before" in name]) == UPGRADES_KEPT
    assert len(_names(kept)) == UPGRADES_KEPT + 1


async def test_a_damaged_database_leaves_the_good_backups(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    good = await kept.make()
    clock.turn(hours=1)
    databases.cut(file)
    with pytest.raises(StoreError):
        await kept.make()
    assert _names(kept) == [good.name]


async def test_a_copy_that_cannot_be_restored_does_not_stay(file: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _backups(file, clock)
    whole = sqlite.copy

    def spoilt(source: Path, target: Path) -> None:
        whole(source, target)
        if target.name.endswith(".restoring"):
            databases.empty_an_index(target)

    monkeypatch.setattr(sqlite, "copy", spoilt)
    with pytest.raises(StoreError):
        await kept.make()
    assert _names(kept) == []


def test_a_copy_with_a_row_too_few_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "a.db", tmp_path / "b.db"
    databases.change(source, "CREATE TABLE people (n)")
    counts, asked = sqlite.counts, []

    def counted(connection: sqlite3.Connection) -> dict[str, int]:
        asked.append(connection)
        return {**counts(connection), "people": len(asked)}

    monkeypatch.setattr(sqlite, "counts", counted)
    with pytest.raises(sqlite3.DatabaseError, match="as many rows"):
        sqlite.copy(source, target)


async def test_what_a_person_wrote_is_erased_in_older_backups_once_it_is_decided(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    words = Report(at=MOMENT, language="en", answer="a", version="v", told="zqxjkv it is wrong", link="https://zqxjkv.example")
    async with Store.in_file(file) as store:
        number, other = await corrections.add(store, words), await corrections.add(store, replace(words, told="it is right"))
        held = await kept.make()
        assert b"zqxjkv" in held.read_bytes()
        await corrections.decide(store, number, Decision(State.DECLINED, "m-1", MOMENT, "no"))
        clock.turn(hours=1)
        await kept.make()
    assert b"zqxjkv it" not in held.read_bytes()
    async with Store.in_file(held) as copied:
        waits = await corrections.find(copied, other)
        assert waits
        assert waits.told == "it is right"
        assert await checking.faults(copied) == []


async def test_an_older_backup_without_that_table_is_left_as_it_is(file: Path, clock: Clock) -> None:
    kept = _backups(file, clock)
    old = await kept.make("-before-0002")
    databases.change(old, "DROP TABLE corrections")
    async with Store.in_file(file) as store:
        number = await corrections.add(store, Report(at=MOMENT, language="en", answer="a", version="v", told="x"))
        await corrections.decide(store, number, Decision(State.DECLINED, "m-1", MOMENT, "no"))
    clock.turn(hours=1)
    await kept.make()
    assert old.exists()


def test_the_settings_say_where_and_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    assert settings.load(None).backups is None
    monkeypatch.setenv("PLAINSIGHT_DATA", str(tmp_path / "data"))
    assert settings.load(None).backups == tmp_path / "data" / "backups"
    monkeypatch.setenv("PLAINSIGHT_BACKUPS", str(tmp_path / "other"))
    assert settings.load(None).backups == tmp_path / "other"
    made = clients.build(settings.load(None))
    assert made.keeper
    assert any(isinstance(duty, Backups) for duty in made.keeper._duties)
    monkeypatch.setenv("PLAINSIGHT_BACKUPS_KEPT", "0")
    assert settings.load(None).backups is None


def test_the_verb_that_upgrades_backs_up_first(tmp_path: Path) -> None:
    place = Place(tmp_path / "data", backups=tmp_path / "kept")
    assert db.upgrade(place) == 0
    assert not (tmp_path / "kept").exists()
