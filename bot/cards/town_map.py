"""The card of a map: the picture, what it says of the asked town, and the ways to other areas, styles and the text list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.cards import colours
from bot.cards.layout import Attachment, Button, Card, Menu, Row, card
from bot.cards.pieces import Piece, block, heading, pages
from bot.cards.town import help_now
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Press, Target, Verb
from bot.gallery import Land
from bot.markdown import escape, small
from knowledge.answer import Answer, Block, Line, SectionKey
from knowledge.maps.legend import LEGEND, Style
from knowledge.maps.sheet import Area, Scale, Sheet, tell
from knowledge.questions import Intent

STYLES = {Part.MAP: Style.LIGHT, Part.MAP_DARK: Style.DARK}
OTHER = {Part.MAP: Part.MAP_DARK, Part.MAP_DARK: Part.MAP}
NAME = "map.png"


def render(answer: Answer, viewing: Viewing) -> Card:
    """The map of the target's area, or its text list, one page of it."""
    area = area_of(viewing)
    sheet = sheet_of(area, viewing)
    as_text = viewing.target.part is Part.MAP_LIST or not viewing.release.borders
    bottom = answer.section(SectionKey.BOTTOM_LINE)
    told = bottom.blocks if bottom and not as_text else ()
    dealt = pages([*(_listed(sheet) if as_text else _below(told, sheet, viewing))])
    viewing = replace(viewing, target=replace(viewing.target, page=min(viewing.target.page, len(dealt))))
    notes = [] if viewing.release.borders else [viewing.say("map.missing")]
    rows = [*viewing.paging(len(dealt)), *_ways(area, viewing), _last(viewing)]
    return card(
        colours.of(answer, told=False),
        [f"## {escape(sheet.title)}\n{escape(sheet.caution)}", *notes],
        dealt[viewing.target.page - 1],
        [row for row in rows if row],
        [*viewing.page_note(len(dealt)), small(escape(answer.footnote_below(told)))],
        pictures=[] if as_text else [picture(sheet, viewing)],
    )


def area_of(viewing: Viewing) -> Area:
    """What the target wants to see: the area among its subjects, else its town up close, else the state."""
    here, release = viewing.target, viewing.release
    town = release.towns[here.towns[0]].name if here.towns else None
    named = next((release.areas[token] for token in here.subjects if token in release.areas), None)
    return replace(named, town=town) if named else Area(Scale.TOWN, town) if town else Area()


def sheet_of(area: Area, viewing: Viewing) -> Sheet:
    """The words of an area's map in the language of the card."""
    release = viewing.release
    beside = release.borders.get(area.town or "", ()) if area.scale is Scale.TOWN else ()
    return tell(release.base, area, viewing.target.language, beside)


def beside(answer: Answer, viewing: Viewing) -> list[Attachment]:
    """The map that stands on the first page of the list of towns."""
    here = viewing.target
    first = answer.intent is Intent.WHO_SHARES and here.part is Part.FRONT and here.page == 1 and not here.towns
    return [picture(sheet_of(Area(), viewing), viewing)] if first and viewing.release.borders else []


def picture(sheet: Sheet, viewing: Viewing) -> Attachment:
    """The map to send along; it holds on to no more of the release than its drawing needs."""
    contents, gallery = viewing.release.base.contents, viewing.gallery
    land, style = Land(contents.version, contents.outlines, contents.towns), STYLES.get(viewing.target.part, Style.LIGHT)
    return Attachment(NAME, sheet.alt, lambda: gallery.map(land, sheet, style))


def _below(told: Iterable[Block], sheet: Sheet, viewing: Viewing) -> Iterator[Piece]:
    """What a reader should know beside the picture: the bottom line with its sources, and the neighbors."""
    for content in told:
        yield from block(content, viewing.release.links)
    if sheet.beside:
        yield Piece(escape(sheet.beside))


def _listed(sheet: Sheet) -> Iterator[Piece]:
    """The map in words: every record of its legend, and the names of its towns."""
    if sheet.asked:
        yield from block(sheet.asked, ())
    if sheet.beside:
        yield Piece(escape(sheet.beside))
    for row, (line, names) in zip(sheet.rows, sheet.listed, strict=True):
        yield heading(f"{LEGEND[row.record].mark} {line}".strip())
        yield from block(Line(names), ())


def _ways(area: Area, viewing: Viewing) -> list[Row]:
    """To the town up close, its region, the state; to the other style and the text list; and to every region."""
    here, release = viewing.target, viewing.release
    drawn = bool(release.borders)
    part = here.part if here.part in STYLES else Part.MAP
    ways = []
    if area.town and area.scale is not Scale.TOWN and drawn:
        ways.append(_open(area.town, replace(here, subjects=(), part=part, page=1)))
    region = release.base.towns[area.town].planning_region if area.town else None
    if region and area.scale is not Scale.REGION:
        ways.append(_open(region, _showing(Area(Scale.REGION, region=region), part, viewing)))
    if area.scale is not Scale.STATE:
        ways.append(_open(viewing.say("map.way.state"), _showing(Area(), part, viewing)))
    looks = []
    if drawn and here.part in OTHER:
        key = "map.way.light" if here.part is Part.MAP_DARK else "map.way.dark"
        looks.append(viewing.button(key, replace(here, part=OTHER[here.part], page=1)))
        looks.append(viewing.button("map.way.list", replace(here, part=Part.MAP_LIST, page=1)))
    regions = () if area.town else tuple((its.region or "", token) for token, its in release.areas.items() if its.region)
    menu = [Menu(viewing.say("map.way.region"), Press(Verb.PICK, replace(here, subjects=(), part=part, page=1)), regions)]
    return [ways, looks, *(menu if regions else [])]


def _showing(area: Area, part: Part, viewing: Viewing) -> Target:
    return replace(viewing.target, subjects=(viewing.release.tokens[area],), part=part, page=1)


def _open(label: str, target: Target) -> Button:
    return Button(label, Press(Verb.OPEN, target))


def _last(viewing: Viewing) -> Row:
    return [*viewing.way_back(), help_now(viewing), *viewing.show_everyone(), *viewing.report()]
