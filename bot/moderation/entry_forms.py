"""The forms for entries: five fields at most each, with the pack's own words to choose from, and what was typed in them."""

from __future__ import annotations

from collections.abc import Iterable

from bot.forms import Choice, Filled, Form, Text
from bot.forms import Field as FormField
from bot.moderation.clerk import Book, Field, NewSource
from bot.moderation.entries import Entry, NewFinding, NewStatement, NewStatus, Withdrawal
from bot.moderation.moves import Act
from bot.moderation.slips import Slip
from knowledge.contents import Contents
from knowledge.records import FindingKind, FindingStatus, Read, Stance
from knowledge.wording import Wording

KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.SEARCH_LOG)
"""What a form can hold: a search log needs its table of accounts, which is written in the files."""
SOURCE_KINDS: tuple[str, ...] = ("news", "official_page", "press_release", "report", "dataset", "reference", "law")
LONG, URL, LINE, QUOTE = 1000, 500, 300, 250


def form(slip: Slip, words: Wording, filled: Filled, contents: Contents) -> Form:
    """The form for an entry, with what was typed before in its fields."""
    title = words.say(f"editing.form.{slip.act}")
    return Form(title, slip.move, tuple(_FIELDS[slip.act](slip, words, contents))).prefilled(filled)


def source_form(slip: Slip, words: Wording, filled: Filled) -> Form:
    """The form that describes a source which is new to the record."""
    fields = (
        _line(Field.PUBLISHER, words),
        _line(Field.TITLE, words),
        _line(Field.PUBLISHED, words, required=False, longest=10),
        _choice(Field.SOURCE_KIND, SOURCE_KINDS, "editing.source", words),
        _choice(Field.READ, Read, "read", words),
    )
    return Form(words.say("editing.form.source"), slip.source, fields).prefilled(filled)


def entry(slip: Slip, filled: Filled, book: Book) -> Entry:
    """What was chosen and typed."""
    text = {field: filled.text(field) for field in Field}
    town = next((town.name for town in book.contents.towns if town.town_no == slip.town), "")
    match slip.act:
        case Act.FINDING:
            return NewFinding(
                agency=slip.record,
                town=town,
                reported=slip.date,
                confidence=slip.confidence,
                recipient=slip.recipient,
                kind=text[Field.KIND],
                status=text[Field.STATUS],
                summary=text[Field.SUMMARY],
                asserted_by=text[Field.ASSERTED_BY],
                url=text[Field.URL],
            )
        case Act.STATEMENT:
            return NewStatement(
                who=text[Field.WHO],
                date=slip.date,
                town=town,
                finding=slip.record,
                confidence=slip.confidence,
                stance=text[Field.STANCE],
                summary=text[Field.SUMMARY],
                quote=text[Field.QUOTE],
                url=text[Field.URL],
            )
        case Act.CHANGE:
            return NewStatus(finding=slip.record, status=text[Field.STATUS], url=text[Field.URL], note=text[Field.NOTE])
        case _:
            return Withdrawal(record=slip.record, reason=text[Field.REASON])


def source(filled: Filled) -> NewSource:
    """The source that was described."""
    return NewSource(
        publisher=filled.text(Field.PUBLISHER),
        title=filled.text(Field.TITLE),
        published=filled.text(Field.PUBLISHED),
        kind=filled.text(Field.SOURCE_KIND),
        read=filled.text(Field.READ),
    )


def _of_a_finding(_slip: Slip, words: Wording, _contents: Contents) -> Iterable[FormField]:
    yield _choice(Field.KIND, KINDS, "editing.kind", words)
    yield _choice(Field.STATUS, FindingStatus, "editing.status", words)
    yield _line(Field.SUMMARY, words, longest=LONG)
    yield _line(Field.ASSERTED_BY, words)
    yield _line(Field.URL, words, longest=URL)


def _of_a_statement(_slip: Slip, words: Wording, _contents: Contents) -> Iterable[FormField]:
    yield _line(Field.WHO, words)
    yield _choice(Field.STANCE, Stance, "stance", words)
    yield _line(Field.SUMMARY, words, longest=LONG)
    yield _line(Field.QUOTE, words, required=False, longest=QUOTE)
    yield _line(Field.URL, words, longest=URL)


def _of_a_status(slip: Slip, words: Wording, contents: Contents) -> Iterable[FormField]:
    now = [finding.status.value for finding in contents.findings if finding.id == slip.record]
    yield _choice(Field.STATUS, FindingStatus, "editing.status", words, chosen=now)
    yield _line(Field.URL, words, longest=URL)
    yield _line(Field.NOTE, words, required=False, longest=LONG)


def _of_a_retraction(_slip: Slip, words: Wording, _contents: Contents) -> Iterable[FormField]:
    yield _line(Field.REASON, words, longest=LONG)


def _line(field: Field, words: Wording, *, required: bool = True, longest: int = LINE) -> Text:
    label, about = words.say(f"editing.field.{field}"), words.say(f"editing.help.{field}")
    return Text(field, label, required=required, long=longest == LONG, longest=longest, help=about)


def _choice(field: Field, values: Iterable[str], key: str, words: Wording, chosen: Iterable[str] = ()) -> Choice:
    options = tuple((words.say(f"{key}.{value}"), str(value)) for value in values)
    return Choice(field, words.say(f"editing.field.{field}"), options, tuple(chosen))


_FIELDS = {
    Act.FINDING: _of_a_finding,
    Act.STATEMENT: _of_a_statement,
    Act.CHANGE: _of_a_status,
    Act.RETRACT: _of_a_retraction,
}
