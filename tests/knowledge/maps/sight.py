"""How colours look to people: relative luminance and contrast (WCAG 2), and distance in CIELAB with each colour blindness.

The matrices are those of Machado, Oliveira and Fernandes (2009) for complete deficiency, on linear light.
"""

from __future__ import annotations

import math

VISIONS = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LIGHT = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.95047, 1.0, 1.08883)


def contrast(colour: str, other: str) -> float:
    """The ratio of their luminances, from 1 to 21."""
    darker, lighter = sorted((_xyz(_linear(colour))[1], _xyz(_linear(other))[1]))
    return (lighter + 0.05) / (darker + 0.05)


def distance(colour: str, other: str, vision: str) -> float:
    """How far apart two colours are for a vision; about 2 is just noticeable."""
    return math.dist(_lab(_seen(colour, vision)), _lab(_seen(other, vision)))


def _linear(colour: str) -> tuple[float, ...]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def _seen(colour: str, vision: str) -> tuple[float, ...]:
    return tuple(min(1.0, max(0.0, value)) for value in _times(VISIONS[vision], _linear(colour)))


def _xyz(light: tuple[float, ...]) -> tuple[float, ...]:
    return _times(LIGHT, light)


def _lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    x, y, z = (_root(value / white) for value, white in zip(_xyz(light), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(value: float) -> float:
    return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29


def _times(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
