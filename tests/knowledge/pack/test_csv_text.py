from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from knowledge.pack.csv_text import rewritten, written

DATA = b'name,note,n\nAnn,"quoted, though",1\n"Bob",,2\nCat,"two\nlines",3\n'
CELLS = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)


def test_rows_that_stay_keep_their_bytes() -> None:
    assert rewritten(DATA, [0, 1, 2]) == DATA


def test_rows_stand_in_the_order_that_is_asked_for() -> None:
    assert rewritten(DATA, [2, 0]) == b'name,note,n\nCat,"two\nlines",3\nAnn,"quoted, though",1\n'


def test_new_cells_go_under_their_columns() -> None:
    assert rewritten(DATA, [1, {"n": "4", "name": "Dee, D."}]) == b'name,note,n\n"Bob",,2\n"Dee, D.",,4\n'


def test_a_cell_without_a_column_adds_one_on_the_right() -> None:
    found = rewritten(b"name\nAnn\n", [0, {"name": "Bob", "flag": "yes"}], ["name", "flag", "never"])

    assert found == b"name,flag\nAnn,\nBob,yes\n"


def test_a_table_that_is_not_there_gets_its_columns() -> None:
    assert rewritten(b"", [{"a": "1"}], ["a", "b"]) == b"a,b\n1,\n"
    assert rewritten(b"", [], ["a"]) == b"a\n"


def test_line_ends_of_windows_are_kept() -> None:
    assert rewritten(b"a,b\r\n1,2\r\n", [0, {"a": "3"}]) == b"a,b\r\n1,2\r\n3,\r\n"


def test_a_last_row_without_a_line_end_gets_one_when_another_follows() -> None:
    assert rewritten(b"a\n1", [0, {"a": "2"}]) == b"a\n1\n2\n"


def test_the_cells_are_read_as_they_stand() -> None:
    assert written(DATA)[0] == {"name": "Ann", "note": "quoted, though", "n": "1"}
    assert written(b"") == ()


@given(st.lists(st.tuples(CELLS, CELLS), max_size=6), st.lists(st.tuples(CELLS, CELLS), max_size=3))
def test_whatever_is_written_reads_back_the_same(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator="\n").writerows([("a", "b"), *old])
    found = rewritten(made.getvalue().encode(), [*range(len(old)), *({"a": a, "b": b} for a, b in new)])

    rows = list(csv.reader(io.StringIO(found.decode(), newline="")))
    assert rows == [["a", "b"], *map(list, old), *map(list, new)]
