from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest

from bot.links import report
from bot.links.outcomes import Checked, Outcome, Reason
from bot.links.pages import Page, Use
from bot.links.report import Report
from knowledge.wording import LANGUAGES, wording

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
EN = wording("en")
PAGES = (
    Page("https://a.example/alive", ("src-a",), (Use("f-1", ("Alder",)),)),
    Page("https://b.example/gone", ("src-b", "src-c"), (Use("f-2", ("Birch", "Alder")), Use("s-1"))),
    Page("https://c.example/quote", ("src-d",), (Use("s-2", (), "We did not"),)),
    Page("https://d.example/moved", ("src-e",), ()),
)
RESULTS = (
    Checked(PAGES[0].url, NOON, Outcome.ALIVE, 200),
    Checked(PAGES[1].url, NOON, Outcome.GONE, 404, None, Reason.STATUS),
    Checked(PAGES[2].url, NOON - dt.timedelta(hours=1), Outcome.QUOTE_GONE, 200, None, None, ("s-2",)),
    Checked(PAGES[3].url, NOON, Outcome.MOVED, 200, "https://d.example/new"),
)
WHOLE = Report.of(PAGES, RESULTS)


def test_what_is_gone_comes_first_and_what_is_well_last() -> None:
    assert [entry.checked.outcome for entry in WHOLE.entries] == [
        Outcome.GONE,
        Outcome.QUOTE_GONE,
        Outcome.MOVED,
        Outcome.ALIVE,
    ]
    assert list(WHOLE.counts.items()) == [(outcome, 1) for outcome in (entry.checked.outcome for entry in WHOLE.entries)]
    assert WHOLE.at == NOON


def test_a_page_that_was_never_checked_or_is_in_the_pack_no_more_is_left_out() -> None:
    assert len(Report.of(PAGES[:2], RESULTS[1:]).entries) == 1
    assert Report.of((), RESULTS).at is None


def test_what_has_changed_since_the_check_before_is_new_and_comes_first() -> None:
    more = (*RESULTS, Checked("https://e.example/", NOON, Outcome.GONE, 404))
    before = {PAGES[1].url: Outcome.GONE, "https://e.example/": Outcome.ALIVE}
    found = Report.of((*PAGES, Page("https://e.example/", (), ())), more, before)
    assert [(entry.page.url, entry.new) for entry in found.entries[:2]] == [
        ("https://e.example/", True),
        (PAGES[1].url, False),
    ]
    assert [entry.new for entry in found.entries[2:]] == [False, False, False]


@pytest.mark.parametrize(
    ("only", "broken"), [({Outcome.GONE}, True), ({Outcome.QUOTE_GONE}, True), ({Outcome.MOVED, Outcome.ALIVE}, False)]
)
def test_a_report_is_broken_where_there_is_something_to_mend(only: set[Outcome], *, broken: bool) -> None:
    assert WHOLE.only(only).broken is broken


def test_the_list_tells_by_outcome_what_why_and_where_it_is_used() -> None:
    assert list(report.lines(WHOLE, EN)) == [
        "4 pages checked",
        "  Gone: 1",
        "  The page is there, the quoted words are not: 1",
        "  Moved for good: 1",
        "  Still there: 1",
        "",
        "Gone:",
        "  https://b.example/gone",
        "      the server answered 404",
        "      f-2, s-1 · Alder, Birch",
        "",
        "The page is there, the quoted words are not:",
        "  https://c.example/quote",
        "      no longer says what these quote: s-2",
        "      s-2",
        "",
        "Moved for good:",
        "  https://d.example/moved",
        "      now at https://d.example/new",
        "      cited by no record",
    ]


def test_the_pages_that_are_well_are_listed_where_they_are_asked_for() -> None:
    assert "  https://a.example/alive" in list(report.lines(WHOLE.only({Outcome.ALIVE}), EN, silent=()))


def test_the_table_has_a_row_a_page_that_spreadsheets_can_read() -> None:
    data = report.table(WHOLE, EN)
    assert data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == ["outcome", "address", "moved to", "why", "sources", "cited by", "towns", "checked"]
    assert rows[0] == [
        "Gone",
        "https://b.example/gone",
        "",
        "the server answered 404",
        "src-b, src-c",
        "f-2, s-1",
        "Alder, Birch",
        "2026-11-22 12:00",
    ]
    assert len(rows) == 4


def test_the_json_has_an_object_a_page() -> None:
    found = json.loads(report.as_json(WHOLE))
    assert found[1] == {
        "url": "https://c.example/quote",
        "outcome": "quote_gone",
        "status": 200,
        "moved_to": None,
        "reason": None,
        "missing": ["s-2"],
        "sources": ["src-d"],
        "records": ["s-2"],
        "towns": [],
        "checked": "2026-11-22T11:00:00+00:00",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_and_reason_has_its_words(language: str) -> None:
    words = wording(language)
    assert all(words.has(f"links.outcome.{outcome}") for outcome in Outcome)
    assert all(words.has(f"links.reason.{reason}") for reason in Reason)
    assert all(words.has(f"links.column.{name}") for name in report.COLUMNS)
