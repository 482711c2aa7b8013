"""An answer laid out for a page: parts with anchors, and sources as footnotes that lead back to where they are cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from bot.site.linking import linked
from knowledge.answer import Answer, Block, Claim, Link, Section, SectionKey
from knowledge.records import Source
from knowledge.wording import wording

NOWHERE: Mapping[str, str] = MappingProxyType({})


class Mark(NamedTuple):
    """One place that cites source `n`; `id` is its anchor."""

    n: int
    id: str


class Passage(NamedTuple):
    """A sentence or a few, with what they rest on; `href` is where a label that names a town leads, "" for nowhere."""

    label: str
    text: Markup
    marks: tuple[Mark, ...]
    href: str = ""


class Part(NamedTuple):
    """A titled part of a page; the opening has no title."""

    id: str
    title: str
    passages: tuple[Passage, ...]


class Footnote(NamedTuple):
    """A source with its number, its date in words, and the anchors of the places that cite it."""

    n: int
    source: Source
    date: str
    uses: tuple[str, ...]


class Sheet(NamedTuple):
    """A whole answer, ready for a template."""

    title: str
    headline: str
    opening: tuple[Passage, ...]
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...]
    links: tuple[Link, ...]
    small_print: str


def lay_out(answer: Answer, links: Collection[str], ways: Mapping[str, str] = NOWHERE) -> Sheet:
    """The answer as a page shows it; `links` are the addresses that the pack names, `ways` lead to towns by their names."""
    return _Layout(answer, links, ways).sheet()


class _Layout:
    def __init__(self, answer: Answer, links: Collection[str], ways: Mapping[str, str]) -> None:
        self._answer = answer
        self._links = links
        self._ways = ways
        self._names = dict(_names(answer))
        self._uses: defaultdict[int, list[str]] = defaultdict(list)

    def sheet(self) -> Sheet:
        answer, words = self._answer, wording(self._answer.language)
        opening = tuple(self._passage(b) for s in answer.sections if _opens(s) for b in s.blocks)
        parts = tuple(self._parts())
        said = "".join(passage.text for part in parts for passage in part.passages) + "".join(p.text for p in opening)
        return Sheet(
            title=answer.title,
            headline=answer.headline,
            opening=opening,
            parts=parts,
            footnotes=tuple(
                Footnote(n, source, words.date(source.published) if source.published else "", tuple(self._uses[n]))
                for n, source in answer.sources
            ),
            links=tuple(link for link in answer.links if f'"{link.url}"' not in said),
            small_print=answer.footnote_below(answer.blocks),
        )

    def _parts(self) -> Iterator[Part]:
        taken: defaultdict[str, int] = defaultdict(int)
        for section in self._answer.sections:
            if _opens(section):
                continue
            taken[section.key] += 1
            anchor = section.key if taken[section.key] == 1 else f"{section.key}-{taken[section.key]}"
            yield Part(anchor, section.title, tuple(map(self._passage, section.blocks)))

    def _passage(self, block: Block) -> Passage:
        marks = tuple(map(self._mark, (c.n for c in block.citations))) if isinstance(block, Claim) else ()
        label = "" if block.label == self._answer.title else block.label
        text = block.text[:1].upper() + block.text[1:] if label else block.text
        return Passage(label, linked(text, self._links, self._names, label), marks, self._ways.get(label, ""))

    def _mark(self, n: int) -> Mark:
        uses = self._uses[n]
        uses.append(f"cite-{n}-{len(uses) + 1}")
        return Mark(n, uses[-1])


def _opens(section: Section) -> bool:
    return section.key is SectionKey.BOTTOM_LINE and not section.title


def _names(answer: Answer) -> Iterator[tuple[str, str]]:
    """What to call the addresses in an answer, so that each link makes sense by itself."""
    say = wording(answer.language).say
    for link in answer.links:
        yield link.url, link.label
    for person in answer.legislators:
        for key, url in (("card.contact.page", person.url), ("card.contact.write", person.form_url)):
            if url:
                yield url, say(key, name=person.name)
