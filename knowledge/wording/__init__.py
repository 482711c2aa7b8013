"""The bot's own sentences: one folder a language, one gettext catalogue (.po) a room.

A sentence has a symbolic id ("town.nothing_on_record"); `en` holds every one, and a sentence that another language lacks
is said in English. Dates, numbers and lists follow the language: CLDR through Babel, and for Haitian Creole, which CLDR
has no dates for, the month names and patterns in that language's own catalogue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from knowledge.dates import PartialDate

LANGUAGES = ("en", "es", "pt", "ht")
OFTEN = ("answers", "cards", "freshness", "pictures")
"""The rooms that every answer speaks from; what moderators and the terminal read comes when it is asked for."""
REFERENCE = "en"
# The regional forms that the readers here use: US number style in Spanish, Brazil's Portuguese.
LOCALES = {"en": "en_US", "es": "es_US", "pt": "pt_BR"}
PATTERNS = {
    "day": {"es": "d 'de' MMMM 'de' y", "pt": "d 'de' MMMM 'de' y", "en": "MMMM d, y"},
    "month": {"es": "MMMM 'de' y", "pt": "MMMM 'de' y", "en": "MMMM y"},
}


class Wording:
    """The sentences of one language; made by `wording`."""

    def __init__(
        self,
        language: str,
        catalogues: Iterable[Catalog],
        fallback: Wording | None = None,
        later: Callable[[], Iterable[Catalog]] = tuple,
    ) -> None:
        """`later` gives the catalogues that few processes need, once somebody asks for a sentence of theirs."""
        self.language = language
        self._fallback = fallback
        self._messages = dict(_sentences(catalogues))
        self._later: Callable[[], Iterable[Catalog]] | None = later
        self._locale = Locale.parse(LOCALES[language]) if language in LOCALES else None
        self._plural_locale = self._locale or Locale.parse("fr")  # as in French, one form for 0 and 1

    def has(self, key: str) -> bool:
        """Whether this language itself holds the sentence."""
        return self._find(key) is not None

    def own(self, key: str) -> str | None:
        """This language's own sentence of what answers and cards say, or None where it holds none."""
        return self.say(key) if key in self._messages else None

    def keys(self) -> frozenset[str]:
        """The ids of every sentence that this language holds."""
        self._find("")
        return frozenset(self._messages)

    def _find(self, key: str) -> str | tuple[str, ...] | None:
        found = self._messages.get(key)
        if found is None and self._later:
            self._messages |= dict(_sentences(self._later()))
            self._later = None
            found = self._messages.get(key)
        return found

    def say(self, key: str, /, **slots: object) -> str:
        """The sentence with its slots filled; raises KeyError for an id that English does not hold."""
        found = self._find(key)
        if found is None:
            if self._fallback is None:
                raise KeyError(key)
            return self._fallback.say(key, **slots)
        text = found if isinstance(found, str) else found[0]
        return text.format(**slots) if "{" in text else text

    def count(self, key: str, n: int, /, **slots: object) -> str:
        """The form of a sentence that fits the number `n`, which also fills the slot {n}."""
        found = self._find(key)
        if found is None and self._fallback is not None:
            return self._fallback.count(key, n, **slots)
        if not isinstance(found, tuple):
            raise KeyError(key)
        one = self._plural_locale.plural_form(n) == "one"
        return found[0 if one else -1].format(n=self.number(n), **slots)

    def number(self, n: float) -> str:
        """A number with the language's separators."""
        return _number(n, LOCALES.get(self.language, LOCALES[REFERENCE]))

    def percent(self, share: float) -> str:
        """A share (0..1) in whole percent."""
        return _percent(round(share, 2))

    def listing(self, items: Iterable[str]) -> str:
        """ "a, b and c" in the language's way."""
        names = tuple(items)
        if len(names) < 2:
            return "".join(names)
        if self.language in LOCALES:
            return _listing(names, LOCALES[self.language])
        return self.say("list.and", head=", ".join(names[:-1]), last=names[-1])

    def date(self, day: PartialDate | dt.date) -> str:
        """A date as people write it, no more exact than it is known."""
        return _date(self, day if isinstance(day, PartialDate) else PartialDate(day.year, day.month, day.day))


# Babel parses its patterns on every call; the same few hundred numbers, dates, shares and lists come again in every answer.
@lru_cache(maxsize=1024)
def _number(n: float, locale: str) -> str:
    return format_decimal(n, locale=locale)


@lru_cache(maxsize=1024)
def _percent(share: float) -> str:
    return format_percent(share, format="#,##0%", locale=LOCALES[REFERENCE])


@lru_cache(maxsize=4096)
def _listing(names: tuple[str, ...], locale: str) -> str:
    return format_list(names, style="standard", locale=locale)


@lru_cache(maxsize=4096)
def _date(words: Wording, day: PartialDate) -> str:
    if day.month is None:
        return str(day.year)
    shape = "day" if day.day else "month"
    first = words.own("date.first") if day.day == 1 else None
    if words.language in LOCALES:
        written = format_date(day.first_day, PATTERNS[shape][words.language], locale=LOCALES[words.language])
        return re.sub(r"^1\b", first, written) if first else written
    return words.say(f"date.{shape}", day=first or day.day, month=words.say(f"date.month.{day.month}"), year=day.year)


@cache
def wording(language: str) -> Wording:
    """The sentences of a language, read once; raises ValueError for one that is not in `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ValueError(f"there is no wording in {language!r}: choose one of {', '.join(LANGUAGES)}")
    rooms = [entry for entry in (files(__package__) / language).iterdir() if entry.name.endswith(".po")]
    often = [entry for entry in rooms if entry.name.removesuffix(".po") in OFTEN]
    seldom = [entry for entry in rooms if entry not in often]
    fallback = None if language == REFERENCE else wording(REFERENCE)
    return Wording(language, map(_read, often), fallback, lambda: map(_read, seldom))


def _read(room: Traversable) -> Catalog:
    return read_po(BytesIO(room.read_bytes()), locale=None)


def _sentences(catalogues: Iterable[Catalog]) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for catalogue in catalogues:
        for m in catalogue:
            if m.id and m.string and not m.fuzzy:
                key = m.id[0] if isinstance(m.id, tuple | list) else m.id
                yield key, tuple(m.string) if isinstance(m.string, tuple | list) else m.string
