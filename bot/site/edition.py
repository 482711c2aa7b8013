"""What one website is built from: a release of the record, the day it is told as of, and where it will stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.releases import Release
from bot.site.addresses import Place, page, slugs
from knowledge.base import KnowledgeBase
from knowledge.changes.difference import Changes
from knowledge.maps.shapes import Shapes
from knowledge.questions import Intent, Language, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A release of the record, made ready to be written as a site.

    `address` is where the site will be found, ending in a slash ("" where that is not known yet, which only what needs whole
    addresses goes without); `slugs` gives each town's part of an address; `changes` what differs from an earlier release.
    """

    release: Release
    as_of: dt.date
    shapes: Shapes
    slugs: Mapping[str, str]
    address: str = ""
    changes: Changes | None = None

    @classmethod
    def of(cls, base: KnowledgeBase, as_of: dt.date | None = None, address: str = "", changes: Changes | None = None) -> Edition:
        """The edition of a knowledge base, told as of the pack's own day unless another is given."""
        return cls(
            release=Release.of(base),
            as_of=as_of or base.manifest.as_of.last_day,
            shapes=Shapes.of(base.contents),
            slugs=slugs(base.towns),
            address=address,
            changes=changes,
        )

    @property
    def base(self) -> KnowledgeBase:
        """The knowledge base that every page is composed from."""
        return self.release.base

    def town(self, language: str, name: str) -> str:
        """The path of a town's page."""
        return page(language, self.slugs[name])

    def place(self, language: str, place: Place) -> str:
        """The path of one of the pages beside the towns'."""
        return page(language, place)


def question(intent: Intent, language: str, *towns: str) -> Question:
    """What a page answers."""
    return Question("", Language(language), intent, towns)
