"""Preview a town: the answer as it is and as it would be, for any town of the pack."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cards.colours import BLUE
from bot.cards.layout import Menu, card
from bot.errors import DeclinedError
from bot.forms import Form, Text
from bot.markdown import escape
from bot.moderation import refreshing
from bot.moderation.cards import preview as cards
from bot.moderation.cards.preview import Told
from bot.moderation.moves import Act, Move
from bot.moderation.visit import Handler, Visit
from bot.publishing import Staged
from bot.releases import Release
from knowledge.answers import compose
from knowledge.questions import Intent, Language, Question

TOWN = "town"
LONGEST_NAME = 80


async def pick(visit: Visit) -> None:
    """Show the town picked from the list."""
    await visit.think()
    staged = await refreshing.staged(visit, await refreshing.found(visit))
    picked = visit.filled.text("")
    number = int(picked) if picked.isascii() and picked.isdigit() else 0
    town = staged.release.towns.get(number) or staged.before.towns.get(number)
    if town is None:
        raise DeclinedError("moderation.preview.no_such_town")
    await _show(visit, staged, town.name)


async def ask(visit: Visit) -> None:
    """Ask which town to show."""
    field = Text(TOWN, visit.say("moderation.preview.which"), longest=LONGEST_NAME)
    await visit.open(Form(visit.say("moderation.refresh.preview_other"), Move(Act.PREVIEW_OTHER, visit.subject), (field,)))


async def typed(visit: Visit) -> None:
    """Show the town that was typed, or the ones that it may be; raises DeclinedError where it is none."""
    await visit.think()
    staged = await refreshing.staged(visit, await refreshing.found(visit))
    seen = staged.release.base.finder.find(visit.filled.text(TOWN))
    choices = seen.clarify.choices if seen.clarify else seen.towns
    known = [town for name in choices if (town := staged.release.base.towns.get(name))]
    if not known:
        raise DeclinedError("moderation.preview.no_such_town")
    if len(known) == 1:
        await _show(visit, staged, known[0].name)
        return
    options = tuple((town.name, town.town_no) for town in known)
    menu = Menu(visit.say("moderation.refresh.preview"), Move(Act.PREVIEW, visit.subject), options)
    await visit.answer(card(BLUE, [escape(visit.say("moderation.preview.several"))], [], [menu]))


async def _show(visit: Visit, staged: Staged, town: str) -> None:
    before, after = _told(visit, staged.before, town), _told(visit, staged.release, town)
    await visit.answer(cards.render(town, before, after, visit.words))


def _told(visit: Visit, release: Release, town: str) -> Told:
    if town not in release.base.towns:
        return Told(release, None)
    question = Question("", Language(visit.words.language), Intent.TOWN_STATUS, (town,))
    return Told(release, compose(question, release.base, visit.office.desk.today()))


PRESSED: Mapping[Act, Handler] = {Act.PREVIEW: pick, Act.PREVIEW_OTHER: ask}
SUBMITTED: Mapping[Act, Handler] = {Act.PREVIEW_OTHER: typed}
