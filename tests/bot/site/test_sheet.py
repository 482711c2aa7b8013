"""An answer laid out for a page."""

from __future__ import annotations

from dataclasses import replace

from bot.site.sheet import lay_out
from knowledge.answer import Citation, Link, Section, SectionKey
from tests.bot.hand_built import claim, source, status


def test_the_opening_is_the_bottom_line() -> None:
    sheet = lay_out(status(), ())
    assert [passage.text for passage in sheet.opening] == ["In March 2019, The Paper reported that police shared."]


def test_every_citation_leads_to_its_footnote_and_every_footnote_back() -> None:
    sheet = lay_out(status(), ())
    passages = [*sheet.opening, *(passage for part in sheet.parts for passage in part.passages)]
    marks = [mark for passage in passages for mark in passage.marks]
    assert marks
    assert {(mark.n, mark.id) for mark in marks} == {(note.n, use) for note in sheet.footnotes for use in note.uses}


def test_a_source_cited_twice_has_two_ways_back() -> None:
    first = Citation(1, source(1))
    twice = (claim("One.", first), claim("Two.", first))
    answer = replace(status(), sections=(Section(SectionKey.REPORTED, "Reported", twice),))
    assert [note.uses for note in lay_out(answer, ()).footnotes] == [("cite-1-1", "cite-1-2")]


def test_two_parts_of_one_kind_have_anchors_of_their_own() -> None:
    part = Section(SectionKey.DETAILS, "More", (claim("One.", Citation(1, source(1))),))
    sheet = lay_out(replace(status(), sections=(part, part)), ())
    assert [part.id for part in sheet.parts] == ["details", "details-2"]


def test_a_label_that_names_a_town_leads_to_its_page() -> None:
    part = Section(SectionKey.REPORTED, "Towns", (claim("Reported.", Citation(1, source(1)), label="Norwalk"),))
    sheet = lay_out(replace(status(), sections=(part,)), (), {"Norwalk": "../norwalk/"})
    assert sheet.parts[0].passages[0].href == "../norwalk/"


def test_a_label_that_repeats_the_title_is_left_out() -> None:
    part = Section(SectionKey.REPORTED, "", (claim("Reported.", Citation(1, source(1)), label=status().title),))
    assert lay_out(replace(status(), sections=(part,)), ()).parts[0].passages[0].label == ""


def test_a_page_lists_the_links_that_its_text_does_not_hold() -> None:
    held, apart = Link("Held", "https://held.example/"), Link("Apart", "https://apart.example/")
    said = Section(SectionKey.DETAILS, "", (claim(f"See {held.url}", Citation(1, source(1))),))
    sheet = lay_out(replace(status(), sections=(said,), links=(held, apart)), {held.url, apart.url})
    assert sheet.links == (apart,)
    assert ">Held</a>" in sheet.parts[0].passages[0].text
