"""The card of one town: the bottom line on a phone's first screen, everything else one tap away."""

from __future__ import annotations

from dataclasses import replace

from discord import ButtonStyle

from bot.cards import colours, latest
from bot.cards.layout import Button, Card, card, rows_of
from bot.cards.pieces import block
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Press, Target, Verb
from bot.markdown import bold, escape, small
from bot.subjects import subject_token
from knowledge.answer import Answer, SectionKey
from knowledge.questions import Intent, SubjectKind

WIDE = 4
"""How many buttons stand in a row; in this order a phone shows two of them on a line."""


def render(answer: Answer, viewing: Viewing) -> Card:
    """The front of a town's answer."""
    bottom = answer.section(SectionKey.BOTTOM_LINE)
    opening = bottom.blocks if bottom else ()
    pieces = [piece for content in opening for piece in block(content, viewing.release.links)]
    pieces += latest.newest(answer, viewing)
    nearby = viewing.release.nearby[viewing.release.towns[viewing.target.towns[0]].name]
    as_of = viewing.say("card.as_of", date=viewing.words.date(answer.pack.as_of))
    return card(
        colours.of(answer),
        [f"## {escape(answer.title)}\n{bold(answer.headline)}".rstrip()],
        pieces,
        [*rows_of(details(answer, viewing), WIDE), last_row(viewing), viewing.menu("card.another_town", nearby)],
        [small(escape(f"{as_of} {answer.footnote_below(opening)}"))],
    )


def details(answer: Answer, viewing: Viewing) -> list[Button]:
    """The buttons to the parts that this answer has."""
    here = viewing.target
    reported = "card.reported" if answer.section(SectionKey.REPORTED) else "card.policing"
    spoken = answer.section(SectionKey.OFFICIALS)
    officials = [viewing.button("card.officials", here.turned(part=Part.OFFICIALS))] if spoken else []
    told = answer.section(SectionKey.LATEST)
    latest_updates = [viewing.button("card.latest", here.turned(part=Part.LATEST))] if told else []
    return [
        viewing.button(reported, here.turned(part=Part.REPORTED), ButtonStyle.primary),
        *viewing.map(),
        *covering_force(viewing),
        *officials,
        *latest_updates,
        viewing.button("card.law", here.turned(intent=Intent.LAW)),
        viewing.button("card.legislators", here.turned(intent=Intent.LEGISLATORS)),
        viewing.button("card.actions", here.turned(intent=Intent.TAKE_ACTION)),
        *viewing.sources_button(answer),
        *plain_words(viewing),
    ]


def plain_words(viewing: Viewing) -> list[Button]:
    """The button to what the words on the card mean, where the pack names such words; from there, back to the town."""
    terms = viewing.release.base.contents.manifest.town_terms
    named = [subject_token(SubjectKind.TERM, term) for term in terms]
    target = replace(viewing.target.turned(intent=Intent.EXPLAIN), subjects=tuple(named))
    return [viewing.button("card.plain_words", target)] if named else []


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
    """Help for those who need it now, following the town, showing the card to everyone, and reporting a mistake in it."""
    return [help_now(viewing), *viewing.follow(), *viewing.show_everyone(), *viewing.report()]


def help_now(viewing: Viewing) -> Button:
    """The button to the help lines."""
    return viewing.button("card.help_now", Target(Intent.URGENT_HELP, viewing.target.language), ButtonStyle.danger)
