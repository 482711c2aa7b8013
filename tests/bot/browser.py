"""A headless Chromium, driven over its DevTools protocol: looks at a page, types and clicks as a person would."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import shutil
import tempfile
from asyncio.subprocess import DEVNULL
from base64 import b64decode
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

CHROMIUM = shutil.which("chromium")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0"),
)
PATIENCE = 30
WAITING = """new Promise(resolve => {
  const until = Date.now() + %d;
  const look = () => {
    const found = (%s);
    if (found || Date.now() > until) resolve(found); else setTimeout(look, 30);
  };
  look();
})"""
CENTRE = """(() => {
  const found = [...document.querySelectorAll(%s)].filter(e => e.offsetParent && e.textContent.includes(%s)).pop();
  if (!found) return null;
  found.scrollIntoView({block: "center"});
  const box = found.getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
})()"""


class Page:
    """One open page."""

    def __init__(self, wire: aiohttp.ClientWebSocketResponse) -> None:
        self._wire = wire
        self._numbers = itertools.count(1)

    async def command(self, method: str, **parameters: Any) -> Any:
        """Send one DevTools command and wait for its result."""
        number = next(self._numbers)
        await self._wire.send_json({"id": number, "method": method, "params": parameters})
        async for frame in self._wire:
            answer = json.loads(frame.data)
            if answer.get("id") == number:
                assert "error" not in answer, answer["error"]
                return answer["result"]
        raise AssertionError("the browser left")

    async def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression in the page."""
        result = await self.command("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    async def text(self, selector: str = "body") -> str:
        """What is to be read in the first element that matches."""
        return str(await self.evaluate(f"document.querySelector({json.dumps(selector)})?.innerText ?? ''"))

    async def until(self, expression: str, within: int = PATIENCE) -> Any:
        """Wait until a JavaScript expression holds, for so many seconds; its value then."""
        return await self.evaluate(WAITING % (within * 1000, expression))

    async def until_reads(self, said: str, selector: str = "body") -> str:
        """Wait until an element says something; its text then."""
        await self.until(f"document.querySelector({json.dumps(selector)})?.innerText.includes({json.dumps(said)})")
        found = await self.text(selector)
        assert said in found, f"waited in vain for {said!r} in: {found[-800:]}"
        return found

    async def click(self, selector: str, said: str = "") -> None:
        """Press the last visible element that matches and says something."""
        place = await self.until(CENTRE % (json.dumps(selector), json.dumps(said)))
        assert place, f"there is no {selector} that says {said!r}"
        for kind in ("mousePressed", "mouseReleased"):
            await self.command("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    async def write(self, text: str) -> None:
        """Type a text where the cursor is."""
        await self.command("Input.insertText", text=text)

    async def choose(self, selector: str, number: int) -> None:
        """Choose an entry of a menu, counted from 0."""
        menu = f"document.querySelector({json.dumps(selector)})"
        await self.evaluate(f"{menu}.selectedIndex = {number}; {menu}.dispatchEvent(new Event('change'))")

    async def picture(self) -> bytes:
        """What is seen, as a PNG."""
        return b64decode((await self.command("Page.captureScreenshot", format="png"))["data"])


@contextlib.asynccontextmanager
async def opened(url: str, width: int = 1100, height: int = 900) -> AsyncIterator[Page]:
    """A page in a browser of its own, closed afterwards with everything that it kept."""
    assert CHROMIUM, "there is no chromium"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        arguments = [*FLAGS, f"--user-data-dir={kept}", f"--window-size={width},{height}", "about:blank"]
        process = await asyncio.create_subprocess_exec(CHROMIUM, *arguments, stdout=DEVNULL, stderr=DEVNULL)
        try:
            port = await _port(Path(kept))
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                    [tab] = [tab for tab in await listed.json() if tab["type"] == "page"]
                async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as wire:
                    page = Page(wire)
                    await page.command("Page.navigate", url=url)
                    yield page
        finally:
            process.terminate()
            await process.wait()


async def _port(kept: Path) -> int:
    for _ in range(int(PATIENCE / 0.05)):
        with contextlib.suppress(OSError, IndexError, ValueError):
            return int((kept / "DevToolsActivePort").read_text().splitlines()[0])
        await asyncio.sleep(0.05)
    raise AssertionError("the browser did not start")
