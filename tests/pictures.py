"""`python -m tests.pictures`: draws the README's pictures anew, from the real bot in its preview."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from pathlib import Path

from bot import client, preview
from bot.preview import NAME
from tests.bot import browser
from tests.bot.browser import Page

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
QUESTION = "does Fairfield share with ICE?"
TALK = "#channel-timeline"
LAST_CARD = "[...document.querySelectorAll('article.channel-message')].pop()"


async def main() -> None:
    """Ask the question once; picture the page, and the card alone on a phone."""
    async with preview.opened(client.build()) as served:
        async with browser.opened(served.url) as page:
            await _sized(page, 940, 1200)
            await page.until_reads(f"@{NAME} hello", TALK)
            await page.click("#channel-composer-input")
            await page.write(f"@{NAME} {QUESTION}")
            await page.click("#send-message:not(:disabled)")
            await page.until_reads("Fairfield\n", TALK)
            await _settled(page)
            _save("preview.png", await page.picture())
        async with browser.opened(served.url) as page:
            await _sized(page, 430, 2000)
            await page.until_reads("Fairfield\n", TALK)
            await _settled(page)
            box = await page.evaluate(
                f"(() => {{ const b = {LAST_CARD}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()"
            )
            clip = dict(zip(("x", "y", "width", "height"), box, strict=True)) | {"scale": 1}
            taken = await page.command("Page.captureScreenshot", format="png", clip=clip)
            _save("town-card.png", b64decode(taken["data"]))


async def _sized(page: Page, width: int, height: int) -> None:
    await page.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=False)


async def _settled(page: Page) -> None:
    """Wait for the fonts and the layout."""
    await page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 500)))")


def _save(name: str, picture: bytes) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / name).write_bytes(picture)


if __name__ == "__main__":
    asyncio.run(main())
