"""Where it stands who oversees a town's police: the source that is made of a row of the pack's table, as of an atlas row."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from knowledge.dates import PartialDate
from knowledge.records import Read, Source
from knowledge.tables import PoliceOversight

PAGE = re.compile(r"https://[^\s;,)]+")
DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?")


def overseer_id(row: PoliceOversight) -> str:
    """The id of the source that is made of a row."""
    return f"oversight-{re.sub('[^a-z0-9]+', '-', row.town.lower())}"


def overseer_source(row: PoliceOversight) -> Source | None:
    """The first page that a row names with a full address; None where it names none."""
    page = PAGE.search(row.source)
    if page is None:
        return None
    return Source(
        id=overseer_id(row),
        publisher=(urlsplit(page.group()).hostname or row.town).removeprefix("www."),
        title=f"{row.town}: {row.body}",
        published=overseer_date(row),
        url=page.group(),
        kind="official_page",
        read=Read.EXCERPT,
    )


def overseer_date(row: PoliceOversight) -> PartialDate | None:
    """The one date that a row gives for its page; None where it gives none or several."""
    found = set(DATE.findall(row.source_date or ""))
    return PartialDate.parse(found.pop()) if len(found) == 1 else None
