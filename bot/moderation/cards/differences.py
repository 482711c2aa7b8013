"""What differs in the record by an entry, field by field in words, as pieces of a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.cards.pieces import Piece
from bot.markdown import bold, escape, small
from knowledge.changes import Change, Changes, FieldChange, Sort
from knowledge.wording import Wording

LONGEST_VALUE = 1000
ROOM = 3000
"""Of the 4,000 characters that Discord allows on a card, what the differences may take."""
ENTERED = ("findings", "statements")
UNTOLD = {"subject", "speakers", "agency", "scope"}
"""Fields of a new record that its title or its other fields tell already."""
VALUES = {
    "findings.kind": "editing.kind",
    "findings.status": "editing.status",
    "statements.stance": "stance",
    "findings.confidence": "editing.confidence",
    "statements.confidence": "editing.confidence",
    "findings.scope": "editing.scope",
    "statements.scope": "editing.scope",
}
"""Where the words of a field's values stand in the catalogue."""
LABELLED = frozenset(
    (
        *("subject", "agency", "towns", "scope", "kind", "status", "summary", "reported", "recipient", "asserted_by", "sources"),
        *("speakers", "role", "organisation", "date", "stance", "about", "quote", "confidence", "notes"),
        *("in_short", "what_it_does", "what_it_does_not_do", "retracted.reason", "retracted.on"),
    )
)
"""The fields that entries touch, and those of a law with the most to read, each with its word in the catalogue."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs, what the record concerned said so far ("" for a new one), and what ids of sources and findings stand for."""

    changes: Changes
    says: str
    names: Mapping[str, str]


def pieces(found: Differences, words: Wording) -> Iterator[Piece]:
    """What the record said and would say, then its new sources, then the day to which the record would go."""
    if found.says:
        yield Piece(_labelled(words.say("proposal.says"), escape(_cut(found.says))))
    records = found.changes.records
    for change in records:
        if change.kind in ENTERED:
            for field in change.fields:
                if change.sort is not Sort.ADDED or field.field not in UNTOLD:
                    yield Piece(_field(change, field, found.names, words))
    yield from (_source(change, words) for change in records if change.kind == "sources")
    for change in records:
        if change.kind == "manifest":
            days = [field.after for field in change.fields if field.field == "as_of" and field.after]
            yield from (Piece(small(escape(words.say("proposal.as_of", date=day)))) for day in days)


def named(field: str, words: Wording) -> str:
    """The name of a field in words where there is one, else as the files have it."""
    return words.say(f"proposal.field.{field}") if field in LABELLED else field


def fitting(whole: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """The pieces that a card has room for, those under one heading together; and whether there are more."""
    kept: list[Piece] = []
    room = ROOM
    for piece in whole:
        room -= len(piece.text)
        if room < 0:
            return kept, True
        if kept and not piece.text.startswith(("###", "-#")):
            kept[-1] = Piece(f"{kept[-1].text}\n{piece.text}")
        else:
            kept.append(piece)
    return kept, False


def _source(change: Change, words: Wording) -> Piece:
    """A source that is new to the record, in a few lines."""
    found = {field.field: field.after or "" for field in change.fields}
    kind, read = words.say(f"editing.source.{found['kind']}"), words.say(f"read.{found['read']}")
    told = words.say("proposal.source.read", kind=kind, date=found.get("published") or words.say("date.undated"), read=read)
    lines = [f"### {escape(words.say('proposal.source'))}", bold(_cut(f"{found['publisher']}: {found['title']}")), escape(told)]
    return Piece("\n".join([*lines, f"`{found['url'].replace('`', '')}`"]))


def _field(change: Change, field: FieldChange, names: Mapping[str, str], words: Wording) -> str:
    label = named(field.field, words)
    before, after = (_value(change, field.field, value, names, words) for value in (field.before, field.after))
    if before and after:
        return _labelled(label, words.say("proposal.from_to", before=before, after=after))
    return _labelled(label, after or words.say("proposal.taken_away", before=before))


def _value(change: Change, field: str, value: str | None, names: Mapping[str, str], words: Wording) -> str:
    if value is None:
        return ""
    if key := VALUES.get(f"{change.kind}.{field}"):
        return escape(words.say(f"{key}.{value}"))
    if field in ("sources", "about"):
        value = "; ".join(names.get(name, name) for name in value.split("; "))
    return escape(_cut(value))


def _labelled(label: str, markdown: str) -> str:
    return f"**{escape(label)}:** {markdown}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"
