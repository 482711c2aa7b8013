"""“What changed” as followers read it, each sentence with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.cards import Card
from bot.cards.colours import BLUE
from bot.cards.layout import Button, card, rows_of
from bot.cards.pieces import Piece, chunks, heading, pages
from bot.custom_ids import Press, Target, Verb
from bot.markdown import bold, escape, link, small
from bot.updates.cards.update import LONGEST_PIECE, MOST_TOWNS, Reader, own
from bot.updates.changes import About, Told
from knowledge.questions import Intent
from knowledge.wording import Wording


def render(found: Sequence[About], reader: Reader) -> Card:
    """What changed about these towns, as much as one message holds; the towns' own cards have the rest."""
    words = reader.words
    dealt = pages([*_pieces(found, words)])
    cut = [small(escape(words.say("changed.cut")))] if len(dealt) > 1 else []
    title = words.say("changed.title", towns=words.listing(about.name for about in found))
    return card(
        BLUE,
        [f"## {escape(title)}\n{escape(words.say('changed.what'))}"],
        dealt[0],
        [*rows_of([*_towns(found, reader), own(reader)])],
        cut,
    )


def lines(about: About, words: Wording) -> Iterator[str]:
    """A town's headline: now, and before where that was another."""
    if about.before == about.now:
        yield bold(about.now)
    else:
        yield words.say("changed.now", headline=bold(about.now))
        yield words.say("changed.before", headline=escape(about.before))


def _pieces(found: Sequence[About], words: Wording) -> Iterator[Piece]:
    for about in found:
        yield heading(about.name)
        yield Piece("\n".join(lines(about, words)))
        for told in about.told:
            yield from _told(told)
        if about.more:
            yield Piece(small(escape(words.count("changed.more", about.more))))


def _told(told: Told) -> Iterator[Piece]:
    label = f"{bold(told.label)}\n" if told.label else ""
    text = told.text[:1].upper() + told.text[1:]
    for part in chunks(text, LONGEST_PIECE):
        yield Piece(f"{label}{escape(part)}\n{small(sources(told))}".rstrip())


def sources(told: Told) -> str:
    """Where a sentence can be read: each publisher by name once, and further pages of theirs by number."""
    seen: Counter[str] = Counter()
    marks = []
    for source in told.links:
        seen[source.label] += 1
        marks.append(link(source.label if seen[source.label] == 1 else str(seen[source.label]), source.url))
    return " · ".join(marks)


def _towns(found: Sequence[About], reader: Reader) -> list[Button]:
    return [
        Button(about.name, Press(Verb.OPEN, Target(Intent.TOWN_STATUS, reader.words.language, (about.town,))))
        for about in found[:MOST_TOWNS]
        if about.town in reader.release.towns
    ]
