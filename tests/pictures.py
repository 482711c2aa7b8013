"""`python -m tests.pictures`: draws the pictures of the README and of docs/shown.md anew, from the real bot in its preview.

`python -m tests.pictures shown` draws those alone that stand in docs/shown.md and nowhere else.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

from bot import client, preview
from bot.cards import Card
from bot.loading import load
from bot.moderation import attaching
from bot.preview import NAME
from bot.site.building import build
from bot.site.edition import Edition
from bot.site.writing import write
from knowledge.maps import picture, sheet, timeline, timeline_picture
from knowledge.maps.legend import Style
from knowledge.maps.shapes import Shapes
from knowledge.maps.sheet import Area, Scale
from tests import contact_sheets, follower_cards, moderators_cards, proposal_cards
from tests.bot import browser
from tests.bot.browser import Page
from tests.bot.site.serving import serving

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
QUESTION = "does Fairfield share with ICE?"
TALK = "#channel-timeline"
WIDTHS = (390, 800)
LAST_CARD = "[...document.querySelectorAll('article.channel-message')].pop()"


async def main() -> None:
    """Ask the question once; picture the page, and the card alone on a phone. Then what moderators see."""
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
            _save("town-card.png", await _last_card(page))
    await _moderators("refresh", moderators_cards.refreshed, attaching.CHANGES, "A refresh of the record")
    await _moderators("refused", moderators_cards.refused, attaching.MISTAKES, "This pack is refused")
    await _moderators("review", proposal_cards.proposed, None, "Proposal 1")
    await _moderators("queue", proposal_cards.queued, None, "3 proposals wait")
    await _moderators("update", lambda _who: follower_cards.previewed(), None, "This is how it will look")
    await _moderators("following", lambda _who: follower_cards.followed(), None, "You follow Norwalk")
    _maps()
    await shown()


async def shown() -> None:
    """The ten questions in four languages, the papers, an update's way, and the site's pages of two towns."""
    await contact_sheets.draw(_save)
    await _site({"fairfield": "site-390.png", "union": "site-nothing-390.png"})


def _maps() -> None:
    """Draw the map of the state, a town up close on a dark screen, and a town's timeline, as the bot sends them."""
    base = load()
    shapes, day = Shapes.of(base.contents), base.manifest.as_of.last_day
    _save("map.png", picture.draw(sheet.tell(base, Area(), "en"), shapes, Style.LIGHT))
    town = sheet.tell(base, Area(Scale.TOWN, "Fairfield"), "es", shapes.neighbours["Fairfield"])
    _save("map-town.png", picture.draw(town, shapes, Style.DARK))
    _save("timeline.png", timeline_picture.draw(timeline.tell(base, "Norwalk", "en", day), Style.LIGHT))


async def _site(pages: dict[str, str]) -> None:
    """Picture towns' pages of the website as they stand on a phone."""
    with tempfile.TemporaryDirectory() as held:
        write(build(Edition.of(load()), ["en"]), Path(held, "site"))
        with serving(Path(held, "site")) as address:
            for town, name in pages.items():
                async with browser.opened(f"{address}en/{town}/") as page:
                    await _sized(page, WIDTHS[0], 844)
                    await page.until_reads(town.title())
                    await page.evaluate("document.documentElement.style.scrollbarWidth = 'none'")
                    await _settled(page)
                    _save(name, await page.picture())


async def _moderators(name: str, make: Callable[[str], Card], file: str | None, title: str) -> None:
    """Picture a moderator's card, alone, on a phone and in a window; it needs no database to be looked at."""
    bot = client.build()
    async with preview.opened(bot) as served:
        channel = bot.guilds[0].text_channels[0]
        who = [message.author.mention async for message in channel.history()][-1]
        await bot.replies.post(channel, make(who), *([attaching.text(file, "everything")] if file else []))
        for width in WIDTHS:
            async with browser.opened(served.url) as page:
                await _sized(page, width, 3000)
                await page.until_reads(title, TALK)
                await _settled(page)
                _save(f"{name}-{width}.png", await _last_card(page))


async def _last_card(page: Page) -> bytes:
    box = await page.evaluate(
        f"(() => {{ const b = {LAST_CARD}.getBoundingClientRect(); return [b.x, b.y, b.width, b.height]; }})()"
    )
    clip = dict(zip(("x", "y", "width", "height"), box, strict=True)) | {"scale": 1}
    taken = await page.command("Page.captureScreenshot", format="png", clip=clip)
    return b64decode(taken["data"])


async def _sized(page: Page, width: int, height: int) -> None:
    await page.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=False)


async def _settled(page: Page) -> None:
    """Wait for the fonts and the layout."""
    await page.evaluate("document.fonts.ready.then(() => new Promise(done => setTimeout(done, 500)))")


def _save(name: str, picture: bytes) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / name).write_bytes(picture)


if __name__ == "__main__":
    asyncio.run(shown() if "shown" in sys.argv[1:] else main())
