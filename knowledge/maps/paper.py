"""The paper that every picture is drawn on: 1000 pixels wide, with text in lines that a phone can show."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from PIL import Image, ImageDraw

from knowledge.maps.lettering import REGULAR, font, lines
from knowledge.maps.plane import Box

WIDTH = 1000
PAD = 28
TITLE, TEXT = 44, 32
"""The sizes of letters, in pixels; a phone shows them at a third of that or more."""
LEADING = 1.28
COLOURS = 128


class Sentence(NamedTuple):
    """Text in a face and a size; it begins a new line."""

    text: str
    face: str = REGULAR
    size: int = TEXT


def height_of(sentences: Sequence[Sentence], room: float) -> int:
    """How high the sentences are, in pixels, in lines of at most `room` pixels."""
    return round(sum(len(_lines(sentence, room)) * sentence.size * LEADING for sentence in sentences))


def write(image: Image.Image, sentences: Sequence[Sentence], box: Box, ink: str) -> None:
    """Write the sentences into a box, in the middle of its height."""
    pen = ImageDraw.Draw(image)
    y = (box.top + box.bottom - height_of(sentences, box.width)) / 2
    for sentence in sentences:
        for line in _lines(sentence, box.width):
            pen.text((box.left, y + sentence.size * LEADING / 2), line, ink, font(sentence.face, sentence.size), anchor="lm")
            y += sentence.size * LEADING


def as_png(image: Image.Image) -> bytes:
    """The picture as a small file: in a palette, without grain."""
    out = BytesIO()
    image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


def _lines(sentence: Sentence, room: float) -> tuple[str, ...]:
    return lines(sentence.text, sentence.face, sentence.size, room)
