"""Which texts of the record are there to translate, which have been translated, and which of those a speaker has reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from knowledge.contents import Contents, Translations
from knowledge.records import Law, Sourced

FIELDS: Mapping[str, tuple[str, ...]] = {
    "findings": ("in_short", "summary"),
    "statements": ("role", "summary", "quote"),
    "laws": ("title", "in_short", "what_it_does", "what_it_does_not_do", "status_today"),
    "resources": ("phone", "hours_or_caveats"),
    "terms": ("term", "explanation"),
    "national": ("text", "value"),
    "timeline": ("event",),
}
"""The texts of each kind of record that answers show in the asker's language, in the order of a reader."""
WORD = re.compile(r"[A-Za-z]{3,}")


class Entry(NamedTuple):
    """One text of a record: its English, its translation (None where it has none), and whether a speaker has reviewed that."""

    kind: str
    record: str
    field: str
    english: str
    text: str | None
    reviewed: bool

    @property
    def place(self) -> str:
        """The kind, the record's id and the field, such as `laws/ct-alpr-2026/title`."""
        return f"{self.kind}/{self.record}/{self.field}"


def entries(contents: Contents, language: str) -> Iterator[Entry]:
    """Every text that answers show, and every one that is translated, by kind, record and field."""
    found = contents.translations.get(language) or Translations(language, reviewed=False, texts={})
    for kind, usual in FIELDS.items():
        for record in records(contents, kind):
            texts = found.texts.get(kind, {}).get(record.id, {})
            shown = [*usual, *_dated(record)] if record.showable else []
            for field in dict.fromkeys([*shown, *texts]):
                english = record.original(field)
                if english and (field in texts or has_words(english)):
                    reviewed = found.is_reviewed(kind, record.id, field, english)
                    yield Entry(kind, record.id, field, english, texts.get(field), reviewed and field in texts)


def records(contents: Contents, kind: str) -> Sequence[Sourced]:
    """The records of a kind, by the name that a pack's files give it."""
    found: Mapping[str, Sequence[Sourced]] = {
        "findings": contents.findings,
        "statements": contents.statements,
        "laws": contents.laws,
        "resources": contents.resources,
        "terms": contents.terms,
        "national": contents.national,
        "timeline": contents.timeline,
    }
    return found[kind]


def has_words(text: str) -> bool:
    """Whether there is anything to translate, as there is not in a number or a date."""
    return WORD.search(text) is not None


def _dated(record: Sourced) -> list[str]:
    return [f"date.{entry.date}" for entry in record.effective_dates] if isinstance(record, Law) else []
