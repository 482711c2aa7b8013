"""The releases that a moderator may name, offered while they type."""

from __future__ import annotations

from discord.app_commands import Choice

from bot.moderation.office import Office
from bot.store import releases

OFFERED = 25


async def suggest(office: Office, typed: str) -> list[Choice[str]]:
    """The releases that were published, the newest first, whose version or dates hold the typed letters; raises StoreError."""
    wanted = typed.strip().casefold()
    labels = {
        known.version: f"{known.version} · {known.as_of} · {known.at:%Y-%m-%d %H:%M} UTC"
        for known in await releases.listed(office.store)
    }
    return [Choice(name=label, value=version) for version, label in labels.items() if wanted in label.casefold()][:OFFERED]
