"""A server's updates in a list, and the servers whose organizers the record's moderators trust."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, GREY
from bot.cards.layout import Button, Row, card, rows_of
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, small
from bot.moderation.moves import Act, Move
from bot.releases import Release
from bot.store.updates import UNPUBLISHED, State, Update
from bot.updates import places
from bot.updates.cards.update import moment
from knowledge.wording import Wording


def updates(shown: Sequence[Update], page: int, *, more: bool, release: Release, words: Wording) -> Card:
    """The newest first, each with the button to it."""
    if not shown:
        return card(GREY, [f"## {escape(words.say('update.list'))}\n{words.say('update.list.none')}"], [], [])
    looks = [Button(words.say("update.list.open", n=one.n), Move(_opens(one), str(one.n))) for one in shown]
    turns = [
        *([Button(words.say("card.previous"), Move(Act.UPDATES, "", page - 1))] if page > 1 else []),
        *([Button(words.say("card.next"), Move(Act.UPDATES, "", page + 1), ButtonStyle.primary)] if more else []),
    ]
    pieces = [Piece(_entry(one, release, words)) for one in shown]
    return card(BLUE, [f"## {escape(words.say('update.list'))}"], pieces, [*rows_of(looks, 5), *rows_of(turns)])


def _opens(update: Update) -> Act:
    return Act.UPDATE if update.state in UNPUBLISHED else Act.UPDATE_STATUS


def _entry(update: Update, release: Release, words: Wording) -> str:
    at = update.retracted_at if update.state is State.RETRACTED else update.published_at
    facts = [words.say(f"update.state.{update.state}", when=moment(at or update.made_at, "d"))]
    facts += [escape(words.say("update.list.replaces", n=update.replaces))] if update.replaces else []
    facts.append(escape(places.named(update.wording.towns, release, words)))
    return f"**{update.n}.** {bold(update.wording.headline)}\n{small(' · '.join(facts))}"


@dataclass(frozen=True, slots=True)
class Group:
    """A server with organizers: its id, its name where it is known, and whether its updates reach everybody."""

    id: int
    name: str
    trusted: bool
    home: bool = False


def organizers(groups: Sequence[Group], page: int, *, more: bool, words: Wording) -> Card:
    """Every server with organizers, with the button that trusts it or no longer does."""
    head = f"## {escape(words.say('update.organizers'))}\n{escape(words.say('update.organizers.what'))}"
    if not groups:
        return card(GREY, [head], [Piece(escape(words.say("update.organizers.none")))], [])
    rows: list[Row] = [[_trust(group, words)] for group in groups if not group.home]
    turns = [
        *([Button(words.say("card.previous"), Move(Act.ORGANIZERS, "", page - 1))] if page > 1 else []),
        *([Button(words.say("card.next"), Move(Act.ORGANIZERS, "", page + 1))] if more else []),
    ]
    return card(BLUE, [head], [Piece("\n".join(_group(group, words) for group in groups))], [*rows, *rows_of(turns)])


def _group(group: Group, words: Wording) -> str:
    key = "home" if group.home else "trusted" if group.trusted else "untrusted"
    return f"- {bold(group.name)} (`{group.id}`): {escape(words.say(f'update.organizers.{key}'))}"


def _trust(group: Group, words: Wording) -> Button:
    act = Act.DISTRUST if group.trusted else Act.TRUST
    style = ButtonStyle.danger if group.trusted else ButtonStyle.success
    return Button(words.say(f"update.organizers.{act}", name=group.name), Move(act, str(group.id)), style)
