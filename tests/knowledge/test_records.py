from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from knowledge.records import Finding, Resource, SearchAccount, Source, Statement

SOURCE: dict[str, Any] = {
    "id": "gazette",
    "publisher": "The Gazette",
    "title": "Cameras",
    "url": "https://gazette.example",
    "kind": "news",
    "read": "full",
}
FINDING: dict[str, Any] = {
    "id": "f-alder",
    "subject": "Alder police",
    "scope": "town",
    "kind": "sharing_claim",
    "status": "alleged",
    "summary": "It was reported.",
    "asserted_by": "The Gazette",
    "sources": ["gazette"],
    "confidence": "high",
}
STATEMENT: dict[str, Any] = {
    "id": "s-chief",
    "speakers": ["A. Chief"],
    "role": "Police chief",
    "stance": "denies",
    "scope": "town",
    "summary": "Denied it.",
    "sources": ["gazette"],
    "confidence": "high",
}


def test_a_finding_without_a_source_cannot_be_made() -> None:
    with pytest.raises(ValidationError, match="sources"):
        Finding.model_validate({**FINDING, "sources": []})


def test_a_statement_without_a_source_or_a_speaker_cannot_be_made() -> None:
    for field in ("sources", "speakers"):
        with pytest.raises(ValidationError, match=field):
            Statement.model_validate({**STATEMENT, field: []})


@pytest.mark.parametrize(
    "made", [(Source, SOURCE), (Finding, FINDING), (Statement, STATEMENT)], ids=lambda made: made[0].__name__
)
def test_a_record_refuses_fields_it_does_not_know(made: tuple[Any, dict[str, Any]]) -> None:
    kind, fields = made
    kind.model_validate(fields)

    with pytest.raises(ValidationError, match="mood"):
        kind.model_validate({**fields, "mood": "grim"})


def test_a_record_cannot_be_changed() -> None:
    finding = Finding.model_validate(FINDING)

    with pytest.raises(ValidationError, match="frozen"):
        Finding.__setattr__(finding, "summary", "Something else.")


@pytest.mark.parametrize(
    "url", ["http://a.example", "ftp://a.example", "a.example", "https://a b.example", "", "javascript:alert(1)"]
)
def test_only_https_links_are_taken(url: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**SOURCE, "url": url})


@pytest.mark.parametrize(("words", "taken"), [(1, True), (25, True), (26, False)])
def test_a_quote_has_25_words_at_most(words: int, taken: bool) -> None:
    fields = {**STATEMENT, "quote": " ".join(["word"] * words)}

    if taken:
        assert Statement.model_validate(fields).quote
    else:
        with pytest.raises(ValidationError, match="25 words or fewer: it has 26"):
            Statement.model_validate(fields)


@pytest.mark.parametrize(("confidence", "showable"), [("high", True), ("medium", True), ("low", False)])
def test_only_low_confidence_is_kept_from_the_public(confidence: str, showable: bool) -> None:
    assert Finding.model_validate({**FINDING, "confidence": confidence}).showable is showable


@pytest.mark.parametrize("name", ["Gazette", "the gazette", "-a", "", "a_b", "é"])
def test_an_id_is_lower_case_letters_digits_and_hyphens(name: str) -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({**SOURCE, "id": name})


def test_spaces_around_a_text_are_dropped() -> None:
    assert Source.model_validate({**SOURCE, "title": "  Cameras \n"}).title == "Cameras"


def test_an_account_may_lack_its_days() -> None:
    account = SearchAccount.model_validate({"name": "Office", "searches": 3, "immigration": False})

    assert (account.start, account.end) == (None, None)


def test_a_resource_may_lack_a_link() -> None:
    fields = {**RESOURCE, "url": None}

    assert Resource.model_validate(fields).url is None


RESOURCE: dict[str, Any] = {
    "id": "help",
    "name": "Help",
    "kind": "hotline",
    "show_to_residents": True,
    "sources": ["gazette"],
    "confidence": "high",
}
