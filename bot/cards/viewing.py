"""What a card is rendered for: which part and page of which answer, from which release, before whose eyes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from discord import ButtonStyle

from bot.cards.layout import Button, Menu, Row
from bot.custom_ids import Part, Press, Target, Verb
from bot.gallery import Gallery
from bot.moderation.moves import Act, Move
from bot.releases import Release
from knowledge.answer import Answer
from knowledge.questions import Intent
from knowledge.tables import Town
from knowledge.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Viewing:
    """The target shown, the release it comes from, and whether the reader alone sees it and can show it to everyone.

    `reports` tells whether mistakes can be reported and `follows` whether towns can be followed; both need a database.
    """

    target: Target
    release: Release
    showable: bool
    reports: bool = False
    follows: bool = False
    gallery: Gallery = field(default_factory=Gallery)
    today: dt.date | None = None

    @property
    def day(self) -> dt.date:
        """The day for which the card is made: without another, the last one that the record knows of."""
        return self.today or self.release.base.manifest.as_of.last_day

    @property
    def words(self) -> Wording:
        """The sentences of the card's language."""
        return wording(self.target.language)

    def say(self, key: str, /, **slots: object) -> str:
        """A sentence of the card's language."""
        return self.words.say(key, **slots)

    def button(self, key: str, target: Target, style: ButtonStyle = ButtonStyle.secondary) -> Button:
        """A button that opens a target."""
        return Button(self.say(key), Press(Verb.OPEN, target), style)

    def town_button(self, town_no: int, intent: Intent) -> Button:
        """A button named after a town, for this intent, or for the town's card where the intent takes several."""
        intent = Intent.TOWN_STATUS if intent is Intent.COMPARE else intent
        target = replace(self.target.turned(intent=intent), towns=(town_no,))
        return Button(self.release.towns[town_no].name, Press(Verb.OPEN, target), ButtonStyle.primary)

    def menu(self, key: str, towns: Iterable[Town]) -> Menu:
        """A list of towns, the one picked opening its card; Discord shows 25 of them at most."""
        target = Target(Intent.TOWN_STATUS, self.target.language)
        return Menu(self.say(key), Press(Verb.PICK, target), tuple((town.name, town.town_no) for town in towns))

    def show_everyone(self) -> list[Button]:
        """The button that posts this very card in the channel, where that makes sense."""
        return [Button(self.say("card.show_everyone"), Press(Verb.SHOW, self.target))] if self.showable else []

    def report(self) -> list[Button]:
        """The button to report a mistake in this very card."""
        return [Button(self.say("card.report"), Press(Verb.REPORT, self.target))] if self.reports else []

    def map(self) -> list[Button]:
        """The button to the map of the town, or of the state where no town is asked about; none where nothing can be drawn."""
        target = replace(self.target.turned(part=Part.MAP), subjects=())
        return [self.button("card.map", target)] if self.release.borders.outlined else []

    def timeline(self) -> list[Button]:
        """The button to what happened when, about the town or in the state."""
        return [self.button("card.timeline", replace(self.target.turned(part=Part.TIMELINE), subjects=()))]

    def follow(self) -> list[Button]:
        """The button to hear of news about the one town that this card is about."""
        if not self.follows or len(self.target.towns) != 1:
            return []
        number = self.target.towns[0]
        return [Button(self.say("card.follow", town=self.release.towns[number].name), Move(Act.FOLLOW, str(number)))]

    def paging(self, pages: int) -> list[Row]:
        """Previous and next, where there is one."""
        here = self.target.page
        back = [self.button("card.previous", self.target.turned(part=self.target.part, page=here - 1))] if here > 1 else []
        onward = self.target.turned(part=self.target.part, page=here + 1)
        on = [self.button("card.next", onward, ButtonStyle.primary)] if here < pages else []
        return [[*back, *on]] if back or on else []

    def way_back(self) -> list[Button]:
        """The button to the card one step up, which is the map where that is told in words."""
        key = "card.map" if self.target.part is Part.MAP_LIST and self.release.borders else "card.back"
        return [Button(self.say(key), Press(Verb.BACK, self.target))] if self.target.above else []

    def sources_button(self, answer: Answer) -> list[Button]:
        """The button to the list of sources, where the answer cites any."""
        cited = answer.sources and self.target.part is not Part.SOURCES and self.target.intent is not Intent.SOURCES
        return [self.button("card.sources", self.target.turned(part=Part.SOURCES))] if cited else []

    def page_note(self, pages: int) -> Sequence[str]:
        """ "Page 2 of 3", in small print; nothing on a single page."""
        return [f"-# {self.say('card.page', page=self.target.page, pages=pages)}"] if pages > 1 else []
