"""The towns that organizers type: names and nicknames, misspellings included, or the whole state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.complaints import Complaint
from bot.releases import Release
from knowledge.wording import LANGUAGES, Wording, wording

TOWNS = "towns"
MOST = 15
GLIMPSE = 40
STATEWIDE = "0"
"""What stands for the whole state where town numbers stand otherwise."""
BETWEEN = re.compile(r"[,;\n/]")


@dataclass(frozen=True, slots=True)
class Area:
    """Towns by their numbers, () for the whole state."""

    towns: tuple[int, ...] = ()

    @property
    def token(self) -> str:
        """The area as a custom_id carries it."""
        return ",".join(map(str, self.towns)) or STATEWIDE

    @classmethod
    def of(cls, token: str, release: Release) -> Area | None:
        """The area that a token names; None for one that names no town of this release."""
        numbers = tuple(int(part) for part in token.split(",") if part.isascii() and part.isdigit())
        if token == STATEWIDE:
            return cls()
        return cls(numbers) if numbers and all(number in release.towns for number in numbers) else None


def read(typed: str, release: Release) -> Area | Complaint:
    """The towns meant; a complaint names what no town could be found for, or could be several."""
    if typed.strip().casefold() in _statewide(release):
        return Area()
    found: dict[int, None] = {}
    for part in filter(None, (part.strip() for part in BETWEEN.split(typed))):
        seen = release.base.finder.find(part)
        if not seen.towns:
            choices = seen.clarify.choices if seen.clarify else ()
            key = "update.towns.unsure" if choices else "update.towns.unknown"
            return Complaint(TOWNS, key, {"typed": part[:GLIMPSE], "choices": " / ".join(choices)})
        found |= dict.fromkeys(release.base.towns[name].town_no for name in seen.towns)
    if not found:
        return Complaint(TOWNS, "update.towns.none")
    return Area(tuple(found)) if len(found) <= MOST else Complaint(TOWNS, "update.towns.many", {"most": str(MOST)})


def named(towns: Iterable[int], release: Release, words: Wording) -> str:
    """Towns as a reader reads them; the state's name for all of it."""
    names = sorted(release.towns[number].name for number in towns if number in release.towns)
    return words.listing(names) or words.say("update.statewide.name", state=release.base.manifest.name)


def typed(towns: Iterable[int], release: Release, words: Wording) -> str:
    """Towns as somebody may type them."""
    return ", ".join(release.towns[number].name for number in towns if number in release.towns) or words.say("update.statewide")


def _statewide(release: Release) -> frozenset[str]:
    said = {wording(language).say("update.statewide").casefold() for language in LANGUAGES}
    return frozenset({*said, release.base.manifest.name.casefold(), "all", "state", "state-wide", STATEWIDE})
