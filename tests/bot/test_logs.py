"""Logs: one line an event, and nothing in it that tells who asked or what."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import subprocess
import sys

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import logs
from bot.settings import LogFormat, LogLevel

CANARY = "does my aunt in norwalk share"
USER = 812345678901234567


@pytest.fixture
def stream() -> io.StringIO:
    made = io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.DEBUG, made)
    return made


def _lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_with_its_fields(stream: io.StringIO) -> None:
    structlog.get_logger("bot.client").info("answered", intent="town_status", ms=1.5)
    [line] = _lines(stream)
    assert line["event"] == "answered"
    assert line["level"] == "info"
    assert line["logger"] == "bot.client"
    assert line["intent"] == "town_status"
    assert line["ms"] == 1.5
    assert str(line["timestamp"]).endswith("Z")


def test_an_event_is_one_line_on_the_console_too() -> None:
    stream = io.StringIO()
    logs.configure(LogFormat.CONSOLE, LogLevel.INFO, stream)
    structlog.get_logger("bot.client").info("answered", intent="town_status")
    assert stream.getvalue().count("\n") == 1
    assert "intent=town_status" in stream.getvalue()


def test_a_field_that_is_not_on_the_list_leaves_only_its_name(stream: io.StringIO) -> None:
    structlog.get_logger("bot.client").info("answered", question=CANARY, user=USER)
    [line] = _lines(stream)
    assert line["dropped"] == ["question", "user"]
    assert CANARY not in stream.getvalue()
    assert str(USER) not in stream.getvalue()


def test_a_number_that_could_name_a_person_is_taken_out_of_listed_fields(stream: io.StringIO) -> None:
    structlog.get_logger("bot.client").info("answered", count=USER, outcome=f"sent to {USER}", problems=[USER])
    assert str(USER) not in stream.getvalue()


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_discord_py_is_heard_without_the_values_it_fills_in(stream: io.StringIO, level: str) -> None:
    getattr(logging.getLogger("discord.gateway"), level)(
        "For Shard ID %s: WebSocket Event: %s", None, {"content": CANARY, "id": USER}
    )
    [line] = _lines(stream)
    assert line["event"] == "For Shard ID %s: WebSocket Event: %s"
    assert line["level"] == level


def test_an_exception_is_told_by_type_and_place_and_never_by_its_message(stream: io.StringIO) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError:
        structlog.get_logger("bot.client").exception("failed")
    [line] = _lines(stream)
    assert line["error"] == "RuntimeError from KeyError"
    assert "test_logs.py" in str(line["where"])
    assert CANARY not in stream.getvalue()


def test_an_exception_that_discord_py_reports_is_told_the_same_way(stream: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("discord.client").exception("Ignoring exception in %s", "on_message")
    [line] = _lines(stream)
    assert line["error"] == "ValueError"
    assert CANARY not in stream.getvalue()


async def test_a_lost_task_is_told_without_what_it_carried(stream: io.StringIO) -> None:
    message = f"Exception in callback answer({CANARY!r})"
    asyncio.get_running_loop().call_exception_handler({"message": message, "exception": ValueError(CANARY)})
    [line] = [line for line in _lines(stream) if line["level"] == "error"]
    assert line["logger"] == "asyncio"
    assert line["error"] == "ValueError"
    assert CANARY not in stream.getvalue()


@given(st.text(min_size=1), st.sampled_from(["discord.http", "asyncio", "aiohttp.access", "bot.client"]))
def test_whatever_is_logged_stays_on_one_line(text: str, name: str) -> None:
    stream = io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.DEBUG, stream)
    logging.getLogger(name).warning(text)
    structlog.get_logger(name).warning("answered", outcome=text)
    assert stream.getvalue().count("\n") == 2
    assert len(_lines(stream)) == 2


def test_lines_below_the_chosen_level_are_not_written() -> None:
    stream = io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.WARNING, stream)
    structlog.get_logger("bot.client").info("answered")
    logging.getLogger("discord").info("connected")
    assert stream.getvalue() == ""


def _crash(how: str) -> str:
    """What a process prints that ends unforeseen, in the way that is given."""
    code = f"""
import threading
from bot import logs
from bot.settings import LogFormat, LogLevel
logs.configure(LogFormat.JSON, LogLevel.INFO)
logs.tell_of_crashes()
def fail():
    raise ValueError({CANARY!r})
class Dying:
    def __del__(self):
        fail()
{how}
"""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("how", ["fail()", "made = threading.Thread(target=fail); made.start(); made.join()", "Dying()"])
def test_a_crash_is_one_line_that_quotes_nothing(how: str) -> None:
    told = _crash(how)
    [line] = [json.loads(line) for line in told.splitlines()]
    assert line["error"] == "ValueError"
    assert CANARY not in told
