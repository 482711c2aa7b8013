"""A card on Discord's screen: a container of text with rows of controls, within every limit that Discord sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from discord import ButtonStyle, MessageFlags, SelectOption, ui

from bot.cards.pieces import Piece
from bot.custom_ids import Press, write
from knowledge.answer import Link

LABEL = 80
OPTION = 100
OPTIONS = 25
IN_A_ROW = 5
URL = 512
Card: TypeAlias = ui.LayoutView


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `style` is Discord's colour for it."""

    label: str
    press: Press
    style: ButtonStyle = ButtonStyle.secondary


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to pick one town from: (label, town number) in the order shown."""

    placeholder: str
    press: Press
    options: tuple[tuple[str, int], ...]


Row: TypeAlias = Sequence[Button] | Sequence[Link] | Menu


def card(accent: int, texts: Iterable[str], pieces: Iterable[Piece], rows: Iterable[Row], footnotes: Iterable[str] = ()) -> Card:
    """The card; it listens to nothing itself, for its buttons carry all that answering them needs."""
    box: ui.Container[Card] = ui.Container(accent_colour=accent)
    for text in texts:
        box.add_item(ui.TextDisplay(text))
    for piece in pieces:
        box.add_item(ui.TextDisplay(piece.text))
    for note in footnotes:
        box.add_item(ui.TextDisplay(note))
    for row in rows:
        box.add_item(_row(row))
    view = Card(timeout=None)
    view.add_item(box)
    view.stop()  # so that discord.py keeps no copy of it
    return view


def note(text: str) -> Card:
    """A single sentence as a card."""
    view = Card(timeout=None)
    view.add_item(ui.TextDisplay(text))
    view.stop()
    return view


def to_payload(view: Card) -> dict[str, Any]:
    """The JSON that a send of this card has as its body."""
    flags = MessageFlags(components_v2=True).value
    components = [item.to_component_dict() for item in view.children]
    return {"flags": flags, "components": components, "allowed_mentions": {"parse": []}}


def custom_ids_on(components: Iterable[object]) -> Iterator[str]:
    """The custom_ids of a received message's components, in reading order."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if isinstance(custom_id, str):
            yield custom_id
        yield from custom_ids_on(getattr(component, "children", ()))


def rows_of(buttons: Sequence[Button], wide: int = 3) -> list[Sequence[Button]]:
    """Buttons in rows of `wide`."""
    return [buttons[at : at + wide] for at in range(0, len(buttons), wide)]


def links_row(links: Iterable[Link]) -> list[Sequence[Link]]:
    """One row of link buttons, those that Discord accepts; nothing when there is none."""
    fit = [link for link in links if link.url.startswith("https://") and len(link.url) <= URL]
    return [fit[:IN_A_ROW]] if fit else []


def _row(row: Row) -> ui.ActionRow[Card]:
    if isinstance(row, Menu):
        options = [SelectOption(label=label[:OPTION], value=str(town_no)) for label, town_no in row.options[:OPTIONS]]
        custom_id = write(row.press.verb, row.press.target)
        return ui.ActionRow(ui.Select(custom_id=custom_id, placeholder=row.placeholder, options=options))
    return ui.ActionRow(*(_link(item) if isinstance(item, Link) else _button(item) for item in row))


def _button(button: Button) -> ui.Button[Card]:
    return ui.Button(label=_cut(button.label), style=button.style, custom_id=write(button.press.verb, button.press.target))


def _link(link: Link) -> ui.Button[Card]:
    return ui.Button(label=_cut(link.label), url=link.url)


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
