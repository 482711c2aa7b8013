"""What a press on a letter's button, or a letter's form, does: hand it to the scribe, and send what comes of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot import forms
from bot.tally import Outcome, Way
from bot.writing import errands
from bot.writing.errands import Errand, Verb
from bot.writing.scribe import EDITING, Scribe
from knowledge.letters.types import Kind
from knowledge.questions import Intent, Question

if TYPE_CHECKING:
    from bot.client import Interaction

OPENS_FORM = EDITING | {Verb.DAYS}
aside = asyncio.to_thread
"""The first paper reads sentences and holidays that nothing else needs: the event loop does not wait for that."""


async def answer(interaction: Interaction, question: Question, kind: Kind, days: tuple[str, str] | None = None) -> None:
    """Answer a command with a paper about the one town that it names, or ask back which is meant.

    `days` are the words for the days on which a request was sent and refused; with them, it is the appeal.
    """
    bot = interaction.client
    if question.clarify or len(question.towns) != 1:
        await bot.answer(interaction, question)
        return
    town_no = bot.desk.release.base.towns[question.towns[0]].town_no
    errand, scribe = Errand(Verb.READ, kind, str(question.language), town_no), Scribe(bot.desk)
    card = await aside(scribe.dated, errand, *days) if days else await aside(scribe.card, errand)
    await bot.replies.answer(interaction, card)
    bot.reception.answered(Way.COMMAND, question)


async def press(interaction: Interaction, *, in_place: bool) -> None:
    """Do what a button or list carries: `in_place` of the card that was pressed, or beside it."""
    bot, data = interaction.client, _data(interaction)
    errand = errands.read(data.get("custom_id", ""))
    form = await aside(Scribe(bot.desk).form, errand) if errand and errand.verb in OPENS_FORM else None
    if errand is None or (form is None and errand.verb in OPENS_FORM):
        await bot.reception.tell(interaction, "error.stale")
        return
    if form:
        await bot.replies.open(interaction, form)
        return
    scribe, picked = Scribe(bot.desk), data.get("values", ())
    card = await aside(scribe.turned, errand, picked[0]) if picked else await aside(scribe.card, errand)
    await (bot.replies.replace(interaction, card) if in_place else bot.replies.answer(interaction, card))
    bot.reception.tally.note(Way.PRESS, Intent.TAKE_ACTION, Outcome.ANSWERED)


async def take(interaction: Interaction, errand: Errand) -> None:
    """Answer a form that somebody sends: what they wrote stands in the answer, which they alone see, and nowhere else."""
    bot = interaction.client
    await bot.replies.answer(interaction, await aside(Scribe(bot.desk).taken, errand, forms.read(_data(interaction))))


def _data(interaction: Interaction) -> Any:
    return interaction.data or {}
