"""`plainsight preview`: the real bot in a page, tried in a real browser."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import simcord

from bot import client, preview
from bot.preview import NAME, PEOPLE
from tests.bot import browser
from tests.bot.browser import Page

ROOT = Path(__file__).parents[2]
TALK = "#channel-timeline"
INPUT = "#channel-composer-input"
SEND = "#send-message:not(:disabled)"
TRIES = 5
needs_chromium = pytest.mark.skipif(browser.CHROMIUM is None, reason="Debian's chromium is absent: the preview was not tried")


@asynccontextmanager
async def _opened() -> AsyncIterator[simcord.Preview]:
    """The preview; what failed inside the bot fails the test."""
    async with preview.opened(client.build()) as page:
        yield page
        assert page.env.error_cursor == 0


@asynccontextmanager
async def _looking() -> AsyncIterator[Page]:
    """The preview in a browser."""
    async with _opened() as served, browser.opened(served.url) as page:
        await page.until_reads(f"@{NAME} hello", TALK)
        yield page


async def _until(page: Page, said: str, act: Callable[[], Awaitable[None]]) -> None:
    """Do something, again if need be, until the talk reads as expected: the page forgets what happens while it draws itself."""
    reads = f"document.querySelector({TALK!r}).innerText.includes({json.dumps(said)})"
    for _ in range(TRIES):
        await act()
        if await page.until(reads, within=6):
            return
    raise AssertionError(f"waited in vain for {said!r} in: {await page.text(TALK)}")


async def _write(page: Page, text: str) -> None:
    await page.evaluate(f"document.querySelector({INPUT!r}).value = ''")
    await page.click(INPUT)
    await page.write(text)


async def _say(page: Page, text: str) -> None:
    await _write(page, text)
    await page.click(SEND)


async def test_the_page_is_on_loopback_with_two_people_and_a_greeted_bot() -> None:
    async with _opened() as page:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/#\S+", page.url)
        shown = await page.snapshot()
    assert [viewer["name"] for viewer in shown["viewers"]] == list(PEOPLE)
    assert [message["author"]["bot"] for message in shown["messages"].values()] == [False, True]


async def test_what_is_typed_as_a_mention_becomes_one() -> None:
    async with _opened() as page:
        alma = page.viewers[0]
        before = len((await page.snapshot())["messages"])
        await alma.send(page.channel, "Norwalk?")
        assert len((await page.snapshot())["messages"]) == before + 1
        await alma.send(page.channel, f"@{NAME} Norwalk?")
        assert len((await page.snapshot())["messages"]) == before + 3


@needs_chromium
async def test_a_typed_question_is_answered_with_a_card_whose_buttons_work() -> None:
    async with _looking() as page:
        await _until(page, "Fairfield\n", lambda: _say(page, f"@{NAME} does Fairfield share with ICE?"))
        await _until(page, "Legislators of Fairfield", lambda: page.click(f"{TALK} button", "My legislators"))


@needs_chromium
async def test_a_slash_command_is_answered() -> None:
    async def ask_for_the_law() -> None:
        await _write(page, "/law")
        await page.click(".command-entry", "/law")
        await page.click(SEND)

    async with _looking() as page:
        await _until(page, "26-14", ask_for_the_law)


@needs_chromium
async def test_the_other_person_can_be_spoken_as() -> None:
    async with _looking() as page:
        draft = f"document.querySelector('{INPUT}').dataset.controlKey"
        alma = await page.evaluate(draft)
        await page.choose("#viewer-picker", 1)
        await page.until(f"{draft} !== '{alma}'")
        await _until(page, "Union\n", lambda: _say(page, f"@{NAME} does Union share with ICE?"))
        said = await page.text(TALK)
        assert PEOPLE[0] not in said


@needs_chromium
async def test_the_page_asks_nothing_of_any_other_machine() -> None:
    async with _looking() as page:
        asked = await page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).hostname)")
    assert set(asked) == {"127.0.0.1"}


def test_the_command_prints_the_address_and_leaves_with_ctrl_c() -> None:
    command = [sys.executable, "-m", "bot", "preview", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        assert "http://127.0.0.1:" in process.stdout.readline()
        assert " or ".join(PEOPLE) in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read().strip() == ""
