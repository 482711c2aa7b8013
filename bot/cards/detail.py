"""Every card that is read top to bottom: a part of a town's answer, or a whole answer about something else, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.cards import acting, colours, contacts, latest, town_map
from bot.cards.layout import Card, Row, card, links_row, rows_of
from bot.cards.pieces import Piece, block, heading, pages
from bot.cards.town import help_now
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Target
from bot.markdown import bold, escape, link, small
from knowledge.answer import Answer, Block, Link, Section, SectionKey
from knowledge.questions import Intent

SHOWN = {
    Part.REPORTED: (SectionKey.REPORTED, SectionKey.STANDING, SectionKey.POLICING),
    Part.OFFICIALS: (SectionKey.OFFICIALS,),
    Part.MEMBER: (SectionKey.LEGISLATORS,),
}
STARTERS = (Intent.WHO_SHARES, Intent.LAW)
OPENINGS = (Intent.GREETING, Intent.ABOUT, Intent.OUT_OF_SCOPE)
TOWNS_IN_A_ROW = 4
HELP_LINKS = 3


def render(answer: Answer, viewing: Viewing) -> Card:
    """One page of the part that is asked for."""
    dealt = pages([*_pieces(answer, viewing)])
    viewing = replace(viewing, target=replace(viewing.target, page=min(viewing.target.page, len(dealt))))
    last = viewing.target.page == len(dealt)
    told = [] if viewing.target.part is Part.SOURCES else _sections(answer, viewing)
    footnote = answer.footnote_below(block for section in told for block in section.blocks)
    footnotes = [small(escape(footnote))] if footnote and last else []
    return card(
        colours.of(answer, told=_begins(viewing)),
        [_head(answer, viewing)],
        dealt[viewing.target.page - 1],
        _rows(answer, viewing, dealt),
        [*viewing.page_note(len(dealt)), *footnotes],
        pictures=town_map.beside(answer, viewing),
    )


def _head(answer: Answer, viewing: Viewing) -> str:
    return f"## {escape(answer.title)}\n{bold(answer.headline) if _begins(viewing) else ''}".rstrip()


def _begins(viewing: Viewing) -> bool:
    """Whether this is where the answer begins: there the headline stands."""
    return viewing.target.part is Part.FRONT and viewing.target.page == 1


def _pieces(answer: Answer, viewing: Viewing) -> Iterator[Piece]:
    if viewing.target.part is Part.SOURCES:
        yield heading(viewing.say("card.sources"))
        yield from _sources(answer, viewing)
        return
    if viewing.target.part is Part.LATEST:
        yield heading(viewing.say("card.latest"))
        yield from latest.pieces(answer, viewing)
        return
    for section in _sections(answer, viewing):
        if section.title:
            yield heading(section.title)
        if section.key is SectionKey.LATEST:
            yield from latest.pieces(answer, viewing)
            continue
        for content in section.blocks:
            yield from _block(content, answer, viewing)


def _sections(answer: Answer, viewing: Viewing) -> list[Section]:
    keys = SHOWN.get(viewing.target.part)
    if keys is not None:
        return [section for key in keys for section in answer.sections if section.key is key]
    return list(answer.sections)


def _block(content: Block, answer: Answer, viewing: Viewing) -> Iterator[Piece]:
    person = next((p for p in answer.legislators if content.label.startswith(p.name)), None)
    if viewing.target.part is Part.MEMBER and acting.is_of_another(content, person, answer):
        return
    if person is not None:
        yield contacts.piece(person, viewing.words, content.label)
    else:
        yield from block(content.bare if content.label == answer.title else content, viewing.release.links)


def _sources(answer: Answer, viewing: Viewing) -> Iterator[Piece]:
    for citation in answer.sources:
        source = citation.source
        when = viewing.words.date(source.published) if source.published else viewing.say("card.source.undated")
        copy = f" · {link(viewing.say('links.archive'), source.archive)}" if source.archive else ""
        told = small(escape(f"{source.publisher} · {when}") + copy)
        yield Piece(f"**{citation.n}.** {link(source.title, source.url)}\n{told}")


def _rows(answer: Answer, viewing: Viewing, dealt: tuple[tuple[Piece, ...], ...]) -> list[Row]:
    towns = viewing.target.towns
    several = len(towns) > 1 and viewing.target.part is Part.FRONT
    by_town = [viewing.town_button(town_no, answer.intent) for town_no in towns] if several else []
    helped = [help_now(viewing)] if answer.intent is not Intent.URGENT_HELP and not towns else []
    drawn = viewing.map() if town_map.beside(answer, viewing) else viewing.timeline() if _dates(viewing) else []
    ways = [*viewing.way_back(), *drawn]
    last = [*viewing.sources_button(answer), *helped, *viewing.show_everyone(), *viewing.report()]
    starters = [viewing.button(f"card.{intent}", Target(intent, viewing.target.language)) for intent in STARTERS]
    rows: list[Row] = [
        *viewing.paging(len(dealt)),
        *rows_of(by_town, TOWNS_IN_A_ROW),
        *([starters] if answer.intent in OPENINGS else []),
        *open_town(answer, viewing),
        *acting.rows(answer, viewing),
        *acting.situations(viewing),
        *links_row(_links(answer, viewing, dealt)),
        *([ways, [*viewing.map(), *last]] if viewing.target.part is Part.REPORTED else [[*ways, *last]]),
    ]
    return [row for row in rows if row]


def open_town(answer: Answer, viewing: Viewing) -> list[Row]:
    """A list of the towns that a statewide answer names, each opening its card."""
    if viewing.target.towns or viewing.target.part is not Part.FRONT or not answer.records:
        return []
    towns = [viewing.release.base.towns[name] for name in sorted(answer.records)]
    return [viewing.menu("card.open_town", towns)]


def _dates(viewing: Viewing) -> bool:
    """Whether the card tells what was reported when, about one town or in the state: a timeline shows that at a glance."""
    here = viewing.target
    reported = here.part is Part.REPORTED and len(here.towns) == 1
    return reported or (here.part is Part.FRONT and here.intent is Intent.UPDATES and len(here.towns) <= 1)


def _links(answer: Answer, viewing: Viewing, dealt: tuple[tuple[Piece, ...], ...]) -> list[Link]:
    """The links of an answer that its text does not hold already; of help, the first ones in any case, to press with a thumb."""
    if answer.intent is Intent.URGENT_HELP and viewing.target.part is not Part.SOURCES:
        return list(answer.links[:HELP_LINKS])
    text = "".join(piece.text for page in dealt for piece in page)
    return [item for item in answer.links if f"]({item.url})" not in text] if viewing.target.part is Part.FRONT else []
