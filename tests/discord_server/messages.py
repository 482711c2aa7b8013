"""The messages of the loopback Discord: written, edited, deleted, as Discord would give them back."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

from tests.discord_server import components as kinds
from tests.discord_server import world
from tests.discord_server.calls import Upload
from tests.discord_server.world import BOT, BOT_ID, JSON, PEOPLE, Channel, Person, mint

KEPT = ("content", "embeds", "components")
KNOWN = {person.id: person for person in (*PEOPLE, BOT)}


class Messages:
    """All messages by id, in the order written; `private` maps an ephemeral message to the one person who sees it."""

    def __init__(self) -> None:
        self.by_id: dict[str, JSON] = {}
        self.private: dict[str, int] = {}
        self.nonces_last = 180.0
        self._nonces: dict[tuple[int, str], tuple[str, float]] = {}

    def write(
        self,
        author: Person,
        channel: Channel,
        body: JSON,
        uploads: tuple[Upload, ...] = (),
        *,
        extra: JSON | None = None,
        seen_by: int | None = None,
    ) -> JSON:
        """Write a message and return Discord's object for it.

        A nonce that is enforced and repeated within `nonces_last` seconds returns the message of the first time.
        """
        nonce = str(body["nonce"]) if body.get("enforce_nonce") and body.get("nonce") is not None else None
        if nonce is not None:
            first, at = self._nonces.get((channel.id, nonce), ("", 0.0))
            if first in self.by_id and time.monotonic() - at <= self.nonces_last:
                return self.by_id[first]
        reply = (body.get("message_reference") or {}).get("message_id")
        message: JSON = {
            "id": mint(), "channel_id": str(channel.id), "type": 19 if reply else 0, "author": author.user(), "content": "",
            "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None, "tts": False, "mention_everyone": False,
            "mentions": [], "mention_roles": [], "pinned": False, "embeds": [], "components": [], "attachments": [],
            "flags": (body.get("flags") or 0), **(extra or {}),
        }  # fmt: skip
        if channel.guild_id:
            message["guild_id"] = str(channel.guild_id)
            if not author.bot:
                message["member"] = author.member(channel.guild_id, with_user=False)
        if body.get("nonce") is not None:
            message["nonce"] = body["nonce"]
        if reply:
            message["message_reference"] = {"type": 0, "message_id": str(reply), "channel_id": str(channel.id)}
            if channel.guild_id:
                message["message_reference"]["guild_id"] = str(channel.guild_id)
            message["referenced_message"] = self.by_id.get(str(reply))
        self._fill(message, body, uploads)
        message["mentions"] = self._mentions(author, message, body)
        self.by_id[message["id"]] = message
        if seen_by is not None:
            self.private[message["id"]] = seen_by
        if nonce is not None:
            self._nonces[channel.id, nonce] = message["id"], time.monotonic()
        return message

    def edit(self, message: JSON, body: JSON, uploads: tuple[Upload, ...] = ()) -> JSON:
        """Change a message in place as a PATCH does and return it."""
        if body.get("flags") is not None:
            ours = kinds.V2_FLAG | 1 << 2
            message["flags"] = (message["flags"] & ~(1 << 2)) | (body["flags"] & ours)
        message["flags"] &= ~kinds.LOADING_FLAG
        self._fill(message, body, uploads)
        message["edited_timestamp"] = datetime.now(UTC).isoformat()
        return message

    def delete(self, message_id: str) -> None:
        """Delete a message; it may be gone already."""
        self.by_id.pop(message_id, None)
        self.private.pop(message_id, None)

    def in_channel(self, channel: Channel) -> list[JSON]:
        """The messages of a channel that everybody there sees, oldest first."""
        return [m for m in self.by_id.values() if m["channel_id"] == str(channel.id) and m["id"] not in self.private]

    def visible_to(self, message_id: str, person: Person) -> JSON | None:
        """The message if it exists and this person may see it."""
        return self.by_id.get(message_id) if self.private.get(message_id, person.id) == person.id else None

    def _fill(self, message: JSON, body: JSON, uploads: tuple[Upload, ...]) -> None:
        if body.get("attachments") is not None or uploads:
            message["attachments"] = _attachments(message, body.get("attachments") or [], uploads)
        for key in KEPT:
            if key in body:
                message[key] = body[key] or ("" if key == "content" else [])
        message["components"] = kinds.delivered(message["components"], message["attachments"])

    @staticmethod
    def _mentions(author: Person, message: JSON, body: JSON) -> list[JSON]:
        allowed = body.get("allowed_mentions") or {"parse": ["users"], "replied_user": True}
        readable = message["content"] if "users" in allowed.get("parse", []) else ""
        named = [int(number) for number in re.findall(r"<@!?(\d+)>", readable)]
        replied = message.get("referenced_message")
        if replied and allowed.get("replied_user"):
            named.append(int(replied["author"]["id"]))
        return [KNOWN[number].user() for number in dict.fromkeys(named) if number in KNOWN]


def _attachments(message: JSON, listed: list[JSON], uploads: tuple[Upload, ...]) -> list[JSON]:
    old = {attachment["id"]: attachment for attachment in message["attachments"]}
    new = {upload.part.removeprefix("files[").removesuffix("]"): upload for upload in uploads}
    described = listed or [{"id": number} for number in new]
    result = []
    for entry in described:
        if kept := old.get(str(entry["id"])):
            result.append(kept)
        elif upload := new.get(str(entry["id"])):
            number, name = mint(), entry.get("filename") or upload.filename
            url = f"https://cdn.discordapp.com/attachments/{message['channel_id']}/{number}/{name}"
            text = {"description": entry["description"]} if entry.get("description") else {}
            result.append({"id": number, "filename": name, "size": len(upload.data), "url": url, "proxy_url": url, **text})
    return result


def channel_of(message: JSON) -> Channel:
    """The channel that a message stands in."""
    found = world.channel(int(message["channel_id"]))
    assert found
    return found


def is_bots(message: JSON) -> bool:
    """Whether the bot wrote it."""
    return bool(message["author"]["id"] == str(BOT_ID))
