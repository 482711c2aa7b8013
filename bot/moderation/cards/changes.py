"""What differs between two releases, on a card: by town, the towns whose record changes first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import Card
from bot.cards.colours import BLUE
from bot.cards.layout import Button, Row, card
from bot.cards.pieces import Piece, chunks, heading, pages
from bot.markdown import bold, escape, small
from bot.moderation.attaching import CHANGES
from bot.moderation.cards.differences import named
from bot.moderation.cards.telling import short
from bot.moderation.moves import MAX_PAGE, Act, Move
from knowledge import changes
from knowledge.changes import Change, Changes, FieldChange
from knowledge.wording import Wording

SHOWN = 3
FIELDS = 2
LONGEST = 400
BRIEF = "in_short"
LONGEST_LIST = 900


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs from one release to another: both versions, and the page of it that is shown."""

    found: Changes
    page: int = 1


def render(difference: Difference, words: Wording) -> Card:
    """What differs between any two releases."""
    found = difference.found
    dealt = dealt_out(found, words)
    page = min(difference.page, len(dealt))
    subject = f"{found.before}/{found.after}"
    title = words.say("moderation.diff.title", before=short(found.before), after=short(found.after))
    return card(
        BLUE,
        [f"## {title}\n{bold(headline(found, words))}"],
        dealt[page - 1],
        paging(Act.DIFF, subject, page, len(dealt), words),
        page_note(page, len(dealt), words),
        attached=[CHANGES] if found else [],
    )


def headline(found: Changes, words: Wording) -> str:
    """How much differs, and how many towns people will be told something else about."""
    total = changes.summary(found, words)[0]
    return f"{words.count('moderation.diff.statuses', len(found.statuses))} {total}" if found else total


def dealt_out(found: Changes, words: Wording) -> Sequence[tuple[Piece, ...]]:
    """What differs, in pages that fit a phone; the first begins with the towns whose record changes."""
    return pages([*_summed(found, words), *_largest(found, words)])[:MAX_PAGE]


def paging(act: Act, subject: str, page: int, pages: int, words: Wording) -> list[Row]:
    """Previous and next, where there is one."""
    back = [Button(words.say("card.previous"), Move(act, subject, page - 1))] if page > 1 else []
    on = [Button(words.say("card.next"), Move(act, subject, page + 1))] if page < pages else []
    return [[*back, *on]] if back or on else []


def page_note(page: int, pages: int, words: Wording) -> list[str]:
    """ "Page 2 of 3", in small print; nothing on a single page."""
    return [small(escape(words.say("card.page", page=page, pages=pages)))] if pages > 1 else []


def _summed(found: Changes, words: Wording) -> Iterator[Piece]:
    listed: list[str] = []
    for line in changes.summary(found, words, largest=0)[1:] if found else ():
        if line.startswith("- "):
            listed.append(f"- {escape(line.removeprefix('- '))}")
            continue
        yield from _list(listed)
        yield heading(line.removesuffix(":"))
        listed = []
    yield from _list(listed)


def _list(listed: list[str]) -> Iterator[Piece]:
    """The lines in parts of a length that fits a page."""
    held: list[str] = []
    for line in listed:
        if held and len("\n".join([*held, line])) > LONGEST_LIST:
            yield Piece("\n".join(held))
            held = []
        held.append(line)
    if held:
        yield Piece("\n".join(held))


def _largest(found: Changes, words: Wording) -> Iterator[Piece]:
    largest = found.largest(SHOWN)
    if largest:
        yield heading(words.say("changes.largest"))
    for change in largest:
        told, *others = _fields(change, words) or [""]
        yield Piece(f"{bold(changes.one(change, words))}\n{told}".rstrip())
        yield from map(Piece, others)


def _fields(change: Change, words: Wording) -> list[str]:
    """The fields with the most to read, what is told in short first, each with its name in words."""
    brief = [field for field in change.fields if field.field == BRIEF]
    others = [field for field in change.fields if field.field != BRIEF]
    longest = sorted(others, key=lambda field: -len(f"{field.before}{field.after}"))[: FIELDS - len(brief)]
    told = [_field(field, words) for field in (*brief, *(field for field in others if field in longest))]
    more = len(change.fields) - FIELDS
    return [*told[:-1], f"{told[-1]}\n{small(escape(words.count('moderation.diff.fields', more)))}"] if more > 0 else told


def _field(field: FieldChange, words: Wording) -> str:
    label = bold(f"{named(field.field, words)}:")
    if field.before is None or field.after is None:
        return f"{label} {_cut(field.before or field.after or '')}"
    before = words.say("moderation.diff.before", text=_cut(field.before))
    return f"{label} {before} {words.say('moderation.diff.after', text=_cut(field.after))}"


def _cut(text: str) -> str:
    first = next(chunks(text, LONGEST))
    return escape(first if first == text.strip() else f"{first} …")
