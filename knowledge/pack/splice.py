"""Changes records inside the text of a YAML file and leaves every other line as it is, comments and blank lines included."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from knowledge.pack.reading import LOADER, Document, Path, Plain, read_yaml
from knowledge.pack.yaml_text import INDENT, field, item

LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|\Z)")
"""A line as YAML counts lines."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a file, counted from 0: from `start` up to, not including, `end`."""

    start: int
    end: int


class Page:
    """The text of a YAML file whose root is a mapping; each change is seen by the next."""

    def __init__(self, text: str) -> None:
        self._lines = [line for line in LINE.findall(text) if line]
        self._ending = "\r\n" if "\r\n" in text else "\n"
        if self._lines and not self._lines[-1].endswith(("\n", "\r")):
            self._lines[-1] += self._ending
        self._root = self._composed()

    @property
    def text(self) -> str:
        """The file as it stands now."""
        return "".join(self._lines)

    def set_fields(self, path: Path, before: Document, after: Document) -> None:
        """Give the mapping at the path the fields of `after`; a field that is the same in `before` is not touched."""
        gone = [key for key in before if key not in after]
        if isinstance(path[-1] if path else "", int) and self._must_be_rewritten(path, gone):
            span = self._span(path)
            self._replace(span, item(after, self._indent(span.start)))
            return
        for key in gone:
            self._drop(path, key)
        for position, (key, value) in enumerate(after.items()):
            old = before.get(key)
            if key in before and old == value:
                continue
            if isinstance(old, dict) and isinstance(value, dict) and self._is_block(path, key):
                self.set_fields((*path, key), old, value)
            else:
                self._put(path, key, value, list(after)[:position])

    def append(self, key: str, values: Document) -> None:
        """Add an item to the list under a key of the root; the list is made at the end if it is not there."""
        node = _child(self._root, key)
        if node is None:
            self._replace(Span(len(self._lines), len(self._lines)), ["", f"{key}:", *item(values, INDENT)])
            return
        if self._unfold(key) == 0:
            self._replace(self._span((key,)), [f"{key}:", *item(values, INDENT)])
            return
        spans = [self._span((key, index)) for index in range(self._length(key))]
        apart = len(spans) < 2 or any(not line.strip() for line in self._lines[spans[0].end : spans[1].start])
        self._replace(Span(spans[-1].end, spans[-1].end), [*([""] if apart else []), *item(values, self._indent(spans[0].start))])

    def remove(self, path: Path) -> None:
        """Take out a field of the root, or one item of a list under it, with the blank lines before it."""
        key, index = str(path[0]), path[-1]
        if not isinstance(index, int):
            self._replace(self._span((key,)), [])
            return
        if self._unfold(key) == 1:
            self._replace(self._span((key,)), [f"{key}: []"])
            return
        span = self._span((key, index))
        start, end = span.start, span.end
        while index and not self._lines[start - 1].strip():
            start -= 1
        while not index and end < len(self._lines) and not self._lines[end].strip():
            end += 1
        self._replace(Span(start, end), [])

    def _unfold(self, key: str) -> int:
        """Write a list that stands in brackets with one item below the other; returns how many it has."""
        node = _child(self._root, key)
        if isinstance(node, yaml.SequenceNode) and node.flow_style and node.value:
            found = (read_yaml(self.text.encode()).content or {}).get(key)
            values = found if isinstance(found, list) else []
            self._replace(self._span((key,)), [f"{key}:", *(line for value in values for line in item(value, INDENT))])
        return self._length(key)

    def _length(self, key: str) -> int:
        node = _child(self._root, key)
        return len(node.value) if isinstance(node, yaml.SequenceNode) else 0

    def _must_be_rewritten(self, path: Path, gone: list[str]) -> bool:
        """Whether an item is written in braces, or loses the field on its hyphen's line."""
        node = self._node(path)
        return not isinstance(node, yaml.MappingNode) or bool(node.flow_style) or node.value[0][0].value in gone

    def _drop(self, path: Path, key: str) -> None:
        if _child(self._node(path), key) is not None:
            self._replace(self._span((*path, key)), [])

    def _put(self, path: Path, key: str, value: Plain, earlier: list[str]) -> None:
        node = self._node(path)
        lines = field(key, value, node.start_mark.column)
        if _child(node, key) is not None:
            span = self._span((*path, key))
            head = self._lines[span.start][: node.start_mark.column]
            self._replace(span, [head + lines[0].lstrip(" "), *lines[1:]] if head.strip() else lines)
            return
        anchor = next((name for name in reversed(earlier) if _child(node, name) is not None), None)
        end = self._span((*path, anchor) if anchor else path).end
        self._replace(Span(end, end), lines)

    def _replace(self, span: Span, lines: list[str]) -> None:
        self._lines[span.start : span.end] = [line + self._ending for line in lines]
        self._root = self._composed()

    def _composed(self) -> yaml.Node:
        root = yaml.compose(self.text, Loader=LOADER)
        if not isinstance(root, yaml.MappingNode):
            raise TypeError("the file does not hold fields")
        return root

    def _node(self, path: Path) -> yaml.Node:
        node: yaml.Node = self._root
        for part in path:
            found = node.value[part] if isinstance(part, int) else _child(node, part)
            if found is None:
                raise KeyError(part)
            node = found
        return node

    def _is_block(self, path: Path, key: str) -> bool:
        node = _child(self._node(path), key)
        return isinstance(node, yaml.MappingNode) and not node.flow_style

    def _span(self, path: Path) -> Span:
        """The lines of the value at a path with its key or hyphen, without what belongs to the one that follows."""
        if not path:
            return Span(0, self._trimmed(0, len(self._lines), 0))
        *way, part = path
        parent, limit = self._node(tuple(way)), self._span(tuple(way)).end
        marks = [(found[0] if isinstance(found, tuple) else found).start_mark for found in parent.value]
        index = part if isinstance(part, int) else next(i for i, (key, _) in enumerate(parent.value) if key.value == part)
        end = marks[index + 1].line if index + 1 < len(marks) else limit
        return Span(marks[index].line, self._trimmed(marks[index].line, end, marks[index].column))

    def _indent(self, line: int) -> int:
        return len(self._lines[line]) - len(self._lines[line].lstrip(" "))

    def _trimmed(self, start: int, end: int, column: int) -> int:
        """The end without blank lines and comments that belong to what follows; deeper ones may be prose of a block."""
        while end > start + 1:
            line = self._lines[end - 1]
            if line.strip() and not (line.lstrip(" ").startswith("#") and self._indent(end - 1) <= column):
                break
            end -= 1
        return end


def _child(node: yaml.Node, key: str) -> yaml.Node | None:
    return next((value for name, value in node.value if name.value == key), None)
