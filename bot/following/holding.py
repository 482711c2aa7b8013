"""Everything that is kept about somebody: shown in plain words, handed over as a file, deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot import holdings
from bot.following.cards import holding as cards
from bot.moderation.moves import Act
from bot.moderation.visit import Handler, Visit

FILE = "my-data.json"


async def show(visit: Visit) -> None:
    """Show what is kept."""
    office = visit.office
    held = await holdings.held(office.store, office.people, visit.interaction.user.id)
    await visit.answer(cards.render(held, office.desk.release, visit.words))


async def export(visit: Visit) -> None:
    """Hand over what is kept, as JSON."""
    office = visit.office
    await visit.think()
    held = await holdings.held(office.store, office.people, visit.interaction.user.id)
    content = json.dumps(held.as_json(), indent=1, ensure_ascii=False).encode()
    await visit.answer(cards.file(content, FILE, visit.words))


async def ask(visit: Visit) -> None:
    """Ask before everything is deleted."""
    await visit.answer(cards.ask(visit.words))


async def forget(visit: Visit) -> None:
    """Delete everything but the history, which names nobody."""
    office, user = visit.office, visit.interaction.user.id
    await visit.think(aside=False)
    await holdings.forget(office.store, office.people, user)
    await office.preferences.forget(user)
    held = await holdings.held(office.store, office.people, user)
    await visit.replace(cards.forgotten(visit.words, history=bool(held.acts or held.updates)))


PRESSED: Mapping[Act, Handler] = {Act.MY_DATA: show, Act.EXPORT: export, Act.FORGET: ask, Act.FORGET_ALL: forget}
