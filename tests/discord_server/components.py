"""Walking the components of a message or a modal, whichever way they nest."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from tests.discord_server.world import JSON, mint

ROW, BUTTON, STRING_SELECT, TEXT_INPUT, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR = 1, 2, 3, 4, 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 17, 18, 19, 21, 22, 23
SELECTS = frozenset({3, 5, 6, 7, 8})
V2 = frozenset({SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER})
V2_FLAG, EPHEMERAL_FLAG, LOADING_FLAG = 1 << 15, 1 << 6, 1 << 7
LINK_STYLE = 5


def walk(components: list[JSON]) -> Iterator[JSON]:
    """Every component, parents before children, in reading order; a section's text comes before its accessory."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        yield from walk([child for key in ("accessory", "component") if (child := component.get(key))])


def media(components: list[JSON]) -> Iterator[tuple[JSON, str | None]]:
    """Every picture or file shown, as its media object and its description."""
    for component in walk(components):
        match component["type"]:
            case 11:
                yield component["media"], component.get("description")
            case 12:
                yield from ((item["media"], item.get("description")) for item in component["items"])
            case 13:
                yield component["file"], None


def delivered(components: list[JSON], attachments: list[JSON]) -> list[JSON]:
    """A copy as Discord gives it back: every component numbered, every `attachment://` turned into the attachment's address."""
    addresses = {f"attachment://{attachment['filename']}": attachment for attachment in attachments}
    copy: list[JSON] = _copied(components)
    numbers = count(1)
    taken = {component["id"] for component in walk(copy) if component.get("id")}
    for component in walk(copy):
        if not component.get("id"):
            component["id"] = next(number for number in numbers if number not in taken)
    for item, _ in media(copy):
        if attachment := addresses.get(item["url"]):
            item.update({"url": attachment["url"], "attachment_id": attachment["id"]})
        item.setdefault("proxy_url", item["url"])
        item.setdefault("id", mint())
    return copy


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(child) for key, child in value.items()}
    return [_copied(child) for child in value] if isinstance(value, list) else value
