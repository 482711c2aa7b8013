"""Finds the towns named in free text: exact, alias, misspelt, ambiguous, elsewhere."""

from __future__ import annotations

from knowledge.places.finder import PlaceFinder
from knowledge.places.matches import Clarify, ClarifyReason, PlaceMatch, Sighting

__all__ = ["Clarify", "ClarifyReason", "PlaceFinder", "PlaceMatch", "Sighting"]
