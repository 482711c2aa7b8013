"""`plainsight ask`: one question from the command line, or one a line from standard input, answered as text or as JSON."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Self

from bot.loading import load
from bot.shelf import Shelf
from knowledge.answer import Answer, Line, PackStamp, Section, SectionKey
from knowledge.answers import compose
from knowledge.base import KnowledgeBase
from knowledge.questions import Context, Intent, Language, Question
from knowledge.wording import REFERENCE, wording

LONGEST_QUESTION = 2000
LONGEST_LINE = 1 << 16


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers typed text from one knowledge base, as on one day; `language` None means the question's own.

    What many ask in different words is composed once; the shelf holds what was answered, never the words.
    """

    base: KnowledgeBase
    as_of: dt.date
    language: Language | None = None
    shelf: Shelf[Answer] = field(default_factory=Shelf)

    @classmethod
    def of(cls, folder: Path | None, as_of: dt.date, language: str | None) -> Self:
        """Load the pack in `folder`, or the built-in one; raises PackError."""
        return cls(load(folder), as_of, Language(language) if language else None)

    def answer(self, typed: str, context: Context | None = None) -> Answer:
        """The answer to whatever was typed; to what is no question, a kind sentence."""
        text = legible(typed)
        problem = unanswerable(text)
        question = self.base.reader.understand("" if problem else text, self.language or REFERENCE, context)
        if self.language:
            question = replace(question, language=self.language)
        return self._kindly(replace(question, text=text), problem) if problem else self.about(question)

    def about(self, question: Question) -> Answer:
        """The answer to a question that is understood already."""
        meant = replace(question, text="", places=())
        answer = self.shelf.take(meant, lambda: compose(meant, self.base, self.as_of))
        return replace(answer, question=question)

    def _kindly(self, question: Question, problem: str) -> Answer:
        words = wording(question.language)
        said = Line(words.say(problem, n=words.number(LONGEST_QUESTION)))
        manifest = self.base.manifest
        return Answer(
            question=replace(question, intent=Intent.OUT_OF_SCOPE, clarify=None),
            language=question.language,
            intent=Intent.OUT_OF_SCOPE,
            title="",
            sections=(Section(SectionKey.BOTTOM_LINE, "", (said,)),),
            pack=PackStamp(manifest.id, self.base.version, manifest.as_of),
        )


def ask(asker: Asker, question: Sequence[str] | None, write: Callable[[Iterable[Answer]], int]) -> int:
    """Answer the words of one question, or without them each line of standard input, as soon as it is there."""
    words = wording(asker.language or REFERENCE)
    by_hand = question is None and sys.stdin.isatty()
    if by_hand:
        sys.stderr.write(f"{words.say('terminal.stdin')}\n")
    typed = lines(sys.stdin.buffer) if question is None else (" ".join(question),)
    if not write(asker.answer(text) for text in typed) and not by_hand:
        sys.stderr.write(f"{words.say('terminal.empty')}\n")
    return 0


def lines(stream: BinaryIO) -> Iterator[str]:
    """Each line of a stream, as it comes; the part of a line beyond `LONGEST_LINE` bytes is thrown away."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(LONGEST_LINE)):
            pass
        yield line.decode("utf-8", "surrogateescape").rstrip("\r\n")


def legible(typed: str) -> str:
    """The text with whatever is no UTF-8 replaced, and without control characters."""
    decoded = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if decoded.isprintable():
        return decoded.strip()
    return "".join(char if char.isprintable() else " " for char in decoded).strip()


def unanswerable(text: str) -> str | None:
    """The sentence to say, by its id, where the text cannot be a question."""
    if not text:
        return "terminal.empty"
    if len(text) > LONGEST_QUESTION:
        return "terminal.too_long"
    return None if any(char.isalnum() for char in text) else "terminal.unreadable"
