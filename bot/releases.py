"""Which knowledge base is live: loaded off the event loop, exchanged in one step, read without waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from bot.borders import Borders
from bot.errors import NotReadyError
from bot.loading import load
from bot.subjects import agencies_by_token, areas_by_token, subjects_by_token
from knowledge.base import KnowledgeBase
from knowledge.maps.sheet import Area
from knowledge.questions import Subject
from knowledge.tables import Town

NEARBY = 12


@dataclass(frozen=True, slots=True)
class Release:
    """A knowledge base with what cards look up in it.

    Towns by number, the nearest towns by name, subjects, agencies and areas by token and the other way round, every https address
    that the pack names, and the towns that each town borders.
    """

    base: KnowledgeBase
    towns: Mapping[int, Town]
    nearby: Mapping[str, tuple[Town, ...]]
    subjects: Mapping[str, Subject]
    agencies: Mapping[str, str]
    areas: Mapping[str, Area]
    tokens: Mapping[Subject | str | Area, str]
    links: frozenset[str]
    borders: Borders

    @classmethod
    def of(cls, base: KnowledgeBase) -> Release:
        """Everything derived from a knowledge base once, before it goes live."""
        towns = tuple(base.towns.values())
        subjects, agencies, areas = subjects_by_token(base), agencies_by_token(base), areas_by_token(base)
        return cls(
            base,
            MappingProxyType({town.town_no: town for town in towns}),
            MappingProxyType({town.name: _nearest(town, towns) for town in towns}),
            subjects,
            agencies,
            areas,
            MappingProxyType({record: token for found in (subjects, agencies, areas) for token, record in found.items()}),
            frozenset(url for url in _addresses(base) if url),
            Borders(base.contents),
        )


class Releases:
    """Holds the live release; made empty, filled by `load`."""

    def __init__(self, folder: Path | None = None, live: Release | None = None) -> None:
        self._folder = folder
        self._live = live

    @property
    def live(self) -> Release:
        """The release to answer from; raises NotReadyError before the first one is loaded."""
        if self._live is None:
            raise NotReadyError
        return self._live

    @property
    def loaded(self) -> bool:
        """Whether there is a live release."""
        return self._live is not None

    def swap(self, release: Release) -> None:
        """Make a release the live one, in one assignment: every question is answered from exactly one of them."""
        self._live = release

    async def load(self) -> Release:
        """Read the pack in a thread, then make it the live one; raises what `knowledge.pack.load` raises."""
        self._live = await asyncio.to_thread(_read, self._folder)
        return self._live


def _read(folder: Path | None) -> Release:
    return Release.of(load(folder))


def _nearest(town: Town, towns: tuple[Town, ...]) -> tuple[Town, ...]:
    others = (other for other in towns if other is not town)
    # A degree of longitude is about three quarters of a degree of latitude where the packs are.
    nearest = sorted(others, key=lambda other: (other.lat - town.lat) ** 2 + (0.75 * (other.lon - town.lon)) ** 2)[:NEARBY]
    return tuple(sorted(nearest, key=lambda other: other.name))


def _addresses(base: KnowledgeBase) -> Iterator[str | None]:
    pack = base.contents
    for source in base.sources.values():
        yield from (source.url, source.archive)
    for resource in pack.resources:
        yield from (resource.url, resource.source_url)
    for member in pack.legislators:
        yield from (member.official_page_url, member.cga_page_url, member.contact_form_url)
    for officer in pack.executive:
        yield from (officer.official_url, officer.contact_form_url)
    yield from (seat.committee_url for seat in pack.committees)
    yield from (site.official_website for site in pack.town_websites)
    yield from (contact.website for contact in pack.police_contacts)
    yield from (contact.where_to_send for contact in pack.records_contacts)
