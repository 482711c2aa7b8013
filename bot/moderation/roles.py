"""Who may do what: nothing that is not listed here, and nothing in a direct message but what is everybody's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import discord

from bot.moderation.moves import Act
from bot.store.servers import Server


class Role(StrEnum):
    """What an act asks for. Each stands alone: who manages a server is no moderator of the record by that."""

    ANYONE = "anyone"
    ORGANIZER = "organizer"
    MODERATOR = "moderator"
    MANAGER = "manager"


NEEDS: Mapping[Act | str, Role] = {
    "setup": Role.MANAGER,
    "kb status": Role.MODERATOR,
    Act.STATUS: Role.MODERATOR,
    "kb history": Role.MODERATOR,
    Act.HISTORY: Role.MODERATOR,
    "kb audit": Role.MODERATOR,
    Act.AUDIT: Role.MODERATOR,
    "kb diff": Role.MODERATOR,
    Act.DIFF: Role.MODERATOR,
    "kb stale": Role.MODERATOR,
    "kb refresh": Role.MODERATOR,
    Act.REFRESH: Role.MODERATOR,
    Act.PUBLISH: Role.MODERATOR,
    Act.DISCARD: Role.MODERATOR,
    Act.PREVIEW: Role.MODERATOR,
    Act.PREVIEW_OTHER: Role.MODERATOR,
    "kb rollback": Role.MODERATOR,
    Act.ROLL_BACK: Role.MODERATOR,
    "kb add-finding": Role.MODERATOR,
    "kb add-statement": Role.MODERATOR,
    "kb change-status": Role.MODERATOR,
    "kb retract": Role.MODERATOR,
    "kb review": Role.MODERATOR,
    Act.FINDING: Role.MODERATOR,
    Act.STATEMENT: Role.MODERATOR,
    Act.CHANGE: Role.MODERATOR,
    Act.RETRACT: Role.MODERATOR,
    Act.SOURCE: Role.MODERATOR,
    Act.REVIEW: Role.MODERATOR,
    Act.PROPOSAL: Role.MODERATOR,
    Act.BESIDE: Role.MODERATOR,
    Act.APPROVE: Role.MODERATOR,
    Act.DECLINE: Role.MODERATOR,
    "kb corrections": Role.MODERATOR,
    "kb gaps": Role.MODERATOR,
    "kb links": Role.MODERATOR,
    Act.CORRECTIONS: Role.MODERATOR,
    Act.CORRECTION: Role.MODERATOR,
    Act.ACCEPT_CORRECTION: Role.MODERATOR,
    Act.DECLINE_CORRECTION: Role.MODERATOR,
    Act.ASK_REPORTER: Role.MODERATOR,
    Act.AGREE: Role.MODERATOR,
    Act.REPLY: Role.ANYONE,  # the handler lets nobody in but the reporter
    "update post": Role.ORGANIZER,
    "update edit": Role.ORGANIZER,
    "update retract": Role.ORGANIZER,
    "update list": Role.ORGANIZER,
    "update status": Role.ORGANIZER,
    Act.UPDATE_NEW: Role.ORGANIZER,
    Act.UPDATE: Role.ORGANIZER,
    Act.UPDATE_EDIT: Role.ORGANIZER,
    Act.UPDATE_TOWNS: Role.ORGANIZER,
    Act.UPDATE_PUBLISH: Role.ORGANIZER,
    Act.UPDATE_ASK: Role.ORGANIZER,
    Act.UPDATE_DISCARD: Role.ORGANIZER,
    Act.UPDATE_RETRACT: Role.ORGANIZER,
    Act.UPDATES: Role.ORGANIZER,
    Act.UPDATE_STATUS: Role.ORGANIZER,
    "kb organizers": Role.MODERATOR,
    Act.ORGANIZERS: Role.MODERATOR,
    Act.TRUST: Role.MODERATOR,
    Act.DISTRUST: Role.MODERATOR,
    Act.WHAT_CHANGED: Role.MODERATOR,
    Act.PUBLISH_QUIETLY: Role.MODERATOR,
    Act.APPROVE_QUIETLY: Role.MODERATOR,
    Act.ROLL_BACK_QUIETLY: Role.MODERATOR,
    "feed add": Role.MANAGER,
    "feed remove": Role.MANAGER,
    "feed list": Role.MANAGER,
    "follow": Role.ANYONE,
    "unfollow": Role.ANYONE,
    "following": Role.ANYONE,
    "my-data": Role.ANYONE,
    Act.FOLLOW: Role.ANYONE,
    Act.AGREE_FOLLOW: Role.ANYONE,
    Act.NO_FOLLOW: Role.ANYONE,
    Act.UNFOLLOW: Role.ANYONE,
    Act.FOLLOWING: Role.ANYONE,
    Act.PACE: Role.ANYONE,
    Act.QUIET: Role.ANYONE,
    Act.RENEW: Role.ANYONE,
    Act.MY_DATA: Role.ANYONE,
    Act.EXPORT: Role.ANYONE,
    Act.FORGET: Role.ANYONE,
    Act.FORGET_ALL: Role.ANYONE,
}
"""What each command, by its full name, and each act needs; what is missing here is nobody's."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in the server where they act, None for a direct message; `home` is the server that keeps the record."""

    server: int | None = None
    home: bool = False
    roles: frozenset[Role] = frozenset()


def standing(member: discord.Member, permissions: discord.Permissions, server: Server, home: int | None) -> Standing:
    """What a member is, by their roles and permissions as Discord sent them with this very interaction."""
    held = {Role.ORGANIZER: server.organizer_role, Role.MODERATOR: server.moderator_role}
    roles = {role for role, chosen in held.items() if chosen is not None and member.get_role(chosen)}
    if permissions.manage_guild:
        roles.add(Role.MANAGER)
    return Standing(server.id, server.id == home, frozenset(roles))


def may(who: Standing, what: Act | str) -> bool:
    """Whether this may be done by somebody of this standing."""
    return refusal(who, what) is None


def refusal(who: Standing, what: Act | str) -> str | None:
    """The id of the sentence that says why this may not be done, None where it may."""
    need = NEEDS.get(what)
    if need is Role.ANYONE:
        return None
    if need is None or who.server is None:
        return "moderation.refused.here"
    if need is Role.MODERATOR and not who.home:
        return "moderation.refused.elsewhere"
    return None if need in who.roles else f"moderation.refused.{need}"
