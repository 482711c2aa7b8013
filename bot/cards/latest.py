"""What organizers posted lately, on a card: apart from the record, under their name, as text that can neither ping nor link."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cards.pieces import Piece, chunks, heading
from bot.cards.viewing import Viewing
from bot.markdown import bold, escape, host, link, small
from knowledge.answer import Answer, SectionKey, Update

LONGEST_PIECE = 700


def newest(answer: Answer, viewing: Viewing) -> Iterator[Piece]:
    """The newest update in a line, below its heading; nothing where there is none."""
    section = answer.section(SectionKey.LATEST)
    for update in answer.updates[:1] if section else ():
        yield heading(section.title if section else "")
        date = viewing.words.date(update.posted)
        line = viewing.say("card.latest.newest", headline=update.headline, organizers=update.organizers, date=date)
        yield Piece(escape(line))


def pieces(answer: Answer, viewing: Viewing) -> Iterator[Piece]:
    """Each update in full, then that nobody has checked them."""
    for update in answer.updates:
        yield from _whole(update, viewing)
    said = viewing.say("latest.unchecked") if answer.updates else viewing.say("card.latest.none")
    yield Piece(small(escape(said)))


def _whole(update: Update, viewing: Viewing) -> Iterator[Piece]:
    posted = viewing.say("latest.posted", organizers=update.organizers, date=viewing.words.date(update.posted))
    yield Piece(f"{bold(update.headline)}\n{small(escape(posted))}")
    for part in chunks(update.text, LONGEST_PIECE):
        if part:
            yield Piece(escape(part))
    facts = [*event(update, viewing), *([link(host(update.link), update.link)] if update.link else [])]
    if facts:
        yield Piece("\n".join(facts))


def event(update: Update, viewing: Viewing) -> Iterator[str]:
    """When, in each reader's own time, and where."""
    if update.starts:
        yield viewing.say("card.latest.when", moment=f"<t:{int(update.starts.timestamp())}:F>")
    if update.place:
        yield viewing.say("card.latest.where", place=escape(update.place))
