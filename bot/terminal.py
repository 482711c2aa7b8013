"""An Answer on a terminal: wrapped to its width, coloured and linked only where that shows."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.style import Style
from rich.text import Text

from knowledge.answer import Answer, Citation, Claim, Line, SectionKey
from knowledge.questions import Intent, Language
from knowledge.standing import TownRecord
from knowledge.wording import wording

WIDEST = 96
ALARMING = frozenset({TownRecord.SHARING_CONFIRMED, TownRecord.FEDERAL_SEARCHES_LOGGED})
REPORTED = frozenset({TownRecord.SHARING_DISPUTED, TownRecord.SHARING_REPORTED, TownRecord.OUTSIDE_SEARCHES_LOGGED})


def console(stream: TextIO | None = None, width: int | None = None) -> Console:
    """The console that answers are printed on; lines are never longer than a person likes to read."""
    made = Console(file=stream or sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False, width=width)
    if width is None and made.width > WIDEST:
        made.width = WIDEST
    return made


def write(answers: Iterable[Answer]) -> int:
    """Print each answer to standard output as soon as it is there, a rule between two; returns how many there were."""
    out = console()
    count = 0
    for answer in answers:
        if count:
            out.print(Rule(style="dim"))
        show(out, render(answer, asks_again=True))
        sys.stdout.flush()
        count += 1
    return count


def show(out: Console, *parts: RenderableType) -> None:
    """Print without cutting off an address that is wider than the terminal."""
    out.print(*parts, sep="\n", crop=False)


def render(answer: Answer, *, asks_again: bool = False) -> RenderableType:
    """The whole answer, its sources last; `asks_again` says that the reader has to repeat the question to choose."""
    paragraphs = [part for part in _paragraphs(answer, asks_again=asks_again) if part]
    return Group(*(line for n, part in enumerate(paragraphs) for line in ([Text(), *part] if n else part)))


def sources(answer: Answer) -> RenderableType:
    """The numbered sources alone, each with its address."""
    words = wording(answer.language)
    rows = [_source(citation, answer.language) for citation in answer.sources]
    return Group(_said(words.say("terminal.sources"), "bold"), *rows)


def note(key: str, language: Language, **slots: object) -> RenderableType:
    """One sentence of the terminal's own."""
    return _said(wording(language).say(key, **slots))


def _paragraphs(answer: Answer, *, asks_again: bool) -> Iterator[list[RenderableType]]:
    say = wording(answer.language).say
    yield [_said(text, style) for text, style in ((answer.title, "bold underline"), (answer.headline, _mood(answer))) if text]
    for section in answer.sections:
        bulleted = section.key is not SectionKey.BOTTOM_LINE and len(section.blocks) > 1
        title = [_said(section.title, "bold")] if section.title else []
        yield [*title, *(_block(block, bulleted=bulleted) for block in section.blocks)]
    if answer.choices:
        yield [Hanging(f" {n}. ", Text(choice)) for n, choice in enumerate(answer.choices, 1)]
        yield [_said(say("terminal.ask_again" if asks_again else "terminal.choose"), "dim")]
    if answer.intent is Intent.TAKE_ACTION and answer.question.towns:
        town = answer.question.towns[0]
        verbs = " · ".join(f'plainsight {verb} "{town}"' for verb in ("letter", "letter --to call", "records-request"))
        yield [_said(say("letters.terminal.verbs", verbs=verbs))]
    if answer.links:
        yield [_said(say("terminal.links"), "bold"), *(_addressed(" - ", link.label, link.url) for link in answer.links)]
    if answer.sources:
        yield [sources(answer)]
    footnote = answer.footnote_below(answer.blocks)
    if footnote:
        yield [_said(footnote, "dim")]


def _mood(answer: Answer) -> str:
    records = set(answer.records.values())
    if records & ALARMING:
        return "bold red"
    return "bold yellow" if records & REPORTED else "bold"


def _block(block: Claim | Line, *, bulleted: bool) -> RenderableType:
    text = Text()
    if block.label:
        text.append(f"{block.label}: ", style="bold")
    text.append(block.text)
    if isinstance(block, Claim):
        for citation in block.citations:
            text.append(" ")
            text.append(f"[{citation.n}]", style=_link(citation.source.url))
    return Hanging(" - " if bulleted else "", text)


def _source(citation: Citation, language: Language) -> RenderableType:
    source = citation.source
    said = f"{source.publisher}: {source.title}"
    if source.published:
        said += f" ({wording(language).date(source.published)})"
    copy = (_kept(source.archive, language),) if source.archive else ()
    return Hanging(f" [{citation.n}] ", Text(said), _address(source.url), *copy)


def _kept(archive: str, language: Language) -> Text:
    return Text.assemble(f"{wording(language).say('links.archive')}: ", _address(archive))


def _addressed(mark: str, label: str, url: str) -> RenderableType:
    return Hanging(mark, Text(label), _address(url))


def _address(url: str) -> Text:
    return Text(url, style=_link(url))


def _said(text: str, style: str = "") -> RenderableType:
    return Hanging("", Text(text, style=style))


def _link(url: str) -> Style:
    return Style(color="cyan", link=url)


class Hanging:
    """Paragraphs beside a mark, wrapped between words only: an address stays whole, so that it can be copied."""

    def __init__(self, mark: str, *paragraphs: Text) -> None:
        self.mark = mark
        self.paragraphs = paragraphs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        margin = self.mark
        for paragraph in (line for text in self.paragraphs for line in text.split("\n", allow_blank=True)):
            for line in paragraph.divide(_breaks(paragraph.plain, options.max_width - cell_len(margin))):
                shown = Text.assemble(margin, line, no_wrap=True, overflow="ignore")
                shown.rstrip()
                yield shown
                margin = " " * cell_len(self.mark)


def _breaks(text: str, width: int) -> list[int]:
    """Where the lines after the first begin; a word wider than `width` cells gets a line of its own, unbroken."""
    starts: list[int] = []
    used = 0
    for word in re.finditer(r"\S+\s*", text):
        if used and used + cell_len(word.group().rstrip()) > width:
            starts.append(word.start())
            used = 0
        used += cell_len(word.group())
    return starts
