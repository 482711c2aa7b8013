"""Every way to break the small pack that the tests know."""

from __future__ import annotations

from tests.knowledge.pack import breaks_between_records, breaks_in_files, breaks_in_tables, breaks_in_translations
from tests.knowledge.pack.breaking import Break

__all__ = ["BREAKS", "POINTED_AT", "Break"]

BREAKS = [*breaks_in_files.BREAKS, *breaks_between_records.BREAKS, *breaks_in_tables.BREAKS, *breaks_in_translations.BREAKS]

POINTED_AT = {
    "an id with capitals",
    "one id for two kinds",
    "two towns of one name",
    "a town that cannot be typed",
    "a district without a member",
    "two members in a district",
}
"""Breaks that take away something that other files rightly miss."""
