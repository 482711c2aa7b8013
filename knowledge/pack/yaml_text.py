"""Writes plain data as YAML the way a pack's files are written: short lists in brackets, long prose folded.

Whatever is written reads back as the same data: each value is tried with the pack's own reader before it is chosen.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator

from knowledge.pack.reading import Document, Plain, read_yaml

WIDTH = 100
INDENT = 2
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
"""What needs no quotes before a colon."""
LONGEST_IN_BRACKETS = 50
WORDS_ELSEWHERE = {"yes", "no", "on", "off", "y", "n"}
"""Words that YAML 1.1 takes for true and false; the pack's reader does not, an editor may."""
SPECIAL = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML takes for line breaks or refuses, and JSON leaves as they are."""


def fields(values: Document, indent: int = 0) -> list[str]:
    """One or more lines a field, without line ends."""
    return [line for key, value in values.items() for line in field(key, value, indent)]


def field(key: str, value: Plain, indent: int = 0) -> list[str]:
    """The lines of one field with its value."""
    name = " " * indent + (f"{key}:" if NAME.fullmatch(key) else f"{_inline(key)}:")
    if isinstance(value, dict):
        return [name, *fields(value, indent + INDENT)] if value else [f"{name} {{}}"]
    if isinstance(value, list):
        return _list(name, value, indent)
    return _scalar(name, value, indent + INDENT)


def item(value: Plain, indent: int) -> list[str]:
    """The lines of one item of a list, its hyphen at the indent."""
    hyphen = " " * indent + "-"
    if not isinstance(value, dict) or not value:
        return _scalar(hyphen, value, indent + INDENT)
    first, *rest = fields(value, indent + INDENT)
    return [f"{hyphen} {first.lstrip(' ')}", *rest]


def _list(name: str, values: list[Plain], indent: int) -> list[str]:
    if not any(isinstance(value, dict | list) or len(str(value)) > LONGEST_IN_BRACKETS for value in values):
        line = f"{name} [{', '.join(_inline(value, brackets=True) for value in values)}]"
        if len(line) <= WIDTH:
            return [line]
    return [name, *(line for value in values for line in item(value, indent + INDENT))]


def _scalar(name: str, value: Plain, indent: int) -> list[str]:
    line = f"{name} {_inline(value)}"
    if not isinstance(value, str) or len(line) <= WIDTH:
        return [line]
    return next((block for block in _blocks(name, value, indent) if _reads_back(block, value)), [line])


def _blocks(name: str, value: str, indent: int) -> Iterator[list[str]]:
    pad = " " * indent
    if "\n" in value:
        yield [f"{name} |-", *(f"{pad}{line}" for line in value.split("\n"))]
    else:
        width = max(WIDTH - indent, INDENT)
        folded = textwrap.wrap(value, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
        yield [f"{name} >-", *(f"{pad}{line}" for line in folded)]


def _reads_back(lines: list[str], value: str) -> bool:
    head, *rest = lines
    found = read_yaml("\n".join([f"v: {head.split()[-1]}", *rest, ""]).encode("utf-8", "replace"))
    return not found.faults and found.content == {"v": value}


def _inline(value: Plain, *, brackets: bool = False) -> str:
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    if not isinstance(value, str):
        return "[]" if isinstance(value, list) else "{}"
    plain = value.lower() not in WORDS_ELSEWHERE and value == value.strip() and "\n" not in value and _is_plain(value, brackets)
    return value if plain else SPECIAL.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _is_plain(value: str, brackets: bool) -> bool:
    """Whether the text needs no quotes, neither as a field's value nor, where asked, as an item in brackets."""
    if value.isascii() and value.replace("-", "").isalnum() and value[0].isalpha() and value not in {"null", "true", "false"}:
        return True
    found = read_yaml((f"v: [{value}]\n" if brackets else f"v: {value}\n").encode("utf-8", "replace")).content
    return found == {"v": [value] if brackets else value}
