"""Finds the line and the name of what is wrong, by reading the file a second time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.errors import Mistake
from knowledge.pack.draft import Objection, Spot
from knowledge.pack.reading import Path, Plain, positions, read_csv, read_json, read_yaml


@dataclass(frozen=True, slots=True)
class Locator:
    """Turns objections into mistakes with lines; `data` holds the files' bytes by name."""

    data: Mapping[str, bytes]
    _positions: dict[str, dict[Path, int]] = field(default_factory=dict)
    _documents: dict[str, Plain] = field(default_factory=dict)

    def mistake(self, objection: Objection) -> Mistake:
        """The objection with its line and the field in words."""
        spot = objection.spot
        line = objection.line or self._line(spot)
        name = objection.field or self._name(spot)
        return Mistake(spot.file, line, name, objection.problem, objection.remedy)

    def _line(self, spot: Spot) -> int:
        if spot.file not in self.data or not spot.path:
            return 1
        known = self._positions_of(spot.file)
        return next(known[spot.path[:end]] for end in range(len(spot.path), -1, -1) if spot.path[:end] in known)

    def _positions_of(self, file: str) -> dict[Path, int]:
        if file not in self._positions:
            if file.endswith(".csv"):
                table = read_csv(self.data[file]).content
                lines = table.lines if table else ()
                self._positions[file] = {(): 1} | {(index,): line for index, line in enumerate(lines)}
            else:
                self._positions[file] = positions(self.data[file])
        return self._positions[file]

    def _name(self, spot: Spot) -> str:
        """The path in words: list items by their id where they have one, else counted from 1; of a table row the column alone."""
        if spot.file.endswith(".csv"):
            return ".".join(str(part) for part in spot.path if isinstance(part, str))
        value = self._document(spot.file)
        name = ""
        for part in spot.path:
            if isinstance(part, int):
                value = value[part] if isinstance(value, list) and part < len(value) else None
                known = value.get("id") if isinstance(value, dict) else None
                name += f"[{known or part + 1}]"
            else:
                value = value.get(part) if isinstance(value, dict) else None
                name += f".{part}" if name else part
        return name

    def _document(self, file: str) -> Plain:
        if file not in self._documents:
            read = read_json if file.endswith(".json") else read_yaml
            self._documents[file] = read(self.data[file]).content if file in self.data else None
        return self._documents[file]
