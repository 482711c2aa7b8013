"""What happened since the last digest, in one message."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from bot.cards import Card
from bot.cards.colours import BLUE, GREY
from bot.cards.layout import card, rows_of
from bot.cards.pieces import Piece, heading
from bot.markdown import bold, escape, host, link, small
from bot.store.updates import Kind, Update
from bot.updates import places
from bot.updates.cards import changed
from bot.updates.cards.update import Reader, moment, own
from bot.updates.changes import Changed

GLIMPSE = 240
ROOM = 3300
MOST_PIECES = 24
"""What a message holds beside its title, small print and buttons."""


def render(found: Sequence[Update], towns: Collection[int], reader: Reader) -> Card:
    """The updates of organizers, then what changed in the record, as far as it is about these towns."""
    words = reader.words
    if not found:
        return card(GREY, [bold(words.say("digest.gone"))], [], [[own(reader)]])
    pieces = [*_organizers(found, reader), *_record(found, towns, reader)]
    shown = _fitting(pieces)
    cut = [small(escape(words.say("digest.cut")))] if len(shown) < len(pieces) else []
    title = words.count("digest.title", len(found))
    return card(BLUE, [f"## {escape(title)}"], shown, [*rows_of([own(reader)])], cut)


def _organizers(found: Sequence[Update], reader: Reader) -> Iterator[Piece]:
    words = reader.words
    told = [update for update in found if update.kind is Kind.UPDATE]
    if told:
        yield heading(words.say("section.latest"))
    for update in told:
        said = update.wording
        whose = words.say("update.from", organizers=update.server_name, towns=places.named(said.towns, reader.release, words))
        facts = [
            *([words.say("card.latest.when", moment=moment(said.starts_at))] if said.starts_at else []),
            *([words.say("card.latest.where", place=escape(said.place))] if said.place else []),
            *([link(host(said.link), said.link)] if said.link else []),
        ]
        lines = [bold(said.headline), small(escape(whose)), escape(glimpse(said.text)), *facts]
        yield Piece("\n".join(lines))
    if told:
        yield Piece(small(escape(words.say("latest.unchecked"))))


def _record(found: Sequence[Update], towns: Collection[int], reader: Reader) -> Iterator[Piece]:
    changes = [update for update in found if update.kind is Kind.CHANGE]
    if changes:
        yield heading(reader.words.say("digest.record"))
    for update in changes:
        for about in Changed.from_json(update.content).about(reader.words.language, towns):
            yield Piece("\n".join([bold(about.name), *changed.lines(about, reader.words)]))
            for one in about.told[:1]:
                yield Piece(f"{escape(one.text)}\n{small(changed.sources(one))}".rstrip())


def _fitting(pieces: Sequence[Piece]) -> list[Piece]:
    """As many from the beginning as one message holds."""
    sizes = accumulate(len(piece.text) for piece in pieces)
    return [piece for piece, size in zip(pieces, sizes, strict=True) if size <= ROOM][:MOST_PIECES]


def glimpse(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= GLIMPSE else f"{line[: GLIMPSE - 1].rstrip()}…"
