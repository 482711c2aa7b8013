"""In which of the four languages a text is written, judged by its words and letters; short texts may say nothing about it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from knowledge.questions.phrasebook import phrases
from knowledge.questions.phrases import fold, pieces
from knowledge.questions.training import Example, learn
from knowledge.questions.types import Language
from knowledge.questions.weights import Weights

FILE = "language_weights.tsv"
HEAD_START = 4.0
"""How many times likelier the expected language is before the text has said anything."""
PIECE_LENGTH = 3

_WORD = re.compile(r"<[a-z]+>|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_SIGNS = re.compile("[\u00bf\u00a1]")
_EDGE = "."
_LANGUAGES = {str(language): language for language in Language}


@dataclass(frozen=True, slots=True)
class LanguageGuesser:
    """Tells the language of a text; made once and never changed."""

    weights: Weights

    @classmethod
    def read(cls) -> LanguageGuesser:
        """The guesser as learnt from the lexicon's example phrases and everyday words."""
        return cls(Weights.read(FILE))

    def chances(self, text: str) -> dict[Language, float]:
        """How likely each language is for a text whose names are masked, 0..1, adding up to 1."""
        typed = _typed(text)
        votes = [*self.weights.of_words(typed, of_word), *self.weights.of(beside_words(text, typed))]
        return {_LANGUAGES[label]: chance for label, chance in self.weights.chances(votes).items()}

    def guess(self, text: str, expected: Language) -> Language:
        """The language of a text whose names are masked; the expected one unless another is at least four times as likely."""
        chances = self.chances(text)
        chances[expected] *= HEAD_START
        return max(chances, key=chances.__getitem__)


def of_locale(locale: str) -> Language | None:
    """The language of a locale such as `es-419` or `pt-BR`; None for a language that is not answered in."""
    code = locale.replace("_", "-").split("-")[0].lower()
    return _LANGUAGES.get(code)


def features(text: str) -> list[str]:
    """What the language is judged by, in the order that learning takes it in."""
    typed = _typed(text)
    parts, beside, signs = [of_word(word) for word in typed], beside_words(text, typed), len(_SIGNS.findall(text))
    folded, found = [part[1] for part in parts], [piece for part in parts for piece in part[2:]]
    return [*typed, *beside[:signs], *folded, *beside[signs:], *found]


def of_word(word: str) -> list[str]:
    """A word with and without its accents, and its pieces."""
    return [word, f"_{fold(word)}", *pieces(f"{_EDGE}{word}{_EDGE}", PIECE_LENGTH)]


def beside_words(text: str, typed: Sequence[str]) -> list[str]:
    """The signs of a text and the neighbours among its words."""
    folded = typed if text.isascii() else [fold(word) for word in typed]
    return [*_SIGNS.findall(text), *[f"{one} {other}" for one, other in itertools.pairwise(folded)]]


def _typed(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word[0] != "<"]


def strength(feature: str) -> float:
    """How loudly a kind of feature may speak: pieces of words least."""
    return 0.5 if feature[0] == "~" else 1.0


def train() -> Weights:
    """Learn the weights anew from the example phrases and the everyday words, with and without accents."""
    texts = [(variant, phrase.language) for phrase in phrases() for variant in phrase.variants()[:3]]
    lines = (files("knowledge") / "lexicon" / "language_words.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line.startswith("#"):
            code, everyday = line.split(":", 1)
            texts += [(word, Language(code)) for word in everyday.split()]
    examples = [
        Example(tuple(features(form)), language) for text, language in texts for form in dict.fromkeys((text, fold(text)))
    ]
    return learn(examples, list(Language), strength)
