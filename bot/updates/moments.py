"""Reads the day and time that somebody typed, in a time zone; asks where it could mean two moments."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from knowledge.wording import LANGUAGES, LOCALES, wording

LONGEST = 80
MONTHS = 12
AHEAD = dt.timedelta(days=730)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
NUMBERS = re.compile(r"(?<![\d:])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d:])")
DAY = r"(\d{1,2})(?:st|nd|rd|th|ye|er|º|o)?"
WORD = r"([^\W\d_]{3,})\.?"
YEAR = r"(?:,?\s+(?:de[l]?\s+)?(\d{4})(?!\d*:))?"
MONTH_FIRST = re.compile(rf"{WORD}\s+{DAY}(?!\s*[:h]|\d|\s*[ap]\.?m){YEAR}")
DAY_FIRST = re.compile(rf"(?<![\d:]){DAY}\s+(?:de\s+)?{WORD}{YEAR}")
CLOCK = re.compile(r"(?<![\d/.-])(\d{1,2})(?:\s*[:h.]\s*(\d{2}))?\s*(?:(a|p)\.?\s?m\b\.?|(h)\b)?")
FILLING = re.compile(r"[,;@]|(?<!\w)(?:at|on|a las|a la|el|dia|as|em|le|a|nan)(?!\w)")
MIDDAY = 12
MIDNIGHT = 24


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a text is no moment; `key` and `slots` are the sentence that says so, with what to type instead."""

    key: str
    slots: dict[str, str] = field(default_factory=dict)


def read(text: str, zone: ZoneInfo, now: dt.datetime, language: str) -> dt.datetime | Doubt:
    """The moment meant, in the zone; a day without a year is the next one. A moment that has passed is a doubt, too."""
    plain = _plain(text)
    day, rest = _day(plain, now.astimezone(zone).date(), language)
    if isinstance(day, Doubt):
        return day
    time = _time(rest)
    if isinstance(time, Doubt):
        return time
    return _moment(dt.datetime.combine(day, time, zone), now, language)


def _plain(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _day(text: str, today: dt.date, language: str) -> tuple[dt.date | Doubt, str]:
    """The day, and the text without it."""
    if found := ISO.search(text):
        return _made(found.group(1), int(found.group(2)), int(found.group(3)), today=today), _without(text, found)
    for pattern, at_day, at_month in ((DAY_FIRST, 1, 2), (MONTH_FIRST, 2, 1)):
        for found in pattern.finditer(text):
            month = _months().get(found.group(at_month)) or _months().get(found.group(at_month)[:3])
            if month:
                return _made(found.group(3), month, int(found.group(at_day)), today=today), _without(text, found)
    if found := NUMBERS.search(text):
        first, second = int(found.group(1)), int(found.group(2))
        year = f"20{found.group(3)}"[-4:] if found.group(3) else None
        month_first, day_first = _made(year, first, second, today=today), _made(year, second, first, today=today)
        if first <= MONTHS and second <= MONTHS and first != second:
            return _either(month_first, day_first, language), ""
        return month_first if first <= MONTHS else day_first, _without(text, found)
    return Doubt("moment.no_day"), ""


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _either(one: dt.date | Doubt, other: dt.date | Doubt, language: str) -> Doubt:
    """12/3 is December 3 to one reader, and 12 March to the next."""
    if isinstance(one, Doubt) or isinstance(other, Doubt):
        return Doubt("moment.no_such_day")
    words = wording(language)
    return Doubt("moment.which_day", {"one": words.date(one), "other": words.date(other)})


def _made(year: str | None, month: int, day: int, *, today: dt.date) -> dt.date | Doubt:
    """The day; without a year, the next one that is not over."""
    try:
        if year:
            return dt.date(int(year), month, day)
        this_year = dt.date(today.year, month, day)
        return this_year if this_year >= today else dt.date(today.year + 1, month, day)
    except ValueError:
        return Doubt("moment.no_such_day")


def _time(text: str) -> dt.time | Doubt:
    rest = FILLING.sub(" ", text)
    found = next((found for found in CLOCK.finditer(rest) if found.group()), None)
    if found is None:
        return Doubt("moment.no_time")
    hour, minute, half = int(found.group(1)), int(found.group(2) or 0), found.group(3)
    if half:
        if not 1 <= hour <= MIDDAY:
            return Doubt("moment.no_such_time")
        hour = hour % MIDDAY + (MIDDAY if half == "p" else 0)
    elif found.group(2) is None and not found.group(4):
        return Doubt("moment.no_time")
    elif 1 <= hour < MIDDAY and not found.group(1).startswith("0") and not found.group(4) and "h" not in found.group():
        return Doubt("moment.which_half", {"morning": f"{hour}:{minute:02} am", "evening": f"{hour}:{minute:02} pm"})
    if hour >= MIDNIGHT or minute > 59:
        return Doubt("moment.no_such_time")
    return dt.time(hour, minute)


def _moment(local: dt.datetime, now: dt.datetime, language: str) -> dt.datetime | Doubt:
    """The moment, unless the clocks skip it or show it twice, or it is over, or too far off to be meant."""
    later = local.replace(fold=1)
    if local.utcoffset() != later.utcoffset():
        gap = local.astimezone(dt.UTC).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None)
        return Doubt("moment.skipped" if gap else "moment.twice", {"time": f"{local:%H:%M}"})
    if local <= now:
        return Doubt("moment.over", {"date": wording(language).date(local.date())})
    if local - now > AHEAD:
        return Doubt("moment.far", {"date": wording(language).date(local.date())})
    return local


@cache
def _months() -> dict[str, int]:
    """The names of the months in every language, whole and by their first three letters where only one month begins so."""
    names: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for month in range(1, MONTHS + 1):
            name = get_month_names("wide", locale=LOCALES[language])[month] if language in LOCALES else ""
            name = _plain(name or wording(language).say(f"date.month.{month}"))
            names.setdefault(name, set()).add(month)
            names.setdefault(name[:3], set()).add(month)
    names["sept"] = {9}
    return {name: min(found) for name, found in names.items() if len(found) == 1}
