"""What differs between two versions of a pack, in a moderator's words."""

from __future__ import annotations

from knowledge.changes.compare import compare, town_records
from knowledge.changes.difference import Change, Changes, FieldChange, Sort, StatusChange
from knowledge.changes.telling import full, one, summary

__all__ = ["Change", "Changes", "FieldChange", "Sort", "StatusChange", "compare", "full", "one", "summary", "town_records"]
