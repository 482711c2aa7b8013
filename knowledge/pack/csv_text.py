"""Writes a CSV table anew around the rows that stay: those keep their bytes, and the table keeps its columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from knowledge.pack.reading import read_csv


def rewritten(data: bytes, rows: Sequence[int | Mapping[str, str]], columns: Iterable[str] = ()) -> bytes:
    """The table with these rows: a number keeps that row of `data` (counted from 0) as it is, cells make a row.

    The columns stay as they are; those that cells need beyond them are added on the right, in the order of `columns`.
    """
    table = read_csv(data).content
    if table is None:
        return rewritten(_line(columns, "\n").encode(), rows)
    text = data.decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    needed = {name for row in rows if not isinstance(row, int) for name, cell in row.items() if cell}
    missing = [name for name in columns if name in needed and name not in table.columns]
    if missing or not table.columns:
        header = (*table.columns, *missing)
        cells = [table.rows[row] if isinstance(row, int) else row for row in rows]
        return "".join([_line(header, ending), *(_line(_cells(row, header), ending) for row in cells)]).encode()
    raw = _raw_rows(text)
    body = [raw[table.lines[row]] if isinstance(row, int) else _line(_cells(row, table.columns), ending) for row in rows]
    return "".join([raw[1], *(line if line.endswith(("\n", "\r")) else line + ending for line in body)]).encode()


def written(data: bytes) -> Sequence[Mapping[str, str]]:
    """The cells of each row as the table holds them, empty ones left out."""
    table = read_csv(data).content
    return table.rows if table else ()


def _cells(row: Mapping[str, str], columns: Iterable[str]) -> list[str]:
    return [row.get(name, "") for name in columns]


def _line(cells: Iterable[str], ending: str) -> str:
    made = io.StringIO(newline="")
    csv.writer(made, lineterminator=ending).writerow(cells)
    return made.getvalue()


def _raw_rows(text: str) -> dict[int, str]:
    """The text of each row, line ends included, by the line on which it begins, counted from 1."""
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines)
    found = {}
    start = 0
    for _ in reader:
        found[start + 1] = "".join(lines[start : reader.line_num])
        start = reader.line_num
    return found
