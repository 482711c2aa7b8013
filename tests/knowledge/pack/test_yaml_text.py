from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack.reading import CONTROL, Document, Plain, read_yaml
from knowledge.pack.yaml_text import WIDTH, field, fields, item

SEEN = st.characters(exclude_categories=["Cs"], exclude_characters=[c for c in map(chr, range(0x2100)) if CONTROL.match(c)])
KEYS = st.one_of(st.sampled_from(["id", "on", "yes", "towns.csv", "null", "1", "a b"]), st.text(SEEN, min_size=1, max_size=8))
TEXTS = st.one_of(
    st.text(SEEN, max_size=30),
    st.text(alphabet="ab :#-'\"[]{},&*!|>%@`?\n\t", max_size=200),
    st.lists(st.text(alphabet="abc.,;:#é", min_size=1, max_size=12), max_size=60).map(" ".join),
    st.sampled_from(["2026-03-01", "2026", "1.5", "true", "null", "~", "no", "- a", "a: b", "a #b", "…", "\u2028", "\x85"]),
)
SCALARS = st.one_of(TEXTS, st.integers(-(10**9), 10**9), st.booleans(), st.none())
FLAT = st.dictionaries(KEYS, SCALARS, max_size=4)
VALUES = st.one_of(
    SCALARS, st.lists(SCALARS, max_size=4), FLAT, st.lists(FLAT, max_size=3), st.dictionaries(KEYS, FLAT, max_size=3)
)


def read(lines: list[str]) -> Document | None:
    found = read_yaml(("\n".join(lines) + "\n").encode("utf-8"))
    assert found.faults == ()
    return found.content


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_whatever_is_written_reads_back_the_same(document: Document) -> None:
    assert read(fields(document)) == document


@given(st.lists(st.dictionaries(KEYS, SCALARS, min_size=1, max_size=4), min_size=1, max_size=3), st.sampled_from([0, 2, 4]))
def test_items_of_a_list_read_back_the_same_at_every_indent(items: list[Document], indent: int) -> None:
    assert read(["list:", *(line for one in items for line in item(one, indent))]) == {"list": items}


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Alder Police", "v: Alder Police"),
        ("2026-03-01", "v: 2026-03-01"),
        ("2026", 'v: "2026"'),
        ("no", 'v: "no"'),
        ("A test: see below", 'v: "A test: see below"'),
        ("", 'v: ""'),
        ("¿Qué?", "v: ¿Qué?"),
        (True, "v: true"),
        (12, "v: 12"),
        (None, "v: null"),
        (["Alder", "Old Mill"], "v: [Alder, Old Mill]"),
        (["a, b"], 'v: ["a, b"]'),
        ([], "v: []"),
        ({}, "v: {}"),
    ],
)
def test_a_short_value_stands_on_the_line_of_its_field(value: Plain, line: str) -> None:
    assert fields({"v": value}) == [line]


def test_long_prose_is_folded_within_the_width() -> None:
    lines = field("summary", "word " * 60 + "end.", 4)

    assert lines[0] == "    summary: >-"
    assert all(line.startswith("      word") and len(line) <= WIDTH for line in lines[1:-1])


def test_long_items_stand_below_each_other() -> None:
    assert field("uncertain", ["a sentence of so many words that brackets would hide where it ends", "b"], 0) == [
        "uncertain:",
        "  - a sentence of so many words that brackets would hide where it ends",
        "  - b",
    ]


def test_paragraphs_are_kept_as_lines() -> None:
    text = "First paragraph, which is long enough that it does not fit beside the name of its field.\n\nSecond."

    assert field("note", text)[0] == "note: |-"
    assert read(field("note", text)) == {"note": text}


def test_a_mapping_is_indented_below_its_name() -> None:
    assert fields({"period": {"start": "2025-01", "note": "As told."}}, 4) == [
        "    period:",
        "      start: 2025-01",
        "      note: As told.",
    ]
