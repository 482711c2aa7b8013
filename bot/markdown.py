"""Text of the pack as Discord's markdown: it cannot ping, change the layout, or link anywhere that the pack does not name."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

URL = re.compile(r"https?://[^\s<>\[\]\"`]*[^\s<>\[\]\"`.,;:!?)'*_]", re.IGNORECASE)
SPECIAL = re.compile(r"[\\*_~`|\[\]<>]")
LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)]))?)([#+-]|(?<=\d)[.)])", re.MULTILINE)
MASS_PING = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
INVITE = re.compile(r"(discord)(?=\.gg/|(?:app)?\.com/invite/)", re.IGNORECASE)
MASKED = re.compile(r"\[((?:\\.|[^\]\\])*)\]\(https://[^)\s]+\)")
SCHEME = re.compile(r"(?<=:)(?=//)")
UNSEEN = "\u200b"
UNREADABLE = "…"


def escape(text: str, links: Collection[str] = ()) -> str:
    """Plain text as markdown that shows it as it is; an address in it becomes a link if it is one of `links`, else dead text."""
    parts, end = [], 0
    for found in URL.finditer(text):
        parts += [_plain(text[end : found.start()]), _address(found.group(), links)]
        end = found.end()
    return LINE_START.sub(r"\1\\\2", "".join([*parts, _plain(text[end:])]))


def link(label: str, url: str) -> str:
    """A masked link; raises ValueError for an address that is not https."""
    if not url.startswith("https://"):
        raise ValueError(f"a card links https addresses only: {url!r}")
    shown = _plain(URL.sub(lambda found: host(found.group()), label))
    return f"[{shown}]({url.replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def bold(text: str) -> str:
    """A line in bold."""
    return f"**{escape(text)}**" if text else ""


def small(text: str) -> str:
    """Small print, one subtext line for each line of already escaped text."""
    return "\n".join(f"-# {line}" for line in text.splitlines() if line.strip())


def host(url: str) -> str:
    """The site of an address, as people say it; an ellipsis for what only looks like an address."""
    try:
        return (urlsplit(url).hostname or UNREADABLE).removeprefix("www.")
    except ValueError:  # such as a letter that turns into a slash when it is made uniform
        return UNREADABLE


def visible_length(markdown: str) -> int:
    """How many characters a reader sees, the addresses behind links left out."""
    return len(MASKED.sub(r"\1", markdown))


def _plain(text: str) -> str:
    escaped = SPECIAL.sub(r"\\\g<0>", text)
    return SCHEME.sub(UNSEEN, INVITE.sub(rf"\1{UNSEEN}", MASS_PING.sub(f"@{UNSEEN}", escaped)))


def _address(url: str, links: Collection[str]) -> str:
    return link(host(url), url) if url in links else f"`{host(url)}`"
