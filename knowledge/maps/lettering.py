"""Letters in pictures: the fonts that come with this package, their measures, and text broken into lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"


@cache
def font(name: str, size: int) -> FreeTypeFont:
    """A font of the package in a size, in pixels from the top of a letter to the bottom of another."""
    return ImageFont.truetype(BytesIO(_data(name)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _data(name: str) -> bytes:
    return (files(__package__) / "fonts" / name).read_bytes()


def written(text: str) -> str:
    """Text as the fonts hold it: an accent and its letter as one."""
    return unicodedata.normalize("NFC", text)


def width(text: str, face: str, size: int) -> float:
    """How long a line is, in pixels."""
    words = written(text).split(" ")
    return sum(_width(word, face, size) for word in words) + (len(words) - 1) * _width(" ", face, size)


@lru_cache(maxsize=4096)
def _width(word: str, face: str, size: int) -> float:
    return font(face, size).getlength(word)


@lru_cache(maxsize=256)
def lines(text: str, face: str, size: int, room: float) -> tuple[str, ...]:
    """The text in as few lines of at most `room` pixels as it needs, about equally long; a longer word is broken inside."""
    words = list(_fitting(written(text).split(), face, size, room))
    best = _filled(words, face, size, room)
    narrow = room / 2
    while narrow < room and len(closer := _filled(words, face, size, narrow)) != len(best):
        narrow += room / 20
    return tuple(closer if narrow < room else best)


def _filled(words: Iterable[str], face: str, size: int, room: float) -> list[str]:
    done: list[str] = []
    held = ""
    for word in words:
        longer = f"{held} {word}".strip()
        if held and width(longer, face, size) > room:
            done.append(held)
            held = word
        else:
            held = longer
    return [*done, held] if held else done


def _fitting(words: Iterable[str], face: str, size: int, room: float) -> Iterable[str]:
    for whole in words:
        word = whole
        while len(word) > 1 and width(word, face, size) > room:
            part = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width(word[:n], face, size) <= room)
            yield word[:part]
            word = word[part:]
        yield word
