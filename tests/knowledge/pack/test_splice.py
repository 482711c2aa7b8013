from __future__ import annotations

import pytest

from knowledge.pack.reading import Document, read_yaml
from knowledge.pack.splice import Page

TEXT = """\
# The file.
agency:
  id: alder  # never changes
  towns: [Alder]

# What is said.
findings:
  # The first.
  - id: one
    summary: >-
      # not a comment, but prose
      on two lines
    # about the period
    period:
      start: 2025  # as told
      note: Old.
    confidence: high

  # The second.
  - id: two
    confidence: low
# The end.
"""
ONE: Document = {
    "id": "one",
    "summary": "# not a comment, but prose on two lines",
    "period": {"start": 2025, "note": "Old."},
    "confidence": "high",
}


def page_with(before: Document, after: Document, path: tuple[str | int, ...] = ("findings", 0), text: str = TEXT) -> str:
    page = Page(text)
    page.set_fields(path, before, after)
    return page.text


def test_nothing_changes_where_nothing_differs() -> None:
    assert page_with(ONE, ONE) == TEXT


def test_one_field_changes_one_line() -> None:
    assert page_with(ONE, {**ONE, "confidence": "medium"}) == TEXT.replace("confidence: high", "confidence: medium")


def test_a_nested_field_changes_one_line_and_keeps_the_comments_of_the_others() -> None:
    changed = {**ONE, "period": {"start": 2025, "note": "New."}}

    assert page_with(ONE, changed) == TEXT.replace("note: Old.", "note: New.")


def test_prose_that_looks_like_a_comment_is_replaced_whole() -> None:
    text = page_with(ONE, {**ONE, "summary": "Short."})

    assert text == TEXT.replace("summary: >-\n      # not a comment, but prose\n      on two lines\n", "summary: Short.\n")


def test_a_new_field_stands_behind_the_one_before_it() -> None:
    after = {**{name: ONE[name] for name in ("id", "summary")}, "status": "ended", **ONE}

    assert page_with(ONE, after) == TEXT.replace("on two lines\n", "on two lines\n    status: ended\n")


def test_a_last_field_stands_at_the_end_of_its_record() -> None:
    text = page_with(ONE, {**ONE, "retracted": {"reason": "Wrong.", "on": "2026-01-02"}})

    expected = "    confidence: high\n    retracted:\n      reason: Wrong.\n      on: 2026-01-02\n\n  # The second."
    assert text == TEXT.replace("    confidence: high\n\n  # The second.", expected)


def test_a_dropped_field_takes_its_lines_along() -> None:
    assert page_with(ONE, {name: ONE[name] for name in ("id", "summary", "period")}) == TEXT.replace("    confidence: high\n", "")


def test_a_record_that_loses_its_first_field_is_written_anew() -> None:
    text = page_with({"id": "two", "confidence": "low"}, {"confidence": "low"}, ("findings", 1))

    assert text == TEXT.replace("  - id: two\n    confidence: low\n", "  - confidence: low\n")


def test_the_first_field_keeps_its_hyphen() -> None:
    text = page_with({"id": "two", "confidence": "low"}, {"id": "three", "confidence": "low"}, ("findings", 1))

    assert text == TEXT.replace("- id: two", "- id: three")


def test_a_single_record_changes_in_place() -> None:
    before: Document = {"id": "alder", "towns": ["Alder"]}

    assert page_with(before, {**before, "towns": ["Alder", "Birch"]}, ("agency",)) == TEXT.replace("[Alder]", "[Alder, Birch]")


def test_a_new_record_stands_behind_the_last_with_a_line_between() -> None:
    page = Page(TEXT)
    page.append("findings", {"id": "three"})

    assert page.text == TEXT.replace("    confidence: low\n", "    confidence: low\n\n  - id: three\n")


def test_records_without_lines_between_get_none() -> None:
    page = Page("a:\n- id: x\n- id: y\n")
    page.append("a", {"id": "z", "b": 1})

    assert page.text == "a:\n- id: x\n- id: y\n- id: z\n  b: 1\n"


def test_a_list_that_is_not_there_is_begun_at_the_end() -> None:
    page = Page(TEXT)
    page.append("statements", {"id": "s"})

    assert page.text == f"{TEXT}\nstatements:\n  - id: s\n"


@pytest.mark.parametrize("written", ["a: []\n", "a: [{id: x}]\n", "a: [ {id: x},\n  {id: y} ]\n"])
def test_a_list_in_brackets_is_unfolded(written: str) -> None:
    before = read_yaml(written.encode()).content
    assert before is not None
    page = Page(written)
    page.append("a", {"id": "z"})

    items = before["a"]
    assert isinstance(items, list)
    assert read_yaml(page.text.encode()).content == {"a": [*items, {"id": "z"}]}


def test_a_record_in_braces_is_written_one_field_a_line() -> None:
    text = page_with({"id": "x"}, {"id": "x", "b": 2}, ("a", 0), "a:\n  - {id: x}  # note\n  - id: y\n")

    assert text == "a:\n  - id: x\n    b: 2\n  - id: y\n"


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_record_taken_out_leaves_the_others_as_they_were(index: int) -> None:
    items = ["  - id: a\n    v: 1\n", "  - id: b\n", "  - id: c\n"]
    page = Page("list:\n" + "\n".join(items) + "other: 1\n")
    page.remove(("list", index))

    assert page.text == "list:\n" + "\n".join([*items[:index], *items[index + 1 :]]) + "other: 1\n"


def test_the_last_record_of_a_list_leaves_an_empty_list() -> None:
    page = Page("a:\n  - id: x\n    v: 1\n\nb: 2\n")
    page.remove(("a", 0))

    assert page.text == "a: []\n\nb: 2\n"


def test_a_field_of_the_root_can_be_taken_out() -> None:
    page = Page("a:\n  id: x\nb: 2\n")
    page.remove(("a",))

    assert page.text == "b: 2\n"


def test_line_ends_of_windows_are_kept() -> None:
    text = page_with({"id": "x", "b": 1}, {"id": "x", "b": 2, "c": 3}, ("a", 0), "a:\r\n  - id: x\r\n    b: 1\r\n")

    assert text == "a:\r\n  - id: x\r\n    b: 2\r\n    c: 3\r\n"


def test_a_file_without_a_last_line_end_gets_one() -> None:
    assert page_with({"id": "x"}, {"id": "x", "b": 2}, ("a", 0), "a:\n  - id: x") == "a:\n  - id: x\n    b: 2\n"


def test_a_file_that_holds_no_fields_is_refused() -> None:
    with pytest.raises(TypeError, match="does not hold fields"):
        Page("- a\n")


def test_a_path_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(KeyError, match="elsewhere"):
        page_with({}, {"a": 1}, ("elsewhere",))
