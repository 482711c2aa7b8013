"""Contact sheets: cards side by side as a phone shows them, for the pages that show what the bot says.

The cards are those of the real desk over the built-in pack; `../shared/tools/preview_message.py` knows how Discord shows them.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import io
import json
import re
import tempfile
from base64 import b64decode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from PIL import Image

from bot.cards import Card, to_payload
from bot.days import HOME
from bot.desk import Desk
from bot.languages import Speech
from bot.releases import Releases
from bot.writing.errands import Errand, Verb
from bot.writing.scribe import Scribe
from knowledge.letters.types import Kind
from knowledge.questions import Language
from knowledge.wording import LANGUAGES
from tests import follower_cards
from tests.bot import browser, desks

TOOL = Path(__file__).parents[1] / ".." / "shared" / "tools" / "preview_message.py"
PHONE = 390
GROUNDS, COLOURS, APART = 2, 16, 64
"""The two grounds, and so many colours in all, each so far from every other (the sum of the differences of their channels)."""
MOMENT = re.compile(r"<t:(\d+)(?::\w)?>")
ASKED = {
    "en": (
        "does Fairfield share with ICE?",
        "does Union share with ICE?",
        "does New Haven still share license plates with ICE?",
        "which towns share with ICE?",
        "who are my legislators in Stamford?",
        "what does the law say about police and ICE?",
        "what is ICE?",
        "what can I do?",
        "ICE is at my door",
        "does Staford share with ICE?",
    ),
    "es": (
        "¿Fairfield comparte datos con ICE?",
        "¿Union comparte datos con ICE?",
        "¿New Haven todavía comparte las placas con la migra?",
        "¿qué pueblos comparten con ICE?",
        "¿quiénes son mis legisladores en Stamford?",
        "¿qué dice la ley sobre la policía y ICE?",
        "¿qué es ICE?",
        "¿qué puedo hacer?",
        "la migra está en mi puerta",
        "¿Staford comparte con ICE?",
    ),
    "pt": (
        "Fairfield compartilha dados com o ICE?",
        "Union compartilha dados com o ICE?",
        "New Haven ainda compartilha placas com o ICE?",
        "quais cidades compartilham com o ICE?",
        "quem são meus legisladores em Stamford?",
        "o que diz a lei sobre a polícia e o ICE?",
        "o que é o ICE?",
        "o que posso fazer?",
        "o ICE está na minha porta",
        "Staford compartilha com o ICE?",
    ),
    "ht": (
        "Èske Fairfield pataje done ak ICE?",
        "Èske Union pataje done ak ICE?",
        "Èske New Haven toujou pataje plak ak ICE?",
        "ki vil ki pataje ak ICE?",
        "kiyès ki lejislatè mwen nan Stamford?",
        "kisa lalwa di sou lapolis ak ICE?",
        "kisa ICE ye?",
        "kisa mwen ka fè?",
        "ICE devan pòt mwen",
        "Èske Staford pataje ak ICE?",
    ),
}
"""The same ten questions in every language."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person asked or did, and the card that it brought."""

    said: str
    card: Card


async def draw(save: Callable[[str, bytes], None]) -> None:
    """Draw every sheet; `save` takes the name of a picture and its PNG."""
    for language in LANGUAGES:
        save(f"ten-questions-{language}.png", await sheet(questions(language)))
    save("papers.png", await sheet(papers(), columns=2))
    save("updates.png", await sheet(updates(), columns=3))


def desk() -> Desk:
    """A desk where towns can be followed and mistakes reported, on a day that stands still."""
    return Desk(Releases(live=desks.release()), Language.EN, lambda: desks.DAY, reports=True, follows=True)


def questions(language: str) -> list[Shown]:
    """The ten questions and their answers."""
    at, speech = desk(), Speech(locale=language)
    return [Shown(said, at.card(at.understand(said, speech))) for said in ASKED[language]]


def papers() -> list[Shown]:
    """The letter and the records request for Norwalk."""
    scribe, norwalk = Scribe(desk()), desks.release().base.towns["Norwalk"].town_no
    commands = {"/letter Norwalk": Kind.LEGISLATORS, "/records-request Norwalk": Kind.REQUEST}
    return [Shown(said, scribe.card(Errand(Verb.READ, kind, "en", norwalk))) for said, kind in commands.items()]


def updates() -> list[Shown]:
    """An update's way from the organizers to the people who follow a town, and what is kept about those."""
    return [
        Shown("/update post", follower_cards.previewed()),
        Shown("The update, by direct message", follower_cards.delivered()),
        Shown("How it went out", follower_cards.on_its_way()),
        Shown("/follow Norwalk", follower_cards.followed()),
        Shown("The digest, by direct message", follower_cards.digested()),
        Shown("/my-data", follower_cards.held()),
    ]


async def sheet(shown: Iterable[Shown], columns: int = 5, width: int = PHONE, light: bool = False) -> bytes:
    """The cards in rows of so many, each as wide as a screen, as a PNG of few colours."""
    with tempfile.TemporaryDirectory() as held:
        cells = "".join(_cell(one, Path(held, str(n)), width) for n, one in enumerate(shown))
        grid = f"display:grid;grid-template-columns:repeat({columns},{width}px);align-items:start"
        page = Path(held, "sheet.html")
        body = f'<body class="{"light" if light else "dark"}" style="padding:0"><div id="all" style="{grid}">{cells}</div>'
        page.write_text(f'<!doctype html><meta charset="utf-8"><style>{_tool().STYLE}</style>{body}', encoding="utf-8")
        return _few_colours(await _picture(page, columns * width))


def _cell(one: Shown, folder: Path, width: int) -> str:
    folder.mkdir()
    files = {its.name: folder / its.name for its in one.card.attachments}
    for its in one.card.attachments:
        files[its.name].write_bytes(its.content())
    told = MOMENT.sub(_moment, json.dumps(to_payload(one.card)))
    body = json.loads(told) | {"_files": {name: str(path) for name, path in files.items()}}
    asked = _tool().Page({}).message({"_author": "You", "content": escape(one.said, quote=False)})
    return f'<div style="width:{width}px;padding:14px 16px;overflow:hidden">{asked}{_tool().Page({}).message(body)}</div>'


def _moment(found: re.Match[str]) -> str:
    """A moment as Discord writes it for somebody in Connecticut."""
    when = dt.datetime.fromtimestamp(int(found[1]), HOME)
    return f"{when:%B} {when.day}, {when:%Y}, {when.hour % 12 or 12}:{when:%M %p}"


async def _picture(page: Path, width: int) -> bytes:
    async with browser.opened(page.as_uri(), width, 900) as seen:
        await seen.until("document.readyState === 'complete' && document.getElementById('all')")
        await seen.evaluate("document.fonts.ready.then(() => true)")
        height = await seen.evaluate("Math.ceil(document.getElementById('all').getBoundingClientRect().height)")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        taken = await seen.command("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return b64decode(taken["data"])


def _few_colours(png: bytes) -> bytes:
    """The same picture in a palette, a third of the size: the most frequent colours of those that can be told apart."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    kept: list[tuple[int, int, int]] = []
    for _, colour in counted:
        apart = all(sum(map(abs, map(int.__sub__, colour, its))) >= APART for its in kept)
        if len(kept) < GROUNDS or (apart and len(kept) < COLOURS):
            kept.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([level for colour in kept for level in colour])
    out = io.BytesIO()
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _tool() -> Any:
    """The tool that shows payloads as Discord does."""
    assert TOOL.exists(), f"{TOOL} is not there"
    spec = importlib.util.spec_from_file_location("preview_message", TOOL)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool
