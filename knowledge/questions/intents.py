"""What a question wants: one of the fourteen intents, judged by its words and by the concepts behind them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.questions.concepts import Concepts
from knowledge.questions.phrasebook import Phrase, fillers, misspelt, phrases
from knowledge.questions.phrases import TOWN, pieces, words
from knowledge.questions.training import Example, learn
from knowledge.questions.types import Intent
from knowledge.questions.weights import Weights

FILE = "intent_weights.tsv"
MOST_CONCEPTS = 14
PIECE_LENGTH = 4
HUSHED = 64
"""So many of every 256 features go unheard in learning, for a question never seen has few of those it was learnt by."""

_EDGE = "."
_INTENTS = {str(intent): intent for intent in Intent}
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class IntentClassifier:
    """Tells what a question wants; made once and never changed."""

    weights: Weights
    concepts: Concepts

    @classmethod
    def read(cls) -> IntentClassifier:
        """The classifier as learnt from the lexicon's example phrases."""
        return cls(Weights.read(FILE), Concepts.read())

    def chances(self, found: Sequence[str]) -> dict[Intent, float]:
        """How likely each intent is for the words of a masked text, 0..1, adding up to 1."""
        votes = [*self.weights.of_words(found, of_word), *self.weights.of(beside_words(found, self.concepts))]
        return {_INTENTS[label]: chance for label, chance in self.weights.chances(votes).items()}


def features(found: Sequence[str], concepts: Concepts) -> list[str]:
    """What the intent is judged by, in the order that learning takes it in: words, neighbours, pieces, the rest."""
    parts, beside, neighbours = map(of_word, found), beside_words(found, concepts), len(found) + 1
    return [*found, *beside[:neighbours], *(piece for _, *pieces in parts for piece in pieces), *beside[neighbours:]]


def of_word(word: str) -> list[str]:
    """A word, and its pieces against misspellings."""
    if word.isdigit():
        return [word, "<year>" if _YEAR.fullmatch(word) else "<number>"]
    return [word, *pieces(f"{_EDGE}{word}{_EDGE}", PIECE_LENGTH)] if word[0] != "<" and len(word) > 3 else [word]


def beside_words(found: Sequence[str], concepts: Concepts) -> list[str]:
    """What words say together: neighbours, how many they are, the concepts behind them and pairs of these."""
    behind = concepts.of(found)[:MOST_CONCEPTS]
    return [
        *[f"{one} {other}" for one, other in zip([_EDGE, *found], [*found, _EDGE], strict=True)],
        f"<{min(found.count(TOWN), 2)} towns>",
        f"<{min(len(found), 4)} words>",
        *behind,
        *map("".join, itertools.combinations(behind, 2)),
    ]


def strength(feature: str) -> float:
    """How loudly a kind of feature may speak: words and concepts most, for they carry over to sentences never seen."""
    if feature[0] == "~":
        return 0.5
    return 0.4 if " " in feature and feature[0] not in "{<" else 1.0


def train(among: Iterable[Phrase] | None = None) -> Weights:
    """Learn the weights anew from the example phrases, said plainly, with fillers around them, and misspelt."""
    concepts, around = Concepts.read(), fillers()
    examples = []
    for phrase in phrases() if among is None else among:
        variants = phrase.variants()
        first = variants[len(variants) // 2]
        forms = [*variants, around[phrase.language].around(first), misspelt(variants[-1])]
        examples += [Example(tuple(features(words(form), concepts)), phrase.intent, len(forms) ** -0.6) for form in forms]
    return learn(examples, list(Intent), strength, HUSHED)
