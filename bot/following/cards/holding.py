"""What is kept about somebody, in their own words, with the ways to take it away and to delete it."""

from __future__ import annotations

from collections.abc import Iterator

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, ORANGE
from bot.cards.language import ENDONYMS
from bot.cards.layout import Attachment, Button, card
from bot.cards.pieces import Piece
from bot.following.cards.following import hours, refused
from bot.holdings import Held, HeldFollowing
from bot.markdown import bold, escape, small
from bot.moderation.moves import Act, Move
from bot.releases import Release
from bot.updates import places
from bot.updates.cards.update import moment
from knowledge.wording import Wording


def render(held: Held, release: Release, words: Wording) -> Card:
    """Each thing in a line; or that there is nothing."""
    lines = [*_lines(held, release, words)] or [escape(words.say("my_data.nothing"))]
    take = Button(words.say("my_data.export"), Move(Act.EXPORT))
    delete = Button(words.say("my_data.forget"), Move(Act.FORGET), ButtonStyle.danger)
    followed = held.following
    follow = [Button(words.say("following.open"), Move(Act.FOLLOWING))] if followed else []
    paused = [Piece(refused(followed.paused, words))] if followed and followed.paused else []
    return card(
        BLUE,
        [f"## {escape(words.say('my_data.title'))}"],
        [*paused, Piece("\n".join(lines))],
        [] if held.empty else [[take, *follow, delete]],
        [small(escape(words.say("my_data.questions")))],
    )


def file(content: bytes, name: str, words: Wording) -> Card:
    """All of it as a file."""
    document = Attachment(name, "", lambda: content)
    return card(BLUE, [bold(words.say("my_data.file"))], [], [], documents=[document])


def ask(words: Wording) -> Card:
    """The one question before it is deleted."""
    go = Button(words.say("my_data.forget_all"), Move(Act.FORGET_ALL), ButtonStyle.danger)
    return card(ORANGE, [f"## {escape(words.say('my_data.ask'))}"], [Piece(escape(words.say("my_data.means")))], [[go]])


def forgotten(words: Wording, *, history: bool) -> Card:
    """That it is gone, and what stays."""
    return card(GREEN, [bold(words.say("my_data.forgotten.but" if history else "my_data.forgotten"))], [], [])


def _lines(held: Held, release: Release, words: Wording) -> Iterator[str]:
    if held.following:
        yield from _followed(held.following, release, words)
    if held.deliveries:
        yield f"- {words.count('my_data.deliveries', len(held.deliveries))}"
    if held.language:
        yield f"- {words.say('my_data.language', language=ENDONYMS[held.language])}"
    if held.reports:
        yield f"- {words.count('my_data.reports', len(held.reports))}"
    if held.drafts:
        yield f"- {words.count('my_data.drafts', held.drafts)}"
    if published := len(held.updates) - held.drafts:
        yield f"- {words.count('my_data.updates', published)}"
    if held.acts:
        yield f"- {words.count('my_data.history', len(held.acts))}"


def _followed(follower: HeldFollowing, release: Release, words: Wording) -> Iterator[str]:
    yield f"- {words.say('my_data.follows', towns=escape(places.named(follower.towns, release, words)))}"
    told_how = words.say(
        "my_data.how",
        pace=words.say(f"following.pace.{follower.pace}"),
        hours=hours(follower.quiet, words),
        zone=escape(follower.time_zone),
        language=ENDONYMS[follower.language],
    )
    yield f"- {told_how}"
    since = words.say("my_data.since", agreed=moment(follower.agreed_at, "d"), lapses=moment(follower.lapses_at, "d"))
    yield f"- {since}"
