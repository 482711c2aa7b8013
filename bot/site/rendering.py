"""The templates of the site: everything that is put into them is escaped, and a name that they lack is a mistake, not a gap."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.site", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(template: str, values: Mapping[str, object]) -> bytes:
    """A template filled in, as UTF-8; raises jinja2.UndefinedError where a value is missing."""
    return _environment().get_template(template).render(values).encode()
