"""A stretch of words read as a name, and what each word is by itself."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.names import Name
from knowledge.places.text import Token

FAITHFUL, FAIR = 0.06, 0.12
_SHORTEST_FAITHFUL = 7


class Word(IntEnum):
    """What a single word is before its neighbours are looked at."""

    FUNCTION = 0
    ORDINARY = 1
    UNKNOWN = 2
    NAME = 3


class Candidate(NamedTuple):
    """The words `first`..`last` read as a name, so many edits away; `rivals` are names that fit nearly as well.

    `unlike` is set where it was found by its sound: how unlike they are (0 is the same).
    """

    first: int
    last: int
    name: Name
    edits: int = 0
    rivals: tuple[Name, ...] = ()
    unlike: float | None = None

    @property
    def alike(self) -> bool:
        """Whether the words sound just like the name."""
        return self.unlike is not None and self.unlike <= FAITHFUL

    @property
    def faithful(self) -> bool:
        """Whether the words sound just like a name long enough to be sure of."""
        return self.alike and len(self.name.key) >= _SHORTEST_FAITHFUL

    @property
    def faint(self) -> bool:
        """Whether the words sound so little like the name that one has to ask."""
        return self.unlike is not None and self.unlike > FAIR

    @property
    def weight(self) -> int:
        """How much of the text it explains: twice the letters of the name, less three for each edit (one for a like sound)."""
        return 2 * len(self.name.key) - 3 * (1 if self.faithful else self.edits)


def classify(tokens: Sequence[Token], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Word]:
    """What each word is by itself."""
    kinds = []
    for token in tokens:
        word = token.word
        if word in lexicon.function:
            kinds.append(Word.FUNCTION)
        elif word in lexicon.ordinary or word in lexicon.people or word in gazetteer.surnames:
            kinds.append(Word.ORDINARY)
        elif word in gazetteer.exact:
            kinds.append(Word.NAME)
        elif len(word) == 1 or not word.isalpha():
            kinds.append(Word.ORDINARY)
        else:
            kinds.append(Word.UNKNOWN)
    return kinds
