"""The types of an answer hold the truth rules."""

from __future__ import annotations

import pytest

from knowledge.answer import Citation, Claim, Undated
from knowledge.dates import PartialDate
from knowledge.errors import UncitedClaimError
from knowledge.records import Read, Source

SOURCE = Source(id="s", publisher="P", title="T", url="https://example.org/", kind="news", read=Read.FULL)
CITED = (Citation(1, SOURCE),)
DAY = PartialDate(2019, 3, 13)


def test_a_claim_with_citation_attribution_and_date_stands() -> None:
    assert Claim("said", CITED, by="P", when=DAY, label="March").sentence == "March: said"


@pytest.mark.parametrize(
    "parts",
    [
        {"citations": ()},
        {"by": ""},
        {"text": ""},
        {"when": None},
    ],
)
def test_a_claim_without_citation_attribution_text_or_date_cannot_be_built(parts: dict[str, object]) -> None:
    whole: dict[str, object] = {"text": "said", "citations": CITED, "by": "P", "when": DAY}
    with pytest.raises(UncitedClaimError, match="needs a citation"):
        Claim(**(whole | parts))  # type: ignore[arg-type]


def test_a_source_without_a_date_is_claimed_as_undated_in_so_many_words() -> None:
    assert Claim("said", CITED, by="P", when=Undated.NOT_GIVEN).when is Undated.NOT_GIVEN
