"""Compares the contents of packs without regard to the order in which files hold the records."""

from __future__ import annotations

from knowledge.contents import Contents
from knowledge.identity import SECTIONS, keyed, section
from knowledge.records import Record


def essence(contents: Contents) -> dict[str, object]:
    """Everything that a pack says, by kind and key, the version left out."""
    kinds: dict[str, dict[str, Record]] = {name: keyed(section(contents, name)) for name in SECTIONS}
    texts = {
        language: (found.reviewed, {kind: records for kind, records in found.texts.items() if records})
        for language, found in contents.translations.items()
    }
    return {**kinds, "manifest": contents.manifest, "translations": texts}
