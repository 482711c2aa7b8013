"""How hard the bot's own sentences are to read: the measures of each language, over what the public reads.

A semicolon or colon ends a sentence here, as in Flesch's own count of "independent units of thought". What stands in braces is
read as a short name. English is measured in US school grades (Flesch-Kincaid), Spanish by Fernandez-Huerta (1959), both by
textstat; Portuguese by the adaptation of Flesch's ease of Martins et al. (1996), which textstat lacks, on pyphen's syllables.
More ease is easier: in Spanish 60 to 70 is right for the eighth grade, in Portuguese 50 to 75.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pyphen
import textstat
from babel.messages.pofile import read_po

import knowledge.wording

WORDING = Path(knowledge.wording.__file__).parent
FOR_MODERATORS = {"changes", "corrections", "editing", "links", "moderation"}
MENUS = ("command.", "option.")
SLOT = re.compile(r"\{[^}]*\}")
ENDS = re.compile(r"(?<=[.!?:;])\s+")
WORDS = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
FEWEST_WORDS = 4
_PORTUGUESE = pyphen.Pyphen(lang="pt_BR", left=1, right=1)


def rooms() -> list[str]:
    """The catalogues that the public reads."""
    return sorted(path.stem for path in (WORDING / "en").glob("*.po") if path.stem not in FOR_MODERATORS)


def sentences(language: str, room: str) -> Iterator[tuple[str, str]]:
    """Each sentence of a catalogue with the id that it stands under; labels of three words or fewer are none."""
    for message in read_po(BytesIO((WORDING / language / f"{room}.po").read_bytes()), locale=None):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string)
            for form in forms if not key.startswith(MENUS) else ():
                yield from ((key, part) for part in split(form))


def split(text: str) -> Iterator[str]:
    """The sentences of a text, each with its end."""
    for part in ENDS.split(SLOT.sub("Avon", text).replace("\n", " ")):
        if len(WORDS.findall(part)) >= FEWEST_WORDS:
            yield part.rstrip(" .:;") + "." if part[-1] not in "!?" else part


def grade(text: str) -> float:
    """The US school grade of an English text."""
    textstat.set_lang("en_US")
    return float(textstat.flesch_kincaid_grade(text))


def spanish_ease(text: str) -> float:
    """Fernandez-Huerta's ease of a Spanish text."""
    textstat.set_lang("es")
    return float(textstat.fernandez_huerta(text))


def portuguese_ease(text: str) -> float:
    """Flesch's ease of a Portuguese text as Martins et al. fitted it: 248.835 - 1.015 words/sentences - 84.6 syllables/words."""
    words = WORDS.findall(text)
    ends = max(1, len(re.findall(r"[.!?]+(?=\s|$)", text)))
    syllables = sum(len(_PORTUGUESE.positions(word)) + 1 for word in words)
    return 248.835 - 1.015 * len(words) / ends - 84.6 * syllables / len(words)


EASE: dict[str, Callable[[str], float]] = {"es": spanish_ease, "pt": portuguese_ease}
