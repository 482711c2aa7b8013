"""From the bytes of a pack's file to plain data: strict YAML, JSON and CSV, with words for whatever is wrong.

The YAML is the plain part of the language: mappings, lists and scalars. A date stays the text it is written as, and `yes` and
`no` are words. Anchors, aliases, tags, tabs, repeated fields and second documents are refused.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

import yaml

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
Document: TypeAlias = dict[str, Plain]
Path: TypeAlias = tuple[str | int, ...]
"""The way from a file's root to a value: field names, and positions in lists and tables, counted from 0."""
T = TypeVar("T")

HIDDEN = ("there is an invisible control character", "delete it")
LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml where PyYAML was built with it, else the same in Python, some ten times slower."""

MAX_DEPTH = 12
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no reader sees: control characters, those that turn the direction of the text about, and halves of a character."""
ESCAPED = re.compile(r"\\u(?:00[01][0-9a-f]|007f|202[a-e]|206[6-9]|d[89a-f][0-9a-f]{2})", re.IGNORECASE)
"""The same as JSON may write it."""
MAYBE_REFUSED = re.compile(r"[&*!](?<=[\s\[{,:?-].)(?=\S)|\A[&*!]")
"""Where a tag, anchor or alias could stand; prose matches too, so a hit only means a closer look."""
MAYBE_DEEP = re.compile(r"[-?] +[-?] +[-?] +(?:[-?] +){20}")
DEEP_INDENT = "\n" + " " * 100
MANY_BRACKETS = 1000

INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
WORDS: Mapping[str, Plain] = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in one file that is not as it must be; lines count from 1."""

    line: int
    problem: str
    remedy: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """What could be read of a file, None where nothing could, and every fault met on the way."""

    content: T | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its columns, its rows without their empty cells, and the line on which each row begins."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]


class _StopError(Exception):
    """The file cannot be read past this fault."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.fault = Fault(line, problem, remedy)


def read_yaml(data: bytes) -> Read[Document]:
    """The mapping that a YAML file holds."""
    try:
        node = _compose(_text(data))
        if not isinstance(node, yaml.MappingNode):
            line = _line(node.start_mark) if node else 1
            raise _StopError(line, "the file does not hold fields", "write `field: value` lines")
        builder = _Builder()
        return Read(builder.mapping(node, 1), tuple(builder.faults))
    except _StopError as stop:
        return Read(None, (stop.fault,))


def read_json(data: bytes) -> Read[Document]:
    """The object that a JSON file holds."""
    faults: list[Fault] = []
    try:
        found = _text(data)
        try:
            made = json.loads(found, object_pairs_hook=lambda pairs: _without_twins(pairs, found, faults), parse_int=_scalar)
        except json.JSONDecodeError as error:
            remedy = "check commas, quotes and brackets here and on the line before"
            raise _StopError(error.lineno, f"this is not JSON: {error.msg}", remedy) from None
        except RecursionError:
            raise _StopError(1, "the file is nested too deeply", "write it flatter") from None
        if not isinstance(made, dict):
            raise _StopError(1, "the file does not hold fields", "start it with { and end it with }")
        return Read(made, tuple(faults))
    except _StopError as stop:
        return Read(None, (stop.fault,))


def read_csv(data: bytes) -> Read[Table]:
    """The table that a CSV file holds; a row of another length than the header's is a fault, and left out."""
    faults: list[Fault] = []
    try:
        rows = _csv_rows(_text(data))
        _, columns = next(rows)
        for name in sorted({name for name in columns if not name or columns.count(name) > 1}):
            problem = "the column stands here twice" if name else "a column has no name"
            faults.append(Fault(1, problem, "give every column its own name", name))
        found: list[dict[str, str]] = []
        lines: list[int] = []
        for line, cells in rows:
            if cells and len(cells) != len(columns):
                problem = f"the row has {len(cells)} cells, the header has {len(columns)}"
                faults.append(Fault(line, problem, "add or remove commas, and put a cell that holds a comma in quotes"))
            elif cells:
                lines.append(line)
                found.append({name: cell for name, cell in zip(columns, cells, strict=True) if cell})
        return Read(Table(tuple(columns), tuple(found), tuple(lines)), tuple(faults))
    except _StopError as stop:
        return Read(None, (*faults, stop.fault))


def positions(data: bytes) -> dict[Path, int]:
    """The line of every value in a YAML or JSON file that `read_yaml` or `read_json` has read, by its path."""
    lines: dict[Path, int] = {(): 1}
    try:
        node = _compose(_text(data).replace("\t", " "))
    except _StopError:
        return lines
    if node is not None:
        _note_lines(node, (), lines)
    return lines


def _note_lines(node: yaml.Node, path: Path, lines: dict[Path, int]) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and (*path, key.value) not in lines:
                lines[*path, key.value] = _line(key.start_mark)
                _note_lines(value, (*path, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[*path, index] = _line(value.start_mark)
            _note_lines(value, (*path, index), lines)


def _text(data: bytes) -> str:
    """Decode UTF-8; refuse an empty file, a byte-order mark, another encoding and control characters."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _StopError(1, "the file starts with a byte-order mark", "save it as UTF-8 without BOM")
    try:
        found = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _StopError(line, "there is a character that is not UTF-8", "type it again and save the file as UTF-8") from None
    if not found.strip():
        raise _StopError(1, "the file is empty", "fill it in, or put back what was there")
    if control := CONTROL.search(found):
        line = found.count("\n", 0, control.start()) + 1
        raise _StopError(line, *HIDDEN)
    return found


def _compose(found: str) -> yaml.Node | None:
    """The node tree of a YAML text; what is refused is found before libyaml follows it."""
    if "\t" in found:
        raise _StopError(found.count("\n", 0, found.index("\t")) + 1, "there is a tab", "use spaces instead")
    try:
        if MAYBE_REFUSED.search(found) or _may_be_deep(found):
            _refuse_clever_parts(found)
        loader = LOADER(found)
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        remedy = "check indentation, colons and quotes here and on the line before"
        raise _StopError(_line(error.problem_mark), f"this is not YAML: {error.problem}", remedy) from None
    except yaml.YAMLError:
        raise _StopError(1, "the file holds characters that YAML does not allow", "remove what was pasted in last") from None


def _may_be_deep(found: str) -> bool:
    brackets = found.count("[") + found.count("{")
    return brackets > MANY_BRACKETS or DEEP_INDENT in found or MAYBE_DEEP.search(found) is not None


def _refuse_clever_parts(found: str) -> None:
    """Look at the events before nodes are built: libyaml follows aliases, and deep nesting overruns its stack."""
    depth = 0
    remedy = "write the value out; where it is prose, put the text in quotes"
    for event in yaml.parse(found, Loader=LOADER):
        line = _line(event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise _StopError(line, "the file is nested too deeply", "write it flatter")
        if isinstance(event, yaml.AliasEvent):
            raise _StopError(line, "there is an alias (*...)", remedy)
        if getattr(event, "anchor", None):
            raise _StopError(line, "there is an anchor (&...)", remedy)
        if getattr(event, "tag", None):
            raise _StopError(line, "there is a tag (!...)", remedy)


@dataclass(frozen=True, slots=True)
class _Builder:
    """Turns nodes into plain data and keeps the faults that do not stop it."""

    faults: list[Fault] = field(default_factory=list)

    def mapping(self, node: yaml.MappingNode, depth: int) -> Document:
        found: Document = {}
        for key, value in node.value:
            line = _line(key.start_mark)
            if not isinstance(key, yaml.ScalarNode):
                remedy = "write `field: value`; put text that starts with a bracket in quotes"
                self.faults.append(Fault(line, "a field's name is a list or a mapping", remedy))
            elif key.value in found:
                self.faults.append(Fault(line, "the field stands here twice", "keep one of the two", key.value))
            else:
                found[key.value] = self.plain(value, depth)
        return found

    def plain(self, node: yaml.Node, depth: int) -> Plain:
        if isinstance(node, yaml.ScalarNode):
            if node.style == '"' and CONTROL.search(node.value):
                raise _StopError(_line(node.start_mark), *HIDDEN)
            return node.value if node.style else _scalar(node.value)
        if depth >= MAX_DEPTH:
            raise _StopError(_line(node.start_mark), "the file is nested too deeply", "write it flatter")
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth + 1)
        return [self.plain(item, depth + 1) for item in node.value]


def _line(mark: object) -> int:
    return int(getattr(mark, "line", 0)) + 1


def _scalar(value: str) -> Plain:
    if value in WORDS:
        return WORDS[value]
    if value[0] in "+-0123456789":
        if INTEGER.fullmatch(value):
            return int(value)
        if DECIMAL.fullmatch(value):
            return float(value)
    return value


def _without_twins(pairs: list[tuple[str, Plain]], found: str, faults: list[Fault]) -> Document:
    made = dict(pairs)
    if any(_hidden(part) for pair in pairs for part in pair):
        escape = ESCAPED.search(found)
        raise _StopError(found.count("\n", 0, escape.start()) + 1 if escape else 1, *HIDDEN)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        for name in sorted({name for name in names if names.count(name) > 1}):
            written = json.dumps(name, ensure_ascii=False) + ":"
            lines = [number for number, line in enumerate(found.splitlines(), 1) if written in line]
            faults.append(Fault(lines[-1] if lines else 1, "the field stands here twice", "keep one of the two", name))
    return made


def _hidden(value: Plain) -> bool:
    if isinstance(value, list):
        return any(map(_hidden, value))
    return isinstance(value, str) and CONTROL.search(value) is not None


def _csv_rows(found: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(found, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _StopError(line, f"this is not CSV: {error}", "close the quotes, and double a quote inside a cell") from None
