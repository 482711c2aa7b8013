"""Every paper of every town, in every language: whole, short enough to be edited, and true to its numbers."""

from __future__ import annotations

import re

import pytest

from knowledge.answers.policing import is_of_the_state
from knowledge.letters.types import Kind, Paper
from knowledge.questions import Language
from knowledge.standing import TownRecord
from tests.knowledge.answers.desk import base
from tests.knowledge.letters.papers import SENT, paper, told

LONGEST_FIELD = 4000
GAP = re.compile(r"[{}]|\bNone\b(?! is listed)|\n\n\n|[ \t]\n|[^.]\.\.(?!\.)|  |\(\)|\[\]")
MARK = re.compile(r"\[(\d+)\]")
OWN_ENGLISH = ("I live in", "I ask", "Please", "Thank you", "My name", "Dear", "Sources")


def written(kind: Kind, language: Language) -> list[Paper]:
    sent = SENT if kind is Kind.APPEAL else None
    return [paper(kind, town, language, sent=sent) for town in base().towns]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(Kind))
def test_a_paper_has_no_gap_unnoticed_and_cites_what_it_lists(kind: Kind, language: Language) -> None:
    assert len(base().towns) == 169
    for made in written(kind, language):
        where = (kind, made.order.town, language)
        assert not GAP.search(told(made)), (*where, GAP.search(told(made)))
        assert 0 < len(made.text) <= LONGEST_FIELD, where
        assert len(made.sources) <= LONGEST_FIELD, where
        cited = {int(n) for n in MARK.findall(made.text)}
        listed = re.findall(r"^\[(\d+)\] .*https://\S+$", made.sources, re.MULTILINE)
        assert cited == set(map(int, listed)) == set(range(1, len(listed) + 1)), where
        assert made.order.town in made.whole or kind in (Kind.REQUEST, Kind.APPEAL), where


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.EN])
def test_the_english_version_is_the_english_paper_and_the_other_one_is_not(language: Language) -> None:
    for town in list(base().towns)[::24]:
        for kind in Kind:
            english = paper(kind, town, Language.EN)
            sent = paper(kind, town, language, Language.EN)
            own = paper(kind, town, language)
            assert (sent.text, sent.sources, sent.to_send) == (english.text, english.sources, True)
            assert not own.to_send
            assert not [words for words in OWN_ENGLISH if words in own.text], (kind, town)
            assert sent.title == own.title, "what stands around it stays in the reader's language"


def test_no_paper_says_our_police() -> None:
    for kind in Kind:
        assert not [
            made.order.town
            for made in written(kind, Language.EN)
            if re.search(r"\b(our|my) (own )?police\b", told(made), re.IGNORECASE)
        ]


def test_a_letter_is_addressed_to_a_chief_only_where_the_town_has_its_own_police() -> None:
    for made in written(Kind.POLICE, Language.EN):
        row = base().policing[made.order.town]
        first = made.text.partition("\n")[0]
        assert ("Chief" in first) is (row.own_pd == "yes")
        assert first.endswith(row.primary_agency.split("; ")[0])


def test_every_paper_says_that_nothing_is_sent_or_kept() -> None:
    for kind in Kind:
        assert all(
            made.notes[-1].startswith("Plainsight sends nothing and keeps nothing.") for made in written(kind, Language.EN)
        )


def test_a_town_without_a_record_is_told_as_that_and_never_as_no() -> None:
    bare = [t for t in base().by_record[TownRecord.NOTHING_ON_RECORD] if base().covering(t) is None]
    assert bare
    for town in bare:
        assert (
            f"nothing about who can search plate data in {town} is on record. That is not a “no”" in paper(Kind.POLICE, town).text
        )


def test_where_the_state_police_cover_a_town_their_record_is_told_as_theirs() -> None:
    covered = [t for t in base().by_record[TownRecord.NOTHING_ON_RECORD] if base().covering(t)]
    assert covered
    for town in covered:
        text = paper(Kind.LEGISLATORS, town).text
        assert f"nothing about {town} itself is on record. That is not a “no”. Connecticut State Police cover the town" in text
        assert "State Police have used cruiser-mounted plate readers since 2013" in text


def test_every_record_asks_what_it_leaves_open() -> None:
    asked = {record: paper(Kind.POLICE, towns[0]).text for record, towns in base().by_record.items()}
    assert "differ. What was checked to reach that answer" in asked[TownRecord.SHARING_DISPUTED]
    assert "No answer on record settles the report" in asked[TownRecord.SHARING_REPORTED]
    assert "is said to have ended. When" in asked[TownRecord.SHARING_ENDED]
    assert "lists searches by federal accounts" in asked[TownRecord.FEDERAL_SEARCHES_LOGGED]


def test_a_town_of_the_state_police_is_not_sent_to_its_own_town_hall() -> None:
    for town, row in base().policing.items():
        if is_of_the_state(row):
            assert "own site" not in "\n".join(paper(Kind.REQUEST, town).notes)
