"""What Discord sends when a person uses a registered command or fills in a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tests.discord_server import components as kinds
from tests.discord_server.errors import NotOfferedError
from tests.discord_server.world import EVERYONE, JSON, Channel, Person, Role

SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, NUMBER = 1, 2, 3, 4, 5, 6, 7, 8, 10
PYTHON_TYPES = {STRING: str, INTEGER: int, BOOLEAN: bool, USER: Person, CHANNEL: Channel, ROLE: Role, NUMBER: float}
ADMINISTRATOR = 1 << 3


def registered(commands: Iterable[JSON], name: str, kind: int) -> JSON:
    """The registered command of this name and type; raises NotOfferedError."""
    known = [command for command in commands if command["type"] == kind]
    command = next((command for command in known if command["name"] == name), None)
    if command is None:
        raise NotOfferedError(f"no command {name!r} is registered; there are {sorted(command['name'] for command in known)}")
    return command


def offered(commands: Iterable[JSON], name: str, kind: int, person: Person, channel: Channel, *, user_installed: bool) -> JSON:
    """The registered command of this name and type as Discord offers it to this person here; raises NotOfferedError."""
    command = registered(commands, name, kind)
    if int(user_installed) not in (command.get("integration_types") or [0]):
        raise NotOfferedError(f"{name!r} is not for {'user' if user_installed else 'server'} installs")
    contexts = command.get("contexts")
    if contexts is None:
        contexts = [0, 1, 2] if user_installed else [0, 1]
    if channel.context not in contexts:
        raise NotOfferedError(f"{name!r} is not offered in context {channel.context}, only in {contexts}")
    needed = command.get("default_member_permissions")
    if channel.guild_id and needed is not None and not _holds(person, int(needed)):
        raise NotOfferedError(f"{name!r} needs permissions {needed} that {person.name} does not have")
    return command


def _holds(person: Person, needed: int) -> bool:
    """Needing nothing in particular, 0, means administrators only."""
    return bool(person.permissions & ADMINISTRATOR) or (needed != 0 and person.permissions & needed == needed)


def command_data(command: JSON, path: list[str], values: Mapping[str, Any], *, focused: str | None = None) -> JSON:
    """The interaction's data: options typed and checked as Discord's client does; `focused` is the option being typed."""
    resolved: JSON = {}
    options = _options(command, path, values, focused, resolved)
    data: JSON = {"id": command["id"], "name": command["name"], "type": command["type"]}
    data |= {"options": options} if options else {}
    data |= {"resolved": resolved} if resolved else {}
    return data | ({"guild_id": command["guild_id"]} if "guild_id" in command else {})


def _options(level: JSON, path: list[str], values: Mapping[str, Any], focused: str | None, resolved: JSON) -> list[JSON]:
    known = {option["name"]: option for option in level.get("options") or []}
    inner = [option for option in known.values() if option["type"] in (SUBCOMMAND, GROUP)]
    if path or inner:
        if not path or path[0] not in known:
            raise NotOfferedError(f"{level['name']!r} has the subcommands {sorted(known)}, not {path[:1]}")
        chosen = known[path[0]]
        options = _options(chosen, path[1:], values, focused, resolved)
        return [{"name": chosen["name"], "type": chosen["type"], "options": options}]
    if unknown := set(values) - set(known):
        raise NotOfferedError(f"{level['name']!r} has the options {sorted(known)}, not {sorted(unknown)}")
    missing = [name for name, option in known.items() if option.get("required") and name not in values]
    if missing and focused is None:
        raise NotOfferedError(f"{level['name']!r} cannot be sent without {missing}")
    return [_option(known[name], value, resolved, focused=focused == name) for name, value in values.items()]


def _option(option: JSON, value: Any, resolved: JSON, *, focused: bool) -> JSON:
    entry: JSON = {"name": option["name"], "type": option["type"]}
    if focused:
        if not option.get("autocomplete"):
            raise NotOfferedError(f"option {option['name']!r} has no autocomplete")
        return entry | {"value": str(value), "focused": True}
    wanted = PYTHON_TYPES.get(option["type"])
    if wanted is None or not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise NotOfferedError(f"option {option['name']!r} is of Discord's type {option['type']} and does not take {value!r}")
    if isinstance(value, Person):
        resolved.setdefault("users", {})[str(value.id)] = value.user()
        return entry | {"value": str(value.id)}
    if isinstance(value, Channel):
        resolved.setdefault("channels", {})[str(value.id)] = value.payload() | {"permissions": str(EVERYONE)}
        return entry | {"value": str(value.id)}
    if isinstance(value, Role):
        resolved.setdefault("roles", {})[str(value.id)] = value.payload()
        return entry | {"value": str(value.id)}
    if choices := option.get("choices"):
        if value not in [choice["value"] for choice in choices]:
            raise NotOfferedError(f"option {option['name']!r} offers {[choice['value'] for choice in choices]}, not {value!r}")
    elif not _within(option, value):
        raise NotOfferedError(f"option {option['name']!r} does not take {value!r}: out of its limits")
    return entry | {"value": value}


def _within(option: JSON, value: Any) -> bool:
    if isinstance(value, str):
        return bool((option.get("min_length") or 1) <= len(value) <= (option.get("max_length") or 6000))
    least, most = option.get("min_value"), option.get("max_value")
    return (least is None or value >= least) and (most is None or value <= most)


def modal_data(form: JSON, values: Mapping[str, Any]) -> JSON:
    """The data of a submitted form, its fields named by label or custom_id; NotOfferedError where Discord would not send it."""
    used: set[str] = set()
    components = [_child(child, values, used) for child in form["components"]]
    if unknown := set(values) - used:
        raise NotOfferedError(f"the form has no field {sorted(unknown)}")
    return {"custom_id": form["custom_id"], "components": components}


def _child(child: JSON, values: Mapping[str, Any], used: set[str]) -> JSON:
    shape: JSON = {"type": child["type"], "id": child.get("id", 1)}
    if child["type"] == kinds.ROW:
        return shape | {"components": [_field(inner, inner.get("label"), values, used) for inner in child["components"]]}
    if child["type"] == kinds.LABEL:
        return shape | {"component": _field(child["component"], child["label"], values, used)}
    return shape


def _field(field: JSON, label: str | None, values: Mapping[str, Any], used: set[str]) -> JSON:
    name = next((key for key in (field["custom_id"], label) if key in values), None)
    used |= {name} if name else set()
    value = values[name] if name else field.get("value", "" if field["type"] == kinds.TEXT_INPUT else None)
    title = f"field {label or field['custom_id']!r}"
    if field.get("required", field["type"] != kinds.CHECKBOX) and value in (None, "", []):
        raise NotOfferedError(f"{title} is required")
    entry: JSON = {"type": field["type"], "id": field.get("id", 1), "custom_id": field["custom_id"]}
    if field["type"] == kinds.TEXT_INPUT:
        if value and not (field.get("min_length") or 0) <= len(value) <= (field.get("max_length") or 4000):
            raise NotOfferedError(f"{title} does not take {len(value)} characters")
        return entry | {"value": value}
    options = [option["value"] for option in field.get("options") or []]
    chosen = value if isinstance(value, list) else [] if value is None else [value]
    if options and not set(chosen) <= set(options):
        raise NotOfferedError(f"{title} offers {options}, not {chosen}")
    if field["type"] in (kinds.RADIO_GROUP, kinds.CHECKBOX):
        return entry | {"value": bool(value) if field["type"] == kinds.CHECKBOX else value}
    return entry | {"values": chosen}
