"""Translations of the record as one gettext catalogue (.po) a language, for translators' tools, and back.

A text's place (`laws/ct-alpr-2026/title`) is its msgctxt, its English the msgid; fuzzy is what no second speaker has reviewed,
or what was reviewed before the English changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from knowledge.contents import Contents, Texts, Translations, fingerprint
from knowledge.errors import Mistake, PackError
from knowledge.translating import FIELDS, Entry, entries, records
from knowledge.wording import LANGUAGES, REFERENCE

WIDTH = 100
QUOTE = "quote"
HINT = "What somebody said: the original stays on the card, with this translation beside it."
KEPT = re.compile(r"\{[^{}]*\}|https?://[^\s)]+|\b\d{3}-\d{3}-\d{4}\b|\b\d{3}-\d{4}\b")
"""What a translation must carry over as it is: slots in braces, addresses, phone numbers."""
CONTEXT = re.compile(r'^msgctxt "(.*)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Brought:
    """The translations after an import, and the places whose English has changed since the catalogue was written."""

    translations: Translations
    outdated: tuple[str, ...]


def write(contents: Contents, language: str) -> bytes:
    """The catalogue of a language: what is not translated yet stands there empty."""
    day = contents.manifest.as_of.first_day
    at = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)  # a catalogue of the same pack is always the same
    catalogue = Catalog(
        locale=language,
        header_comment=f"# The record of {contents.manifest.name}: {language}. Fuzzy is what no second speaker has reviewed.",
        project=contents.manifest.id,
        version=str(day),
        msgid_bugs_address="",
        creation_date=at,
        revision_date=at,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    for entry in entries(contents, language):
        flags = ["fuzzy"] if entry.text and not entry.reviewed else []
        hints = [HINT] if entry.field == QUOTE else []
        catalogue.add(entry.english, entry.text or "", context=entry.place, flags=flags, auto_comments=hints)
    made = BytesIO()
    write_po(made, catalogue, width=WIDTH)
    return made.getvalue()


def read(data: bytes, contents: Contents, file: str) -> Brought:
    """The translations that a catalogue brings into these contents; what it leaves out stays as it is.

    Raises PackError with every mistake: its line in `file`, what is wrong and what to do.
    """
    catalogue = _parsed(data, file)
    language = str(catalogue.locale_identifier or "")
    if language not in LANGUAGES or language == REFERENCE:
        others = ", ".join(found for found in LANGUAGES if found != REFERENCE)
        remedy = f'write one of {others}, such as "Language: {LANGUAGES[1]}\\n"'
        raise PackError([Mistake(file, 1, "Language", f"the header names no language to translate into: {language!r}", remedy)])
    there = {entry.place: entry for entry in entries(contents, language)}
    messages = [message for message in catalogue if message.id]
    mistakes = [*_twice(data, file), *(found for message in messages for found in _wrong(message, contents, there, file))]
    if mistakes:
        raise PackError(mistakes)
    return _brought(messages, contents, language, there)


def _parsed(data: bytes, file: str) -> Catalog:
    try:
        return read_po(BytesIO(data), abort_invalid=True)
    except PoFileError as error:
        mistake = Mistake(file, (error.lineno or 0) + 1, "", f"this is no catalogue: {error.args[0]}", "mend the line")
    except (UnicodeDecodeError, LookupError, ValueError) as error:
        mistake = Mistake(file, 1, "", f"this is no catalogue: {error}", "write a .po file in UTF-8")
    raise PackError([mistake])


def _twice(data: bytes, file: str) -> Iterator[Mistake]:
    text = data.decode("utf-8", "replace")
    seen: Counter[str] = Counter()
    for found in CONTEXT.finditer(text):
        seen[found[1]] += 1
        if seen[found[1]] > 1:
            line = text.count("\n", 0, found.start()) + 1
            yield Mistake(file, line, found[1], "the place stands here a second time", "keep one of the two")


def _wrong(message: Message, contents: Contents, there: Mapping[str, Entry], file: str) -> Iterator[Mistake]:
    place, line = message.context or "", message.lineno or 1

    def mistake(problem: str, remedy: str) -> Mistake:
        return Mistake(file, line, place or "msgctxt", problem, remedy)

    if not isinstance(message.id, str) or not isinstance(message.string, str):
        yield mistake("the entry has plural forms, which no text of the record has", "write a single msgid and msgstr")
        return
    entry = there.get(place)
    if entry is None:
        yield mistake(_absence(place, contents), "remove the entry, or write its msgctxt as the export gave it")
        return
    if message.string and not message.string.strip():
        yield mistake("the translation is empty but for spaces", "write it, or leave it empty")
    elif not message.string and entry.text:
        yield mistake("the translation is empty", "write it, or remove the entry to keep the one that the pack has")
    elif message.string:
        for problem in _carried(message.id, message.string):
            yield mistake(problem, "write it as in the English")


def _absence(place: str, contents: Contents) -> str:
    kind, _, rest = place.partition("/")
    record, _, field = rest.partition("/")
    if kind not in FIELDS:
        return f"the record has no such kind of text: {kind!r}"
    if record not in {known.id for known in records(contents, kind)}:
        return f"there is no such record: {record!r}"
    return f"the record has no such text: {field!r}"


def _carried(english: str, text: str) -> Iterator[str]:
    wanted, given = Counter(KEPT.findall(english)), Counter(KEPT.findall(text))
    for missing in wanted - given:
        yield f"the translation lacks {missing}"
    for strange in given - wanted:
        yield f"the English has no {strange}"


def _brought(messages: Iterable[Message], contents: Contents, language: str, there: Mapping[str, Entry]) -> Brought:
    before = contents.translations.get(language) or Translations(language, reviewed=False, texts={})
    after = dict(there)
    outdated = []
    for message in messages:
        entry = there[message.context or ""]
        if message.string:
            current = message.id == entry.english
            text = str(message.string).strip()
            after[entry.place] = entry._replace(text=text, reviewed=current and not message.fuzzy)
            outdated += [] if current else [entry.place]
    found = [entry for entry in after.values() if entry.text]
    whole = before.reviewed and all(entry.reviewed for entry in found)
    texts = {**{kind: {} for kind in FIELDS}, **_nested((entry, entry.text or "") for entry in found)}
    checked = {} if whole else _nested((entry, fingerprint(entry.english)) for entry in found if entry.reviewed)
    return Brought(replace(before, reviewed=whole, texts=texts, checked=checked), tuple(outdated))


def _nested(found: Iterable[tuple[Entry, str]]) -> Texts:
    made: dict[str, dict[str, dict[str, str]]] = {}
    for entry, text in found:
        made.setdefault(entry.kind, {}).setdefault(entry.record, {})[entry.field] = text
    return made
