"""Names that stand where something else may be meant: the finder asks or leaves them out."""

from __future__ import annotations

import pytest

from knowledge.places import ClarifyReason, PlaceFinder


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Senator Windsor said no", "Windsor"),
        ("judge winchester ruled", "Winchester"),
        ("are there cameras by Bridgeport Hospital", "Bridgeport"),
        ("Wilton High", "Wilton"),
        ("is there ICE at the Trumbull Mall", "Trumbull"),
        ("hi im sharon", "Sharon"),
        ("my cousin in colombia", "Columbia"),
    ],
)
def test_a_person_a_building_or_a_country_of_the_name_asks_about_the_town(finder: PlaceFinder, text: str, town: str) -> None:
    seen = finder.find(text)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert (seen.clarify.reason, seen.clarify.choices) == (ClarifyReason.UNSURE, (town,))


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("not New Haven, North Haven", ["North Haven"]),
        ("I said east hartford not hartford", ["East Hartford"]),
        ("no es Windsor, es Windsor Locks", ["Windsor Locks"]),
        ("não é Milford, é New Milford", ["New Milford"]),
        ("pa Hartford, West Hartford", ["West Hartford"]),
        ("I'm not in Norwalk, I'm in Stamford", ["Stamford"]),
        ("why not Norwalk", ["Norwalk"]),
        ("Danbury shares but not Bethel?", ["Danbury", "Bethel"]),
        ("is bridgeport better than new haven", ["Bridgeport", "New Haven"]),
    ],
)
def test_a_town_that_is_denied_gives_way_to_the_one_meant(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


@pytest.mark.parametrize(
    "text",
    [
        "bristol r.i.",
        "Windsor, Ont.",
        "columbia sc",
        "orange nj police",
        "is salem ma a sanctuary city",
        "salem massachussets",
        "farmington hills michigan",
        "mi tio vive en danbury carolina del norte",
    ],
)
def test_another_state_in_any_shape_is_elsewhere(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert seen.clarify.reason is ClarifyReason.ELSEWHERE


def test_a_code_that_may_be_a_word_of_another_language_is_no_state(finder: PlaceFinder) -> None:
    assert finder.find("lapolis Norwalk pa janm di anyen").towns == ("Norwalk",)


def test_a_town_followed_by_a_state_that_is_a_town_too_asks(finder: PlaceFinder) -> None:
    assert finder.find("shelton washington").towns == ()
    assert finder.find("shelton and washington").towns == ("Shelton", "Washington")


@pytest.mark.parametrize("text", ["the Union voted", "they joined the Union last year", "we talked in orange vests"])
def test_an_article_or_a_thing_behind_it_makes_it_a_word(finder: PlaceFinder, text: str) -> None:
    assert finder.find(text).towns == ()


@pytest.mark.parametrize(
    ("text", "town"),
    [("Windsor police chief", "Windsor"), ("mayor of Windsor", "Windsor"), ("police chief windsor ct", "Windsor")],
)
def test_a_title_with_the_police_or_the_state_beside_the_name_leaves_the_town(finder: PlaceFinder, text: str, town: str) -> None:
    assert finder.find(text).towns == (town,)


def test_the_place_of_a_troop_is_no_town_of_its_own(finder: PlaceFinder) -> None:
    seen = finder.find("troop h hartford")
    assert seen.towns == ("Hartford",)
    assert len(seen.agencies) == 1


@pytest.mark.parametrize("place", ["Orange", "Kent", "Clinton", "Canton", "Union"])
@pytest.mark.parametrize(
    "sentence",
    [
        "la policia de {} habla con ice",
        "en {} leen las placas?",
        "{} ya no comparte",
        "{} le pasa las placas a la migra",
        "comparte {} con ice?",
        "soy de {}",
        "el departamento de policia de {} da datos",
        "paso por {} todos los dias",
        "voy a {} a trabajar",
        "que hay de {}",
    ],
)
def test_spanish_words_around_a_name_that_is_a_word_show_the_town(finder: PlaceFinder, sentence: str, place: str) -> None:
    assert finder.find(sentence.format(place)).towns == (place,)
    assert finder.find(sentence.format(place.lower())).towns == (place,)


@pytest.mark.parametrize(
    "sentence", ["me pararon en Fairfield anoche", "en fairfield leen las placas", "la policia de Branford calle arriba"]
)
def test_a_word_behind_a_town_that_sounds_like_the_rest_of_a_village_leaves_the_town(finder: PlaceFinder, sentence: str) -> None:
    assert len(finder.find(sentence).towns) == 1


@pytest.mark.parametrize(
    "text",
    [
        "voy a morir de miedo",
        "voy a ganar",
        "mi prima Sharon tiene miedo",
        "la union ya no comparte",
        "por favor",
        "Sharon no tiene papeles",
        "esta Madison en la escuela?",
        "clinton vendio su carro",
    ],
)
def test_what_only_stands_where_a_place_might_is_no_town(finder: PlaceFinder, text: str) -> None:
    assert finder.find(text).towns == ()


def test_a_town_one_does_not_live_in_gives_way_to_the_one_where_one_does(finder: PlaceFinder) -> None:
    assert finder.find("no vivo en Hartford, vivo en Windsor").towns == ("Windsor",)
