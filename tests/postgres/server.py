"""A real PostgreSQL for the tests: one that they start where its programs are found, or the one that TEST_DATABASE_URL names."""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any, Self

import asyncpg
from sqlalchemy import URL, make_url

SETTING = "TEST_DATABASE_URL"
ABSENT = f"there is no PostgreSQL: install Debian's package postgresql, or name a server in {SETTING}"
DEBIAN = Path("/usr/lib/postgresql")
ADMIN = "postgres"
STRANGER = "stranger"
PASSWORD = "made-for-tests-alone"
STARTED_WITHIN = 30.0
PAUSE = 0.02
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CALM = {"autovacuum": "off", "max_connections": "60", "shared_buffers": "32MB"}
WHO_MAY = f"host all {STRANGER} 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\nlocal all all trust\n"
"""Only the stranger needs a password: working one out takes longer than most tests."""


def program(name: str) -> Path | None:
    """Where a program of PostgreSQL is: on the path, or the newest of Debian's."""
    on_path = shutil.which(name)
    if on_path:
        return Path(on_path)
    there = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    return there[-1] if there else None


class Server:
    """A PostgreSQL server, by the address of an administrator."""

    def __init__(self, address: str) -> None:
        self.url = make_url(address).set(drivername="postgresql+asyncpg")

    def address(self, database: str | None = None, user: str | None = None, password: str | None = None) -> str:
        """How a program reaches a database of it."""
        url = self.url.set(database=database or self.url.database)
        if user:
            url = URL.create(url.drivername, user, password, url.host, url.port, url.database)
        return url.render_as_string(hide_password=False)

    async def run(self, *statements: str, database: str | None = None) -> list[Any]:
        """Run statements as the administrator; the rows of the last."""
        plain = make_url(self.address(database)).set(drivername="postgresql")
        connection = await asyncpg.connect(plain.render_as_string(hide_password=False))
        rows: list[Any] = []
        try:
            for statement in statements:
                rows = await connection.fetch(statement)
        finally:
            await connection.close()
        return rows

    async def create(self, database: str) -> str:
        """The address of a new and empty database."""
        await self.run(f'CREATE DATABASE "{database}"')
        return self.address(database)

    async def drop(self, database: str) -> None:
        """Remove a database, whoever uses it."""
        await self.run(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    async def cut(self, database: str) -> None:
        """End every connection to a database."""
        await self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")


class Cluster(Server):
    """A server of the tests' own, in a folder of its own, at a port of 127.0.0.1; a context manager.

    A `durable` one writes to the disk what it says is written, for tests that kill it. Root has another user run it, for
    PostgreSQL refuses root.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="plainsight-pg-"))
        super().__init__(f"postgresql://{ADMIN}@127.0.0.1:{_free_port()}/{ADMIN}")
        self._settings = CALM | ({} if durable else QUICK)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        who = _runner()
        if who:
            shutil.chown(self.folder, who["user"], who["group"])
        options = ("--username", ADMIN, "--no-sync", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        subprocess.run([_there("initdb"), "-D", self._data, *options], check=True, capture_output=True, cwd=self.folder, **who)
        (self._data / "pg_hba.conf").write_text(WHO_MAY)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        where = {"listen_addresses": "127.0.0.1", "port": str(self.url.port), "unix_socket_directories": str(self.folder)}
        options = [word for name, value in (where | self._settings).items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = [_there("postgres"), "-D", str(self._data), *options]
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder, **_runner())
        until = time.monotonic() + STARTED_WITHIN
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(PAUSE)

    def stop(self) -> None:
        """Stop it, and cut whoever is connected."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it as a power cut would, as far as what it has written goes."""
        self._end(signal.SIGQUIT)

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _ready(self) -> bool:
        status = self._data / "postmaster.pid"
        return status.exists() and status.read_text().split()[-1:] == ["ready"]

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(STARTED_WITHIN)
            self._process = None


def _there(name: str) -> str:
    found = program(name)
    if found is None:
        raise RuntimeError(ABSENT)
    return str(found)


@functools.cache
def _runner() -> dict[str, Any]:
    """Who runs the server, as subprocess takes it: we, unless we are root."""
    if os.geteuid():
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
