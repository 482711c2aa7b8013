"""Which pages a pack leans on, and which of its records lean on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.base import atlas_id
from knowledge.contents import Contents
from knowledge.records import Event, Finding, Sourced, Statement

CITING = ("findings", "statements", "laws", "resources", "terms", "national", "timeline")


@dataclass(frozen=True, slots=True)
class Use:
    """A record that leans on a page: its id, its towns, and the words it quotes, "" for none."""

    record: str
    towns: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """An https address, the ids of the sources that name it, and the records that cite these."""

    url: str
    sources: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def quotes(self) -> tuple[Use, ...]:
        """The uses with words to look for."""
        return tuple(use for use in self.uses if use.quote)

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of the records that cite it."""
        return tuple(dict.fromkeys(use.record for use in self.uses))

    @property
    def towns(self) -> tuple[str, ...]:
        """The towns that these records are about, by name."""
        return tuple(sorted({town for use in self.uses for town in use.towns}))


def pages(contents: Contents, *, contacts: bool = False) -> tuple[Page, ...]:
    """The page of every source, in the order of the pack; with `contacts`, the pages to turn to as well."""
    citing = _citing(contents)
    named: defaultdict[str, list[tuple[str, tuple[Use, ...]]]] = defaultdict(list)
    for source in contents.sources:
        named[source.url].append((source.id, tuple(citing.get(source.id, ()))))
    for row in contents.plate_readers:
        if row.town:
            named[row.source_url].append((atlas_id(row), (Use(atlas_id(row), (row.town,)),)))
    for url, use in _contacts(contents) if contacts else ():
        if url and url.startswith("https://"):
            named[url].append(("", (use,)))
    return tuple(_page(url, found) for url, found in named.items())


def _page(url: str, found: Iterable[tuple[str, tuple[Use, ...]]]) -> Page:
    found = tuple(found)
    sources = dict.fromkeys(source for source, _ in found if source)
    return Page(url, tuple(sources), tuple(dict.fromkeys(use for _, uses in found for use in uses)))


def _citing(contents: Contents) -> dict[str, list[Use]]:
    citing: defaultdict[str, list[Use]] = defaultdict(list)
    for section in CITING:
        records: tuple[Sourced, ...] = getattr(contents, section)
        for record in records:
            use = _use(record)
            for source in record.sources:
                citing[source].append(use)
    return citing


def _use(record: Sourced) -> Use:
    towns = record.towns if isinstance(record, Finding | Statement | Event) else ()
    return Use(record.id, towns, (record.quote or "") if isinstance(record, Statement) else "")


def _contacts(contents: Contents) -> Iterator[tuple[str | None, Use]]:
    yield from ((url, Use(row.id)) for row in contents.resources for url in (row.url, row.source_url))
    for member in contents.legislators:
        pages = (member.official_page_url, member.cga_page_url, member.contact_form_url)
        yield from ((url, Use(member.openstates_id)) for url in pages)
    for officer in contents.executive:
        yield from ((url, Use(officer.openstates_id)) for url in (officer.official_url, officer.contact_form_url))
    yield from ((seat.committee_url, Use(seat.committee)) for seat in contents.committees)
    yield from ((row.official_website, Use("town_websites", (row.town,))) for row in contents.town_websites)
    yield from ((row.website, Use(row.agency)) for row in contents.police_contacts)
    yield from ((row.where_to_send, Use("records_contacts", (row.town,))) for row in contents.records_contacts)
