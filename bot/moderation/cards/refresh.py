"""Cards about a refresh: what it would change, with the ways to decide; how it was decided; why it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, GREY, ORANGE, RED
from bot.cards.layout import Button, Menu, Row, card
from bot.cards.pieces import Piece, pages
from bot.markdown import bold, escape, small
from bot.moderation.attaching import CHANGES, MISTAKES
from bot.moderation.cards import tells
from bot.moderation.cards.changes import dealt_out, headline, page_note, paging
from bot.moderation.cards.telling import moment, short
from bot.moderation.moves import Act, Move
from bot.store.proposals import Proposal, State
from bot.updates.telling import News
from knowledge.changes import Changes
from knowledge.errors import Mistake
from knowledge.wording import Wording

COLOURS: Mapping[State, int] = {State.PUBLISHED: GREEN, State.DECLINED: GREY, State.WITHDRAWN: ORANGE}
FIRST_MISTAKES = 5
LONGEST_MISTAKE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """A refresh as it waits or was decided.

    `as_of` are the days to which the release that was live and the new one were researched, `towns` (name, number) the towns
    to preview first, `who` staged it and `decider` decided it; `two`: another moderator must publish it. `news` is what followers
    would be told.
    """

    proposal: Proposal
    found: Changes
    as_of: tuple[str, str]
    towns: tuple[tuple[str, int], ...]
    who: str
    decider: str = ""
    two: bool = False
    news: News | None = None
    page: int = 1


def render(refreshed: Refreshed, words: Wording) -> Card:
    """What would change, by town, and the ways to decide; or how it was decided."""
    decision = refreshed.proposal.decision
    if decision:
        key = f"moderation.refresh.{decision.state}"
        told = words.say(key, who=refreshed.decider, when=moment(decision.at))
        return card(
            COLOURS[decision.state],
            [f"## {escape(words.say('moderation.refresh.title'))}\n{told}"],
            [Piece(bold(headline(refreshed.found, words)))],
            [],
            [_facts(refreshed, words)],
            attached=[CHANGES],
        )
    dealt = dealt_out(refreshed.found, words)
    page = min(refreshed.page, len(dealt))
    return card(
        BLUE,
        [f"## {escape(words.say('moderation.refresh.title'))}\n{bold(headline(refreshed.found, words))}"],
        [*dealt[page - 1], *tells.piece(refreshed.news, words)],
        _rows(refreshed, page, len(dealt), words),
        [*_footnotes(refreshed, words), *page_note(page, len(dealt), words)],
        attached=[CHANGES],
    )


def refused(mistakes: Sequence[Mistake], origin: str, words: Wording) -> Card:
    """How many mistakes stand in the way, the first of them with file, line, field and remedy; all are in the file."""
    head = words.count("moderation.refused_pack.head", len(mistakes))
    first = pages([Piece(_mistake(mistake, words)) for mistake in mistakes[:FIRST_MISTAKES]])[0]
    more = len(mistakes) - len(first)
    return card(
        RED,
        [f"## {escape(words.say('moderation.refused_pack.title'))}\n{bold(head)}"],
        first,
        [],
        [
            *([small(escape(words.count("changes.more", more)))] if more > 0 else []),
            small(escape(words.say("moderation.refused_pack.next"))),
            small(words.say("moderation.status.source", origin=_code(origin))),
        ],
        attached=[MISTAKES],
    )


def _mistake(mistake: Mistake, words: Wording) -> str:
    where = words.say("moderation.refused_pack.where", file=_cut(mistake.file), line=mistake.line)
    field = [_code(_cut(mistake.field))] if mistake.field else []
    remedy = small(f"→ {escape(_cut(mistake.remedy))}")
    return "\n".join([bold(where), *field, escape(_cut(mistake.problem)), remedy])


def _facts(refreshed: Refreshed, words: Wording) -> str:
    draft, (before, after) = refreshed.proposal.draft, refreshed.as_of
    versions = {"before": short(draft.instead_of), "after": short(draft.version), "old": before, "new": after}
    staged = {"who": refreshed.who, "when": moment(draft.at), "origin": _code(draft.origin)}
    return small(f"{words.say('moderation.refresh.versions', **versions)}\n{words.say('moderation.refresh.staged', **staged)}")


def _rows(refreshed: Refreshed, page: int, pages: int, words: Wording) -> list[Row]:
    number = str(refreshed.proposal.n)
    decide = [
        Button(words.say("moderation.refresh.publish"), Move(Act.PUBLISH, number), ButtonStyle.success),
        Button(words.say("moderation.refresh.discard"), Move(Act.DISCARD, number), ButtonStyle.danger),
    ]
    menu = Menu(words.say("moderation.refresh.preview"), Move(Act.PREVIEW, number), refreshed.towns)
    other = Button(words.say("moderation.refresh.preview_other"), Move(Act.PREVIEW_OTHER, number))
    turns = paging(Act.REFRESH, number, page, pages, words)
    quietly = tells.row(refreshed.news, number, Move(Act.PUBLISH_QUIETLY, number), words)
    return [*turns, *([menu] if refreshed.towns else []), [*decide, other], *quietly]


def _footnotes(refreshed: Refreshed, words: Wording) -> list[str]:
    two = [small(escape(words.say("moderation.refresh.two")))] if refreshed.two else []
    return [_facts(refreshed, words), *two]


def _code(text: str) -> str:
    return f"`{text.replace('`', '')}`"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MISTAKE else f"{text[: LONGEST_MISTAKE - 1]}…"
