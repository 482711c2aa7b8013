"""The town's claims for machines, as schema.org's ClaimReview, where the record itself says who claims what and where it stands.

A review needs a claim with an author, a date and a source, and a status that the record settled on: reported, disputed, confirmed
or ended. The rating is that status in the record's own words (`alternateName`); a number is never given, for the record has none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from markupsafe import Markup

from bot.site.addresses import TAGS
from bot.site.edition import Edition, question
from knowledge.answers.draft import Draft
from knowledge.answers.headlines import headline
from knowledge.questions import Intent
from knowledge.records import Finding, FindingKind, FindingStatus
from knowledge.standing import Standing

SETTLED = {FindingStatus.ALLEGED, FindingStatus.DISPUTED, FindingStatus.CONFIRMED, FindingStatus.ENDED}
CONTEXT = "https://schema.org"
ENDS_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def reviewable(finding: Finding) -> bool:
    """Whether a finding is somebody's dated claim about sharing, and its status one that a review can tell."""
    return finding.kind is FindingKind.SHARING_CLAIM and finding.status in SETTLED and finding.reported is not None


def reviews(edition: Edition, language: str, town: str) -> list[Mapping[str, object]]:
    """A ClaimReview for each such finding about a town."""
    draft = Draft(question(Intent.TOWN_STATUS, language, town), edition.base, edition.as_of)
    url = f"{edition.address}{edition.town(language, town)}" if edition.address else ""
    return [_review(draft, finding, url) for finding in edition.base.findings_about(town) if reviewable(finding)]


def script(found: list[Mapping[str, object]]) -> Markup:
    """The reviews as the content of a data block, which holds nothing that could end it; empty where there is none."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else ""
    return Markup(text.translate(ENDS_SCRIPT))  # noqa: S704  # every character that means something in HTML is written as its code


def _review(draft: Draft, finding: Finding, url: str) -> Mapping[str, object]:
    where = {"url": url} if url else {}
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        **where,
        "inLanguage": TAGS[draft.language],
        "datePublished": str(draft.base.manifest.as_of),
        "author": {"@type": "Organization", "name": "Plainsight"},
        "claimReviewed": draft.text(finding, "summary"),
        "itemReviewed": {
            "@type": "Claim",
            "author": {"name": finding.asserted_by},
            "datePublished": str(finding.reported),
            "appearance": [_appearance(draft, source_id) for source_id in finding.sources],
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": headline(draft, Standing.led_by(finding)),
            "ratingExplanation": draft.say(f"standing.{finding.status}", subject=finding.subject),
        },
    }


def _appearance(draft: Draft, source_id: str) -> Mapping[str, object]:
    source = draft.base.sources[source_id]
    published = {"datePublished": str(source.published)} if source.published else {}
    publisher = {"@type": "Organization", "name": source.publisher}
    return {"@type": "CreativeWork", "headline": source.title, "url": source.url, "publisher": publisher, **published}
