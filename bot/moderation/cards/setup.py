"""The card that shows a server's settings back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import Card
from bot.cards.colours import BLUE, ORANGE
from bot.cards.language import ENDONYMS
from bot.cards.layout import card
from bot.cards.pieces import Piece
from bot.markdown import bold, escape
from bot.store.servers import Server
from bot.updates.zones import zone_of
from knowledge.wording import Wording


@dataclass(frozen=True, slots=True)
class Setup:
    """A server's settings: whether it is the home of the record, whether they were just changed, and what is amiss.

    `hidden`: Discord hides /kb from the moderators; `mute`: we may not speak in their channel.
    """

    server: Server
    home: bool
    changed: bool
    hidden: bool
    mute: bool


def render(setup: Setup, words: Wording) -> Card:
    """The settings, a line each, then what is to be done about them."""
    server = setup.server
    nobody, nowhere = words.say("moderation.setup.nobody"), words.say("moderation.setup.nowhere")
    moderators = f"<@&{server.moderator_role}>" if server.moderator_role else nobody
    organizers = f"<@&{server.organizer_role}>" if server.organizer_role else nobody
    channel = f"<#{server.moderators_channel}>" if server.moderators_channel else nowhere
    language = ENDONYMS[server.language] if server.language else words.say("moderation.setup.no_language")
    settings = [
        words.say("moderation.setup.moderators", role=moderators),
        words.say("moderation.setup.organizers", role=organizers),
        words.say("moderation.setup.channel", channel=channel),
        words.say("moderation.setup.language", language=language),
        words.say("update.setup.zone", zone=escape(zone_of(server).key)),
    ]
    amiss = [
        *([] if setup.home else ["moderation.setup.not_home"]),
        *(["moderation.setup.hidden"] if setup.hidden and setup.home else []),
        *(["moderation.setup.mute"] if setup.mute else []),
    ]
    head = words.say("moderation.setup.kept" if setup.changed else "moderation.setup.unchanged")
    return card(
        ORANGE if amiss else BLUE,
        [f"## {escape(words.say('moderation.setup.title'))}\n{bold(head)}"],
        [Piece("\n".join(settings)), *(Piece(escape(words.say(key))) for key in amiss)],
        [],
    )
