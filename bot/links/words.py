"""Looks for quoted words on a page: the letters and digits must be there in order, whatever stands between them.

A page may be hostile, so that reading it takes time in proportion to its length and never fails; the standard library's HTML
parser promises neither.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from html import unescape

UNSEEN = frozenset({"style", "template"})
SCRIPT = "script"
NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]{0,30})")
CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in (*UNSEEN, SCRIPT)}
LEFT_OUT = re.compile(r"\[[^\]]*\]|…|\.\.\.")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")
LONG_REFERENCE = re.compile(r"&#\w{10,};?")
"""No character has so long a number, and reading it as one would fail."""
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
NOT_OF_PAGES = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Codecs that Python knows and no page is written in; some of them fail, or take for ever."""
HEAD = 4096
STRETCH = 64


def holds(page: str, quote: str) -> bool:
    """Whether the words of the quote stand on an HTML page; what a quote leaves out (an ellipsis, brackets) may be anything.

    Texts that a page carries for its scripts count: many a page writes itself in the reader's browser.
    """
    text = letters("".join(_said(page)))
    at = 0
    for part in map(letters, LEFT_OUT.split(quote)):
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def letters(text: str) -> str:
    """The letters and digits alone, in one shape and case."""
    # In short stretches: the order of marks does not matter here, and sorting very many of them takes very long.
    stretches = (text[start : start + STRETCH] for start in range(0, len(text), STRETCH))
    return "".join(c for part in stretches for c in unicodedata.normalize("NFKD", part).casefold() if c.isalnum())


def decode(body: bytes, charset: str | None) -> str:
    """The text of a page: by what its server says, else by what itself says, else as UTF-8; never fails."""
    told = CHARSET.search(body[:HEAD])
    for name in (charset, told.group(1).decode() if told else None):
        try:
            codec = codecs.lookup(name or "").name
            if codec not in NOT_OF_PAGES:
                return body.decode(codec, "replace")
        except (LookupError, ValueError):
            continue
    return body.decode("utf-8", "replace")


def _said(page: str) -> Iterator[str]:
    """What stands between the tags."""
    at = 0
    while (start := page.find("<", at)) >= 0:
        yield _plain(page[at:start])
        tag = NAME.match(page, start)
        name = tag.group(1).lower() if tag and page[start + 1] != "/" else ""
        if page.startswith("<!--", start):
            at = _after(page, "-->", start)
        elif tag or page.startswith(("<!", "<?", "</"), start):
            at = _after(page, ">", start)
        else:
            yield "<"
            at = start + 1
        if name in CLOSING:
            closing = CLOSING[name].search(page, at)
            inside = page[at : closing.start() if closing else len(page)]
            at += len(inside)
            if name == SCRIPT:
                yield _plain(ESCAPED.sub(_escaped, inside))
    yield _plain(page[at:])


def _after(page: str, mark: str, start: int) -> int:
    """Where a mark ends, the end of the page where there is none."""
    found = page.find(mark, start)
    return found + len(mark) if found >= 0 else len(page)


def _plain(text: str) -> str:
    return unescape(LONG_REFERENCE.sub(" ", text)) if "&" in text else text


def _escaped(found: re.Match[str]) -> str:
    return chr(int(found.group(1), 16)) if found.group(1) else " "
