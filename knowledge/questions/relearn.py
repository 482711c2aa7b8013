"""Learns the weights of the lexicon anew; run `python -m knowledge.questions.relearn` after editing one of its example files."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from knowledge.questions import intents, language
from knowledge.questions.weights import Weights

LEARNT_FROM = {
    intents.FILE: ("intents_en.txt", "intents_es.txt", "intents_ht.txt", "intents_pt.txt", "concepts.txt", "fillers.txt"),
    language.FILE: ("intents_en.txt", "intents_es.txt", "intents_ht.txt", "intents_pt.txt", "language_words.txt"),
}


def fingerprint(name: str) -> str:
    """The hash of the files that a weights file is learnt from, as they are now."""
    digest = hashlib.sha256()
    for source in LEARNT_FROM[name]:
        digest.update((files("knowledge") / "lexicon" / source).read_bytes())
    return digest.hexdigest()[:16]


def main(folder: Path) -> int:
    """Write the weights files into a folder."""
    learnt: dict[str, Weights] = {intents.FILE: intents.train(), language.FILE: language.train()}
    for name, weights in learnt.items():
        (folder / name).write_text(replace(weights, learnt_from=fingerprint(name)).write(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(str(files("knowledge") / "lexicon"))))
