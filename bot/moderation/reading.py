"""What somebody wrote about a mistake, read with care: cleaned of what cannot be seen, and refused with the remedy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.complaints import Complaint
from bot.forms import Filled

SENTENCE, TOLD, LINK, OUTCOME = "sentence", "told", "link", "outcome"
LONGEST_TOLD = 1000
LONGEST_LINK = 500
SOMETHING_ELSE = "else"
TELL, DO_NOT_TELL = "yes", "no"
UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
EMPTY_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters by their category, and nothing to see by their shape."""
ADDRESS = re.compile(r"https://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person hands in, cleaned: the sentence meant (None: something else), their words, a link, whether to tell them."""

    sentence: str | None
    told: str
    link: str | None
    tell: bool


def read(filled: Filled) -> Letter | tuple[Complaint, ...]:
    """What is handed in, or everything that is wrong with it."""
    told, link = clean(filled.text(TOLD)), filled.text(LINK)
    wrong = [*of_the_words(told), *_of_the_link(link)]
    if wrong:
        return tuple(wrong)
    sentence = filled.text(SENTENCE)
    return Letter(sentence if sentence and sentence != SOMETHING_ELSE else None, told, link or None, filled.text(OUTCOME) == TELL)


def clean(text: str) -> str:
    """The text in composed letters, without what cannot be seen or turns its direction, and with one empty line at most."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(letter for letter in line if _is_seen(letter)).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(seen)).strip()


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in UNSEEN and letter not in EMPTY_LETTERS


def of_the_words(told: str) -> list[Complaint]:
    """What is wrong with cleaned words."""
    if not told:
        return [Complaint(TOLD, "correction.told.empty")]
    return [Complaint(TOLD, "correction.told.long")] if len(told) > LONGEST_TOLD else []


def _of_the_link(link: str) -> list[Complaint]:
    if not link:
        return []
    if len(link) > LONGEST_LINK:
        return [Complaint(LINK, "correction.link.long")]
    return [] if is_address(link) else [Complaint(LINK, "correction.link.wrong")]


def is_address(link: str) -> bool:
    """Whether it is the https address of a public site, all of it to be seen, and naming nobody before the site."""
    if not ADDRESS.fullmatch(link) or clean(link) != link:
        return False
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return "." in host.strip(".") and "@" not in parts.netloc
