"""The card of one town: the bottom line on a phone's first screen, everything else one tap away."""

from __future__ import annotations

from dataclasses import replace

from discord import ButtonStyle

from bot.cards import colours
from bot.cards.layout import Button, Card, card, rows_of
from bot.cards.pieces import block
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Press, Target, Verb
from bot.markdown import bold, escape, small
from knowledge.answer import Answer, SectionKey
from knowledge.questions import Intent


def render(answer: Answer, viewing: Viewing) -> Card:
    """The front of a town's answer."""
    bottom = answer.section(SectionKey.BOTTOM_LINE)
    pieces = [piece for content in (bottom.blocks if bottom else ()) for piece in block(content, viewing.release.links)]
    nearby = viewing.release.nearby[viewing.release.towns[viewing.target.towns[0]].name]
    as_of = viewing.say("card.as_of", date=viewing.words.date(answer.pack.as_of))
    return card(
        colours.of(answer),
        [f"## {escape(answer.title)}\n{bold(answer.headline)}".rstrip()],
        pieces,
        [*rows_of(details(answer, viewing)), last_row(viewing), viewing.menu("card.another_town", nearby)],
        [small(escape(f"{as_of} {answer.footnote}"))],
    )


def details(answer: Answer, viewing: Viewing) -> list[Button]:
    """The buttons to the parts that this answer has."""
    here = viewing.target
    reported = "card.reported" if answer.section(SectionKey.REPORTED) else "card.policing"
    spoken = answer.section(SectionKey.OFFICIALS)
    officials = [viewing.button("card.officials", here.turned(part=Part.OFFICIALS))] if spoken else []
    return [
        viewing.button(reported, here.turned(part=Part.REPORTED), ButtonStyle.primary),
        *covering_force(viewing),
        *officials,
        viewing.button("card.law", here.turned(intent=Intent.LAW)),
        viewing.button("card.legislators", here.turned(intent=Intent.LEGISLATORS)),
        viewing.button("card.actions", here.turned(intent=Intent.TAKE_ACTION)),
        *viewing.sources_button(answer),
    ]


def covering_force(viewing: Viewing) -> list[Button]:
    """The button to what is on record about the state's police, where they cover the town; from there, back to the town."""
    here, release = viewing.target, viewing.release
    town = release.towns[here.towns[0]].name
    force = release.base.covering(town)
    if force is None:
        return []
    label, subjects = (town, ()) if here.subjects else (force.name, (release.tokens[force.id],))
    return [Button(label, Press(Verb.OPEN, replace(here.turned(), subjects=subjects)))]


def last_row(viewing: Viewing) -> list[Button]:
    """Help for those who need it now, showing the card to everyone, and reporting a mistake in it."""
    return [help_now(viewing), *viewing.show_everyone(), *viewing.report()]


def help_now(viewing: Viewing) -> Button:
    """The button to the help lines."""
    return viewing.button("card.help_now", Target(Intent.URGENT_HELP, viewing.target.language), ButtonStyle.danger)
