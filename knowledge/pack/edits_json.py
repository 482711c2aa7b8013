"""Edits as JSON text, so that what one moderator proposes can be kept and made when another approves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from knowledge.errors import Mistake, PackError
from knowledge.pack.edits import THE_EDIT, AddFinding, AddSource, AddStatement, ChangeStatus, Edit, Retract
from knowledge.pack.explain import explain

NAMES: Mapping[type[Edit], str] = {
    AddSource: "add_source",
    AddFinding: "add_finding",
    AddStatement: "add_statement",
    ChangeStatus: "change_status",
    Retract: "retract",
}


class _Entry(BaseModel):
    """One edit, under its name."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    add_source: AddSource | None = None
    add_finding: AddFinding | None = None
    add_statement: AddStatement | None = None
    change_status: ChangeStatus | None = None
    retract: Retract | None = None

    @model_validator(mode="after")
    def _one(self) -> _Entry:
        if len(self.edits) != 1:
            raise ValueError("name exactly one edit")
        return self

    @property
    def edits(self) -> tuple[Edit, ...]:
        found = (self.add_source, self.add_finding, self.add_statement, self.change_status, self.retract)
        return tuple(edit for edit in found if edit is not None)


READ: TypeAdapter[tuple[_Entry, ...]] = TypeAdapter(tuple[_Entry, ...])
WRITTEN: TypeAdapter[list[dict[str, Edit]]] = TypeAdapter(list[dict[str, Edit]])


def to_json(edits: Sequence[Edit]) -> str:
    """A JSON list with an object for each edit: its name, and its fields in the names and shapes of the files."""
    return WRITTEN.dump_json([{NAMES[type(edit)]: edit} for edit in edits], exclude_defaults=True).decode()


def from_json(text: str) -> tuple[Edit, ...]:
    """The edits that `to_json` wrote; raises PackError for what it cannot have written."""
    try:
        entries = READ.validate_json(text)
    except ValidationError as error:
        raise PackError(
            Mistake(THE_EDIT, 1, ".".join(map(str, found["loc"])), *explain(found)) for found in error.errors(include_url=False)
        ) from None
    return tuple(edit for entry in entries for edit in entry.edits)
