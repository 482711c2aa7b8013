"""The live release of the built-in pack, read once a test run, and ways to look into the cards made from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any

from bot.cards import Card, to_payload
from bot.client import PlainsightClient
from bot.custom_ids import Part, Target
from bot.desk import Desk
from bot.releases import Release, Releases
from knowledge import pack
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Language
from tests.discord_server import components as kinds

DAY = dt.date(2026, 11, 22)


@cache
def release() -> Release:
    """The built-in pack, indexed."""
    return Release.of(KnowledgeBase.of(pack.load(pack.built_in())))


def desk(default: Language = Language.EN) -> Desk:
    """A desk with that release, on a day that stands still."""
    return Desk(Releases(live=release()), default, lambda: DAY)


def client() -> PlainsightClient:
    """A client that has its knowledge already."""
    return PlainsightClient(desk())


def sharded_client() -> PlainsightClient:
    """The same for simcord, where nobody tells the client how many shards it has."""
    made = client()
    made.shard_count = 1
    return made


def target(intent: Intent, *towns: str, part: Part = Part.FRONT, page: int = 1, language: str = "en") -> Target:
    """A target with towns by name."""
    numbers = tuple(release().base.towns[name].town_no for name in towns)
    return Target(intent, Language(language), numbers, (), part, page)


def parts(card: Card | list[Any]) -> Iterator[dict[str, Any]]:
    """Every component of a card or of a message's components."""
    yield from kinds.walk(to_payload(card)["components"] if isinstance(card, Card) else card)


def text(card: Card | list[Any]) -> str:
    """All that a card says."""
    return "\n".join(part["content"] for part in parts(card) if part["type"] == kinds.TEXT)


def labels(card: Card | list[Any]) -> list[str]:
    """The labels of its buttons."""
    return [part["label"] for part in parts(card) if part["type"] == kinds.BUTTON]


def custom_ids(card: Card | list[Any]) -> list[str]:
    """The custom_ids of its buttons and menus."""
    return [part["custom_id"] for part in parts(card) if part.get("custom_id")]


def urls(card: Card | list[Any]) -> list[str]:
    """The addresses of its link buttons."""
    return [part["url"] for part in parts(card) if part.get("url")]
