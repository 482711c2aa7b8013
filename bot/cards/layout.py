"""A card on Discord's screen: a container of text with rows of controls, within every limit that Discord sets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from discord import ButtonStyle, MediaGalleryItem, MessageFlags, SelectOption, ui

from bot.cards.pieces import Piece
from knowledge.answer import Link

LABEL = 80
OPTION = 100
OPTIONS = 25
IN_A_ROW = 5
URL = 512


DESCRIPTION = 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent along with a card: `description` is what a screen reader says of a picture, "" for a document.

    `content` may take long, for a picture is drawn by it: it is called in a thread, at each send.
    """

    name: str
    description: str
    content: Callable[[], bytes]

    @property
    def address(self) -> str:
        """How the card's parts refer to it."""
        return f"attachment://{self.name}"


class Card(ui.LayoutView):
    """A finished card: it listens to nothing, and is written out once however often it is sent."""

    def __init__(self, *items: ui.Item[Card], attachments: Iterable[Attachment] = ()) -> None:
        super().__init__(timeout=None)
        self.attachments = tuple(attachments)
        for item in items:
            self.add_item(item)
        self._written: list[dict[str, Any]] = [item.to_component_dict() for item in self.children]
        self.stop()  # so that discord.py keeps no copy of it

    def to_components(self) -> list[dict[str, Any]]:
        """The card as Discord takes it."""
        return self._written


class Carried(Protocol):
    """What a control does when it is used, small enough to travel in its custom_id."""

    @property
    def custom_id(self) -> str:
        """At most 100 characters; raises ValueError for what cannot be carried."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: `style` is Discord's colour for it."""

    label: str
    press: Carried
    style: ButtonStyle = ButtonStyle.secondary


@dataclass(frozen=True, slots=True)
class Menu:
    """A list to pick one from: (label, value) in the order shown, such as a town's name and number."""

    placeholder: str
    press: Carried
    options: tuple[tuple[str, int | str], ...]


Row: TypeAlias = Sequence[Button] | Sequence[Link] | Menu


def card(
    accent: int,
    texts: Iterable[str],
    pieces: Iterable[Piece],
    rows: Iterable[Row],
    footnotes: Iterable[str] = (),
    *,
    attached: Iterable[str] = (),
    pictures: Sequence[Attachment] = (),
    documents: Sequence[Attachment] = (),
) -> Card:
    """The card; it listens to nothing itself, for its buttons carry all that answering them needs.

    `pictures` stand below the texts and `documents` below the footnotes, and the card brings both along; `attached` are the names
    of files that whoever sends it brings: what is not named here, a card does not show.
    """
    box: ui.Container[Card] = ui.Container(accent_colour=accent)
    for text in texts:
        box.add_item(ui.TextDisplay(text))
    if pictures:
        shown = (MediaGalleryItem(picture.address, description=picture.description[:DESCRIPTION]) for picture in pictures)
        box.add_item(ui.MediaGallery(*shown))
    for piece in pieces:
        box.add_item(ui.TextDisplay(piece.text))
    for note in footnotes:
        box.add_item(ui.TextDisplay(note))
    for address in (*(document.address for document in documents), *(f"attachment://{name}" for name in attached)):
        box.add_item(ui.File(address))
    for row in rows:
        box.add_item(_row(row))
    return Card(box, attachments=(*pictures, *documents))


def note(text: str) -> Card:
    """A single sentence as a card."""
    return Card(ui.TextDisplay(text))


def to_payload(view: Card) -> dict[str, Any]:
    """The JSON that a send of this card has as its body."""
    flags = MessageFlags(components_v2=True).value
    files = [{"id": n, "filename": its.name, "description": its.description} for n, its in enumerate(view.attachments)]
    brought = {"attachments": files} if files else {}
    return {"flags": flags, "components": view.to_components(), "allowed_mentions": {"parse": []}, **brought}


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
        options = [SelectOption(label=label[:OPTION], value=str(value)) for label, value in row.options[:OPTIONS]]
        return ui.ActionRow(ui.Select(custom_id=row.press.custom_id, placeholder=row.placeholder, options=options))
    return ui.ActionRow(*(_link(item) if isinstance(item, Link) else _button(item) for item in row))


def _button(button: Button) -> ui.Button[Card]:
    return ui.Button(label=_cut(button.label), style=button.style, custom_id=button.press.custom_id)


def _link(link: Link) -> ui.Button[Card]:
    return ui.Button(label=_cut(link.label), url=link.url)


def _cut(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"
