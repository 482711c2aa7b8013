"""Everything that can be set up wrong, seeded for real, one row each: what the doctor says of it, and what to do."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import json
import os
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from bot import backups, cli, db, doctor, settings
from bot.checks import folders
from bot.checks.check import Check, State
from bot.kb import Place
from tests.bot import variations
from tests.bot.store import databases

TODAY = dt.date(2026, 11, 23)
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
KEY = "0123456789abcdef0123456789abcdef"
HOME = "123456789012345678"
ACTIONS = (
    "write", "set", "name", "choose", "copy", "reset", "keep", "leave", "take", "make", "see", "look", "chmod", "free", "stop",
    "end", "install", "add", "turn", "empty", "check", "try", "restore", "give", "change",
)  # fmt: skip
"""Every remedy begins with one of these: it is something to do."""


class Clinic:
    """A machine to set up wrong."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._patch = monkeypatch
        self.today = TODAY
        self.discord = Discord()
        self.left = contextlib.ExitStack()
        self.set(DISCORD_TOKEN=TOKEN)

    def set(self, **values: object) -> None:
        """Set settings in the environment."""
        for name, value in values.items():
            self._patch.setenv(name, str(value))

    def unset(self, name: str) -> None:
        """Take a setting away."""
        self._patch.delenv(name)

    def file(self, name: str, content: bytes | str = "", mode: int = 0o600) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    def data(self, *, made: bool = True) -> Path:
        """The data folder, with a database unless told otherwise."""
        folder = self.folder / "data"
        self.set(PLAINSIGHT_DATA=folder, PLAINSIGHT_PACK=variations.write(self.folder / "first"))
        if made:
            assert db.upgrade(Place(folder)) == 0
        return folder

    def little_room(self) -> None:
        """Have the disk hold less than what is wanted."""
        self._patch.setattr(folders, "LEAST_FREE", 10**18)

    def impatient(self) -> None:
        """Give up on Discord sooner."""
        self._patch.setattr(doctor, "PATIENCE", 0.1)


@dataclass
class Discord:
    """What Discord answers on loopback, by path: a status, an object, headers."""

    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    date: float | None = None
    away: bool = False
    silent: bool = False

    @contextlib.contextmanager
    def there(self) -> Iterator[str]:
        """The address of its interface."""
        if self.away or self.silent:
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                if self.silent:
                    taken.listen()
                yield f"http://127.0.0.1:{taken.getsockname()[1]}"
            return
        ways = {"name": "Plainsight", "integration_types_config": {"0": {}, "1": {}}}
        known = {"/gateway": (200, {}), "/applications/@me": (200, ways), f"/guilds/{HOME}": (200, {}), **self.answers}
        now = self.date

        class Handler(BaseHTTPRequestHandler):
            told: ClassVar[dict[str, tuple[int, object]]] = known

            def do_GET(self) -> None:
                status, body = self.told.get(self.path, (404, {}))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def date_time_string(self, timestamp: float | None = None) -> str:
                return super().date_time_string(now)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        with HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()


@dataclass(frozen=True)
class Case:
    """How something is set up wrong, the check that tells it, and words of what it says and of its remedy."""

    name: str
    wrong: Callable[[Clinic], object]
    check: str
    state: State
    says: str
    remedy: str
    online: bool = False


def _answers(path: str, status: int, body: object) -> Callable[[Clinic], object]:
    return lambda c: c.discord.answers.update({path: (status, body)})


def _locked(clinic: Clinic) -> None:
    connection = sqlite3.connect(clinic.data() / "plainsight.db", isolation_level=None)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    clinic.left.callback(connection.close)


def _taken(clinic: Clinic) -> None:
    other = clinic.left.enter_context(socket.socket())
    other.bind(("127.0.0.1", 0))
    other.listen()
    clinic.set(PLAINSIGHT_HEALTH=f"127.0.0.1:{other.getsockname()[1]}")
    clinic.left.callback(other.close)


def _broken_pack(clinic: Clinic) -> None:
    pack = variations.write(clinic.folder / "pack")
    (pack / "towns.csv").write_text("town_no,name\nnone,Nowhere\n", encoding="utf-8")
    clinic.set(PLAINSIGHT_PACK=pack)


def _old_backup(clinic: Clinic) -> None:
    kept = clinic.data() / "backups"
    kept.mkdir(mode=0o700)
    made = backups.utc_now() - dt.timedelta(days=3)
    (kept / f"plainsight-{made:{backups.STAMP}}.db").write_bytes(b"")


def _both_keys(clinic: Clinic) -> None:
    clinic.data()
    clinic.set(PLAINSIGHT_KEY=KEY, PLAINSIGHT_KEY_FILE=clinic.file("key", KEY))


def _url_and_file(clinic: Clinic) -> None:
    clinic.set(DATABASE_URL="postgresql+asyncpg://h/d", DATABASE_URL_FILE=clinic.file("url", "postgresql+asyncpg://h/d"))


def _token_in_file(content: bytes | str, mode: int = 0o600) -> Callable[[Clinic], object]:
    def wrong(clinic: Clinic) -> None:
        clinic.unset("DISCORD_TOKEN")
        clinic.set(DISCORD_TOKEN_FILE=clinic.file("token", content, mode))

    return wrong


W, F = State.WARN, State.FAIL
CASES = [
    # Settings
    Case(
        "no such language",
        lambda c: c.set(PLAINSIGHT_LANGUAGE="tlh"),
        "settings", F, "PLAINSIGHT_LANGUAGE", "choose one of en",
    ),
    Case("no such log level", lambda c: c.set(PLAINSIGHT_LOG_LEVEL="loud"), "settings", F, "LOG_LEVEL", "choose one of debug"),
    Case("no such log format", lambda c: c.set(PLAINSIGHT_LOG_FORMAT="xml"), "settings", F, "LOG_FORMAT", "choose one of json"),
    Case("a server's name for its id", lambda c: c.set(PLAINSIGHT_HOME="ours"), "settings", F, "PLAINSIGHT_HOME", "the number"),
    Case(
        "neither yes nor no",
        lambda c: c.set(PLAINSIGHT_SECOND_MODERATOR="often"),
        "settings", F, "SECOND_MOD", "write true or",
    ),
    Case("fewer backups than none", lambda c: c.set(PLAINSIGHT_BACKUPS_KEPT=-1), "settings", F, "BACKUPS_KEPT", "such as 24"),
    Case("a limit in words", lambda c: c.set(PLAINSIGHT_LIMIT="many"), "settings", F, "PLAINSIGHT_LIMIT", "such as 30"),
    Case("no address of health", lambda c: c.set(PLAINSIGHT_HEALTH="here"), "settings", F, "HEALTH", "127.0.0.1:8080"),
    Case("a misspelt setting", lambda c: c.set(PLAINSIGHT_LANGAUGE="es"), "settings", W, "LANGAUGE", "write PLAINSIGHT_LANGUAGE"),
    Case(
        "a setting of nobody's",
        lambda c: c.set(PLAINSIGHT_COLOUR="red"),
        "settings", W, "COLOUR", "take PLAINSIGHT_COLOUR away",
    ),
    Case("a misspelt name in .env", lambda c: c.file(".env", "DISCORD_TOKN=x\n"), "settings", W, "TOKN", "write DISCORD_TOKEN"),
    Case("an .env that is no text", lambda c: c.file(".env", b"\xff\xfe\x00"), "settings", F, ".env", "make it a text file"),
    Case("an .env that is a folder", lambda c: (c.folder / ".env").mkdir(), "settings", F, ".env", "make it a text file"),
    # The token
    Case("no token", lambda c: c.unset("DISCORD_TOKEN"), "token", F, "is not set", "copy the bot's token"),
    Case("an empty token file", _token_in_file(""), "token", F, "is empty", "copy the bot's token"),
    Case("a token file that is no text", _token_in_file(b"\xff\xfe"), "token", F, "cannot be read", "name a text file"),
    Case("a token file that all may read", _token_in_file(TOKEN, 0o644), "token", W, "everybody", "chmod 600"),
    Case("no token file", lambda c: c.set(DISCORD_TOKEN_FILE="nowhere"), "settings", F, "no such file", "name a file"),
    Case(
        "a client secret for a token",
        lambda c: c.set(DISCORD_TOKEN="a1b2c3"),
        "token", F, "not what a bot's token", "copy the",
    ),
    Case(
        "a token with a word before it",
        lambda c: c.set(DISCORD_TOKEN=f"Bot {TOKEN}"),
        "token", F, "not what", "nothing with it",
    ),
    Case(
        "the token twice", lambda c: c.set(DISCORD_TOKEN_FILE=c.file("token", TOKEN)), "token", F, "too", "keep one of the two"
    ),
    # The pack, and where refreshes come from
    Case("no such pack", lambda c: c.set(PLAINSIGHT_PACK="nowhere"), "pack", F, "to mend", "plainsight pack check nowhere"),
    Case("a pack with a mistake", _broken_pack, "pack", F, "to mend", "plainsight pack check"),
    Case(
        "a stale pack",
        lambda c: setattr(c, "today", dt.date(2027, 11, 23)),
        "pack", W, "researched", "look for a newer release",
    ),
    Case("no address of refreshes", lambda c: c.set(PLAINSIGHT_PACK_SOURCE="ftp://a/b"), "source", F, "https", "write a folder"),
    Case("no folder of refreshes", lambda c: c.set(PLAINSIGHT_PACK_SOURCE="nowhere"), "source", F, "no such folder", "make that"),
    Case("a pin without an archive", lambda c: c.set(PLAINSIGHT_PACK_SHA256="0" * 64), "source", W, "from nowhere", "set PLAIN"),
    Case(
        "a pin that is no hash",
        lambda c: c.set(PLAINSIGHT_PACK_SOURCE="https://a.example/b.zip", PLAINSIGHT_PACK_SHA256="abc"),
        "source", F, "sha256", "write",
    ),
    # The data folder, the database, the backups
    Case("a file for a folder", lambda c: c.set(PLAINSIGHT_DATA=c.file("data")), "data", F, "is a file", "name a folder"),
    Case("a folder that takes nothing", lambda c: c.set(PLAINSIGHT_DATA="/proc/data"), "data", F, "/proc", "name a folder"),
    Case("a folder that others read", lambda c: c.data().chmod(0o755), "data", W, "others", "chmod 700"),
    Case("a disk that is full", lambda c: (c.data(), c.little_room()), "disk", W, "are free", "free some space"),
    Case("no database", lambda c: databases.spoil(c.data() / "plainsight.db", 0), "data", W, "is damaged", "db restore"),
    Case("a cut database", lambda c: databases.cut(c.data() / "plainsight.db"), "data", W, "damaged", "db restore"),
    Case("a database that is held", _locked, "data", W, "held by another process", "end what else uses it"),
    Case(
        "a newer database",
        lambda c: databases.change(c.data() / "plainsight.db", "UPDATE plainsight_version SET version_num = '0999'"),
        "data", F, "newer version", "install that version",
    ),
    Case(
        "somebody else's database",
        lambda c: databases.change(c.data() / "plainsight.db", "DROP TABLE plainsight_version"),
        "data", F, "another program", "name another folder",
    ),
    Case(
        "backups into a file",
        lambda c: (c.data(), c.set(PLAINSIGHT_BACKUPS=c.file("kept"))),
        "backups", F, "is a file", "name a folder",
    ),
    Case("backups long ago", _old_backup, "backups", W, "the last one is from", "see that the bot runs"),
    Case("no database address", lambda c: c.set(DATABASE_URL="mysql://a/b"), "data", F, "", "write"),
    Case("a database address twice", _url_and_file, "data", F, "DATABASE_URL_FILE too", "keep one of the two"),
    # Keys and the home
    Case("a short key", lambda c: (c.data(), c.set(PLAINSIGHT_KEY="short")), "key", F, "too short", "openssl rand"),
    Case("two keys", _both_keys, "key", F, "PLAINSIGHT_KEY_FILE too", "keep one of the two"),
    Case("a key for nothing", lambda c: c.set(PLAINSIGHT_KEY=KEY), "key", W, "no history", "set PLAINSIGHT_DATA"),
    Case(
        "a key that all may read",
        lambda c: c.set(PLAINSIGHT_KEY_FILE=c.file("key", KEY, 0o644)),
        "key", W, "everybody", "chmod 600",
    ),
    Case("a home without a record", lambda c: c.set(PLAINSIGHT_HOME=HOME), "home", W, "no record is kept", "set PLAINSIGHT_DATA"),
    # The address of health, and the clock
    Case("a port of another program", _taken, "health", F, "another program has it", "name an address"),
    Case("another machine's address", lambda c: c.set(PLAINSIGHT_HEALTH="203.0.113.9:8080"), "health", F, "203.0", "name an"),
    Case("an address for all", lambda c: c.set(PLAINSIGHT_HEALTH="0.0.0.0:0"), "health", W, "whoever", "write 127.0.0.1"),
    Case("a clock that is behind", lambda c: setattr(c, "today", dt.date(2020, 1, 1)), "clock", F, "clock", "set the clock"),
    # Discord
    Case(
        "another clock than Discord's",
        lambda c: setattr(c.discord, "date", time.time() - 600),
        "clock", F, "s off", "set the", online=True,
    ),
    Case("a token that was reset", _answers("/applications/@me", 401, {}), "token", F, "does not accept", "reset", online=True),
    Case("a Discord in trouble", _answers("/applications/@me", 503, {}), "token", W, "answered 503", "try again", online=True),
    Case(
        "not for people's own accounts",
        _answers("/applications/@me", 200, {"name": "P", "integration_types_config": {"0": {}}}),
        "install", W, "own account", "turn on User Install", online=True,
    ),
    Case(
        "commands that go elsewhere",
        _answers("/applications/@me", 200, {"name": "P", "interactions_endpoint_url": "https://a.example"}),
        "commands", F, "web address", "empty the field", online=True,
    ),
    Case(
        "no start left today",
        _answers("/gateway/bot", 200, {"session_start_limit": {"remaining": 0, "reset_after": 7_200_000}}),
        "discord", F, "used up", "wait about 2 h", online=True,
    ),
    Case(
        "a home without the bot",
        lambda c: (c.data(), c.set(PLAINSIGHT_HOME=HOME), c.discord.answers.update({f"/guilds/{HOME}": (404, {})})),
        "home", F, "not in the server", "add it there", online=True,
    ),
    Case(
        "no way to Discord",
        lambda c: setattr(c.discord, "away", True),
        "discord", F, "not be reached", "check the net", online=True,
    ),
    Case(
        "a Discord that keeps silent",
        lambda c: (c.impatient(), setattr(c.discord, "silent", True)),
        "discord", F, "not be reached", "check the network", online=True,
    ),
]  # fmt: skip


@pytest.fixture
def clinic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clinic]:
    ours = {name for name in os.environ if name.startswith("PLAINSIGHT_")}
    for name in ours | {name.upper() for name in settings.Settings.model_fields}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    made = Clinic(tmp_path, monkeypatch)
    with made.left:
        yield made


def _examine(clinic: Clinic, *, online: bool = False) -> list[Check]:
    with clinic.discord.there() as api:
        return list(doctor.examine(offline=not online, today=clinic.today, api=api))


def test_there_are_thirty_and_more() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_is_told_with_what_to_do(clinic: Clinic, case: Case) -> None:
    case.wrong(clinic)
    found = [check for check in _examine(clinic, online=case.online) if check.name == case.check and check.state is case.state]
    [check] = [check for check in found if case.says in check.text and case.remedy in check.remedy]
    assert check.remedy.split()[0].strip("`:") in ACTIONS


@pytest.mark.parametrize("case", [case for case in CASES if not case.online], ids=lambda case: case.name)
def test_no_secret_and_no_trace_of_the_program_is_shown(clinic: Clinic, case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    case.wrong(clinic)
    code = cli.main(["doctor", "--offline"])
    told = "".join(capsys.readouterr())
    assert "Traceback" not in told
    assert not [part for part in (*TOKEN.split("."), KEY, "short-secret") if part in told]
    assert code == (1 if "fail  " in told else 0)


def test_where_all_is_well_nothing_is_said_to_be_done(clinic: Clinic) -> None:
    folder = clinic.data()
    clinic.today = dt.date(2026, 7, 10)
    clinic.set(PLAINSIGHT_HOME=HOME, PLAINSIGHT_HEALTH="127.0.0.1:0")
    asyncio.run(backups.Backups(folder / "plainsight.db", folder / "backups", 3).make())
    checks = _examine(clinic, online=True)
    assert [str(check) for check in checks if check.state is not State.OK] == []
