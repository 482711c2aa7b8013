"""Telling the moderators, in their channel, what happened to the record without them: once, whichever process notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.cards import note
from bot.errors import PlainsightError
from bot.moderation.cards.telling import line, short
from bot.store import audit
from bot.store.audit import Entry
from bot.store.releases import Publication
from knowledge.contents import Contents
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.moderation.office import Office

ITSELF = "plainsight"
log = structlog.get_logger()


async def published(office: Office, publication: Publication, *, but_in: int | None = None) -> None:
    """Tell of a publication, unless it was told already, or made before their eyes in the channel `but_in`."""
    entry = Entry(office.now(), ITSELF, "told_publication", f"publication:{publication.n}", publication.version)
    try:
        first = await audit.once(office.store, entry)
        if first and but_in != await office.moderators_channel():
            words = wording(office.desk.default)
            told = line(publication, office.called(publication.by), words)
            await office.tell(note(words.say("moderation.told.published", version=short(publication.version), how=told)))
    except PlainsightError as error:
        log.warning("moderators were not told of a publication", reason=type(error).__name__)


async def newer_pack(office: Office, contents: Contents) -> None:
    """Tell that a newer pack than the published one came with this program, and that nothing switches by itself."""
    try:
        if await office.moderators_channel() is None:
            return  # told when there is one, at a later start
        if await audit.once(office.store, Entry(office.now(), ITSELF, "told_newer", version=contents.version)):
            words = wording(office.desk.default)
            told = words.say("moderation.told.newer", version=short(contents.version), as_of=contents.manifest.as_of)
            await office.tell(note(told))
    except PlainsightError as error:
        log.warning("moderators were not told of a newer pack", reason=type(error).__name__)
