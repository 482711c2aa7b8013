"""Cards about proposed entries: one of them in full, with the ways to decide it, and the queue of what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import GREEN, GREY, ORANGE
from bot.cards.layout import Button, Row, card, links_row, rows_of
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, link, small
from bot.moderation.attaching import CHANGES
from bot.moderation.cards import differences, tells
from bot.moderation.cards.differences import Differences
from bot.moderation.cards.telling import moment, short
from bot.moderation.moves import Act, Move
from bot.store.proposals import Kind, Proposal, State
from bot.updates.telling import News
from knowledge.answer import Link
from knowledge.errors import Mistake
from knowledge.wording import Wording

MOST_TOWNS = 3
MOST_MISTAKES = 5
LONGEST_MISTAKE = 400
LONGEST_REASON = 900
GLIMPSE = 100
COLOURS = {State.PUBLISHED: GREEN, State.DECLINED: GREY, State.WITHDRAWN: GREY}


@dataclass(frozen=True, slots=True)
class Headline:
    """What the public reads first about a town, before and after."""

    town: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A proposal with what a moderator needs beside it, in their language.

    `title` is what it does in a line, `who` proposed and `decider` decided it, `address` leads to the card in the moderators'
    channel. `differences` are those to the release of `version`; None, with the `mistakes`, where the edits do not fit any more.
    `sources` are what it cites, `summary` is what its finding or statement says, `news` what followers would be told.
    """

    proposal: Proposal
    title: str
    who: str
    decider: str = ""
    address: str = ""
    version: str = ""
    differences: Differences | None = None
    headlines: tuple[Headline, ...] = ()
    sources: tuple[Link, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    summary: str = ""
    news: News | None = None


def render(matter: Matter, words: Wording) -> Card:
    """What would change, field by field, and the ways to decide; or how it was decided."""
    head = [_head(matter, words)]
    if matter.proposal.decision:
        return card(COLOURS[matter.proposal.decision.state], head, _decided(matter, words), [])
    pieces, cut = differences.fitting([*_body(matter, words)])
    n = str(matter.proposal.n)
    quietly = tells.row(matter.news, n, Move(Act.APPROVE_QUIETLY, f"{n}/{matter.version}"), words)
    rows: list[Row] = [_decisions(matter, words), *quietly, *rows_of(_previews(matter, words)), *links_row(matter.sources)]
    notes = [small(escape(words.say("proposal.cut")))] if cut else []
    pieces = [*pieces, *tells.piece(matter.news, words)]
    return card(ORANGE, head, pieces, rows, [*notes, _footnote(matter, words)], attached=[CHANGES] if cut else [])


def is_cut(matter: Matter, words: Wording) -> bool:
    """Whether the card cannot show all, so that the differences must come with it as a file."""
    return matter.proposal.open and differences.fitting([*_body(matter, words)])[1]


def queue(matters: Sequence[Matter], count: int, page: int, pages: int, words: Wording) -> Card:
    """What waits, the oldest first, each with the button to it."""
    if not matters:
        return card(GREEN, [f"## {escape(words.say('proposal.queue.none'))}"], [], [])
    acts = {Kind.EDIT: Act.PROPOSAL, Kind.REFRESH: Act.REFRESH}
    opened = [(matter.proposal.n, acts[matter.proposal.draft.kind]) for matter in matters]
    looks = [Button(words.say("proposal.look", n=n), Move(act, str(n))) for n, act in opened]
    turns = [
        *([Button(words.say("card.previous"), Move(Act.REVIEW, "", page - 1))] if page > 1 else []),
        *([Button(words.say("card.next"), Move(Act.REVIEW, "", page + 1), ButtonStyle.primary)] if page < pages else []),
    ]
    paged = [small(escape(words.say("card.page", page=page, pages=pages)))] if pages > 1 else []
    head = f"## {escape(words.count('proposal.queue', count))}"
    pieces = [Piece(_entry(matter, words)) for matter in matters]
    return card(ORANGE, [head], pieces, [*rows_of(looks, 5), *rows_of(turns)], paged)


def _head(matter: Matter, words: Wording) -> str:
    proposal = matter.proposal
    lines = [f"## {escape(words.say('proposal.title', n=proposal.n))}", bold(matter.title)]
    if proposal.open:
        lines.append(escape(words.say("proposal.waits")))
    return "\n".join([*lines, _proposed(matter, words)])


def _proposed(matter: Matter, words: Wording, more: str = "") -> str:
    return small(words.say("proposal.by", who=matter.who, when=moment(matter.proposal.draft.at)) + more)


def _body(matter: Matter, words: Wording) -> Iterator[Piece]:
    if matter.mistakes:
        lines = [f"- {escape(f'{one.problem}; {one.remedy}'[:LONGEST_MISTAKE])}" for one in matter.mistakes[:MOST_MISTAKES]]
        yield Piece("\n".join([escape(words.say("proposal.does_not_fit")), *lines]))
    yield from _headlines(matter, words)
    if matter.differences:
        yield Piece(f"### {escape(words.say('proposal.entry'))}")
        yield from differences.pieces(matter.differences, words)


def _headlines(matter: Matter, words: Wording) -> Iterator[Piece]:
    decided = matter.proposal.decision is not None
    for one in matter.headlines[:MOST_TOWNS]:
        before, after = escape(one.before), escape(one.after)
        if before == after:
            told = words.say("proposal.headline.same", headline=after)
        else:
            told = words.say(f"proposal.headline.{'changed' if decided else 'changes'}", before=before, after=after)
        yield Piece(f"### {escape(one.town)}\n{told}")
    rest = [headline.town for headline in matter.headlines[MOST_TOWNS:]]
    if rest:
        yield Piece(escape(words.say("proposal.headline.more", towns=words.listing(rest))))


def _decisions(matter: Matter, words: Wording) -> Row:
    n = str(matter.proposal.n)
    decline = Button(words.say("proposal.decline"), Move(Act.DECLINE, n), ButtonStyle.danger)
    if matter.differences is None:
        return [Button(words.say("proposal.look_again"), Move(Act.PROPOSAL, n)), decline]
    return [Button(words.say("proposal.approve"), Move(Act.APPROVE, f"{n}/{matter.version}"), ButtonStyle.success), decline]


def _previews(matter: Matter, words: Wording) -> list[Button]:
    """A button for each town, which tells its place among them as a page."""
    towns = [headline.town for headline in matter.headlines[:MOST_TOWNS]]
    n = str(matter.proposal.n)
    return [Button(words.say("proposal.preview", town=town), Move(Act.BESIDE, n, at)) for at, town in enumerate(towns, 1)]


def _decided(matter: Matter, words: Wording) -> Iterator[Piece]:
    decision = matter.proposal.decision
    if decision is None:
        return
    slots = {"who": matter.decider, "when": moment(decision.at), "version": short(matter.version)}
    reason = f"\n> {escape(' '.join(decision.reason[:LONGEST_REASON].split()))}" if decision.reason else ""
    yield Piece(words.say(f"proposal.decided.{decision.state}", **slots) + reason)
    if decision.state is State.PUBLISHED:
        yield from _headlines(matter, words)


def _footnote(matter: Matter, words: Wording) -> str:
    correction = matter.proposal.draft.correction
    answers = [words.say("proposal.answers", n=correction)] if correction else []
    return small(escape("\n".join([words.say("proposal.second"), *answers])))


def _entry(matter: Matter, words: Wording) -> str:
    way = f" · {link(words.say('proposal.card'), matter.address)}" if matter.address else ""
    lines = [f"**{matter.proposal.n}.** {escape(matter.title)}"]
    if matter.summary:
        cut = matter.summary if len(matter.summary) <= GLIMPSE else f"{matter.summary[:GLIMPSE].rstrip()}…"
        lines.append(f"> {escape(' '.join(cut.split()))}")
    lines.append(_proposed(matter, words, way))
    if matter.mistakes:
        lines.append(small(escape(words.say("proposal.does_not_fit"))))
    return "\n".join(lines)
