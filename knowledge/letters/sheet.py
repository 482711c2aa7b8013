"""A paper while it is written: paragraphs and points, and the numbered sources that they cite."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.answer import Block, Citation, Claim
from knowledge.answers.draft import Draft


class Sheet:
    """Collects what one paper says; used once and thrown away."""

    def __init__(self, draft: Draft) -> None:
        """The paper speaks the draft's language and numbers its sources."""
        self._draft = draft
        self._paragraphs: list[str] = []
        self._cited: dict[int, Citation] = {}

    def say(self, key: str, /, **slots: object) -> None:
        """A paragraph: one sentence of the catalogue, or several."""
        self._paragraphs.append(self._draft.say(key, **slots))

    def tell(self, *blocks: Block) -> None:
        """A paragraph for each claim or line."""
        self._paragraphs += [self._told(block) for block in blocks]

    def points(self, opening: str, blocks: Iterable[Block]) -> None:
        """A line that opens a list, and its points."""
        self._paragraphs.append("\n".join((opening, *(f"- {self._told(block)}" for block in blocks))))

    def steps(self, opening: str, sentences: Iterable[str]) -> None:
        """A line that opens a list, and its numbered sentences."""
        self._paragraphs.append("\n".join((opening, *(f"{n}. {text}" for n, text in enumerate(sentences, 1)))))

    @property
    def text(self) -> str:
        """The paragraphs, an empty line between two."""
        return "\n\n".join(self._paragraphs)

    @property
    def sources(self) -> str:
        """The sources cited, by number, each with its date and address; "" for none."""
        if not self._cited:
            return ""
        return "\n".join((self._draft.say("section.sources"), *(self._source(self._cited[n]) for n in sorted(self._cited))))

    def _told(self, block: Block) -> str:
        text = block.sentence[:1].upper() + block.sentence[1:]
        if not isinstance(block, Claim):
            return text
        self._cited |= {citation.n: citation for citation in block.citations}
        return f"{text} {''.join(f'[{citation.n}]' for citation in block.citations)}"

    def _source(self, citation: Citation) -> str:
        source = citation.source
        when = self._draft.date(source.published) if source.published else self._draft.say("date.undated")
        return f"[{citation.n}] {source.publisher}: {source.title} ({when}). {source.url}"
