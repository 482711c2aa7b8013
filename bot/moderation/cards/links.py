"""The card of a check of the links: how many are well, and those that are not, what is gone and what has changed first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, ORANGE, RED
from bot.cards.layout import card
from bot.cards.pieces import Piece
from bot.links.outcomes import Outcome
from bot.links.report import Entry, Report, counted, use, why
from bot.markdown import bold, escape, host, link, small
from knowledge.wording import Wording

TABLE = "links.csv"
MOST = 6
ROOM = 3000
LONGEST, LONGEST_LABEL = 160, 90
TOLD = (Outcome.GONE, Outcome.QUOTE_GONE, Outcome.MOVED)


def render(report: Report, names: Mapping[str, str], words: Wording) -> Card:
    """The bottom line, the counts, and the first pages of each outcome to mend; the table goes with it as a file.

    `names` are publisher and title of sources, by id; a page of a source without a name is called by its site.
    """
    if report.at is None:
        return card(BLUE, [f"## {escape(words.say('links.title'))}\n{words.say('links.none')}"], [], [])
    amiss = report.only(TOLD)
    line = words.say("links.amiss" if amiss.entries else "links.all_well")
    pieces = [Piece(escape(words.say("links.do")))] if amiss.entries else []
    pieces.append(Piece("\n".join(escape(line) for line in counted(report, words))))
    for outcome in amiss.counts:
        title, room = words.say(f"links.outcome.{outcome}"), ROOM // len(amiss.counts)
        pieces += _listed(report.only([outcome]).entries, title, room, names, words)
    notes = [words.say("links.on", date=words.date(report.at.date())), words.say("links.see_table")]
    head = f"## {escape(words.say('links.title'))}\n{bold(line)}"
    return card(_colour(report), [head], pieces, [], [small(escape(" ".join(notes)))], attached=(TABLE,))


def _listed(entries: tuple[Entry, ...], title: str, room: int, names: Mapping[str, str], words: Wording) -> list[Piece]:
    """The first entries that fit into so many characters, and how many more there are."""
    rows: list[str] = []
    for row in (_row(entry, names, words) for entry in entries[:MOST]):
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    if len(entries) > len(rows):
        rows.append(escape(words.count("links.more", len(entries) - len(rows))))
    return [Piece(f"### {escape(title)}"), *map(Piece, rows)]


def _row(entry: Entry, names: Mapping[str, str], words: Wording) -> str:
    page, checked = entry.page, entry.checked
    new = f" · **{escape(words.say('links.new'))}**" if entry.new else ""
    moved = [words.say("links.moved_to", url=_dead(checked.moved_to))] if checked.moved_to else []
    told = [escape(_cut(text)) for text in (why(checked, words), use(page, words)) if text]
    named = "; ".join(dict.fromkeys(names[source] for source in page.sources if source in names))
    label = _cut(named, LONGEST_LABEL) or host(page.url)
    return "\n".join([f"{link(label, page.url)}{new}", *map(small, [*moved, *told])])


def _dead(url: str) -> str:
    """An address that another site gave, to be read and not pressed."""
    return f"`{_cut(url).replace('`', '')}`"


def _colour(report: Report) -> int:
    if report.broken:
        return RED
    return ORANGE if Outcome.MOVED in report.counts else GREEN


def _cut(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
