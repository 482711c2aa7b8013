from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links.words import decode, holds

PAGE = "<html><head><title>News</title></head><body><p>The chief said, {}</p></body></html>"


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("We did not share a thing.", "We did not share a thing."),
        ("We did\n   not&nbsp;share\ta thing.", "We did not share a thing."),
        ("“We didn\u2019t share,” he said.", "We didn't share"),
        ('"We didn\'t share"', "We didn\u2019t share"),
        ("We did <em>not</em> sh<b>are</b> a thing.", "did not share"),
        ("We did not share &mdash; ever &#8212; a thing.", "share — ever — a thing"),
        ("WE DID NOT SHARE", "We did not share"),
        ("la décision a été prise", "la de\u0301cision a e\u0301te\u0301 prise"),
        ("the ﬁrst oﬃcer", "the first officer"),
        ("one</p><p>two", "one two"),
        ("We told the mayor of the town everything", "We told [him] everything"),
        ("We told the mayor everything", "We told ... everything"),
        ("We told the mayor everything", "We told … everything"),
        ("1,200 searches", "1200 searches"),
    ],
)
def test_quoted_words_are_found_however_the_page_sets_them(written: str, quote: str) -> None:
    assert holds(PAGE.format(written), quote)


@pytest.mark.parametrize(
    ("written", "quote"),
    [
        ("We did share a thing.", "We did not share a thing."),
        ("We did not share", "We did not share a thing."),
        ("everything We told", "We told ... everything"),
        ("<!-- We did not share -->", "We did not share"),
        ("<style>We did not share</style>", "We did not share"),
        ("<template>We did not share</template>", "We did not share"),
        ('<img alt="We did not share">', "We did not share"),
    ],
)
def test_words_that_a_reader_does_not_see_are_not_found(written: str, quote: str) -> None:
    assert not holds(PAGE.format(written), quote)


def test_words_are_found_in_what_a_page_carries_for_its_scripts() -> None:
    page = PAGE.format(r'<script type="application/json">{"body": "We didn\u2019t\nshare a thing"}</script>')
    assert holds(page, "We didn't share a thing")


def test_what_follows_a_script_is_seen() -> None:
    assert holds(PAGE.format("<style>p {}</style><script>1 < 2</script> We did not share"), "We did not share")


@pytest.mark.parametrize("page", ["", "<", "<p", "<!-- ", "<script>", "&#xFFFFFFFF;", "<a" * 1000, "]]>" * 10])
def test_a_broken_page_holds_nothing_and_breaks_nothing(page: str) -> None:
    assert not holds(page, "We did not share")


HOSTILE = [
    *("<a", "<!--", "<!-- x --", "<", "</", "<![", "<!", "<?", "<a b=", "<a '", "&", "&#x", "<p>", "<script></", "<![CDATA["),
    *(
        "\u0301\u0323",
        "&#" + "9" * 5000,
        "&#" + "9" * 5000 + ";",
        "<script><!--",
        "&#x41;",
        "<a ='\"",
        "<style><",
        "\\u0041",
        "\0",
    ),
]


@pytest.mark.parametrize("part", HOSTILE, ids=lambda part: ascii(part[:9]))
def test_a_hostile_page_is_read_like_any_other(part: str) -> None:
    assert not holds(part * (300_000 // len(part)), "We did not share")


@given(st.text(), st.text())
def test_no_page_and_no_quote_breaks_the_search(page: str, quote: str) -> None:
    assert holds(page, quote) in {True, False}


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20), min_size=1, max_size=6))
def test_whatever_a_page_says_between_its_tags_is_found_on_it(parts: list[str]) -> None:
    page = "<body><p class='>'>" + "</p>\n<p title=x>".join(map(html.escape, parts)) + "</p><script>1</script></body>"
    quote = " ".join(part.replace("[", "").replace("]", "").replace("…", "").replace("...", "") for part in parts)
    assert holds(page, quote)


@pytest.mark.parametrize(
    ("body", "charset", "text"),
    [
        ("é".encode(), None, "é"),
        ("é".encode("latin-1"), "iso-8859-1", "é"),
        (b"<meta charset=windows-1252>\x92", None, "<meta charset=windows-1252>\u2019"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">\xe9',
            None,
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">é',
        ),
        ("é".encode(), "no-such-charset", "é"),
        (b"\xff", None, "\ufffd"),
        (b"abc", "idna", "abc"),
        (b"abc", "punycode", "abc"),
        (b"abc", "zlib", "abc"),
        (b"abc", "undefined", "abc"),
        (b"abc", "\0", "abc"),
        (b"<meta charset=idna>", "", "<meta charset=idna>"),
    ],
)
def test_a_page_is_read_in_its_own_charset(body: bytes, charset: str | None, text: str) -> None:
    assert decode(body, charset) == text
