"""Text of the pack shows on Discord as it is, and does nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import markdown

KNOWN = "https://www.acluct.org/news"
PINGS = ["@everyone", "@here", "<@123456789012345678>", "<@&1>", "<#5>", "</town:1>", "<t:0:R>"]
LINKS = ["[x](https://evil.example)", "https://evil.example", "HTTP://EVIL.example/a_b", "discord.gg/abc"]
MARKS = ["# big", "-# small", "> quote", "||spoiler||", "**b**", "`code`", "```", "\n", " ", "a", "1. "]
HOSTILE = st.lists(st.sampled_from([*PINGS, *LINKS, *MARKS]) | st.text(max_size=8)).map("".join)


@pytest.mark.parametrize("mark", ["*", "_", "~", "`", "|", "[", "]", "<", ">", "\\"])
def test_every_mark_of_markdown_is_shown_and_not_obeyed(mark: str) -> None:
    assert markdown.escape(f"a{mark}b") == f"a\\{mark}b"


@pytest.mark.parametrize("line", ["# big", "- item", "-# small", "+ item", "> quote", "1. first", "12) second", "  - inner"])
def test_a_line_does_not_become_a_heading_a_list_or_a_quote(line: str) -> None:
    assert re.match(r"\s*(\\|\d+\\|\\\d)", markdown.escape(f"before\n{line}").splitlines()[1])


def test_a_mass_ping_is_broken_apart() -> None:
    assert "@everyone" not in markdown.escape("hi @everyone and @HERE")
    assert "@here" not in markdown.escape("hi @everyone and @HERE").lower()


def test_an_email_address_stays_whole() -> None:
    assert markdown.escape("jane.doe@cga.ct.gov") == "jane.doe@cga.ct.gov"


def test_an_address_that_the_pack_names_becomes_a_link_that_shows_its_site() -> None:
    assert markdown.escape(f"See {KNOWN}.", {KNOWN}) == f"See [acluct.org]({KNOWN})."


def test_any_other_address_is_dead_text() -> None:
    assert markdown.escape("See https://evil.example/x", {KNOWN}) == "See `evil.example`"


def test_a_link_must_be_https() -> None:
    with pytest.raises(ValueError, match="https"):
        markdown.link("x", "http://example.org")


def test_parentheses_in_an_address_do_not_end_the_link() -> None:
    assert markdown.link("1", "https://a.example/b_(c)") == "[1](https://a.example/b_%28c%29)"


def test_an_address_in_a_label_is_named_by_its_site() -> None:
    assert markdown.link("as on https://evil.example/x", KNOWN) == f"[as on evil.example]({KNOWN})"


def test_small_print_marks_every_line() -> None:
    assert markdown.small("one\n\ntwo") == "-# one\n-# two"


def test_what_is_seen_leaves_out_the_addresses() -> None:
    assert markdown.visible_length(f"ab [12]({KNOWN})") == len("ab 12")


@given(HOSTILE)
def test_no_text_can_ping_or_link(text: str) -> None:
    shown = markdown.escape(text, {KNOWN})
    assert not re.search(r"@(everyone|here)", shown, re.IGNORECASE)
    assert not re.search(r"(?<!\\)<", shown)
    assert not re.search(r"https?:", shown, re.IGNORECASE) or KNOWN in shown
    assert not re.search(r"discord\.gg/", shown, re.IGNORECASE)


@given(HOSTILE)
def test_no_text_can_leave_its_line(text: str) -> None:
    assert markdown.escape(text).count("\n") == text.count("\n")


@given(HOSTILE)
def test_escaping_is_the_same_every_time(text: str) -> None:
    assert markdown.escape(text) == markdown.escape(text)


SEEMING = [
    "https://a\uff0fb",
    "https://x\u2100y.org",
    "https://a\uff1fb",
    "https://[x",
    "https://",
    "http://]",
    "https://a\uff20b.example",
]


@pytest.mark.parametrize("seeming", SEEMING)
def test_what_only_looks_like_an_address_is_dead_text_and_no_failure(seeming: str) -> None:
    assert "](" not in markdown.escape(f"look at {seeming} please")
    assert markdown.link(seeming, KNOWN).endswith(f"]({KNOWN})")


@given(st.lists(st.sampled_from([*SEEMING, *LINKS, "https://"]) | st.text(max_size=12)).map("".join))
def test_no_text_at_all_makes_writing_fail(text: str) -> None:
    markdown.escape(text)
    markdown.link(text, KNOWN)
    markdown.host(text)
