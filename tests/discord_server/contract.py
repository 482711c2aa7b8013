"""Checks requests against Discord's own OpenAPI description."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jsonschema_rs

from tests.discord_server.calls import Call
from tests.discord_server.world import JSON

DEFAULT = Path(__file__).parents[2] / "../shared/discord/openapi.json"
# discord.py sends these although the description does not name them, and Discord takes them.
ALSO_TAKEN = {
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "RichEmbed": ("flags",),
    "MessageEditRequestPartial": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
}
LONGEST = 400


def description_path() -> Path | None:
    """DISCORD_OPENAPI, or ../shared/discord/openapi.json beside the repository; None where there is no such file."""
    path = Path(os.environ.get("DISCORD_OPENAPI") or DEFAULT)
    return path.resolve() if path.is_file() else None


@lru_cache(maxsize=1)
def load(path: Path) -> Contract:
    """The contract in this file, read once a process."""
    return Contract(json.loads(path.read_text(encoding="utf-8")))


class Contract:
    """Discord's description, closed: a field that it does not name is a mistake."""

    def __init__(self, description: JSON) -> None:
        self._paths: JSON = description["paths"]
        self._open: JSON = description["components"]["schemas"]
        self._closed: JSON = {name: _closed(schema, ALSO_TAKEN.get(name, ())) for name, schema in self._open.items()}
        for schemas in (self._open, self._closed):
            schemas["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$", "minimum": 0}
        self._validators: dict[str, jsonschema_rs.Validator] = {}
        self._operations: dict[tuple[str, str], JSON | None] = {}

    def violations(self, call: Call) -> list[str]:
        """Everything about a request that Discord's description forbids, a sentence each."""
        operation = self._operation(call.method, call.route)
        if operation is None:
            return [f"{call.name} is not in Discord's description"]
        return [*self._parameters(operation, call), *self._body(operation, call), *_uploads(call)]

    def answer_violations(self, method: str, route: str, status: int, answer: Any) -> list[str]:
        """Everything about an answer of the loopback server that Discord's description forbids."""
        operation = self._operation(method, route)
        content = ((operation or {}).get("responses", {}).get(str(status)) or {}).get("content")
        if operation is None or content is None:
            return [] if operation is not None and answer is None else [f"{method} {route} answers no {status} with a body"]
        schema = content["application/json"]["schema"]
        return self._errors(f"answer {method} {route} {status}", schema, answer, self._open)

    def _operation(self, method: str, route: str) -> JSON | None:
        key = (method, route)
        if key not in self._operations:
            path = self._paths.get(route) or {}
            found = path.get(method.lower())
            joined = [*path.get("parameters", []), *(found or {}).get("parameters", [])]
            self._operations[key] = None if found is None else {**found, "parameters": joined}
        return self._operations[key]

    def _parameters(self, operation: JSON, call: Call) -> Iterator[str]:
        given: dict[str, Mapping[str, str]] = {"path": call.params, "query": call.query}
        known = {(parameter["in"], parameter["name"]): parameter for parameter in operation["parameters"]}
        yield from (f"query: {name} is not a parameter of {call.name}" for name in call.query if ("query", name) not in known)
        for (place, name), parameter in known.items():
            if place in given and name in given[place]:
                value = _typed(given[place][name], parameter["schema"])
                key = f"{place} {name} {call.name}"
                yield from (f"{place} {name}: {error}" for error in self._errors(key, parameter["schema"], value, self._closed))
            elif parameter.get("required"):
                yield f"{place}: {name} is missing"

    def _body(self, operation: JSON, call: Call) -> Iterator[str]:
        request = operation.get("requestBody")
        if request is None:
            if call.body is not None:
                yield f"body: {call.name} takes none"
        elif call.body is None:
            if request.get("required"):
                yield "body: missing"
        else:
            schema = request["content"]["application/json"]["schema"]
            yield from self._errors(f"body {call.name}", _closed(schema, ()), call.body, self._closed)

    def _errors(self, key: str, schema: JSON, value: Any, schemas: JSON) -> list[str]:
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator({**schema, "components": {"schemas": schemas}})
        if self._validators[key].is_valid(value):
            return []
        return [_sentence(error) for error in self._validators[key].iter_errors(value)]


def _sentence(error: jsonschema_rs.ValidationError) -> str:
    """The error, followed down into the alternative that was meant: the one whose `type` fits and that has the fewest errors."""
    while branches := [branch for branch in getattr(error.kind, "context", []) if branch]:
        error = min(branches, key=partial(_distance, len(error.instance_path)))[0]
    where = "/".join(map(str, error.instance_path)) or "(whole)"
    return f"{where}: {error.message}"[:LONGEST]


def _distance(depth: int, branch: list[jsonschema_rs.ValidationError]) -> tuple[bool, int]:
    return any(_wrong_type(error, depth) for error in branch), len(branch)


def _wrong_type(error: jsonschema_rs.ValidationError, depth: int) -> bool:
    return error.instance_path[depth:] == ["type"] or (not error.instance_path[depth:] and error.kind.name == "type")


def _closed(schema: Any, also: tuple[str, ...]) -> Any:
    """The schema with every object closed to fields that it does not name, `also` allowed on the outermost."""
    if isinstance(schema, list):
        return [_closed(item, ()) for item in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: _closed(value, ()) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and "additionalProperties" not in schema:
        named = {name: _closed(value, ()) for name, value in schema["properties"].items()}
        result["properties"] = named | dict.fromkeys(also, True)
        if "allOf" not in schema:
            result["additionalProperties"] = False
    return result


def _typed(text: str, schema: JSON) -> Any:
    """A parameter as the type that its schema wants, since addresses carry only text."""
    match schema.get("type"):
        case "boolean":
            return {"1": True, "true": True, "True": True, "0": False, "false": False, "False": False}.get(text, text)
        case "integer" if text.lstrip("-").isdigit():
            return int(text)
    return text


def _uploads(call: Call) -> Iterator[str]:
    parts = [upload.part for upload in call.uploads]
    if parts != [f"files[{number}]" for number in range(len(parts))]:
        yield f"multipart: parts are {parts}, not files[0], files[1] ..."
    if len(parts) > 10:
        yield f"multipart: {len(parts)} files, at most 10"
