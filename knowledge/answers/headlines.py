"""A town's record in words: the headline, and the bottom line that an answer opens with."""

from __future__ import annotations

from knowledge.answer import Claim, Line
from knowledge.answers.claims import finding_when, reader_claim
from knowledge.answers.draft import Draft
from knowledge.records import Agency, FindingKind
from knowledge.standing import Standing, TownRecord, names_immigration

DEALINGS = {FindingKind.AGREEMENT, FindingKind.CONTACT, FindingKind.HISTORY}
OPEN = {
    TownRecord.FEDERAL_SEARCHES_LOGGED,
    TownRecord.SHARING_DISPUTED,
    TownRecord.SHARING_REPORTED,
    TownRecord.OUTSIDE_SEARCHES_LOGGED,
}
"""Records of a past that do not tell whether it goes on."""
BY_RECIPIENT = {TownRecord.SHARING_REPORTED, TownRecord.FEDERAL_SEARCHES_LOGGED}


def headline(draft: Draft, found: Standing) -> str:
    """The record in a few words, with the year of the evidence that leads."""
    key = f"record.{found.record}"
    if found.lead and found.record in BY_RECIPIENT and not found.immigration:
        key += ".others"
    return draft.say("record.with_year", record=draft.say(key), year=found.day.year) if found.day else draft.say(key)


def bottom_line(draft: Draft, town: str, found: Standing) -> Claim | Line:
    """One sentence: what the record of the town is, and as of when."""
    as_of = draft.words.date(draft.base.manifest.as_of)
    lead = found.lead
    if lead and lead.in_short:
        key = "bottom.lead.open" if found.record in OPEN else "bottom.lead"
        sentence = draft.say(key, as_of=as_of, clause=draft.text(lead, "in_short"))
        return Claim(sentence, draft.cite(lead.sources), by=lead.asserted_by, when=finding_when(lead))
    sentence = draft.say(f"bottom.{found.record}", as_of=as_of, town=town, other=_other_dealings(draft, town))
    if found.record is TownRecord.NOTHING_ON_RECORD:
        force = draft.base.covering(town)
        return (
            draft.line("bottom.nothing_on_record.covered", as_of=as_of, town=town, police=force.name) if force else Line(sentence)
        )
    if lead:
        return Claim(sentence, draft.cite(lead.sources), by=lead.asserted_by, when=finding_when(lead))
    atlas = reader_claim(draft, draft.base.readers_in(town)[0])
    return Claim(sentence, atlas.citations, by=atlas.by, when=atlas.when)


def agency_bottom_line(draft: Draft, agency: Agency, found: Standing) -> Claim | Line:
    """One sentence: what the record of an agency that is not the town's own police is."""
    lead = found.lead
    if lead and lead.in_short:
        return bottom_line(draft, "", found)
    as_of = draft.words.date(draft.base.manifest.as_of)
    if lead is None:
        return draft.line("bottom.agency.nothing_on_record", as_of=as_of, agency=agency.name)
    sentence = draft.say("bottom.agency.on_record", as_of=as_of, agency=agency.name)
    return Claim(sentence, draft.cite(lead.sources), by=lead.asserted_by, when=finding_when(lead))


def _other_dealings(draft: Draft, town: str) -> str:
    """The years of what the record holds about the town and immigration agencies beside plate readers; empty for none."""
    found = (f for f in draft.base.findings_about(town) if f.kind in DEALINGS and names_immigration(f))
    days = {day.year for f in found if (day := f.period.start or f.period.end or f.reported)}
    return draft.say("bottom.other_dealings", years=draft.words.listing(map(str, sorted(days)))) if days else ""
