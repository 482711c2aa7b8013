"""ClaimReview: only where the record says who claims what, when, and where it stands; and never a rating of ours."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.site import claims
from bot.site.edition import Edition
from knowledge.records import Finding, FindingKind, FindingStatus
from knowledge.wording import LANGUAGES
from tests.bot.site.conftest import ADDRESS


def _finding(edition: Edition, **changed: object) -> Finding:
    found = next(f for f in edition.base.findings_about("Fairfield") if claims.reviewable(f))
    return found.model_copy(update=changed)


def test_a_dated_claim_of_sharing_with_a_settled_status_is_reviewed(edition: Edition) -> None:
    [review] = claims.reviews(edition, "en", "Fairfield")
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"{ADDRESS}en/fairfield/"
    claimed = review["itemReviewed"]
    assert isinstance(claimed, dict)
    finding = _finding(edition)
    assert claimed["author"] == {"name": finding.asserted_by}
    assert claimed["datePublished"] == str(finding.reported)
    assert [seen["url"] for seen in claimed["appearance"]] == [edition.base.sources[s].url for s in finding.sources]


@pytest.mark.parametrize("kind", [kind for kind in FindingKind if kind is not FindingKind.SHARING_CLAIM])
def test_what_is_no_claim_of_sharing_is_not_reviewed(edition: Edition, kind: FindingKind) -> None:
    assert not claims.reviewable(_finding(edition, kind=kind))


@pytest.mark.parametrize("status", list(FindingStatus))
def test_an_unknown_standing_is_not_reviewed(edition: Edition, status: FindingStatus) -> None:
    assert claims.reviewable(_finding(edition, status=status)) is (status is not FindingStatus.UNKNOWN)


def test_a_claim_without_a_date_is_not_reviewed(edition: Edition) -> None:
    assert not claims.reviewable(_finding(edition, reported=None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rating_is_the_records_own_words_and_never_a_number(edition: Edition, language: str) -> None:
    found = [review for town in edition.base.towns for review in claims.reviews(edition, language, town)]
    assert found
    for review in found:
        rating = review["reviewRating"]
        assert isinstance(rating, dict)
        assert set(rating) == {"@type", "alternateName", "ratingExplanation"}
        assert rating["alternateName"]


def test_a_town_with_nothing_on_record_has_no_review(edition: Edition) -> None:
    assert claims.reviews(edition, "en", "Union") == []
    assert claims.script([]) == ""


def test_without_a_known_address_no_address_is_claimed(edition: Edition) -> None:
    [review] = claims.reviews(replace(edition, address=""), "en", "Fairfield")
    assert "url" not in review


def test_no_text_ends_the_data_block() -> None:
    hostile = {"claimReviewed": "</script><script>alert(1)</script>&amp;\u2028"}
    made = str(claims.script([hostile]))
    assert not {"<", ">", "&", "\u2028"} & set(made)
    assert json.loads(made) == [hostile]
