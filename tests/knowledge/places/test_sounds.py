"""Names written as speakers of Spanish, Portuguese and Haitian Creole hear them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.places import PlaceFinder
from knowledge.places.gazetteer import Gazetteer
from knowledge.places.lexicon import Lexicon
from knowledge.places.likeness import unlike
from knowledge.places.sounds import FURTHEST, Rule, Sounds

SAID = st.text("abdefghiklmnoprstuvwx", max_size=10)
FAR = 100.0


@pytest.mark.parametrize(
    ("sentence", "town"),
    [
        ("la policia de jartfor", "Hartford"),
        ("que pasa con la policia de uaterbury", "Waterbury"),
        ("polis niu briten bay ICE plak?", "New Britain"),
        ("y en guindsor?", "Windsor"),
        ("danberi y la migra", "Danbury"),
        ("los policias de norguok", "Norwalk"),
        ("y la de guilton?", "Wilton"),
        ("me paró un policía en sautinton", "Southington"),
        ("vivo en quilinli", "Killingly"),
        ("soy de uest jaiven", "West Haven"),
        ("policia de niu quenan", "New Canaan"),
        ("y plenvil?", "Plainville"),
        ("vivo en plenfil", "Plainfield"),
        ("soy de jarfor y manejo", "Hartford"),
        ("me pararon en jarfol", "Hartford"),
        ("la policia de estanfor", "Stamford"),
        ("en este jarfor comparten", "East Hartford"),
        ("los de oeste jarfor", "West Hartford"),
        ("hay camaras por east jarfor", "East Hartford"),
        ("les dije ues jarfor", "West Hartford"),
        ("paso por guespor", "Westport"),
        ("alla en brich por", "Bridgeport"),
        ("comparte jamden con la migra?", "Hamden"),
        ("moro em rartford", "Hartford"),
        ("moro em iste hartford", "East Hartford"),
        ("a polícia de estratifordi", "Stratford"),
        ("eske lapolis bridjpò pataje", "Bridgeport"),
        ("polis atfò gen kamera?", "Hartford"),
        ("mwen rete midltawonn", "Middletown"),
        ("mwen rete nowòk", "Norwalk"),
        ("mwen rete nyou london", "New London"),
    ],
)
def test_a_name_written_as_it_is_heard_is_found(finder: PlaceFinder, sentence: str, town: str) -> None:
    assert finder.find(sentence).towns == (town,)


@pytest.mark.parametrize(
    ("sentence", "choices"),
    [
        ("vivo en estrafor", {"Stafford", "Stratford"}),
        ("is jarfor policia comparte", {"East Hartford", "Hartford"}),
        ("mwen rete wèspò", {"Westport", "Weston"}),
    ],
)
def test_what_sounds_like_two_names_asks_which(finder: PlaceFinder, sentence: str, choices: set[str]) -> None:
    seen = finder.find(sentence)
    assert seen.towns == ()
    assert seen.clarify is not None
    assert set(seen.clarify.choices) == choices


def test_a_sound_without_a_cue_must_be_the_names_own(finder: PlaceFinder) -> None:
    assert finder.find("they told me uaterberi yesterday").towns == ("Waterbury",)
    assert finder.find("they told me guarerberi yesterday").towns == ()
    assert finder.find("vivo en guarerberi").towns == ("Waterbury",)


def test_a_word_that_means_something_else_is_not_listened_to(connecticut: Contents) -> None:
    typed = "la policia de jarfor comparte"
    assert PlaceFinder.of(connecticut).find(typed).towns == ("Hartford",)
    assert PlaceFinder.of(connecticut, {"jarfor"}).find(typed).towns == ()


def test_every_name_sounds_most_like_itself(gazetteer: Gazetteer) -> None:
    told = {key: gazetteer.sounds.like(gazetteer.misspelt[key].words)[0][0] for key in gazetteer.sounds.full[False]}
    assert {key for key, price in told.items() if price > 0} == set()


def test_no_name_is_offered_beyond_the_furthest_and_the_nearest_comes_first(gazetteer: Gazetteer) -> None:
    for typed in ("jarfor", "uaterbury", "brenfor", "estamfor"):
        prices = [price for price, _ in gazetteer.sounds.like([typed])]
        assert prices == sorted(prices)
        assert all(price <= FURTHEST for price in prices)


def test_a_word_too_short_to_have_a_sound_is_like_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.sounds.like(["a"]) == []
    assert gazetteer.sounds.like([""]) == []


def test_the_marks_of_a_rule_stand_for_ends_vowels_and_consonants() -> None:
    rules = [Rule("en", "^xV", "k"), Rule("en", "oC", "u"), Rule("en", "d$", ""), Rule("ht", "q", "k"), Rule("dropped", "r$", "")]
    said = Sounds.of({}, rules).says["en"]
    assert [said("xad"), said("xtor"), said("oad")] == ["ka", "xtur", "oa"]


def test_every_rule_is_of_a_known_language_and_makes_only_known_sounds(lexicon: Lexicon) -> None:
    assert {rule.language for rule in lexicon.sound_alikes} == {"*", "en", "es", "pt", "ht", "dropped"}
    assert {letter for rule in lexicon.sound_alikes for letter in rule.sound} <= set("abdefghiklmnoprstuvwx")


def test_a_rule_stands_once_for_a_language(lexicon: Lexicon) -> None:
    rules = [(rule.language, rule.letters) for rule in lexicon.sound_alikes]
    assert len(rules) == len(set(rules))


@given(SAID, SAID)
def test_two_words_are_as_unlike_in_either_order(one: str, other: str) -> None:
    assert unlike(one, other, FAR) == pytest.approx(unlike(other, one, FAR))


@given(SAID)
def test_a_word_is_like_itself(said: str) -> None:
    assert unlike(said, said, FAR) == 0


@given(SAID, SAID, st.floats(0.5, 3))
def test_a_limit_changes_no_price_below_it(one: str, other: str, most: float) -> None:
    full = unlike(one, other, FAR)
    assert unlike(one, other, most) == pytest.approx(full) if full <= most else unlike(one, other, most) > most
