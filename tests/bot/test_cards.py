"""What the cards say and offer."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bot import custom_ids
from bot.cards import Card, to_payload
from bot.cards.colours import BY_RECORD
from bot.custom_ids import Part, Verb
from bot.languages import Speech
from bot.markdown import bold, escape
from knowledge.answers import compose
from knowledge.places import Clarify, ClarifyReason
from knowledge.questions import Intent, Language, Question, SubjectKind
from knowledge.records import Stance
from knowledge.standing import TownRecord
from knowledge.wording import wording
from tests.bot import desks
from tests.discord_server import components as kinds

TOWN = Intent.TOWN_STATUS


def shown(intent: Intent, *towns: str, showable: bool = False, **rest: Any) -> Card:
    return desks.desk().follow(desks.target(intent, *towns, **rest), showable=showable)


def answer(intent: Intent, *towns: str, language: str = "en"):
    return compose(Question("", Language(language), intent, towns), desks.release().base, desks.DAY)


def lines(card: Card) -> list[str]:
    return desks.text(card).splitlines()


def asked_back(reason: ClarifyReason, *choices: str, intent: Intent = TOWN) -> Card:
    return desks.desk().card(Question("", Language.EN, intent, clarify=Clarify(reason, choices)))


def pages_of(card: Card) -> int:
    found = re.search(r"-# Page \d+ of (\d+)", desks.text(card))
    return int(found[1]) if found else 1


# The town's card


def test_a_towns_card_begins_with_its_name_and_its_record_in_words() -> None:
    assert lines(shown(TOWN, "Fairfield"))[:2] == ["## Fairfield", f"**{answer(TOWN, 'Fairfield').headline}**"]


def test_a_towns_card_holds_the_bottom_line_alone() -> None:
    card = shown(TOWN, "Fairfield")
    bottom = answer(TOWN, "Fairfield").sections[0].blocks
    body = [part for part in desks.parts(card) if part["type"] == kinds.TEXT][1:-1]
    assert len(body) == len(bottom) <= 2


def test_the_bottom_line_carries_its_citations_as_links() -> None:
    cited = answer(TOWN, "Fairfield").sections[0].blocks[0].citations
    assert all(f"[{citation.n}]({citation.source.url})" in desks.text(shown(TOWN, "Fairfield")) for citation in cited)


def test_a_towns_card_says_in_small_print_how_old_the_record_is_and_that_it_is_no_advice() -> None:
    last = lines(shown(TOWN, "Fairfield"))[-1]
    assert last.startswith("-# The record was last researched on ")
    assert last.endswith("Information, not legal advice.")


def test_a_towns_card_offers_every_part_of_the_answer() -> None:
    labels = desks.labels(shown(TOWN, "Fairfield"))
    parts = ["What was reported", "The law", "What officials said", "Sources", "My legislators", "What can I do"]
    assert labels[: len(parts)] == parts


def test_a_towns_card_offers_help_and_only_where_it_makes_sense_to_show_everyone() -> None:
    assert "Help now" in desks.labels(shown(TOWN, "Fairfield"))
    assert "Show everyone" not in desks.labels(shown(TOWN, "Fairfield"))
    assert "Show everyone" in desks.labels(shown(TOWN, "Fairfield", showable=True))


def test_a_towns_card_lists_a_dozen_towns_nearby_by_name_and_not_itself() -> None:
    (menu,) = [part for part in desks.parts(shown(TOWN, "Fairfield")) if part["type"] == kinds.STRING_SELECT]
    names = [option["label"] for option in menu["options"]]
    assert len(names) == 12
    assert names == sorted(names)
    assert "Fairfield" not in names
    assert {"Westport", "Bridgeport", "Trumbull"} <= set(names)
    assert "Union" not in names


def test_a_town_with_nothing_on_record_has_a_card_as_calm_as_its_words() -> None:
    card = shown(TOWN, "Union")
    assert "Nothing on record" in desks.text(card)
    assert to_payload(card)["components"][0]["accent_color"] == BY_RECORD[TownRecord.NOTHING_ON_RECORD]


def test_every_record_has_its_colour() -> None:
    assert set(BY_RECORD) == set(TownRecord)


@pytest.mark.parametrize("language", list(Language))
def test_the_cards_buttons_speak_the_answers_language(language: Language) -> None:
    words = wording(language)
    wanted = {words.say(f"card.{key}") for key in ("reported", "law", "legislators", "actions", "sources", "help_now")}
    assert wanted <= set(desks.labels(shown(TOWN, "Norwalk", language=language)))


# Parts, pages and ways back


def test_what_was_reported_comes_with_where_it_stands_and_who_polices_the_town() -> None:
    said = "".join(desks.text(shown(TOWN, "Fairfield", part=Part.REPORTED, page=page)) for page in range(1, 6))
    for section in answer(TOWN, "Fairfield").sections[1:]:
        assert (f"### {section.title}" in said) == (section.key in ("reported", "standing", "policing"))


def test_pages_together_say_everything_once() -> None:
    whole = [block for s in answer(TOWN, "Manchester").sections if s.key == "reported" for block in s.blocks]
    count = pages_of(shown(TOWN, "Manchester", part=Part.REPORTED))
    pages = [desks.text(shown(TOWN, "Manchester", part=Part.REPORTED, page=page)) for page in range(1, count + 1)]
    for block in whole:
        assert sum(escape(block.text[1:60]) in page for page in pages) == 1


def test_the_first_page_goes_on_and_the_last_goes_back() -> None:
    first = shown(TOWN, "Manchester", part=Part.REPORTED)
    count = pages_of(first)
    last = shown(TOWN, "Manchester", part=Part.REPORTED, page=count)
    assert desks.labels(first)[:2] == ["Next page", "To the answer"]
    assert desks.labels(last)[:2] == ["Previous page", "To the answer"]


def test_a_page_that_is_no_longer_there_shows_the_last_one() -> None:
    said = desks.text(shown(TOWN, "Manchester", part=Part.REPORTED, page=99))
    page, pages = re.search(r"-# Page (\d+) of (\d+)", said).groups()
    assert page == pages


def test_a_part_leads_back_to_its_answer_and_an_answer_to_its_town() -> None:
    def above(card: Card) -> custom_ids.Target:
        (press,) = [press for c in desks.custom_ids(card) if (press := custom_ids.read(c)) and press.verb is Verb.BACK]
        return desks.desk().wanted(press)

    assert above(shown(Intent.LAW, "Union", part=Part.SOURCES)) == desks.target(Intent.LAW, "Union")
    assert above(shown(Intent.LAW, "Union")) == desks.target(TOWN, "Union")


def test_the_sources_are_numbered_as_in_the_answer_and_dated() -> None:
    said = desks.text(shown(TOWN, "Fairfield", part=Part.SOURCES))
    citation = answer(TOWN, "Fairfield").sources[0]
    assert f"**{citation.n}.** [{citation.source.title}]({citation.source.url})" in said
    assert f"-# {citation.source.publisher} · {wording('en').date(citation.source.published)}" in said


def test_the_footnote_is_said_once_on_the_last_page() -> None:
    first = shown(Intent.LAW, "Union")
    count = pages_of(first)
    said = [desks.text(shown(Intent.LAW, "Union", page=page)).count("not legal advice") for page in range(1, count + 1)]
    assert said == [0] * (count - 1) + [1]


# Legislators, help, several towns, asking back


def test_each_legislator_has_seat_share_and_every_way_to_be_reached() -> None:
    count = pages_of(shown(Intent.LEGISLATORS, "Fairfield"))
    said = "\n".join(desks.text(shown(Intent.LEGISLATORS, "Fairfield", page=page)) for page in range(1, count + 1))
    people = [person for person in answer(Intent.LEGISLATORS, "Fairfield").legislators if person.town]
    assert len(people) > 1
    for person in people:
        assert f"**{person.name}**\n-# {person.title}, district {person.district}" in said
        for way in (person.phone, person.email):
            assert way is None or way in said
        for url in (person.url, person.form_url):
            assert url is None or f"]({url.replace('(', '%28').replace(')', '%29')})" in said


def test_a_legislator_of_the_whole_town_is_said_to_be_that() -> None:
    assert "all of Union" in desks.text(shown(Intent.LEGISLATORS, "Union"))


def test_urgent_help_begins_with_a_help_line_and_its_number() -> None:
    first = answer(Intent.URGENT_HELP).sections[0].blocks[0]
    body = lines(shown(Intent.URGENT_HELP))
    assert body[1] == bold(first.label)
    assert re.match(r"\(?\d", body[2])


def test_help_is_never_offered_on_the_card_that_is_the_help() -> None:
    assert "Help now" not in desks.labels(shown(Intent.URGENT_HELP))


def test_several_towns_have_one_card_and_a_button_each() -> None:
    labels = desks.labels(shown(TOWN, "Fairfield", "Westport", "Norwalk"))
    assert {"Fairfield", "Westport", "Norwalk"} <= set(labels)


def test_more_towns_than_a_button_can_carry_are_answered_as_far_as_it_can() -> None:
    names = tuple(desks.release().base.towns)[:12]
    card = desks.desk().card(Question("", Language.EN, TOWN, names))
    assert names[7] in desks.labels(card)
    assert names[8] not in desks.labels(card)


def test_the_statewide_list_opens_each_towns_card() -> None:
    (menu,) = [part for part in desks.parts(shown(Intent.WHO_SHARES)) if part["type"] == kinds.STRING_SELECT]
    assert [option["label"] for option in menu["options"]] == sorted(answer(Intent.WHO_SHARES).records)


def test_asking_back_offers_each_choice_and_keeps_what_was_asked() -> None:
    card = asked_back(ClarifyReason.AMBIGUOUS, "Groton", "Stonington", intent=Intent.LEGISLATORS)
    assert desks.labels(card) == ["Groton", "Stonington"]
    presses = [custom_ids.read(custom_id) for custom_id in desks.custom_ids(card)]
    assert [press.target for press in presses] == [desks.target(Intent.LEGISLATORS, town) for town in ("Groton", "Stonington")]


def test_asking_for_a_town_says_how_to_name_it() -> None:
    assert "/town" in desks.text(asked_back(ClarifyReason.NO_TOWN))


def test_an_urgent_question_is_not_asked_back() -> None:
    card = asked_back(ClarifyReason.UNSURE, "Groton", intent=Intent.URGENT_HELP)
    assert "Which town" not in desks.text(card)


def test_a_greeting_offers_somewhere_to_begin() -> None:
    assert {"Which towns", "The law", "Help now"} <= set(desks.labels(shown(Intent.GREETING)))


# Buttons carry what the question held


def test_an_agency_that_was_asked_about_stays_through_the_buttons() -> None:
    base = desks.release().base
    agency = next(a for a in base.agencies.values() if "Southern Connecticut State" in a.name)
    question = Question("", Language.EN, TOWN, ("New Haven",), agencies=(agency.id,))
    card = desks.desk().card(question)
    own = custom_ids.about(desks.custom_ids(card))
    assert desks.text(desks.desk().follow(own)).splitlines()[0] == desks.text(card).splitlines()[0]
    assert agency.name in desks.text(card).splitlines()[0]


def test_a_term_that_was_asked_about_stays_through_the_buttons() -> None:
    card = desks.desk().card(desks.desk().about_subject(Intent.EXPLAIN, SubjectKind.TERM, "alpr", Speech()))
    own = custom_ids.about(desks.custom_ids(card))
    assert "license-plate reader" in desks.text(desks.desk().follow(own))


def test_a_card_does_not_say_its_title_twice() -> None:
    said = desks.text(desks.desk().card(desks.desk().about_subject(Intent.EXPLAIN, SubjectKind.TERM, "alpr", Speech())))
    assert said.count("Automated license-plate reader") == 1


def test_no_two_records_share_a_token() -> None:
    release = desks.release()
    base = release.base
    names = {name for s in base.statements.values() for name in s.speakers}
    organisations = {s.organisation for s in base.statements.values() if s.organisation}
    members = {m.openstates_id for m in base.contents.legislators}
    counted = [base.terms, base.laws, base.findings, base.manifest.committees, members, Stance, TownRecord]
    assert len(release.subjects) == sum(map(len, counted)) + len(names) + len(organisations)
    assert len(release.agencies) == len(base.agencies)
    assert not release.subjects.keys() & release.agencies.keys()


def test_a_town_that_the_state_police_cover_has_a_button_to_what_is_on_record_about_them() -> None:
    desk = desks.desk()
    card = desk.follow(desks.target(Intent.TOWN_STATUS, "Union"))
    assert "Connecticut State Police" in desks.labels(card)
    told = [press for custom_id in desks.custom_ids(card) if (press := custom_ids.read(custom_id)) and press.target.subjects]
    [carried] = [press for press in told if press.target.intent is Intent.TOWN_STATUS]
    assert desk.wanted(carried) == carried.target
    opened = desk.follow(carried.target)
    assert "Connecticut State Police" in desks.text(opened)
    assert "Connecticut State Police" not in desks.labels(opened)
    assert "Union" in desks.labels(opened), "from there one can go back to the town"
    assert "Connecticut State Police" not in desks.labels(desk.follow(desks.target(Intent.TOWN_STATUS, "Norwalk")))


def test_a_question_in_words_about_a_town_that_the_state_police_cover_offers_them_and_not_the_town_itself() -> None:
    desk = desks.desk()
    card = desk.card(desk.understand("does Union share with ICE?", Speech()))
    assert "Connecticut State Police" in desks.labels(card)
    assert "Union" not in desks.labels(card)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("town", ["Fairfield", "Union", "New Haven"])
def test_a_towns_card_has_at_most_ten_buttons_with_labels_that_a_phone_shows_two_by_two(town: str, language: Language) -> None:
    labels = desks.labels(shown(TOWN, town, language=language))
    assert len(labels) <= 10
    lines = [labels[at : at + 2] for at in range(0, 6, 2)]
    assert all(sum(map(len, line)) <= 29 for line in lines), lines


def test_help_stands_above_the_list_of_towns() -> None:
    rows = to_payload(desks.desk().follow(desks.target(Intent.TOWN_STATUS, "Norwalk")))["components"][0]["components"]
    kinds_of_rows = [row["components"][0]["type"] for row in rows if row["type"] == 1]
    assert kinds_of_rows[-1] == 3
