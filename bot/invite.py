"""The links that add the bot, with exactly the scopes and permissions that it uses."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import urlencode

SCOPES = ("bot", "applications.commands")
# Why each is needed: to be mentioned in a channel, to answer there, to answer in its threads, and to answer as a reply.
PERMISSIONS = {
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "send_messages_in_threads": 1 << 38,
    "read_message_history": 1 << 16,
}
TOKEN_SHAPE = re.compile(r"([A-Za-z0-9_-]{20,})\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{25,}")


def application_id(token: str) -> str | None:
    """The application that a token of the right shape names, or None for any other text."""
    found = TOKEN_SHAPE.fullmatch(token)
    if not found:
        return None
    first = found.group(1)
    try:
        name = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return name if re.fullmatch(r"[0-9]{15,20}", name) else None


def server_link(application: str) -> str:
    """Where an admin adds the bot to a server."""
    return _link(client_id=application, scope=" ".join(SCOPES), permissions=str(sum(PERMISSIONS.values())))


def personal_link(application: str) -> str:
    """Where a person adds the bot's commands to their own account, to use them anywhere."""
    return _link(client_id=application, scope="applications.commands", integration_type="1")


def _link(**query: str) -> str:
    return f"https://discord.com/oauth2/authorize?{urlencode(query)}"
