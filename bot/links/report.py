"""What a check of the links came to, in a curator's words: a list by outcome, a table, or JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.links.outcomes import BROKEN, Checked, Outcome
from bot.links.pages import Page
from knowledge.wording import Wording

COLUMNS = ("outcome", "url", "moved_to", "why", "sources", "records", "towns", "checked")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page and what came of it; `new` where the check before came to something else."""

    page: Page
    checked: Checked
    new: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What came of the pages of a pack, what is broken first; made by `of`."""

    entries: tuple[Entry, ...]

    @classmethod
    def of(cls, pages: Iterable[Page], results: Iterable[Checked], before: Mapping[str, Outcome] | None = None) -> Report:
        """The pages that were checked; `before` is what the check before came to, by address."""
        checked = {result.url: result for result in results}
        before = before or {}
        entries = [
            Entry(page, checked[page.url], before.get(page.url, checked[page.url].outcome) is not checked[page.url].outcome)
            for page in pages
            if page.url in checked
        ]
        order = list(Outcome)
        return cls(tuple(sorted(entries, key=lambda entry: (order.index(entry.checked.outcome), not entry.new))))

    @property
    def at(self) -> dt.datetime | None:
        """When the last page was checked, None where none was."""
        return max((entry.checked.at for entry in self.entries), default=None)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many pages came to what, only what there is, in the order in which it is told."""
        counted = Counter(entry.checked.outcome for entry in self.entries)
        return {outcome: counted[outcome] for outcome in Outcome if counted[outcome]}

    @property
    def broken(self) -> bool:
        """Whether there is something that a curator has to mend."""
        return any(entry.checked.outcome in BROKEN for entry in self.entries)

    def only(self, outcomes: Collection[Outcome]) -> Report:
        """The part with these outcomes."""
        return Report(tuple(entry for entry in self.entries if entry.checked.outcome in outcomes))


def why(checked: Checked, words: Wording) -> str:
    """The reason for an outcome in a few words, "" where the outcome says it all."""
    told = [words.say(f"links.reason.{checked.reason}", status=checked.status)] if checked.reason else []
    if checked.missing:
        told.append(words.say("links.missing", records=", ".join(checked.missing)))
    return "; ".join(told)


def counted(report: Report, words: Wording) -> Iterator[str]:
    """How many pages came to what, a line each."""
    for outcome, number in report.counts.items():
        yield f"{words.say(f'links.outcome.{outcome}')}: {words.number(number)}"


def lines(report: Report, words: Wording, silent: Collection[Outcome] = (Outcome.ALIVE,)) -> Iterator[str]:
    """The report as plain text: the counts, then each page by outcome, but for the `silent` ones."""
    yield words.count("links.total", len(report.entries))
    yield from (f"  {line}" for line in counted(report, words))
    for outcome in report.counts:
        if outcome in silent:
            continue
        yield ""
        yield f"{words.say(f'links.outcome.{outcome}')}:"
        for entry in report.only([outcome]).entries:
            yield from _told(entry, words)


def table(report: Report, words: Wording) -> bytes:
    """Every page as a row of a CSV table that spreadsheets open."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(words.say(f"links.column.{name}") for name in COLUMNS)
    for entry in report.entries:
        page, checked = entry.page, entry.checked
        listed = [", ".join(part) for part in (page.sources, page.records, page.towns)]
        outcome = words.say(f"links.outcome.{checked.outcome}")
        writer.writerow([outcome, page.url, checked.moved_to or "", why(checked, words), *listed, f"{checked.at:%Y-%m-%d %H:%M}"])
    return (BOM + stream.getvalue()).encode()


def as_json(report: Report) -> str:
    """Every page as an object in a JSON list."""
    return json.dumps([_object(entry.page, entry.checked) for entry in report.entries], indent=2, ensure_ascii=False)


def use(page: Page, words: Wording) -> str:
    """Which records cite a page, and the towns that these are about."""
    return " · ".join(part for part in (", ".join(page.records) or words.say("links.no_use"), ", ".join(page.towns)) if part)


def _told(entry: Entry, words: Wording) -> Iterator[str]:
    yield f"  {entry.page.url}"
    if entry.checked.moved_to:
        yield f"      {words.say('links.moved_to', url=entry.checked.moved_to)}"
    reason = why(entry.checked, words)
    if reason:
        yield f"      {reason}"
    yield f"      {use(entry.page, words)}"


def _object(page: Page, checked: Checked) -> Mapping[str, str | int | Sequence[str] | None]:
    return {
        "url": page.url,
        "outcome": checked.outcome,
        "status": checked.status,
        "moved_to": checked.moved_to,
        "reason": checked.reason,
        "missing": list(checked.missing),
        "sources": list(page.sources),
        "records": list(page.records),
        "towns": list(page.towns),
        "checked": checked.at.isoformat(),
    }
