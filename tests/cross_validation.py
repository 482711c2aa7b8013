"""How well the intent of a phrasing is told when it was left out of the learning: `python -m tests.cross_validation`.

The example phrases are dealt into folds; each fold is judged by weights learnt from the others. Phrasings that look alike stand
in the files as alternatives of one line and are left out together, so this is harder than most questions that people ask.
"""

from __future__ import annotations

import random
import sys
from collections import Counter

from knowledge.questions.concepts import Concepts
from knowledge.questions.intents import IntentClassifier, train
from knowledge.questions.phrasebook import Phrase, phrases
from knowledge.questions.phrases import words

FOLDS = 10


def main() -> int:
    """Print the share of phrasings told rightly, by language and by intent; with `--misses` each one that was not."""
    concepts = Concepts.read()
    dealt = phrases()
    random.Random(0).shuffle(dealt)
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for fold in range(FOLDS):
        held = dealt[fold::FOLDS]
        kept = [phrase for i, phrase in enumerate(dealt) if i % FOLDS != fold]
        classifier = IntentClassifier(train(kept), concepts)
        for phrase in held:
            told = [_told(classifier, variant) for variant in phrase.variants()]
            share = told.count(phrase.intent) / len(told)
            for key in ("all", phrase.language, phrase.intent):
                right[key] += share
                judged[key] += 1
            if share < 1 and "--misses" in sys.argv:
                _show(phrase, Counter(told))
    for key in judged:
        print(f"{key:14} {100 * right[key] / judged[key]:5.1f}%  of {judged[key]}")
    return 0


def _told(classifier: IntentClassifier, variant: str) -> str:
    chances = classifier.chances(words(variant))
    return max(chances, key=lambda intent: chances[intent])


def _show(phrase: Phrase, told: Counter[str]) -> None:
    print(f"  {phrase.intent} | {phrase.pattern} | {dict(told)}")


if __name__ == "__main__":
    sys.exit(main())
