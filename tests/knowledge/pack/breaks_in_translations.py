"""Ways to break the translations."""

from __future__ import annotations

from tests.knowledge.pack.breaking import Break

BREAKS = [
    Break(
        "a translation of nothing",
        "translations/es.json",
        '"f-alder"',
        '"f-oak"',
        '"f-oak"',
        "findings.f-oak",
        'no record "f-oak"',
        "correct it",
    ),
    Break(
        "a translated field that is not there",
        "translations/es.json",
        '"quote"',
        '"locator"',
        "locator",
        "statements.s-chief.locator",
        "has no such text",
        "English text first",
    ),
    Break(
        "an empty translation",
        "translations/es.json",
        "No compartimos nada.",
        "",
        '"quote"',
        "statements.s-chief.quote",
        "empty",
        "fill it in",
    ),
    Break(
        "a wrong language",
        "translations/es.json",
        '"language": "es"',
        '"language": "fr"',
        "language",
        "language",
        'not named after "fr"',
        "rename",
    ),
    Break(
        "broken JSON", "translations/es.json", '"reviewed": false,', '"reviewed": false', '"findings"', "", "not JSON", "commas"
    ),
    Break(
        "a repeated name in JSON",
        "translations/es.json",
        '"reviewed": false,',
        '"reviewed": false,\n "reviewed": true,',
        '"reviewed": true',
        "reviewed",
        "twice",
        "keep one",
    ),
    Break(
        "a number without end in JSON",
        "translations/es.json",
        "false",
        "9" * 5000,
        '"reviewed"',
        "reviewed",
        "neither true nor false",
        "write true or false",
    ),
    Break(
        "half a character in JSON",
        "translations/es.json",
        "La Gazette",
        "\\ud83d Gazette",
        "Gazette",
        "",
        "control character",
        "delete",
    ),
    Break(
        "a review of no translation",
        "translations/es.json",
        '"reviewed": false,',
        '"reviewed": false, "checked": {"findings": {"f-alder": {"in_short": "0123abcd"}}},',
        "checked",
        "checked.findings.f-alder.in_short",
        "no translation that was reviewed",
        "remove it",
    ),
]
