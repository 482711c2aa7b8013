"""PostgreSQL is reached as the operator says, takes turns where SQLite would, and tells its troubles in sentences."""

from __future__ import annotations

import asyncio
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot import holdings
from bot.people import People
from bot.store import audit, errors, gaps, link_checks, outbox, postgres, releases, servers, tables, updates, upgrading
from bot.store.engine import Store
from bot.store.gaps import Cell
from bot.store.outbox import Addressed
from bot.store.servers import Server as Settings
from tests.bot.delivery.virtual import KEY, START, states
from tests.bot.store import orders
from tests.bot.store.audiences import draft, following
from tests.bot.store.conftest import Shaped
from tests.bot.store.databases import on_postgresql
from tests.bot.store.orders import MOMENT
from tests.postgres.server import PASSWORD, STRANGER, Server

ROOT = Path(__file__).parents[3]
ALDER = Cell("Alder", "town_status")


async def _row(store: Store) -> None:
    await audit.record(store, audit.Entry(MOMENT, "someone", "published"))


# The address


@pytest.mark.parametrize("scheme", ["postgresql+asyncpg", "postgresql", "postgres"])
def test_an_address_may_be_written_as_other_programs_write_it(scheme: str) -> None:
    url = postgres.parse(f"{scheme}://user:secret@host:5433/plainsight?sslmode=verify-full")
    assert (url.drivername, url.host, url.port, url.query) == ("postgresql+asyncpg", "host", 5433, {"ssl": "verify-full"})


@pytest.mark.parametrize(
    "text", ["", "secret", "mysql://user:secret@host/db", "postgresql://user:secret@host", "postgresql://user:secret@host:x/db"]
)
def test_what_is_no_address_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(errors.StoreAddressError, match=re.escape("write postgresql+asyncpg://USER")) as caught:
        Store.at(text)
    assert "secret" not in str(caught.value)


def test_the_place_names_neither_user_nor_password() -> None:
    assert Store.at("postgresql://user:secret@host:5433/plainsight").place == "postgresql://host:5433/plainsight"
    assert Store.at("postgresql:///plainsight?host=/run/postgresql").place == "postgresql:///run/postgresql/plainsight"


def test_without_its_package_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "asyncpg", None)
    with pytest.raises(errors.StoreAddressError, match=r"pip install '\.\[postgres\]'"):
        Store.at("postgresql://host/plainsight")


def test_a_process_without_postgresql_does_not_load_its_driver(tmp_path: Path) -> None:
    code = (
        "import asyncio, pathlib, sys\nfrom bot.store import upgrading\nfrom bot.store.engine import Store\n"
        "import bot.keeper\n"
        "async def main():\n"
        "    async with Store.in_folder(pathlib.Path(sys.argv[1])) as store:\n        await upgrading.upgrade(store)\n"
        "asyncio.run(main())\nprint('asyncpg' in sys.modules)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    assert subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout == "False\n"


# A connection


@on_postgresql
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("application_name", "plainsight"),
        ("lock_timeout", "5s"),
        ("statement_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "20s"),
    ],
)
async def test_the_server_lets_go_by_itself(store: Store, setting: str, value: str) -> None:
    async with store.reading() as connection:
        assert await connection.scalar(text(f"SHOW {setting}")) == value


@on_postgresql
async def test_a_reader_sees_one_state_and_cannot_write(store: Store) -> None:
    async with store.reading() as connection:
        before = (await connection.execute(select(tables.audit))).all()
        await _row(store)
        assert (await connection.execute(select(tables.audit))).all() == before
    with pytest.raises(errors.StoreUnreachableError, match="read-only"):
        async with store.reading() as connection:
            await connection.execute(insert(tables.servers), {"server": 1, "changed_at": MOMENT})


@on_postgresql
async def test_a_connection_that_was_cut_is_made_anew(store: Store, postgres: Server) -> None:
    await _row(store)
    await postgres.cut(store.place.rpartition("/")[2])
    await _row(store)
    assert len(await audit.recent(store, 10)) == 2


@on_postgresql
async def test_what_was_being_written_when_the_line_was_cut_is_not_kept(store: Store, postgres: Server) -> None:
    async def write() -> None:
        async with store.writing() as connection:
            await audit.write(connection, audit.Entry(MOMENT, "someone", "published"))
            await postgres.cut(store.place.rpartition("/")[2])
            await asyncio.sleep(0.05)
            await audit.write(connection, audit.Entry(MOMENT, "someone", "published"))

    with pytest.raises(errors.StoreUnreachableError, match="questions are answered meanwhile"):
        await write()
    assert await audit.recent(store, 10) == ()


# Troubles


async def test_a_server_that_is_not_there_is_told(postgres: Server) -> None:
    address = re.sub(r":\d+/", ":1/", postgres.address())
    async with Store.at(address) as store:
        with pytest.raises(errors.StoreUnreachableError, match="Connection refused"):
            await releases.published(store)


async def test_a_host_that_nobody_knows_is_told() -> None:
    async with Store.at("postgresql://nowhere.invalid/plainsight") as store:
        with pytest.raises(errors.StoreUnreachableError, match=r"its host is not known\): see that PostgreSQL runs"):
            await releases.published(store)


async def test_a_server_that_keeps_silent_is_given_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.postgres.SECONDS_TO_CONNECT", 0.05)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        async with Store.at(f"postgresql://someone@127.0.0.1:{silent.getsockname()[1]}/plainsight?ssl=disable") as store:
            with pytest.raises(errors.StoreUnreachableError, match="no answer"):
                await releases.published(store)


async def test_a_wrong_password_is_told_and_not_repeated(postgres: Server) -> None:
    await postgres.run(f"DROP ROLE IF EXISTS {STRANGER}", f"CREATE ROLE {STRANGER} LOGIN PASSWORD '{PASSWORD}'")
    for password, kept_out in (("guessed", True), (PASSWORD, False)):
        async with Store.at(postgres.address(user=STRANGER, password=password)) as store:
            if kept_out:
                with pytest.raises(errors.StoreUnreachableError, match="a user, password and database") as caught:
                    await upgrading.revision(store)
                assert "guessed" not in str(caught.value)
            else:
                assert await upgrading.revision(store) is None


async def test_a_database_that_is_not_there_is_told(postgres: Server) -> None:
    async with Store.at(postgres.address("nowhere")) as store:
        with pytest.raises(errors.StoreUnreachableError, match='database "nowhere" does not exist'):
            await releases.published(store)


async def test_a_database_without_tables_is_told(address: str) -> None:
    async with Store.at(address) as store:
        with pytest.raises(errors.StoreDamagedError, match='relation "publications" does not exist'):
            await releases.published(store)


async def test_a_database_that_takes_no_writes_is_told(address: str, database: str, postgres: Server) -> None:
    async with Store.at(address) as store:
        await upgrading.upgrade(store)
    await postgres.run(f'ALTER DATABASE "{database}" SET default_transaction_read_only = on')
    async with Store.at(address) as store:
        with pytest.raises(errors.StoreUnreachableError, match="may be written"):
            await _row(store)


async def test_a_server_without_a_connection_left_is_told(address: str, database: str, postgres: Server) -> None:
    await postgres.run(
        f"DROP ROLE IF EXISTS {STRANGER}", f"CREATE ROLE {STRANGER} LOGIN CONNECTION LIMIT 0 PASSWORD '{PASSWORD}'"
    )
    async with Store.at(postgres.address(database, STRANGER, PASSWORD)) as store:
        with pytest.raises(errors.StoreLockedError, match="raise max_connections, or run fewer processes"):
            await releases.published(store)


async def test_a_lock_that_another_holds_is_waited_for_and_then_told(address: str) -> None:
    async with Store.at(address, wait=0.05) as store:
        await upgrading.upgrade(store)
        async with store.writing("releases"):
            with pytest.raises(errors.StoreLockedError, match="pg_stat_activity"):
                await releases.publish(store, orders.pack(1), orders.order(None))


async def test_a_statement_that_takes_too_long_is_ended(address: str) -> None:
    async with Store.at(address, work=0.05) as store:
        with pytest.raises(errors.StoreLockedError):
            async with store.reading() as connection:
                await connection.execute(text("SELECT pg_sleep(5)"))


def test_a_full_disk_is_told() -> None:
    class DiskFullError(Exception):
        sqlstate = "53100"

    assert isinstance(postgres.explain(DiskFullError(), "p", cut=False), errors.StoreFullError)


@on_postgresql
async def test_a_value_of_the_wrong_kind_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(Exception, match="invalid input for query argument"):
        async with store.writing() as connection:
            await connection.execute(insert(tables.servers), {"server": "seven", "changed_at": MOMENT})


# Turns


@on_postgresql
async def test_of_many_who_write_the_same_at_once_nobody_is_refused_and_nothing_is_lost(store: Store) -> None:
    await asyncio.gather(*(gaps.keep(store, MOMENT.date(), {ALDER: 5}) for _ in range(8)))
    assert await gaps.since(store, MOMENT.date()) == {ALDER: 40}
    await asyncio.gather(*(servers.keep(store, Settings(1, number), MOMENT) for number in range(8)))
    assert len(await servers.everyone(store)) == 1
    await asyncio.gather(*(link_checks.keep(store, ()) for _ in range(4)))


@on_postgresql
async def test_packs_that_share_files_can_be_kept_at_once(store: Store) -> None:
    await asyncio.gather(*(releases.keep(store, orders.pack(number), MOMENT) for number in (1, 2, 1, 3)))
    assert await releases.files(store, orders.version(3)) == orders.pack(3).files


@on_postgresql
async def test_a_turn_ends_with_a_transaction_that_fails(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        async with store.writing("gaps"):
            raise ZeroDivisionError
    await gaps.keep(store, MOMENT.date(), {ALDER: 5})


# The shape


async def test_upgrades_at_once_upgrade_once(address: str) -> None:
    stores = [Store.at(address) for _ in range(5)]
    done = await asyncio.gather(*(upgrading.upgrade(store) for store in stores))
    for store in stores:
        await store.close()
    assert sorted(done) == [False] * 4 + [True]


async def test_an_upgrade_that_fails_leaves_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_and_fail(*_: object) -> None:
        run(*_)
        raise ZeroDivisionError

    run = upgrading._run
    monkeypatch.setattr(upgrading, "_run", run_and_fail)
    async with Store.at(address) as store:
        with pytest.raises(ZeroDivisionError):
            await upgrading.upgrade(store)
        assert await upgrading.revision(store) is None


async def test_a_database_of_another_program_is_refused_and_untouched(address: str, database: str, postgres: Server) -> None:
    await postgres.run("CREATE TABLE recipes (name TEXT)", database=database)
    async with Store.at(address) as store:
        with pytest.raises(errors.StoreForeignError):
            await upgrading.upgrade(store)
    found = await postgres.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database=database)
    assert [row["tablename"] for row in found] == ["recipes"]


async def test_a_database_of_a_newer_version_is_refused(address: str, database: str, postgres: Server) -> None:
    async with Store.at(address) as store:
        await upgrading.upgrade(store)
        await postgres.run("UPDATE plainsight_version SET version_num = '0999'", database=database)
        with pytest.raises(errors.StoreNewerError):
            await upgrading.upgrade(store)


async def test_who_is_forgotten_while_an_update_is_published_leaves_no_delivery(shaped: Shaped) -> None:
    people = People(KEY)
    async with Store.at(await shaped.emptied()) as store:
        await following(store, people, 1, START)
        made = await updates.add(store, draft(START))
        addressed = Addressed(made.n, 1, made.wording.towns, made.server, True, START)
        async with store.writing(outbox.TURN) as connection:
            await outbox.address(connection, addressed, START)
            forgetting = asyncio.create_task(holdings.forget(store, people, 1))
            await asyncio.sleep(0.2)
        assert (await forgetting).deliveries == 1
        assert await states(store) == {}
