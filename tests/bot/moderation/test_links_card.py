from __future__ import annotations

import datetime as dt

import pytest

from bot.cards.layout import to_payload
from bot.links.outcomes import Checked, Outcome, Reason
from bot.links.pages import Page, Use
from bot.links.report import Report
from bot.moderation.cards import links
from knowledge.wording import LANGUAGES, wording
from tests.bot.desks import text

NOON = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
EN = wording("en")
NAMES = {f"src-{n}": f"The Alder News: {'what the council said ' * 20}{n}" for n in range(1, 400)} | {
    "src-0": "The Alder News: A vote"
}


def report(*outcomes: Outcome, before: Outcome | None = None) -> Report:
    """A page for each outcome."""
    pages = [
        Page(f"https://site{n}.example/{'a' * 300}", (f"src-{n}",), (Use(f"f-{n}", ("Alder",)),)) for n in range(len(outcomes))
    ]
    results = [
        Checked(
            page.url,
            NOON,
            outcome,
            404 if outcome is Outcome.GONE else 200,
            f"https://new.example/{'b' * 900}" if outcome is Outcome.MOVED else None,
            Reason.STATUS if outcome is Outcome.GONE else None,
            ("s-1",) if outcome is Outcome.QUOTE_GONE else (),
        )
        for page, outcome in zip(pages, outcomes, strict=True)
    ]
    return Report.of(pages, results, {page.url: before for page in pages} if before else None)


def test_a_check_in_which_all_is_well_says_so_and_lists_nothing() -> None:
    card = text(links.render(report(Outcome.ALIVE, Outcome.BLOCKED, Outcome.UNREACHABLE), NAMES, EN))
    assert "Every page that answered is where the record says." in card
    assert "###" not in card


def test_a_page_that_is_gone_is_told_with_why_and_where_it_is_used() -> None:
    card = text(links.render(report(Outcome.GONE, before=Outcome.ALIVE), NAMES, EN))
    assert "[The Alder News: A vote](https://site0.example/" in card
    assert "src-0" not in card
    assert "**new**" in card
    assert "-# the server answered 404" in card
    assert "-# f-0 · Alder" in card


def test_a_page_of_a_source_without_a_name_is_called_by_its_site() -> None:
    assert "[site0.example](https://site0.example/" in text(links.render(report(Outcome.GONE), {}, EN))


def test_what_to_do_is_told_where_there_is_something_to_do() -> None:
    assert EN.say("links.do") in text(links.render(report(Outcome.MOVED), NAMES, EN))
    assert EN.say("links.do") not in text(links.render(report(Outcome.ALIVE), NAMES, EN))


def test_where_a_page_has_moved_to_can_be_read_and_not_pressed() -> None:
    card = text(links.render(report(Outcome.MOVED), NAMES, EN))
    assert "-# now at `https://new.example/bbb" in card
    assert "(https://new.example/" not in card


def test_of_many_pages_the_first_are_told_and_the_others_counted() -> None:
    card = text(links.render(report(*[Outcome.GONE] * 30), NAMES, EN))
    assert "and 24 more" in card
    assert "Gone: 30" in card


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_card_keeps_within_what_discord_takes(language: str) -> None:
    made = links.render(report(*[outcome for outcome in Outcome for _ in range(40)]), NAMES, wording(language))
    assert made.content_length() <= 4000
    assert made.total_children_count <= 40
    assert to_payload(made)["components"][0]["components"][-1]["file"]["url"] == "attachment://links.csv"


def test_before_the_first_check_there_is_no_table() -> None:
    made = links.render(report(), NAMES, EN)
    assert "No links have been checked yet." in text(made)
    assert "attachment" not in str(to_payload(made))
