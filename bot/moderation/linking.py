"""The check of the links: what the last one came to, and the one that comes by itself every week."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping, Sequence

import discord

from bot.links import checking, pages, report
from bot.links.pages import Page
from bot.links.report import Report
from bot.links.weekly import Check, Weekly
from bot.moderation.cards import links as cards
from bot.moderation.office import Office
from bot.moderation.visit import Visit
from bot.store import link_checks
from knowledge.wording import Wording, wording


async def links(visit: Visit) -> None:
    """Show what the last check came to, with its table."""
    await visit.think()
    office = visit.office
    found = Report.of(await asyncio.to_thread(_pages, office), await link_checks.everything(office.store))
    await visit.answer(cards.render(found, _names(office), visit.words), *table(found, visit.words))


def weekly(office: Office, check: Check = checking.check) -> Weekly:
    """The weekly check of this office, which tells the moderators' channel; begun by whoever runs it."""

    async def tell(found: Report) -> None:
        words = wording(office.desk.default)
        await office.tell(cards.render(found, _names(office), words), *table(found, words))

    return Weekly(office.store, lambda: _pages(office), tell, check=check, now=office.now)


def table(found: Report, words: Wording) -> tuple[discord.File, ...]:
    """The report as a file to go with its card, none where nothing was checked."""
    return (discord.File(io.BytesIO(report.table(found, words)), cards.TABLE),) if found.entries else ()


def _names(office: Office) -> Mapping[str, str]:
    """Publisher and title of every source, by id."""
    return {name: f"{source.publisher}: {source.title}" for name, source in office.desk.release.base.sources.items()}


def _pages(office: Office) -> Sequence[Page]:
    return pages.pages(office.desk.release.base.contents)
