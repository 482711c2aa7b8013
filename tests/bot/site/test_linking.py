"""Plain text as HTML: nothing in it acts, but what the pack names can be followed, and a number called."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.site.linking import linked

PAGE = "https://town.example/police"


def test_everything_in_a_text_is_escaped() -> None:
    assert linked('<b onclick="x">&', (), {}) == "&lt;b onclick=&#34;x&#34;&gt;&amp;"


def test_an_address_of_the_pack_becomes_a_link_named_after_its_site() -> None:
    made = linked(f"See {PAGE}.", {PAGE}, {})
    assert made == f'See <a href="{PAGE}" rel="noopener noreferrer external">town.example</a>.'


def test_a_link_is_called_what_the_answer_calls_it() -> None:
    assert ">Police &amp; records</a>" in linked(PAGE, {PAGE}, {PAGE: "Police & records"})


def test_a_link_without_a_name_tells_those_who_hear_it_alone_what_it_is_about() -> None:
    assert linked(PAGE, {PAGE}, {}, "The <police>").endswith('>town.example<span class="unseen"> (The &lt;police&gt;)</span></a>')


def test_an_address_that_the_pack_does_not_name_leads_nowhere() -> None:
    assert linked("https://evil.example/x", {PAGE}, {}) == "evil.example"


def test_a_number_can_be_called() -> None:
    assert linked("860-240-0100", (), {}) == '<a class="phone" href="tel:+18602400100">860-240-0100</a>'
    assert 'href="tel:+18443631423"' in linked("1-844-363-1423", (), {})


def test_figures_that_are_no_number_to_call_stay_figures() -> None:
    assert "<a" not in linked("14-164-2026-11 and 10,766,672 on 2026-11-22", (), {})


def test_a_mailbox_can_be_written_to() -> None:
    assert linked("a.b@cga.ct.gov", (), {}) == '<a href="mailto:a.b@cga.ct.gov">a.b@cga.ct.gov</a>'


@given(st.text(max_size=200))
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    made = str(linked(text, (), {}))
    assert made.count("<") == made.count("<a ") + made.count("</a>")
