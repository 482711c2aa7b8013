"""What a follower sees: what would be kept, before anything is; then their towns, and how and when they are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from discord import ButtonStyle

from bot.cards import Card
from bot.cards.colours import BLUE, GREEN, GREY, ORANGE
from bot.cards.layout import OPTIONS, Button, Menu, Row, card, rows_of
from bot.cards.pieces import Piece
from bot.markdown import bold, escape, small
from bot.moderation.moves import Act, Move
from bot.releases import Release
from bot.store.follows import Follower, Pace, Quiet
from bot.updates import places
from bot.updates.cards.update import moment
from knowledge.wording import Wording

HOURS = (Quiet(20, 9), Quiet(21, 7), Quiet(22, 8), Quiet(23, 7))
"""The quiet hours to choose from."""
ALWAYS = "0"
REFUSED = ("50007", "10013")


@dataclass(frozen=True, slots=True)
class Following:
    """Somebody who follows, and what was just done: the id of the sentence that heads the card, with the town it is about."""

    follower: Follower
    head: str = "following.title"
    town: str = ""


def consent(number: int, town: str, words: Wording) -> Card:
    """What will be kept of somebody, in two sentences, and the question."""
    agree = Button(words.say("following.agree", town=town), Move(Act.AGREE_FOLLOW, str(number)), ButtonStyle.success)
    no = Button(words.say("following.no"), Move(Act.NO_FOLLOW))
    head = f"## {escape(words.say('following.ask', town=town))}\n{escape(words.say('following.what'))}"
    return card(BLUE, [head], [Piece(escape(words.say("following.kept")))], [[agree, no]])


def overview(following: Following, release: Release, words: Wording) -> Card:
    """Their towns, how they are told, until when, and the lists by which each of that is changed."""
    follower = following.follower
    paused = [Piece(refused(follower.paused, words))] if follower.paused else []
    return card(
        ORANGE if follower.paused else GREEN,
        [f"## {escape(words.say(following.head, town=following.town))}"],
        [*paused, Piece("\n".join(_facts(follower, release, words)))],
        _rows(follower, release, words),
        [small(escape(words.say("following.more")))],
    )


def refused(why: str, words: Wording) -> str:
    """That messages were refused, so that nothing is sent any more, and what to do about it."""
    key = "following.paused.refused" if why in REFUSED else "following.paused"
    return f"{bold(words.say(key))}\n{escape(words.say('following.paused.mend'))}"


def nothing(key: str, words: Wording, **slots: object) -> Card:
    """That they follow nothing, or no longer do, and that nothing is kept."""
    return card(GREY, [f"## {escape(words.say(key, **slots))}"], [Piece(escape(words.say("following.how")))], [])


def which(choices: tuple[tuple[str, int], ...], words: Wording) -> Card:
    """The question which of several towns is meant."""
    buttons = [Button(name, Move(Act.FOLLOW, str(number)), ButtonStyle.primary) for name, number in choices]
    return card(BLUE, [bold(words.say("following.which"))], [], [*rows_of(buttons)])


def hours(quiet: Quiet | None, words: Wording) -> str:
    """Quiet hours as people read them."""
    if quiet is None:
        return words.say("following.quiet.none")
    return words.say("following.quiet.hours", start=f"{quiet.start}:00", until=f"{quiet.until}:00")


def _facts(follower: Follower, release: Release, words: Wording) -> Iterator[str]:
    yield words.say("following.towns", towns=escape(places.named(follower.towns, release, words)))
    yield words.say("following.pace", pace=words.say(f"following.pace.{follower.pace}"))
    yield words.say("following.quiet", hours=hours(follower.quiet, words), zone=escape(follower.time_zone))
    yield words.say("following.until", when=moment(follower.lapses_at, "D"))


def _rows(follower: Follower, release: Release, words: Wording) -> list[Row]:
    names = sorted((release.towns[number].name, number) for number in follower.towns if number in release.towns)
    paces = tuple((words.say(f"following.pace.{pace}"), str(pace)) for pace in Pace)
    quiets = ((words.say("following.quiet.none"), ALWAYS), *((hours(one, words), f"{one.start}-{one.until}") for one in HOURS))
    again = Button(words.say("following.resume" if follower.paused else "following.renew"), Move(Act.RENEW), ButtonStyle.success)
    return [
        Menu(words.say("following.choose.pace"), Move(Act.PACE), paces),
        Menu(words.say("following.choose.quiet"), Move(Act.QUIET), quiets),
        Menu(words.say("following.choose.stop"), Move(Act.UNFOLLOW), tuple(names[:OPTIONS])),
        [again, Button(words.say("my_data.open"), Move(Act.MY_DATA))],
    ]
