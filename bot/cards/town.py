"""The card of one town: the bottom line on a phone's first screen, everything else one tap away."""

from __future__ import annotations

from dataclasses import replace

from discord import ButtonStyle

from bot.cards import colours, latest
from bot.cards.layout import Button, Card, Row, card
from bot.cards.pieces import block
from bot.cards.viewing import Viewing
from bot.custom_ids import Part, Press, Target, Verb
from bot.markdown import bold, escape, small
from bot.subjects import subject_token
from knowledge.answer import Answer, SectionKey
from knowledge.questions import Intent, SubjectKind


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
        [*details(answer, viewing), *last_rows(viewing), viewing.menu("card.another_town", nearby)],
        [small(escape(f"{as_of} {answer.footnote_below(opening)}"))],
    )


def details(answer: Answer, viewing: Viewing) -> list[Row]:
    """The ways on, in rows of which a phone shows two buttons on a line: what there is to know, then what there is to do."""
    here = viewing.target
    reported = "card.reported" if answer.section(SectionKey.REPORTED) else "card.policing"
    spoken = answer.section(SectionKey.OFFICIALS)
    told = answer.section(SectionKey.LATEST)
    know = [
        viewing.button(reported, here.turned(part=Part.REPORTED), ButtonStyle.primary),
        viewing.button("card.law", here.turned(intent=Intent.LAW)),
        *([viewing.button("card.officials", here.turned(part=Part.OFFICIALS))] if spoken else []),
        *viewing.sources_button(answer),
    ]
    act = [
        viewing.button("card.legislators", here.turned(intent=Intent.LEGISLATORS)),
        viewing.button("card.actions", here.turned(intent=Intent.TAKE_ACTION)),
        *covering_force(viewing),
        *([viewing.button("card.latest", here.turned(part=Part.LATEST))] if told else []),
    ]
    return [know, act]


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
    token = release.tokens[force.id]
    label, subjects = (town, ()) if token in here.subjects else (force.name, (token,))
    return [Button(label, Press(Verb.OPEN, replace(here.turned(), subjects=subjects)))]


def last_rows(viewing: Viewing) -> list[Row]:
    """Help for those who need it now, and following the town; what the words mean, and what to do with the card itself."""
    last = [*plain_words(viewing), *viewing.show_everyone(), *viewing.report()]
    follow = viewing.follow()
    return [[help_now(viewing), *follow], last] if follow and last else [[help_now(viewing), *follow, *last]]


def help_now(viewing: Viewing) -> Button:
    """The button to the help lines."""
    return viewing.button("card.help_now", Target(Intent.URGENT_HELP, viewing.target.language), ButtonStyle.danger)
