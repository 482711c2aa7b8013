"""Who and what exists on the loopback Discord: people, channels, one server, with fixed snowflakes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

JSON = dict[str, Any]

DISCORD_EPOCH = 1_420_070_400_000
TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Loopback.only-good-on-127-0-0-1-000000000"  # the shape of a token, good nowhere
BOT_ID = 1_100_000_000_000_000_001
GUILD_ID = 1_100_000_000_000_000_100
OTHER_GUILD_ID = 1_100_000_000_000_000_150
FOREIGN_GUILD_ID = 1_100_000_000_000_000_200
JOINED = "2026-01-02T03:04:05+00:00"
VIEW, SEND, EMBED, ATTACH, HISTORY, MANAGE_GUILD = 1 << 10, 1 << 11, 1 << 14, 1 << 15, 1 << 16, 1 << 5
MANAGE_MESSAGES = 1 << 13
EVERYONE = VIEW | SEND | EMBED | ATTACH | HISTORY | 1 << 31

_numbers = count(1)


def mint() -> str:
    """A fresh snowflake of this moment, larger than every one before it."""
    return str((int(time.time() * 1000) - DISCORD_EPOCH << 22) + next(_numbers) % (1 << 22))


@dataclass(frozen=True)
class Role:
    """A role in a server; `permissions` are what it lets its members do, as Discord's bit set."""

    id: int
    name: str
    guild_id: int = GUILD_ID
    permissions: int = 0

    def payload(self) -> JSON:
        """The role object that Discord sends."""
        return {
            "id": str(self.id), "name": self.name, "description": None, "permissions": str(self.permissions),
            "position": 0 if self.id == self.guild_id else 1, "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None}, "hoist": False, "managed": False,
            "mentionable": False, "icon": None, "unicode_emoji": None, "flags": 0,
        }  # fmt: skip


@dataclass(frozen=True)
class Person:
    """Somebody with an account, as Discord tells of them at this moment.

    `permissions` are what they may do in the servers, as Discord's bit set, and `roles` those that they have in each.
    """

    id: int
    name: str
    locale: str = "en-US"
    permissions: int = EVERYONE
    bot: bool = False
    roles: tuple[Role, ...] = ()

    @property
    def mention(self) -> str:
        """What a message carries when it mentions this person."""
        return f"<@{self.id}>"

    def user(self) -> JSON:
        """The user object that Discord sends."""
        return {
            "id": str(self.id), "username": self.name, "discriminator": "0000" if self.bot else "0", "global_name": None,
            "avatar": None, "bot": self.bot, "flags": 0, "public_flags": 0, "primary_guild": None,
        }  # fmt: skip

    def having(self, *roles: Role, permissions: int | None = None) -> Person:
        """The same person with these roles, and permissions where they change."""
        return replace(self, roles=roles, permissions=self.permissions if permissions is None else permissions)

    def member(self, guild_id: int = GUILD_ID, *, with_user: bool = True) -> JSON:
        """The member object that Discord sends for a server."""
        roles = [str(role.id) for role in self.roles if role.guild_id == guild_id]
        body: JSON = {
            "roles": roles, "joined_at": JOINED, "deaf": False, "mute": False, "flags": 0, "nick": None, "avatar": None,
            "banner": None, "pending": False, "premium_since": None, "communication_disabled_until": None,
        }  # fmt: skip
        return body | ({"user": self.user()} if with_user else {})


@dataclass(frozen=True)
class Channel:
    """A place where messages are; `bot_inside` tells whether the bot can see it other than through an interaction."""

    id: int
    name: str
    guild_id: int | None = None
    recipients: tuple[Person, ...] = ()
    bot_inside: bool = True

    @property
    def context(self) -> int:
        """Discord's interaction context: 0 a server, 1 the bot's own DM, 2 a private channel without the bot."""
        return 0 if self.guild_id else 1 if self.bot_inside else 2

    def payload(self) -> JSON:
        """The channel object that Discord sends."""
        if self.guild_id:
            return {
                "id": str(self.id), "type": 0, "guild_id": str(self.guild_id), "name": self.name, "position": 0, "flags": 0,
                "permission_overwrites": [], "nsfw": False, "parent_id": None, "topic": None, "last_message_id": None,
                "rate_limit_per_user": 0,
            }  # fmt: skip
        body: JSON = {
            "id": str(self.id), "type": 1 if self.bot_inside else 3, "flags": 0, "last_message_id": None,
            "recipients": [person.user() for person in self.recipients],
        }  # fmt: skip
        return body if self.bot_inside else body | {"name": self.name, "icon": None, "owner_id": str(self.recipients[0].id)}


BOT = Person(BOT_ID, "plainsight", bot=True)
ALICE = Person(1_100_000_000_000_000_011, "alice")
BRUNO = Person(1_100_000_000_000_000_012, "bruno", locale="pt-BR")
CARMEN = Person(1_100_000_000_000_000_013, "carmen", locale="es-ES")
MODERATOR = Person(1_100_000_000_000_000_014, "moderator", permissions=EVERYONE | MANAGE_GUILD)
PEOPLE = (ALICE, BRUNO, CARMEN, MODERATOR)

KEEPERS = Role(1_100_000_000_000_000_501, "keepers", permissions=MANAGE_MESSAGES)
POSTERS = Role(1_100_000_000_000_000_502, "posters")
OTHER_KEEPERS = Role(1_100_000_000_000_000_551, "keepers", OTHER_GUILD_ID, MANAGE_MESSAGES)
ROLES = {role.id: role for role in (KEEPERS, POSTERS, OTHER_KEEPERS)}

GENERAL = Channel(1_100_000_000_000_000_101, "general", GUILD_ID)
UPDATES = Channel(1_100_000_000_000_000_102, "updates", GUILD_ID)
BACKROOM = Channel(1_100_000_000_000_000_103, "backroom", GUILD_ID)
OTHER = Channel(1_100_000_000_000_000_151, "other", OTHER_GUILD_ID)
ELSEWHERE = Channel(1_100_000_000_000_000_201, "elsewhere", FOREIGN_GUILD_ID, bot_inside=False)
GROUP = Channel(1_100_000_000_000_000_301, "carpool", None, (ALICE, BRUNO, CARMEN), bot_inside=False)
DIRECT = {person.id: Channel(1_100_000_000_000_000_400 + n, person.name, None, (person,)) for n, person in enumerate(PEOPLE, 1)}
CHANNELS = {channel.id: channel for channel in (GENERAL, UPDATES, BACKROOM, OTHER, ELSEWHERE, GROUP, *DIRECT.values())}
CROWD, CROWD_DIRECT, IN_THE_CROWD = 1_200_000_000_000_000_000, 1_300_000_000_000_000_000, 1_000_000
"""A crowd: so many people from this id on, each with a channel of direct messages from the other one on."""
NAMES = {GUILD_ID: "Neighbours", OTHER_GUILD_ID: "Others"}


def direct(user_id: int) -> Channel | None:
    """The channel of the bot's direct messages with somebody, one of the crowd included; None for nobody."""
    return DIRECT.get(user_id) or channel(user_id - CROWD + CROWD_DIRECT)


def channel(channel_id: int) -> Channel | None:
    """The channel of this id, those of the crowd included."""
    number = channel_id - CROWD_DIRECT
    if not 0 <= number < IN_THE_CROWD:
        return CHANNELS.get(channel_id)
    return Channel(channel_id, "crowd", None, (Person(CROWD + number, f"crowd{number}"),))


def guild(guild_id: int = GUILD_ID) -> JSON:
    """The server object as GET /guilds answers it."""
    roles = [Role(guild_id, "@everyone", guild_id, EVERYONE), *(role for role in ROLES.values() if role.guild_id == guild_id)]
    return {
        "id": str(guild_id), "name": NAMES[guild_id], "icon": None, "description": None, "home_header": None, "splash": None,
        "discovery_splash": None, "features": [], "banner": None, "owner_id": str(MODERATOR.id), "application_id": None,
        "region": "us-east", "afk_channel_id": None, "afk_timeout": 300, "system_channel_id": None, "system_channel_flags": 0,
        "widget_enabled": False, "widget_channel_id": None, "verification_level": 0, "roles": [role.payload() for role in roles],
        "default_message_notifications": 1, "mfa_level": 0, "explicit_content_filter": 0, "max_presences": None,
        "max_members": 500_000, "max_stage_video_channel_users": 50, "max_video_channel_users": 25, "vanity_url_code": None,
        "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": "en-US", "rules_channel_id": None,
        "safety_alerts_channel_id": None, "public_updates_channel_id": None, "premium_progress_bar_enabled": False,
        "nsfw": False, "nsfw_level": 0, "emojis": [], "stickers": [], "incidents_data": None,
    }  # fmt: skip


def guild_create(guild_id: int = GUILD_ID) -> JSON:
    """The server as the gateway announces it."""
    channels = [channel.payload() for channel in CHANNELS.values() if channel.guild_id == guild_id]
    return guild(guild_id) | {
        "joined_at": JOINED, "large": False, "member_count": len(PEOPLE) + 1, "members": [BOT.member(guild_id)],
        "voice_states": [],
        "channels": channels, "threads": [], "presences": [],
        "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [], "unavailable": False,
    }  # fmt: skip


def application() -> JSON:
    """The bot's application as Discord describes it."""
    return {
        "id": str(BOT_ID), "name": BOT.name, "icon": None, "description": "", "summary": "", "type": None, "verify_key": "0" * 64,
        "flags": 0, "flags_new": "0", "redirect_uris": [], "interactions_endpoint_url": None, "bot_public": True,
        "bot_require_code_grant": False, "role_connections_verification_url": None, "owner": MODERATOR.user(), "team": None,
        "approximate_guild_count": 1, "approximate_user_install_count": 0, "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0, "eligible_oauth2_scopes": [], "bot": BOT.user(),
    }  # fmt: skip
