"""Opening the forms for entries, with what was typed before or what a correction brings in their fields."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from bot.forms import Filled
from bot.moderation import entry_forms
from bot.moderation.clerk import Book, Field
from bot.moderation.slips import Slip
from bot.moderation.visit import NOTHING, Visit
from bot.store import corrections, proposals
from bot.store.proposals import Kind
from knowledge.errors import PackError
from knowledge.pack.edits import Edit
from knowledge.pack.edits_json import from_json

if TYPE_CHECKING:
    from bot.moderation.office import Office


async def open_form(visit: Visit, slip: Slip, filled: Filled = NOTHING) -> None:
    """Show somebody the form that a slip is for, with what they typed into it before, else with `filled`, in its fields.

    For an entry that answers a correction, its link stands there. Nothing may have been answered before. Raises StoreError.
    """
    typed = visit.office.drafts.find(visit.who, slip.move)
    if not typed.values and slip.correction:
        found = await corrections.find(visit.office.store, slip.correction)
        filled = Filled({Field.URL: (found.link,)}) if found and found.link else filled
    contents = visit.office.desk.release.base.contents
    await visit.open(entry_forms.form(slip, visit.words, typed if typed.values else filled, contents))


async def open_source_form(visit: Visit, slip: Slip) -> None:
    """Show somebody the form for the source of what they typed before."""
    filled = visit.office.drafts.find(visit.who, slip.source)
    await visit.open(entry_forms.source_form(slip, visit.words, filled))


async def book(office: Office) -> Book:
    """The published record, today, and what open proposals would add; raises StoreError."""
    pending: list[Edit] = []
    for proposal in await proposals.waiting(office.store, Kind.EDIT):
        with suppress(PackError):  # of another version of this program: whoever looks at it is told
            pending += from_json(proposal.draft.edits)
    return Book(office.desk.release.base.contents, office.desk.today(), tuple(pending))
