"""What the bot answered, as a person would look at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from tests.discord_server import components as kinds
from tests.discord_server.errors import NotOfferedError
from tests.discord_server.world import JSON


class Kind(Enum):
    """What sort of answer it is."""

    MESSAGE = "a new message"
    EDIT = "a message changed in place"
    MODAL = "a form"
    CHOICES = "suggestions for an option"


@dataclass(frozen=True)
class Choice:
    """One autocomplete suggestion."""

    name: str
    value: str | int | float


@dataclass(frozen=True)
class Button:
    """A button as shown; a link button has a `url` and no `custom_id`."""

    label: str
    custom_id: str | None
    url: str | None
    style: int
    disabled: bool
    emoji: str | None


@dataclass(frozen=True)
class Option:
    """One line of a select."""

    label: str
    value: str
    description: str | None
    default: bool


@dataclass(frozen=True)
class Select:
    """A select as shown; only string selects carry options."""

    custom_id: str
    placeholder: str | None
    options: tuple[Option, ...]
    least: int
    most: int
    disabled: bool


@dataclass(frozen=True)
class Field:
    """One thing to fill in a form; `type` is Discord's component type."""

    label: str
    custom_id: str
    type: int
    required: bool
    value: str | None


@dataclass(frozen=True)
class Reply:
    """One answer of the bot: `body` is the message object as it stood then, or the form, or the autocomplete data.

    `seconds` runs from the event leaving the gateway to the answer's last byte; `interaction` is the interaction's id, if any.
    """

    kind: Kind
    body: JSON
    ephemeral: bool
    seconds: float
    interaction: str | None = None

    @property
    def id(self) -> str:
        """The message's snowflake; KeyError for a form or suggestions."""
        return str(self.body["id"])

    def parts(self) -> Iterator[JSON]:
        """Every component, parents before children, in reading order."""
        return kinds.walk(self.body.get("components") or [])

    @property
    def text(self) -> str:
        """Everything there is to read, in reading order, a line a part: not the labels of buttons."""
        lines = [self.body.get("content") or "", self.body.get("title") or ""]
        for embed in self.body.get("embeds") or []:
            lines += [embed.get("title") or "", embed.get("description") or ""]
            lines += [line for field in embed.get("fields") or [] for line in (field["name"], field["value"])]
            lines.append((embed.get("footer") or {}).get("text") or "")
        lines += [part["content"] for part in self.parts() if part["type"] == kinds.TEXT]
        return "\n".join(line for line in lines if line)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons in reading order."""
        return tuple(
            Button(
                part.get("label") or "",
                part.get("custom_id"),
                part.get("url"),
                part["style"],
                bool(part.get("disabled")),
                (part.get("emoji") or {}).get("name"),
            )
            for part in self.parts()
            if part["type"] == kinds.BUTTON
        )

    @property
    def selects(self) -> tuple[Select, ...]:
        """The selects in reading order."""
        return tuple(_select(part) for part in self.parts() if part["type"] in kinds.SELECTS)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a form asks for, in reading order."""
        return tuple(_fields(self.body.get("components") or []))

    @property
    def links(self) -> tuple[str, ...]:
        """Where the link buttons lead."""
        return tuple(button.url for button in self.buttons if button.url)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The suggestions of an autocomplete answer."""
        return tuple(Choice(choice["name"], choice["value"]) for choice in self.body.get("choices") or [])

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files attached."""
        return tuple(attachment["filename"] for attachment in self.body.get("attachments") or [])

    def button(self, label: str | None = None, *, custom_id: str | None = None) -> Button:
        """The one button with this label or custom_id; raises NotOfferedError with what there is instead."""
        found = [
            b for b in self.buttons if (custom_id is None or b.custom_id == custom_id) and (label is None or b.label == label)
        ]
        if len(found) != 1:
            raise NotOfferedError(f"{len(found)} buttons are {custom_id or label!r}; there are {[b.label for b in self.buttons]}")
        return found[0]

    def select(self, custom_id: str | None = None) -> Select:
        """The one select, or the one with this custom_id; raises NotOfferedError with what there is instead."""
        found = [s for s in self.selects if custom_id in (None, s.custom_id)]
        if len(found) != 1:
            raise NotOfferedError(f"{len(found)} selects are {custom_id!r}; there are {[s.custom_id for s in self.selects]}")
        return found[0]


def _select(part: JSON) -> Select:
    options = tuple(
        Option(o["label"], o["value"], o.get("description"), bool(o.get("default"))) for o in part.get("options") or []
    )
    least, most = part.get("min_values"), part.get("max_values")
    return Select(
        part["custom_id"], part.get("placeholder"), options, 1 if least is None else least, 1 if most is None else most,
        bool(part.get("disabled")),
    )  # fmt: skip


def _fields(components: list[JSON]) -> Iterator[Field]:
    for child in components:
        if child["type"] == kinds.LABEL:
            inner = child["component"]
            yield Field(child["label"], inner["custom_id"], inner["type"], inner.get("required", True), inner.get("value"))
        elif child["type"] == kinds.ROW:
            for inner in child["components"]:
                yield Field(
                    inner.get("label") or "", inner["custom_id"], inner["type"], inner.get("required", True), inner.get("value")
                )
