"""What a button carries in its custom_id, so that it works after a restart, on any shard and for anyone.

`ps1:{verb}:{intent}:{part}:{language}:{towns by number}:{subjects by token}:{page}`, at most 100 characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.questions import Intent
from knowledge.wording import LANGUAGES

VERSION = "ps1"
ANY_VERSION = r"ps\d+:.*"
NUMBERS = r"(?:[1-9][0-9]{0,3},?)*"
SHAPE = re.compile(rf"{VERSION}:([a-z]):([a-z_]+):([a-z]*):([a-z]{{2}}):({NUMBERS}):([0-9a-z,]*):([1-9][0-9]?)")
LONGEST = 100
MAX_TOWNS = 8
MAX_SUBJECTS = 3
MAX_PAGE = 99


class Verb(StrEnum):
    """What pressing does with the target.

    OPEN it, go BACK from it to the card it was opened from, SHOW it to everyone, PICK a town from a list in its place, or REPORT
    a mistake in it. Its language alone counts to CHOOSE one from a list, REMEMBER it, or FORGET the choice.
    """

    OPEN = "o"
    BACK = "b"
    SHOW = "s"
    PICK = "p"
    REPORT = "r"
    CHOOSE = "c"
    REMEMBER = "k"
    FORGET = "f"


class Part(StrEnum):
    """Which part of an answer a card shows."""

    FRONT = ""
    REPORTED = "reported"
    OFFICIALS = "officials"
    SOURCES = "sources"
    MEMBER = "member"
    HERE = "here"
    TAKEN = "taken"
    LATEST = "latest"
    MAP = "map"
    MAP_DARK = "mapdark"
    MAP_LIST = "maplist"
    TIMELINE = "timeline"
    TIMELINE_DARK = "timelinedark"


SITUATIONS = (Part.HERE, Part.TAKEN)
"""What a cry for help is about, on the card that answers it."""
TIMELINES = (Part.TIMELINE, Part.TIMELINE_DARK)
MAPS = (Part.MAP, Part.MAP_DARK, Part.MAP_LIST)
"""The parts that are a map; the area that it shows stands among the target's subjects."""


@dataclass(frozen=True, slots=True)
class Target:
    """A card that can be asked for again: towns by their number in the pack, subjects by token, pages from 1."""

    intent: Intent
    language: str
    towns: tuple[int, ...] = ()
    subjects: tuple[str, ...] = ()
    part: Part = Part.FRONT
    page: int = 1

    def turned(self, *, intent: Intent | None = None, part: Part = Part.FRONT, page: int = 1) -> Target:
        """Another page or part of this answer, or another answer about the same towns and subjects."""
        return replace(self, intent=intent or self.intent, part=part, page=page)

    @property
    def above(self) -> Target | None:
        """The card one step up: the answer's own front, then the town's; None where there is nothing above."""
        if self.part in MAPS:
            return self.turned(part=Part.MAP) if self.part is Part.MAP_LIST else replace(self.turned(), subjects=())
        if self.part not in (Part.FRONT, *SITUATIONS):
            return self.turned()
        if self.towns and self.intent is not Intent.TOWN_STATUS:
            town = self.turned(intent=Intent.TOWN_STATUS)
            return replace(town, subjects=()) if self.intent is Intent.EXPLAIN else town
        return None


@dataclass(frozen=True, slots=True)
class Press:
    """A verb and what it is about."""

    verb: Verb
    target: Target

    @property
    def custom_id(self) -> str:
        """The custom_id that carries it; raises ValueError for a target too large to be carried."""
        return write(self.verb, self.target)


def write(verb: Verb, target: Target) -> str:
    """The custom_id of a press; raises ValueError for a target too large to be carried."""
    if len(target.towns) > MAX_TOWNS or len(target.subjects) > MAX_SUBJECTS or not 1 <= target.page <= MAX_PAGE:
        raise ValueError(f"no custom_id can carry {target}")
    towns, subjects = ",".join(map(str, target.towns)), ",".join(target.subjects)
    return f"{VERSION}:{verb}:{target.intent}:{target.part}:{target.language}:{towns}:{subjects}:{target.page}"


def read(custom_id: str) -> Press | None:
    """What a custom_id carries, or None for one that this version did not write."""
    found = SHAPE.fullmatch(custom_id)
    if not found or len(custom_id) > LONGEST:
        return None
    verb, intent, part, language, towns, subjects, page = found.groups()
    if verb not in list(Verb) or intent not in list(Intent) or part not in list(Part) or language not in LANGUAGES:
        return None
    numbers, tokens = _items(towns), _items(subjects)
    if numbers is None or tokens is None or len(numbers) > MAX_TOWNS or len(tokens) > MAX_SUBJECTS:
        return None
    target = Target(Intent(intent), language, tuple(map(int, numbers)), tokens, Part(part), int(page))
    return Press(Verb(verb), target)


def about(custom_ids: Iterable[str]) -> Target | None:
    """What the card that carries these custom_ids shows, or None if none of them can be read."""
    presses = [press for custom_id in custom_ids if (press := read(custom_id))]
    own = [press.target for press in presses if press.verb in (Verb.SHOW, Verb.BACK)]
    opened = [p.target for p in presses if p.verb is Verb.OPEN and p.target.intent is not Intent.URGENT_HELP]
    if own or not opened:
        return own[0] if own else None
    widest = max(opened, key=lambda target: len(target.towns))
    rivals = {target.towns for target in opened if len(target.towns) == len(widest.towns)}
    return widest if len(rivals) == 1 else replace(widest, towns=())  # choices of a question that asks back


def _items(text: str) -> tuple[str, ...] | None:
    items = tuple(text.split(",")) if text else ()
    return items if all(items) and len(set(items)) == len(items) else None
