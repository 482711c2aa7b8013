from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.dates import PartialDate
from knowledge.errors import PackError
from knowledge.pack.edits import AddFinding, AddSource, AddStatement, ChangeStatus, Edit, Retract
from knowledge.pack.edits_json import NAMES, from_json, to_json
from knowledge.records import FindingKind, FindingStatus, Source, Stance
from tests.knowledge.pack.test_edits import ADDED, FINDING, RETRACT, SOURCE, STATEMENT, TODAY
from tests.knowledge.pack.test_export import WORDS

IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))
DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1990, 2030)),
    st.builds(PartialDate, st.integers(1990, 2030), st.integers(1, 12)),
    st.builds(lambda day: PartialDate(day.year, day.month, day.day), DAYS),
)


def _sources() -> st.SearchStrategy[Edit]:
    changed = st.fixed_dictionaries({"id": IDS, "title": WORDS, "publisher": WORDS, "published": DATES})
    return st.builds(
        AddSource, source=changed.map(lambda found: Source.model_validate({**SOURCE.model_dump(), **found})), on=DAYS
    )


def _findings() -> st.SearchStrategy[Edit]:
    changed = st.fixed_dictionaries(
        {
            "summary": WORDS,
            "kind": st.sampled_from(FindingKind),
            "status": st.sampled_from(FindingStatus),
            "reported": DATES,
            "sources": st.lists(IDS, min_size=1).map(tuple),
        }
    )
    return st.builds(AddFinding, finding=changed.map(lambda found: FINDING.model_copy(update=found)), on=DAYS)


def _statements() -> st.SearchStrategy[Edit]:
    changed = st.fixed_dictionaries(
        {"summary": WORDS, "stance": st.sampled_from(Stance), "date": DATES, "quote": st.none() | WORDS}
    )
    return st.builds(AddStatement, statement=changed.map(lambda found: STATEMENT.model_copy(update=found)), on=DAYS)


STATUSES = st.builds(
    ChangeStatus, finding=IDS, status=st.sampled_from(FindingStatus), sources=st.lists(IDS).map(tuple), on=DAYS, note=st.text()
)
EDITS = st.one_of(_sources(), _findings(), _statements(), STATUSES, st.builds(Retract, record=IDS, reason=st.text(), on=DAYS))


@settings(max_examples=150, deadline=None)
@given(edits=st.lists(EDITS, max_size=4))
def test_edits_are_read_back_as_they_were(edits: list[Edit]) -> None:
    assert from_json(to_json(edits)) == tuple(edits)


def test_no_edit_is_an_empty_list() -> None:
    assert (to_json(()), from_json("[]")) == ("[]", ())


def test_every_kind_of_edit_has_a_name() -> None:
    written = json.loads(to_json((*ADDED, RETRACT, ChangeStatus(finding="f", status=FindingStatus.ENDED, sources=(), on=TODAY))))
    assert [key for entry in written for key in entry] == [
        "add_source",
        "add_finding",
        "add_statement",
        "retract",
        "change_status",
    ]
    assert sorted(NAMES.values()) == sorted(key for entry in written for key in entry)


def test_a_record_is_written_in_the_names_and_shapes_of_the_files() -> None:
    [entry] = json.loads(to_json((ADDED[0],)))
    assert entry["add_source"] == {
        "source": {
            "id": "herald",
            "publisher": "The Herald",
            "title": "No more cameras",
            "published": "2026-06-20",
            "url": "https://herald.example/cameras",
            "kind": "news",
            "read": "full",
        },
        "on": "2026-07-15",
    }


CHANGE = '{"finding": "f-alder", "status": "ended", "sources": [], "on": "2026-07-15"}'
RETRACTION = '{"record": "f-alder", "reason": "Wrong.", "on": "2026-07-15"'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "invalid json"),
        ("{}", "is not a list"),
        ('["retract"]', "retract"),
        ("[{}]", "name exactly one edit"),
        (f'[{{"retract": {RETRACTION}}}, "change_status": {CHANGE}}}]', "name exactly one edit"),
        ('[{"remove": {"record": "f-alder"}}]', "there is no such field here"),
        (f'[{{"retract": {RETRACTION}, "force": true}}}}]', "0.retract.force"),
        ('[{"retract": {"record": "f-alder", "reason": "Wrong."}}]', "0.retract.on: the field is missing"),
        ('[{"retract": {"record": "f-alder", "reason": "Wrong.", "on": 20260715}}]', "0.retract.on"),
        ('[{"retract": {"record": 7, "reason": "Wrong.", "on": "2026-07-15"}}]', "0.retract.record"),
        ('[{"change_status": {"finding": "f", "status": "gone", "sources": [], "on": "2026-07-15"}}]', "0.change_status.status"),
        ('[{"add_source": {"source": {"id": "X"}, "on": "2026-07-15"}}]', "0.add_source.source.url: the field is missing"),
    ],
)
def test_whatever_was_not_written_so_is_refused_by_its_field(text: str, told: str) -> None:
    with pytest.raises(PackError, match=told):
        from_json(text)
