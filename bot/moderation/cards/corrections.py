"""Cards about reported mistakes: one of them in full, one that is decided, and the list of what waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card, note
from bot.cards.colours import GREEN, GREY, ORANGE
from bot.cards.layout import Button, Row, card, rows_of
from bot.cards.pieces import Piece
from bot.custom_ids import Press, Verb
from bot.custom_ids import read as read_answer
from bot.markdown import escape, link, small
from bot.moderation.cards.telling import moment
from bot.moderation.moves import Act, Move
from bot.store.corrections import Correction, State
from knowledge.answer import Claim
from knowledge.wording import REFERENCE, Wording

LONGEST_CLAIM = 400
LONGEST_QUOTE = 1400
LONGEST_SOURCE = 90
LONGEST_SOURCES = 700
LONGEST_REASON = 600
GLIMPSE = 160
COLOURS = {State.ACCEPTED: GREEN, State.DECLINED: GREY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A correction with what a moderator needs beside it, in their language.

    `title` is that of the answer, `claim` the sentence meant where it still stands there, `who` decided it or asked for more;
    `note` is the id of a sentence on how reaching the reporter went, "" for none; `proposal` is the number of the change that
    waits for approval.
    """

    correction: Correction
    title: str
    claim: Claim | None
    who: str = ""
    note: str = ""
    proposal: int | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of what waits, the oldest first, of `count` in all; `notes` are ids of sentences on what should be mended."""

    matters: Sequence[Matter]
    count: int
    page: int
    pages: int
    notes: Sequence[str] = ()


def render(matter: Matter, words: Wording) -> Card:
    """What is reported, with the ways to decide it; or what was decided, without what the reporter wrote."""
    correction = matter.correction
    if not correction.waits:
        return card(COLOURS[correction.state], [_head(matter, words)], _closed(matter, words), [])
    pieces = [*_claim(matter, words), *_written(correction, words), *_so_far(matter, words)]
    return card(ORANGE, [_head(matter, words)], pieces, [decisions(correction, words)], _footnotes(correction, words))


def reads(correction: Correction, words: Wording) -> str:
    """In which language to write to the reporter, where it is not English; "" where nobody is written to."""
    theirs = correction.language
    return words.say(f"correction.reads.{theirs}") if correction.reporter and theirs != REFERENCE else ""


def newer(correction: Correction, words: Wording) -> Card:
    """What takes the place of a card when the correction gets a new one further down."""
    return card(GREY, [_title(correction, words)], [Piece(escape(words.say("correction.newer")))], [])


def waiting(queue: Queue, words: Wording) -> Card:
    """What waits, each with a button to it."""
    notes = [small(escape(words.say(key))) for key in queue.notes]
    if not queue.matters:
        return card(GREEN, [f"## {escape(words.say('correction.list.none'))}"], [], [], notes)
    page, pages = queue.page, queue.pages
    head = f"## {escape(words.count('correction.list', queue.count))}"
    looks = [Button(words.say("correction.look", n=m.correction.n), _move(Act.CORRECTION, m.correction)) for m in queue.matters]
    pieces = [Piece(_entry(matter, words)) for matter in queue.matters]
    turns = [
        *([Button(words.say("card.previous"), Move(Act.CORRECTIONS, "", page - 1))] if page > 1 else []),
        *([Button(words.say("card.next"), Move(Act.CORRECTIONS, "", page + 1), ButtonStyle.primary)] if page < pages else []),
    ]
    paged = [small(escape(words.say("card.page", page=page, pages=pages)))] if pages > 1 else []
    return card(ORANGE, [head], pieces, [*rows_of(looks, 5), *rows_of(turns)], [*paged, *notes])


def told(keys: Iterable[str], words: Wording) -> Card:
    """What a moderator reads after deciding: the first sentence in bold."""
    first, *others = (escape(words.say(key)) for key in keys)
    return note("\n".join((f"**{first}**", *others)))


def decisions(correction: Correction, words: Wording) -> Row:
    """Accept, decline, and where there is somebody to ask, ask for more."""
    return [
        Button(words.say("correction.accept"), _move(Act.ACCEPT_CORRECTION, correction), ButtonStyle.success),
        Button(words.say("correction.decline"), _move(Act.DECLINE_CORRECTION, correction), ButtonStyle.danger),
        *([Button(words.say("correction.more"), _move(Act.ASK_REPORTER, correction))] if correction.reporter else []),
    ]


def accepting(matter: Matter, edits: Iterable[Move], words: Wording) -> Card:
    """How to mend the record that an accepted correction is about: by one of these edits, or otherwise."""
    ways = [Button(words.say(f"correction.way.{move.act}"), move, ButtonStyle.primary) for move in edits]
    ways.append(Button(words.say("correction.way.other"), _move(Act.AGREE, matter.correction)))
    text = escape(words.say("correction.ways", n=matter.correction.n))
    return card(ORANGE, [_head(matter, words)], [*_claim(matter, words), Piece(text)], rows_of(ways))


def outcome(matter: Matter, *, question: bool, words: Wording) -> Card:
    """What the reporter reads: what came of it, or what a moderator asks of them."""
    correction = matter.correction
    title = matter.title or words.say("correction.outcome.an_answer")
    state = correction.state
    key = "agreed" if state is State.ACCEPTED and correction.reason else state.value
    text = escape(words.say(f"correction.outcome.{key}", title=title))
    answer = read_answer(correction.answer)
    opens = [Button(words.say("correction.outcome.look"), Press(Verb.OPEN, answer.target))] if answer and matter.title else []
    reply = [Button(words.say("correction.reply"), _move(Act.REPLY, correction), ButtonStyle.primary)] if question else []
    footnotes = [] if question else [small(escape(words.say("correction.outcome.forgotten")))]
    return card(
        COLOURS.get(state, ORANGE),
        [f"## {escape(words.say('correction.outcome.title'))}\n{text}"],
        [Piece(quoted(correction.reason, LONGEST_REASON))] if correction.reason else [],
        rows_of([*reply, *opens]),
        footnotes,
    )


def quoted(text: str, longest: int) -> str:
    """Somebody's words as they are, in a quote of at most so many characters: no ping, no link, no layout of theirs."""
    shown, kept = _quote(text), len(text)
    while len(shown) > longest and kept:
        kept -= max(1, min(kept, (len(shown) - longest) // 4))  # a letter may stand for several once it is escaped
        shown = _quote(f"{text[:kept].rstrip()}…")
    return shown


def _quote(text: str) -> str:
    return "\n".join(f"> {line}" for line in escape(text).splitlines()) or ">"


def _head(matter: Matter, words: Wording) -> str:
    correction = matter.correction
    about = escape(words.say("correction.about", title=matter.title)) if matter.title else ""
    when = small(words.say("correction.when", when=since(correction)))
    return "\n".join(line for line in (_title(correction, words), about, when) if line)


def _title(correction: Correction, words: Wording) -> str:
    return f"## {escape(words.say('correction.title', n=correction.n))}"


def since(correction: Correction) -> str:
    """How long ago it was reported, as Discord says it in each reader's own language."""
    return f"<t:{int(correction.at.timestamp())}:R>"


def _claim(matter: Matter, words: Wording) -> Iterator[Piece]:
    record, claim = matter.correction.record, matter.claim
    if record is None:
        yield Piece(escape(words.say("correction.claim.other")))
    elif claim is None:
        yield Piece(escape(words.say("correction.claim.gone", record=record)))
    else:
        text = escape(_cut(claim.sentence, LONGEST_CLAIM))
        yield Piece(f"### {escape(words.say('correction.claim'))}\n{text}")
        yield Piece(_sources(claim))


def _sources(claim: Claim) -> str:
    """The sources a line each, as many as there is room for."""
    sources = [citation.source for citation in claim.citations]
    lines = [small(link(_cut(f"{source.publisher}: {source.title}", LONGEST_SOURCE), source.url)) for source in sources]
    while len(lines) > 1 and sum(map(len, lines)) > LONGEST_SOURCES:
        lines.pop()
    return "\n".join([*lines, *(["-# …"] if len(lines) < len(sources) else [])])


def _written(correction: Correction, words: Wording) -> Iterator[Piece]:
    yield Piece(f"### {escape(words.say('correction.told'))}\n{quoted(correction.told or '', LONGEST_QUOTE)}")
    if correction.link:
        yield Piece(f"{escape(words.say('correction.link'))}\n`{correction.link}`")


def _so_far(matter: Matter, words: Wording) -> Iterator[Piece]:
    if matter.correction.reason:
        asked = words.say("correction.state.needs_more", who=matter.who)
        yield Piece(f"{asked}\n{quoted(matter.correction.reason, LONGEST_REASON)}")
    if matter.note:
        yield Piece(small(escape(words.say(matter.note))))
    if matter.proposal is not None:
        yield Piece(escape(words.say("correction.proposed", n=matter.proposal)))


def _closed(matter: Matter, words: Wording) -> Iterator[Piece]:
    correction = matter.correction
    when = moment(correction.decided_at) if correction.decided_at else ""
    yield Piece(words.say(f"correction.state.{correction.state}", who=matter.who, when=when))
    if correction.reason:
        yield Piece(quoted(correction.reason, LONGEST_REASON))
    lines = [*([matter.note] if matter.note else []), "correction.state.erased"]
    yield Piece(small(escape("\n".join(map(words.say, lines)))))


def _footnotes(correction: Correction, words: Wording) -> list[str]:
    """What the buttons mean, whether the reporter is told, and in which language to write to them."""
    legend = [words.say("correction.legend"), *([words.say("correction.legend.more")] if correction.reporter else [])]
    lines = [" ".join(legend), words.say("correction.tell.yes" if correction.reporter else "correction.tell.no")]
    return [small(escape("\n".join([*lines, *filter(None, [reads(correction, words)])])))]


def _entry(matter: Matter, words: Wording) -> str:
    correction = matter.correction
    head = f"**{correction.n}.** {escape(matter.title or words.say('correction.outcome.an_answer'))} · {since(correction)}"
    lines = [head, quoted(_cut(" ".join((correction.told or "").split()), GLIMPSE), LONGEST_QUOTE)]
    if correction.state is State.NEEDS_MORE and correction.reporter:
        lines.append(small(escape(words.say("correction.done.needs_more"))))
    if correction.message is None:
        lines.append(small(escape(words.say("correction.list.not_posted"))))
    return "\n".join(lines)


def _move(act: Act, correction: Correction) -> Move:
    return Move(act, str(correction.n))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
