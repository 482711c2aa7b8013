"""Who may what, as one table: every command, button and form of the moderators, for everybody, everywhere."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cards.layout import Button, card, to_payload
from bot.moderation.handlers import PRESSED, SUBMITTED
from bot.moderation.moves import Act, Move
from bot.moderation.roles import NEEDS, Role
from bot.store import audit, proposals, releases
from bot.store.engine import Store
from commands.feed import JOBS as FEEDS
from commands.kb import JOBS
from commands.update import JOBS as UPDATES
from knowledge.wording import wording
from tests.bot import variations
from tests.discord_server import invocations, world
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BACKROOM, BOT, BRUNO, DIRECT, GENERAL, JSON, OTHER, OTHER_GUILD_ID, Channel, Person
from tests.end_to_end.moderating import KEEPER, MANAGER, POSTER, STRANGER, Deployment

ENGLISH = wording("en")
REFUSED = {
    ENGLISH.say(f"moderation.refused.{why}") for why in ("here", "elsewhere", "no_home", "moderator", "organizer", "manager")
}
FOLLOWING = {"follow", "unfollow", "following", "my-data"}
FOR_MANAGERS = {"setup", *(f"feed {job.name}" for job in FEEDS)}
FOR_ORGANIZERS = {*(f"update {job.name}" for job in UPDATES), Act.UPDATES, *(act for act in Act if act.startswith("update_"))}
FOR_ORGANIZERS.add(Act.UPDATE)
COMMANDS = [*FOR_MANAGERS, *(f"kb {job.name}" for job in JOBS), *(f"update {job.name}" for job in UPDATES), *FOLLOWING]
OWN = {Act.FOLLOW, Act.AGREE_FOLLOW, Act.NO_FOLLOW, Act.UNFOLLOW, Act.FOLLOWING, Act.PACE, Act.QUIET, Act.RENEW}
PUBLIC = {Act.REPLY, *FOLLOWING, *OWN, Act.MY_DATA, Act.EXPORT, Act.FORGET, Act.FORGET_ALL}
"""What anybody may do, because it is about nobody but themselves."""
SUBJECT = "1"


@dataclass(frozen=True)
class Case:
    """Somebody somewhere, and what they may do there besides what everybody may."""

    who: Person
    where: Channel
    may: frozenset[Role]


TABLE = {
    "nobody": Case(ALICE.having(permissions=KEEPER.permissions), GENERAL, frozenset()),
    "an organizer": Case(POSTER, GENERAL, frozenset({Role.ORGANIZER})),
    "a moderator": Case(KEEPER, GENERAL, frozenset({Role.MODERATOR})),
    "a moderator in the moderators' channel": Case(KEEPER, BACKROOM, frozenset({Role.MODERATOR})),
    "a server manager": Case(MANAGER, GENERAL, frozenset({Role.MANAGER})),
    "somebody who was a moderator": Case(KEEPER.having(), GENERAL, frozenset()),
    "a moderator in a direct message": Case(KEEPER, DIRECT[KEEPER.id], frozenset()),
    "a server manager in a direct message": Case(MANAGER, DIRECT[MANAGER.id], frozenset()),
    "a moderator in another server": Case(KEEPER, OTHER, frozenset()),
    "another server's moderator": Case(STRANGER, OTHER, frozenset()),
    "another server's moderator in the home server": Case(STRANGER, GENERAL, frozenset()),
    "another server's manager": Case(MANAGER, OTHER, frozenset({Role.MANAGER})),
    "somebody in a server without the bot": Case(BRUNO, world.ELSEWHERE, frozenset()),
}


def test_every_command_and_every_act_stands_in_the_table() -> None:
    assert NEEDS.keys() == {*COMMANDS, *Act}
    assert PRESSED.keys() | SUBMITTED.keys() == set(Act)


@pytest.mark.parametrize("case", TABLE.values(), ids=TABLE.keys())
async def test_the_table_holds(server: Server, tmp_path: Path, case: Case) -> None:
    deployment = Deployment(tmp_path)
    deployment.limit = 0
    server.reacts = False
    variations.ahead(deployment.source)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.add_to(OTHER_GUILD_ID)
        before = await _kept(client.office.store)
        for allowed in (False, True):
            wrong = [
                f"{attempt}: {'refused' if refused else 'allowed'}"
                async for attempt, refused in _tried(server, case, allowed=allowed)
                if refused is allowed
            ]
            assert wrong == []
            if not allowed:
                assert await _kept(client.office.store) == before


async def test_suggestions_tell_nobody_who_may_not_what_there_is(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path)
    deployment.limit = 0
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await server.add_to(OTHER_GUILD_ID)
        for name, case in TABLE.items():
            for command in COMMANDS:
                for option in _level(server, command).get("options") or ():
                    if option.get("autocomplete") and not _may(case, _need(command)):
                        offered = await server.autocomplete(
                            case.who, command, option["name"], "", channel=case.where, anyhow=True, locale="en-US"
                        )
                        assert offered == (), f"{name}: {command} {option['name']}"


async def test_without_a_home_nobody_moderates(server: Server, tmp_path: Path) -> None:
    deployment = Deployment(tmp_path, home=None)
    deployment.limit = 0
    server.reacts = False
    case = Case(KEEPER, GENERAL, frozenset())
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert [attempt async for attempt, refused in _tried(server, case, allowed=False) if not refused] == []


async def _kept(store: Store) -> tuple[Any, ...]:
    """What an act would have changed."""
    return await audit.recent(store, 100), await proposals.waiting(store), await releases.history(store, 10)


def _need(key: Act | str) -> Role:
    """What this table says that a command or act needs; the code must say the same of itself."""
    if key in FOR_ORGANIZERS:
        return Role.ORGANIZER
    return Role.ANYONE if key in PUBLIC else Role.MANAGER if key in FOR_MANAGERS else Role.MODERATOR


def _may(case: Case, need: Role) -> bool:
    return need is Role.ANYONE or need in case.may


async def _tried(server: Server, case: Case, *, allowed: bool) -> AsyncIterator[tuple[str, bool]]:
    """Every attempt that should be allowed (or not), with whether it was refused."""
    for key in (*COMMANDS, *Act):
        if _may(case, _need(key)) is not allowed:
            continue
        if not isinstance(key, Act):
            options = dict(_filled(_level(server, key)))
            reply = await server.slash(case.who, key, channel=case.where, anyhow=True, locale="en-US", given=options)
            yield f"/{key}", reply.text in REFUSED
            continue
        move = Move(key, SUBJECT)
        if key in PRESSED:
            stale = _card(server, case.where, move)
            reply = await server.click(case.who, stale, custom_id=move.custom_id, locale="en-US")
            yield f"the button {key}", reply.text in REFUSED
        if key in SUBMITTED:
            reply = await server.send_form(case.who, move.custom_id, channel=case.where, locale="en-US")
            yield f"the form {key}", reply.text in REFUSED


def _card(server: Server, channel: Channel, move: Move) -> str:
    """A card that stands there since before: whoever sees it can press."""
    body = to_payload(card(0, ["An old card"], [], [[Button("Press", move)]]))
    return str(server.hub.messages.write(BOT, channel, body)["id"])


def _level(server: Server, command: str) -> JSON:
    name, *path = command.split()
    level = invocations.registered(server.commands, name, 1)
    for part in path:
        level = next(option for option in level["options"] if option["name"] == part)
    return level


def _filled(level: JSON) -> Iterator[tuple[str, Any]]:
    """A value for each option that must be given."""
    values = {invocations.STRING: "x", invocations.INTEGER: 1, invocations.BOOLEAN: True, invocations.CHANNEL: world.UPDATES}
    for option in level.get("options") or ():
        if option.get("required"):
            choices = option.get("choices")
            yield option["name"], choices[0]["value"] if choices else values[option["type"]]
