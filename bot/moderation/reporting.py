"""Reporting a mistake: anybody may, in any place, a few times an hour; who they are is kept only if they ask to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog

from bot import forms
from bot.custom_ids import Press as Answer
from bot.moderation import correcting, reading
from bot.moderation.cards import reporting as cards
from bot.moderation.cards.reporting import Crowd
from bot.moderation.drafts import Drafts
from bot.moderation.limits import Limit
from bot.moderation.reading import Letter
from bot.moderation.sentences import answer_to, seen_first, sentences
from bot.replies import Press
from bot.store import corrections
from bot.store.corrections import Report
from bot.store.errors import StoreError
from knowledge.answer import Claim
from knowledge.wording import wording

if TYPE_CHECKING:
    from bot.cards import Card
    from bot.moderation.office import Office

A_PERSON, A_PLACE = 3, 30
AN_HOUR = 3600.0
DIRECT = "direct messages"
log = structlog.get_logger()


@dataclass(slots=True)
class Reporting:
    """Takes reports for an office, `by_person` and `by_place` (a server, or all direct messages) so many in an hour."""

    office: Office
    by_person: Limit = field(default_factory=lambda: Limit(A_PERSON, AN_HOUR))
    by_place: Limit = field(default_factory=lambda: Limit(A_PLACE, AN_HOUR))
    drafts: Drafts = field(init=False)

    def __post_init__(self) -> None:
        self.drafts = Drafts(self.office.now)  # apart from the moderators': no flood of reports can push theirs out

    async def open(self, interaction: Press, answer: Answer) -> None:
        """Show the form, with what the person wrote before if it was not accepted; or tell them when they may."""
        office, words = self.office, wording(answer.target.language)
        who = office.people.name(interaction.user.id)
        full = self._full(interaction, who, answer, written=False)
        if full:
            await office.replies.answer(interaction, full)
            return
        form = cards.form(answer, self._claims(answer), words)
        await office.replies.open(interaction, form.prefilled(self.drafts.find(who, answer)))

    async def take(self, interaction: Press, answer: Answer) -> None:
        """Keep what somebody wrote and thank them, then tell the moderators; or tell them what is wrong, nothing lost."""
        with self.office.replies.busy():
            await self._take(interaction, answer)

    async def _take(self, interaction: Press, answer: Answer) -> None:
        office, words = self.office, wording(answer.target.language)
        data: Any = interaction.data or {}
        filled = forms.read(data)
        who = office.people.name(interaction.user.id)
        await office.replies.think(interaction)
        self.drafts.keep(who, answer, filled)
        letter = reading.read(filled)
        if not isinstance(letter, Letter):
            await office.replies.answer(interaction, cards.refused(letter, answer, words))
            return
        full = self._full(interaction, who, answer, written=True)
        if full:
            await office.replies.answer(interaction, full)
            return
        limits = ((self.by_person, who), (self.by_place, _place(interaction)))
        for limit, name in limits:  # counted before it is kept: two at once must not both be the last one
            limit.take(name)
        try:
            n = await corrections.add(office.store, self._report(interaction, answer, letter))
        except StoreError as error:
            log.warning("a report was not kept", error=type(error).__name__)
            for limit, name in limits:
                limit.give_back(name)
            await office.replies.answer(interaction, cards.failed(answer, words))
            return
        self.drafts.forget(who, answer)
        await office.replies.answer(interaction, cards.thanks(tell=letter.tell, words=words))
        await correcting.announce(office, n)

    def _report(self, interaction: Press, answer: Answer, letter: Letter) -> Report:
        office = self.office
        return Report(
            at=office.now(),
            language=answer.target.language,
            answer=answer.custom_id,
            version=office.desk.release.base.version,
            told=letter.told,
            record=letter.sentence if letter.sentence in self._claims(answer) else None,
            link=letter.link,
            reporter=office.people.seal(interaction.user.id) if letter.tell else None,
        )

    def _claims(self, answer: Answer) -> dict[str, Claim]:
        """The sentences to point at, those on the card first."""
        desk, target = self.office.desk, answer.target
        found = answer_to(target, desk.release, desk.today())
        return seen_first(sentences(found), desk.follow(target)) if found else {}

    def _full(self, interaction: Press, who: str, answer: Answer, *, written: bool) -> Card | None:
        words = wording(answer.target.language)
        person, place = self.by_person.wait(who), self.by_place.wait(_place(interaction))
        if not person and not place:
            return None
        here = Crowd.PLACE if interaction.guild_id else Crowd.DIRECT
        return cards.wait(max(person, place), answer, words, here if place > person else Crowd.PERSON, written=written)


def _place(interaction: Press) -> str:
    return str(interaction.guild_id or DIRECT)
