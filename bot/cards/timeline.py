"""The card of a timeline: the picture, and beside it the numbered list that tells each of its entries with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.cards import colours
from bot.cards.layout import Attachment, Card, card
from bot.cards.pieces import Piece, block, heading, pages
from bot.cards.town import help_now
from bot.cards.viewing import Viewing
from bot.custom_ids import Part
from bot.markdown import escape, small
from knowledge.answer import Answer
from knowledge.maps.legend import Style
from knowledge.maps.timeline import Lane, Timeline, tell

STYLES = {Part.TIMELINE: Style.LIGHT, Part.TIMELINE_DARK: Style.DARK}
OTHER = {Part.TIMELINE: Part.TIMELINE_DARK, Part.TIMELINE_DARK: Part.TIMELINE}
NAME = "timeline.png"


def render(answer: Answer, viewing: Viewing) -> Card:
    """The timeline of the target's town or of the state, and one page of its list."""
    here, release = viewing.target, viewing.release
    town = release.towns[here.towns[0]].name if here.towns else None
    told = tell(release.base, town, here.language, viewing.day)
    dealt = pages([*_listed(told, viewing)])
    viewing = replace(viewing, target=replace(here, page=min(here.page, len(dealt))))
    style = viewing.button(
        "map.way.light" if here.part is Part.TIMELINE_DARK else "map.way.dark", replace(here, part=OTHER[here.part])
    )
    return card(
        colours.of(answer, told=False),
        [f"## {escape(told.title)}\n{escape(told.caution)}"],
        dealt[viewing.target.page - 1],
        [
            *viewing.paging(len(dealt)),
            [style, *viewing.way_back(), help_now(viewing), *viewing.show_everyone(), *viewing.report()],
        ],
        [*viewing.page_note(len(dealt)), small(escape(told.footnote))],
        pictures=[_picture(told, viewing)] if viewing.target.page == 1 else [],
    )


def _picture(told: Timeline, viewing: Viewing) -> Attachment:
    gallery, version, style = viewing.gallery, viewing.release.base.version, STYLES[viewing.target.part]
    return Attachment(NAME, told.alt, lambda: gallery.timeline(version, told, style))


def _listed(told: Timeline, viewing: Viewing) -> Iterator[Piece]:
    """Every entry with its number, its lane and its claim; then those that the record does not date."""
    names = {lane: viewing.say(f"timeline.lane.{lane}") for lane in Lane}
    for entry in told.entries:
        yield from block(
            replace(entry.claim, label=f"{entry.n} · {names[entry.lane]}: {entry.claim.label}"), viewing.release.links
        )
    if told.undated:
        yield heading(viewing.say("timeline.undated"))
    for entry in told.undated:
        yield from block(replace(entry.claim, label=f"{names[entry.lane]}: {entry.claim.label}"), viewing.release.links)
