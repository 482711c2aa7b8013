"""An installation moves whole from SQLite to PostgreSQL and back, can be told to move again, and overwrites nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import delete, insert, update

from bot.store import audit, copying, corrections, releases, servers, tables, upgrading
from bot.store.engine import Store
from bot.store.errors import CopyError
from bot.store.servers import Server
from tests.bot.store import databases, orders
from tests.bot.store.databases import on_postgresql
from tests.bot.store.orders import MOMENT
from tests.bot.store.test_corrections import REPORT
from tests.postgres.server import Server as Postgres


@pytest.fixture
async def full(filed: Store) -> Store:
    """A SQLite database with something of many kinds, and a number that was given and is not used any more."""
    await releases.publish(filed, orders.pack(1), orders.order(None))
    await releases.publish(filed, orders.pack(2), orders.order(1))
    await servers.keep(filed, Server(2**62, moderators_channel=7), MOMENT)
    for text in ("one", "Zwei äöü 🙂", "three"):
        await corrections.add(filed, dataclasses.replace(REPORT, told=text, reporter=b"\x00\xff"))
    async with filed.writing() as connection:
        await connection.execute(delete(tables.corrections).where(tables.corrections.c.n == 3))
    return filed


@pytest.fixture
async def empty(address: str) -> AsyncIterator[Store]:
    """A PostgreSQL database that nobody has used yet."""
    async with Store.at(address) as made:
        yield made


async def test_everything_arrives(full: Store, empty: Store) -> None:
    made = await copying.copy(full, empty)
    assert made.made
    assert {name: each.rows for name, each in made.sums.items() if each.rows} == {
        "audit": 2, "corrections": 2, "files": 4, "publications": 2, "release_files": 6, "releases": 2, "servers": 1,
    }  # fmt: skip
    assert await releases.history(empty, 9) == await releases.history(full, 9)
    assert await releases.files(empty, orders.version(2)) == orders.pack(2).files
    assert await servers.everyone(empty) == await servers.everyone(full)
    assert await corrections.waiting(empty, 9) == await corrections.waiting(full, 9)


async def test_work_goes_on_there_and_no_number_is_given_twice(full: Store, empty: Store) -> None:
    await copying.copy(full, empty)
    assert await corrections.add(empty, REPORT) == 4
    assert (await releases.publish(empty, orders.pack(3), orders.order(2))).n == 3


async def test_a_second_time_there_is_nothing_to_do(full: Store, empty: Store) -> None:
    first = await copying.copy(full, empty)
    again = await copying.copy(full, empty)
    assert (again.made, again.sums) == (False, first.sums)


@pytest.mark.parametrize("number", [2, 3])
async def test_a_target_that_has_gone_on_is_left_alone(full: Store, empty: Store, number: int) -> None:
    await copying.copy(full, empty)
    if number == 3:
        await releases.publish(empty, orders.pack(3), orders.order(2))
    else:
        async with empty.writing() as connection:
            await connection.execute(update(tables.corrections).values(told="another"))
    with pytest.raises(CopyError, match="holds something else, and nothing was copied"):
        await copying.copy(full, empty)
    assert len(await releases.history(empty, 9)) == number


async def test_it_comes_back_into_a_file(full: Store, empty: Store, tmp_path: object) -> None:
    assert full.file
    await copying.copy(full, empty)
    async with Store.in_file(full.file.parent / "back" / "plainsight.db") as back:
        there, again = await copying.copy(empty, back), await copying.copy(full, back)
        assert (there.made, again.made) == (True, False)
        assert await corrections.add(back, REPORT) == 4


async def test_nothing_at_all_is_copied_too(filed: Store, empty: Store) -> None:
    made = await copying.copy(filed, empty)
    assert not any(each.rows for each in made.sums.values())
    assert (await releases.publish(empty, orders.pack(1), orders.order(None))).n == 1


async def test_a_table_of_many_rows_arrives_in_steps(filed: Store, empty: Store) -> None:
    rows = [{"at": MOMENT, "actor": f"a-{number}", "action": "published"} for number in range(3 * copying.AT_ONCE + 1)]
    async with filed.writing() as connection:
        await connection.execute(insert(tables.audit), rows)
    made = await copying.copy(filed, empty)
    assert made.sums["audit"].rows == len(rows)
    assert [entry.actor for entry in await audit.recent(empty, len(rows))] == [
        entry.actor for entry in await audit.recent(filed, len(rows))
    ]


async def test_a_copy_that_breaks_off_leaves_nothing_and_can_be_made_again(
    full: Store, empty: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def differs(*_: object) -> None:
        raise CopyError("what arrived differs", "try again")

    monkeypatch.setattr(copying, "_compare", differs)
    with pytest.raises(CopyError):
        await copying.copy(full, empty)
    assert await releases.history(empty, 9) == ()
    monkeypatch.undo()
    assert (await copying.copy(full, empty)).made


async def test_what_arrives_changed_is_noticed(full: Store, empty: Store, postgres: Postgres, database: str) -> None:
    await upgrading.upgrade(empty)
    change = "CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.why := ''x''; RETURN NEW; END'"
    await postgres.run(
        change, "CREATE TRIGGER t BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION change()", database=database
    )
    with pytest.raises(CopyError, match="what arrived in publications differs"):
        await copying.copy(full, empty)
    assert await releases.history(empty, 9) == ()


async def test_a_row_that_postgresql_cannot_keep_is_told(full: Store, empty: Store) -> None:
    async with full.writing() as connection:
        await connection.execute(update(tables.corrections).values(told="a\x00b"))
    with pytest.raises(CopyError, match="a row of corrections does not fit there"):
        await copying.copy(full, empty)


async def test_a_source_of_an_older_version_is_refused(full: Store, empty: Store) -> None:
    assert full.file
    databases.change(full.file, "UPDATE plainsight_version SET version_num = '0001'")
    with pytest.raises(CopyError, match="plainsight db upgrade"):
        await copying.copy(full, empty)


@on_postgresql
async def test_a_checksum_does_not_depend_on_the_order(store: Store) -> None:
    rows = [{"server": number, "changed_at": MOMENT} for number in range(5)]
    for each in (rows, rows[::-1]):
        async with store.writing() as connection:
            await connection.execute(delete(tables.servers))
            await connection.execute(insert(tables.servers), each)
    async with store.reading() as connection:
        after = await copying._sum(tables.servers, connection)
    async with store.writing() as connection:
        await connection.execute(update(tables.servers).where(tables.servers.c.server == 1).values(server=9))
        assert await copying._sum(tables.servers, connection) != after
