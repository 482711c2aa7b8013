"""`plainsight chat`: the bot in a terminal, with follow-ups, choices and commands; what is typed is never stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import NestedCompleter
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.shortcuts import CompleteStyle
from rich.console import Group, RenderableType
from rich.text import Text

from bot import terminal
from bot.ask import Asker, legible, lines, unanswerable
from knowledge.answer import Answer
from knowledge.questions import Context, Intent, Language, Question
from knowledge.wording import REFERENCE, wording

PROMPT = "> "
HELP = {
    "…": "chat.help.question",
    "1, 2, 3": "chat.help.number",
    "/town …": "chat.help.town",
    "/legislators": "chat.help.legislators",
    "/law": "chat.help.law",
    "/sources": "chat.help.sources",
    "/help": "chat.help.help",
    "Ctrl-D": "chat.help.leave",
}


class Conversation:
    """Remembers the last answer alone, so that the next line can lean on it."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._last: Answer | None = None

    @property
    def language(self) -> Language:
        """The language of the last answer, or the one to begin in."""
        return self._last.language if self._last else Language(self._asker.language or REFERENCE)

    def welcome(self) -> RenderableType:
        """The opening words."""
        return self._note("chat.welcome", place=self._asker.base.manifest.name)

    def hear(self, line: str) -> RenderableType:
        """What to print in reply to one line."""
        typed = line.strip()
        if typed.startswith("/"):
            verb, _, rest = typed.partition(" ")
            return self._command(verb.lower(), rest.strip())
        if typed.isascii() and typed.isdigit() and self._last and self._last.choices:
            return self._choice(int(typed))
        answer = self._asker.answer(typed, self._context())
        return terminal.render(answer) if unanswerable(legible(typed)) else self._say(answer)

    def _command(self, verb: str, rest: str) -> RenderableType:
        match verb:
            case "/town":
                return self._town(rest) if rest else self._note("chat.which_town")
            case "/legislators":
                return self._ask(Intent.LEGISLATORS, self._last.question.towns if self._last else ())
            case "/law":
                return self._ask(Intent.LAW, ())
            case "/sources":
                return self._sources()
            case "/help":
                return self._help()
            case _:
                return self._note("chat.unknown")

    def _town(self, name: str) -> RenderableType:
        return self._say(self._asker.answer(name, Context(Intent.TOWN_STATUS, (), self.language)))

    def _choice(self, number: int) -> RenderableType:
        last = self._last
        if last is None or not 1 <= number <= len(last.choices):
            return self._note("chat.which_number", n=len(last.choices) if last else 0)
        return self._say(self._asker.about(replace(last.question, towns=(last.choices[number - 1],), clarify=None)))

    def _sources(self) -> RenderableType:
        if self._last is None:
            return self._note("chat.nothing_yet")
        return terminal.sources(self._last) if self._last.sources else self._note("chat.no_sources")

    def _help(self) -> RenderableType:
        words = wording(self.language)
        rows = [Text(f"  {name:<13}{words.say(key)}") for name, key in HELP.items()]
        return Group(Text(words.say("chat.help"), style="bold"), *rows)

    def _ask(self, intent: Intent, towns: tuple[str, ...]) -> RenderableType:
        return self._say(self._asker.about(Question(text="", language=self.language, intent=intent, towns=towns)))

    def _say(self, answer: Answer) -> RenderableType:
        self._last = answer
        return terminal.render(answer)

    def _note(self, key: str, **slots: object) -> RenderableType:
        return terminal.note(key, self.language, **slots)

    def _context(self) -> Context | None:
        last = self._last
        return Context(last.intent, last.question.towns, last.language) if last else None


def chat(asker: Asker) -> int:
    """Talk until Ctrl-D, or until standard input ends where it is no terminal."""
    talk, out = Conversation(asker), terminal.console()
    out.print(talk.welcome())
    by_hand = sys.stdin.isatty() and sys.stdout.isatty()
    with suppress(EOFError):
        for line in _typed(asker) if by_hand else lines(sys.stdin.buffer):
            if line.strip():
                terminal.show(out, Text(), talk.hear(line), Text())
                sys.stdout.flush()
    return 0


def _typed(asker: Asker) -> Iterator[str]:
    """Lines from a person, with completion, and with history for as long as the program runs."""
    towns = dict.fromkeys(asker.base.towns)
    commands = [name for name in HELP if name.startswith("/")]
    completer = NestedCompleter.from_nested_dict({name.split()[0]: towns if " " in name else None for name in commands})
    session: PromptSession[str] = PromptSession(
        history=InMemoryHistory(), completer=completer, complete_style=CompleteStyle.READLINE_LIKE, complete_while_typing=False
    )
    while True:
        yield session.prompt(PROMPT)
