"""A seeded generator of misspelt town names in sentences of four languages, and what the finder makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from knowledge.contents import Contents
from knowledge.places import PlaceFinder
from knowledge.places.text import key

SEED = 20260914
MOST_EDITS = 2
CARRIERS = (
    "does {} share with ICE?",
    "is {} sharing plate data with ice",
    "I live in {} and I'm scared",
    "do the {} police give our plates to immigration",
    "what about {}",
    "who are my legislators in {}",
    "{} pd ice?",
    "{}",
    "¿La policía de {} comparte datos con ICE?",
    "vivo en {}, ¿le avisan a la migra?",
    "¿{} todavía comparte las placas?",
    "quién es mi senador en {}",
    "A polícia de {} passa informação para o ICE?",
    "moro em {}, é seguro dirigir?",
    "{} compartilha as placas com o ICE?",
    "Èske lapolis {} bay ICE enfòmasyon?",
    "mwen rete {} eske yo gade plak mwen",
    "Èske {} toujou pataje done ak ICE?",
)
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUNDS = (
    ("ph", "f"),
    ("f", "ph"),
    ("c", "k"),
    ("k", "c"),
    ("ck", "k"),
    ("s", "z"),
    ("y", "i"),
    ("i", "y"),
    ("ie", "ei"),
    ("ei", "ie"),
    ("ea", "e"),
    ("e", "ea"),
    ("ou", "o"),
    ("or", "er"),
    ("er", "or"),
    ("ton", "tin"),
    ("bury", "berry"),
    ("ford", "fard"),
    ("gh", "g"),
    ("th", "t"),
    ("wh", "w"),
    ("w", "wh"),
    ("ll", "l"),
    ("ss", "s"),
    ("tt", "t"),
    ("s", "c"),
    ("ai", "ay"),
    ("u", "oo"),
)


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A town, how it was mistyped, and the sentence around it."""

    town: str
    typed: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How many of `total` were answered with the right town, asked back with it among the choices, missed, or answered wrong."""

    total: int
    right: int
    asked: int
    missed: int
    wrong: int
    mistakes: tuple[str, ...] = ()

    def __str__(self) -> str:
        counts = {"right": self.right, "asked back": self.asked, "missed": self.missed, "wrong": self.wrong}
        told = ", ".join(f"{label} {count / self.total:.2%}" for label, count in counts.items())
        return f"{self.total} misspellings: {told}"


def misspellings(contents: Contents, count: int, seed: int = SEED) -> Iterator[Misspelling]:
    """So many misspellings, every town in turn; none is a name in its own right."""
    chance = random.Random(seed)
    towns = [town.name for town in contents.towns]
    taken = {key(name) for name in towns} | {key(place.alias) for place in contents.places}
    made = 0
    while made < count:
        town = towns[made % len(towns)]
        typed = town.lower()
        for _ in range(chance.choice((1, 1, 1, 2)) if len(town) < 7 else chance.choice((1, 2))):
            typed = slip(typed, chance)
        if key(typed) in taken or OSA.distance(key(typed), key(town)) > MOST_EDITS:
            continue
        if chance.random() < 0.4:
            typed = typed.title()
        made += 1
        yield Misspelling(town, typed, chance.choice(CARRIERS).format(typed))


def slip(word: str, chance: random.Random) -> str:
    """One slip of the finger or of the ear."""
    at = chance.randrange(len(word))
    kind = chance.choice(("near", "drop", "double", "swap", "insert", "sound", "sound"))
    if kind == "near":
        return word[:at] + chance.choice(beside(word[at])) + word[at + 1 :]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    if kind == "swap" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "insert":
        return word[:at] + chance.choice(beside(word[at])) + word[at:]
    heard = [(written, sounds) for written, sounds in SOUNDS if written in word]
    if not heard:
        return word
    written, sounds = chance.choice(heard)
    return word.replace(written, sounds, 1)


def beside(letter: str) -> Sequence[str]:
    """The keys around a letter's, or the letter itself when it is none."""
    for row, letters in enumerate(KEYBOARD):
        if letter in letters:
            x = letters.index(letter)
            around = {letters[max(0, x - 1)], letters[min(len(letters) - 1, x + 1)]}
            for other in KEYBOARD[max(0, row - 1) : row + 2]:
                around.add(other[min(x, len(other) - 1)])
            return sorted(around - {letter})
    return (letter,)


def measure(contents: Contents, finder: PlaceFinder, count: int = 2000, seed: int = SEED) -> Accuracy:
    """Read so many misspellings and count what came of them; the misses are told as "typed (town) -> answer"."""
    right = asked = missed = wrong = 0
    mistakes = []
    for made in misspellings(contents, count, seed):
        seen = finder.find(made.sentence)
        if seen.towns == (made.town,):
            right += 1
            continue
        if seen.towns:
            wrong += 1
        elif seen.clarify and made.town in seen.clarify.choices:
            asked += 1
        else:
            missed += 1
        mistakes.append(f"{made.sentence} ({made.town}) -> {seen.towns or seen.clarify}")
    return Accuracy(count, right, asked, missed, wrong, tuple(mistakes))
