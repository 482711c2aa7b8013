"""Forms that keep no state: what is asked stands in the form, what was filled in is read from the submission alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from discord import SelectOption, TextStyle, ui

from bot.cards.layout import Carried

MOST_FIELDS = 5
TITLE = LABEL = 45
HELP = OPTION = 100
OPTIONS = 25
LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Text:
    """A line to write, or a paragraph where it is `long`; `value` stands there already."""

    name: str
    label: str
    value: str = ""
    required: bool = True
    long: bool = False
    longest: int = 300
    help: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A list to pick from: (label, value) in the order shown, 25 at most; `most` may be picked, `chosen` are picked already."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...] = ()
    required: bool = True
    most: int = 1
    help: str = ""


Field: TypeAlias = Text | Choice


@dataclass(frozen=True, slots=True)
class Form:
    """A title, up to five fields, and the move that submitting makes."""

    title: str
    move: Carried
    fields: tuple[Field, ...]

    def prefilled(self, filled: Filled) -> Form:
        """The same form with these values in its fields."""
        return replace(self, fields=tuple(_prefilled(item, filled) for item in self.fields))


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written and picked, by the names of the fields."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What was written or picked in a field, without the space around it; "" where nothing was."""
        return next(iter(self.values.get(name, ())), "").strip()

    def picked(self, name: str) -> tuple[str, ...]:
        """Everything picked in a list."""
        return self.values.get(name, ())


def modal(form: Form) -> ui.Modal:
    """The form on Discord's screen; raises ValueError for more fields than it can hold."""
    if not 1 <= len(form.fields) <= MOST_FIELDS:
        raise ValueError(f"a form holds one to {MOST_FIELDS} fields, not {len(form.fields)}")
    made = ui.Modal(title=_cut(form.title, TITLE), custom_id=form.move.custom_id)
    for item in form.fields:
        component = _text(item) if isinstance(item, Text) else _choice(item)
        made.add_item(ui.Label(text=_cut(item.label, LABEL), description=_cut(item.help, HELP) or None, component=component))
    made.stop()  # so that discord.py keeps no copy of it
    return made


def read(data: Mapping[str, Any]) -> Filled:
    """What a submission, or a press on a list, carries."""
    if "values" in data:
        return Filled({"": tuple(map(str, data["values"]))})
    found = {}
    for outer in data.get("components", ()):
        for item in (outer["component"],) if "component" in outer else outer.get("components", ()):
            found[item["custom_id"]] = (item["value"],) if item.get("value") is not None else tuple(item.get("values", ()))
    return Filled(found)


def _text(item: Text) -> ui.TextInput[ui.Modal]:
    longest = min(item.longest, LONGEST_TEXT)
    style = TextStyle.paragraph if item.long else TextStyle.short
    return ui.TextInput(
        custom_id=item.name, style=style, default=item.value[:longest] or None, required=item.required, max_length=longest
    )


def _choice(item: Choice) -> ui.Select[ui.Modal]:
    options = [
        SelectOption(label=_cut(label, OPTION), value=value, default=value in item.chosen)
        for label, value in item.options[:OPTIONS]
    ]
    least = int(item.required)
    return ui.Select(custom_id=item.name, options=options, required=item.required, min_values=least, max_values=item.most)


def _prefilled(item: Field, filled: Filled) -> Field:
    if item.name not in filled.values:
        return item
    if isinstance(item, Text):
        return replace(item, value=filled.text(item.name))
    return replace(item, chosen=filled.picked(item.name))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
