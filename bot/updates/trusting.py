"""Which servers' organizers reach everybody: the moderators of the record say so, and until then nobody's do but the home's."""

from __future__ import annotations

from collections.abc import Mapping

from bot.errors import DeclinedError
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit
from bot.store import audit, servers
from bot.store.servers import Server
from bot.updates.cards import lists
from bot.updates.cards.lists import Group

ON_A_PAGE = 5


async def organizers(visit: Visit) -> None:
    """List the servers that have organizers."""
    page = visit.move.page if visit.move and visit.move.act is Act.ORGANIZERS else 1
    found = [server for server in await servers.everyone(visit.office.store) if server.organizer_role or server.trusted]
    shown = [_group(visit, server) for server in found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]]
    card = lists.organizers(shown, page, more=len(found) > page * ON_A_PAGE, words=visit.words)
    await (visit.replace(card) if visit.move else visit.answer(card))


async def trust(visit: Visit) -> None:
    """Let a server's updates reach everybody from now on."""
    await _set(visit, trusted=True)


async def distrust(visit: Visit) -> None:
    """Let them reach its own feeds alone, and take them off the answers."""
    await _set(visit, trusted=False)


async def _set(visit: Visit, *, trusted: bool) -> None:
    office = visit.office
    server = int(visit.subject) if visit.subject.isascii() and visit.subject.isdigit() else 0
    known = {found.id for found in await servers.everyone(office.store)}
    if server not in known or server == office.home:
        raise DeclinedError("error.stale")
    entry = audit.Entry(office.now(), visit.who, f"server_{'trusted' if trusted else 'distrusted'}", f"server:{server}")
    await servers.trust(office.store, server, entry, trusted=trusted)
    await office.bulletin.look()
    await organizers(visit)


def _group(visit: Visit, server: Server) -> Group:
    guild = visit.interaction.client.get_guild(server.id)
    name = guild.name if guild else visit.say("update.organizers.unknown")
    return Group(server.id, name, server.trusted, home=server.id == visit.office.home)


PRESSED: Mapping[Act, Handler] = {Act.ORGANIZERS: organizers, Act.TRUST: trust, Act.DISTRUST: distrust}
