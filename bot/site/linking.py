"""Plain text of an answer as HTML: an address that the pack names becomes a link with words, a number can be called."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from markupsafe import Markup, escape

from bot.markdown import URL, host

PHONE = r"(?<![\w-])(?:1-)?[2-9]\d{2}-\d{3}-\d{4}(?![\w-])"
MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
REACH = re.compile(rf"(?P<url>{URL.pattern})|(?P<mail>{MAIL})|(?P<phone>{PHONE})", re.IGNORECASE)
OUTSIDE = Markup('<a href="{}" rel="noopener noreferrer external">{}</a>')
WRITE = Markup('<a href="mailto:{}">{}</a>')
CALL = Markup('<a class="phone" href="tel:+{}">{}</a>')


def linked(text: str, links: Collection[str], names: Mapping[str, str], about: str = "") -> Markup:
    """The text, escaped; `links` are the addresses that may be followed and `names` what to call some of them.

    The others go by their site, with `about`, whom or what the text is about, for those who hear a link alone.
    """
    made, at = Markup(), 0
    for found in REACH.finditer(text):
        made += escape(text[at : found.start()]) + _one(found, links, names, about)
        at = found.end()
    return made + escape(text[at:])


def _one(found: re.Match[str], links: Collection[str], names: Mapping[str, str], about: str) -> Markup:
    said = found.group()
    if found["mail"]:
        return WRITE.format(said, said)
    if found["phone"]:
        digits = said.replace("-", "")
        return CALL.format(digits if digits.startswith("1") else f"1{digits}", said)
    if said not in links:
        return escape(host(said))
    heard = Markup('<span class="unseen"> ({})</span>').format(about) if about else Markup()
    return OUTSIDE.format(said, names.get(said) or escape(host(said)) + heard)
