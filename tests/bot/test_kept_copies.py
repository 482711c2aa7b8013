"""Where a copy of a source is kept, it stands beside the source, in the terminal and on cards."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from rich.console import Console

from bot import terminal
from bot.custom_ids import Part, Target
from bot.desk import Desk
from bot.files import Tree
from bot.releases import Release, Releases
from knowledge import pack
from knowledge.answers import compose
from knowledge.base import KnowledgeBase
from knowledge.questions import Intent, Language, Question
from knowledge.wording import LANGUAGES, wording
from tests.bot import desks, variations

DAY = dt.date(2026, 11, 22)
COPY = "https://archive.example/2026/https://gazette.example/cameras"
SOURCE = "    url: https://gazette.example/cameras\n"


@pytest.fixture(scope="module")
def release() -> Release:
    """The small pack with one copy kept."""
    files = variations.files()
    listed = files["sources/all.yaml"].decode().replace(SOURCE, f"{SOURCE}    archive: {COPY}\n")
    return Release.of(KnowledgeBase.of(pack.load(Tree.of(files | {"sources/all.yaml": listed.encode()}))))


def sources_card(release: Release, language: str) -> str:
    target = Target(Intent.TOWN_STATUS, Language(language), (1,), (), Part.SOURCES)
    return desks.text(Desk(Releases(live=release), today=lambda: DAY).follow(target))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_links_the_copy_after_publisher_and_date(release: Release, language: str) -> None:
    said = wording(language).say("links.archive")
    [line] = [line for line in sources_card(release, language).splitlines() if COPY in line]
    assert line.startswith("-# The Gazette · ")
    assert line.endswith(f" · [{said}]({COPY})")


def test_a_source_without_a_copy_offers_none(release: Release) -> None:
    assert "archived copy" not in sources_card(Release.of(KnowledgeBase.of(pack.load(variations.tree()))), "en")
    assert sources_card(release, "en").count("archived copy") == 1


def test_the_terminal_gives_the_address_of_the_copy_below_that_of_the_source(release: Release) -> None:
    answer = compose(Question("", Language.EN, Intent.TOWN_STATUS, ("Alder",)), release.base, DAY)
    stream = io.StringIO()
    terminal.show(Console(file=stream, width=120), terminal.sources(answer))
    assert f"\n     https://gazette.example/cameras\n     archived copy: {COPY}\n" in stream.getvalue()


def test_the_copy_is_an_address_that_cards_may_link(release: Release) -> None:
    assert COPY in release.links
