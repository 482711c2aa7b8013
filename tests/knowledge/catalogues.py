"""What can be wrong with a folder of catalogues: found whatever the mistake, named by language, room and sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, read_po

REFERENCE = "en"
IDS = re.compile(r'^msgid "(.+)"$', re.MULTILINE)


def faults(folder: Path, own: dict[str, set[str]]) -> list[str]:
    """Every mistake in the catalogues of a folder; `own` are the sentences that a language has and English has not."""
    languages = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__")
    rooms = {path.name for path in (folder / REFERENCE).glob("*.po")}
    return [fault for language in languages for fault in _in_language(folder, language, rooms, own.get(language, set()))]


def _in_language(folder: Path, language: str, rooms: set[str], own: set[str]) -> Iterator[str]:
    there = {path.name for path in (folder / language).glob("*.po")}
    yield from (f"{language}/{room}: the room is missing" for room in rooms - there)
    yield from (f"{language}/{room}: no such room in {REFERENCE}" for room in there - rooms)
    for room in sorted(rooms & there):
        where = f"{language}/{room}"
        try:
            ours, english = _entries(folder / language / room), _entries(folder / REFERENCE / room)
        except (PoFileError, UnicodeDecodeError) as error:
            yield f"{where}: malformed: {error}"
            continue
        text = (folder / language / room).read_text(encoding="utf-8")
        yield from (f"{where}: {key} stands there twice" for key, n in Counter(IDS.findall(text)).items() if n > 1)
        yield from (f"{where}: {key} is missing" for key in english.keys() - ours.keys())
        yield from (f"{where}: {key} is not in {REFERENCE}" for key in ours.keys() - english.keys() - own)
        for key, message in ours.items():
            yield from (f"{where}: {key} {problem}" for problem in _in_sentence(message, english.get(key)))


def _in_sentence(message: Message, english: Message | None) -> Iterator[str]:
    forms = _forms(message)
    if message.fuzzy:
        yield "is fuzzy"
    if not all(form.strip() for form in forms):
        yield "is empty"
    try:
        slots = [_slots(form) for form in forms]
        wanted = set().union(*map(_slots, _forms(english))) if english else set().union(*slots)
    except ValueError as error:
        yield f"has malformed braces: {error}"
        return
    if slots[-1] != wanted or not set().union(*slots) <= wanted:
        yield f"has the slots {sorted(set().union(*slots))}, not {sorted(wanted)}"
    if english and isinstance(message.id, str) != isinstance(english.id, str):
        yield "has no plural, or one too many"
    if not isinstance(message.id, str) and len(forms) != 2:
        yield f"has {len(forms)} plural forms, not 2"


def _entries(path: Path) -> dict[str, Message]:
    catalogue = read_po(BytesIO(path.read_bytes()), locale=None, abort_invalid=True)
    return {(entry.id if isinstance(entry.id, str) else entry.id[0]): entry for entry in catalogue if entry.id}


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _slots(form: str) -> set[str]:
    """The names in braces; raises ValueError for braces that cannot be read, or that hold more than a name."""
    parts = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(form) if name is not None]
    for name, spec, conversion in parts:
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"{{{name}}} is no plain name")
    return {name for name, _, _ in parts}
