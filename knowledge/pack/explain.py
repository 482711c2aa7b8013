"""Says in a curator's words what pydantic found wrong with a value."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Advice = Callable[["ErrorDetails"], tuple[str, str]]
LONGEST = 60


def explain(error: ErrorDetails, fields: Sequence[str] = ()) -> tuple[str, str]:
    """The problem and the remedy for one validation error; `fields` are the names that the record knows."""
    if error["type"] == "extra_forbidden":
        return _unknown(error, fields)
    if error["input"] is None:
        return "the field is empty", "fill it in; leave the whole field out if it is optional"
    if error["type"] == "value_error":
        return f"{_shown(error)} is not accepted here", error["msg"].removeprefix("Value error, ")
    advice = ADVICE.get(error["type"])
    return advice(error) if advice else (f"{_shown(error)} is not accepted here", error["msg"].lower())


def _unknown(error: ErrorDetails, fields: Sequence[str]) -> tuple[str, str]:
    near = difflib.get_close_matches(str(error["loc"][-1]), fields, n=1)
    remedy = f"did you mean `{near[0]}`? Else remove it" if near else "remove it, or check its indentation"
    return "there is no such field here", remedy


def _shown(error: ErrorDetails) -> str:
    value = " ".join(str(error["input"]).split())
    return f'"{value[: LONGEST - 1]}…"' if len(value) > LONGEST else f'"{value}"'


def _expected(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")


def _fixed(problem: str, remedy: str) -> Advice:
    return lambda error: (problem.format(_shown(error)), remedy)


def _one_of(error: ErrorDetails) -> tuple[str, str]:
    return f"{_shown(error)} is not one of the words for this field", f"write one of: {_expected(error)}"


def _too_long(error: ErrorDetails) -> tuple[str, str]:
    return "the list is too long", f"keep the first {error.get('ctx', {}).get('max_length')}"


_NUMBER = _fixed("{} is not a number", "write digits alone, without thousands separators")
_LIST = _fixed("{} is not a list", "write one item a line, each after a hyphen, or leave the field out")
_FIELDS = _fixed("{} is not a group of fields", "write `field: value` lines, indented under the field's name")

ADVICE: Mapping[str, Advice] = {
    "missing": _fixed("the field is missing", "add it"),
    "enum": _one_of,
    "literal_error": _one_of,
    "string_type": _fixed("{} is not text", "write text, and put numbers in quotes"),
    "string_too_short": _fixed("the field is empty", "fill it in; leave the whole field out if it is optional"),
    "string_pattern_mismatch": _fixed("{} is not written as it must be", "use lower-case letters, digits and hyphens"),
    "too_short": _fixed("the list is too short", "name at least one"),
    "too_long": _too_long,
    "bool_parsing": _fixed("{} is neither true nor false", "write true or false (in a CSV table, yes or nothing)"),
    "bool_type": _fixed("{} is neither true nor false", "write true or false"),
    "int_parsing": _NUMBER,
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "greater_than_equal": _fixed("{} is too small", "check the number"),
    "less_than_equal": _fixed("{} is too large", "check the number"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
    "dict_type": _FIELDS,
    "mapping_type": _FIELDS,
}
