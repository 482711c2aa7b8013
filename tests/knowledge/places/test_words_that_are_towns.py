"""Union, Orange, Sharon: words and people that share a town's name."""

from __future__ import annotations

import pytest

from knowledge.places import PlaceFinder
from knowledge.places.lexicon import Lexicon


@pytest.mark.parametrize(
    "text",
    [
        "the police union is against it",
        "is there a union for officers",
        "does the union share with ice",
        "my union steward is worried",
        "Sharon told me about it",
        "orange cones all over my street",
        "i like orange juice",
        "there is no prospect of change",
        "prospect of being stopped?",
        "the columbia university protest",
        "a sterling record",
        "my new town is nice",
        "we have a new town hall",
        "hand it over an over",
        "ALL CAPS ORANGE STUFF AND MORE OF IT",
        "Is The Union Going To Vote On This Now",
        "the packer was late",
        "wall street journal",
        "a letter of intent",
    ],
)
def test_a_word_without_a_cue_is_no_town(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert (seen.towns, seen.clarify) == ((), None)


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("union", ["Union"]),
        ("Orange?", ["Orange"]),
        ("what about sharon", ["Sharon"]),
        ("union y orange", ["Union", "Orange"]),
        ("I live in union", ["Union"]),
        ("town of Orange", ["Orange"]),
        ("Orange PD", ["Orange"]),
        ("is orange police sharing plates", ["Orange"]),
        ("does union share with ice", ["Union"]),
        ("is there a union in orange", ["Orange"]),
        ("sherman ct anything", ["Sherman"]),
        ("prospect, CT", ["Prospect"]),
        ("my cousin drove through Prospect yesterday", ["Prospect"]),
        ("vivo en orange", ["Orange"]),
        ("¿La policía de Union comparte?", ["Union"]),
        ("moro em washington", ["Washington"]),
        ("mwen rete union", ["Union"]),
        ("lapolis Orange bay ICE enfo", ["Orange"]),
        ("DOES ORANGE SHARE", ["Orange"]),
    ],
)
def test_a_cue_a_capital_or_nothing_else_to_mean_makes_it_the_town(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


@pytest.mark.parametrize(
    "text",
    [
        "Rep. Warren voted no",
        "Senator Clinton said so",
        "Mr. Kent called the police",
        "Mayor Thompson denies it",
        "elizabeth warren on ice",
        "I asked Sharon Miller",
        "Heather Somers",
        "what did senator heather somers say",
        "Attorney General Franklin",
        "my son Chester was arrested",
    ],
)
def test_people_are_not_towns(finder: PlaceFinder, text: str) -> None:
    assert finder.find(text).towns == ()


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Hartford Courant", []),
        ("the hartford courant said", []),
        ("what did the norwalk hour say", []),
        ("a New Haven Independent story", []),
        ("Greenwich Time article on Stamford", ["Stamford"]),
        ("what does the stamford advocate say about monroe police", ["Monroe"]),
        ("I read the Torrington Register on it", []),
        ("norwalk news", ["Norwalk"]),
    ],
)
def test_newspapers_are_not_towns(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


@pytest.mark.parametrize(
    "text",
    ["Fairfield County", "litchfield county", "condado de Fairfield", "who shares in new haven county", "konte Hartford"],
)
def test_counties_are_not_towns(finder: PlaceFinder, text: str) -> None:
    seen = finder.find(text)
    assert (seen.towns, seen.clarify) == ((), None)


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("University of Hartford", []),
        ("universidad de Bridgeport", []),
        ("Norwalk Hospital", []),
        ("oxford university", []),
        ("cameras on Washington Ave in Bridgeport", ["Bridgeport"]),
        ("calle Washington", []),
        ("on Hartford Turnpike", []),
        ("a camera on Danbury Road here", []),
    ],
)
def test_schools_hospitals_and_streets_are_not_towns(finder: PlaceFinder, text: str, towns: list[str]) -> None:
    assert list(finder.find(text).towns) == towns


def test_no_ordinary_word_is_read_as_a_misspelt_town(finder: PlaceFinder, lexicon: Lexicon) -> None:
    read = {}
    for word in sorted(lexicon.ordinary | lexicon.function | lexicon.people):
        for text in (f"they told me {word} yesterday", f"{word} police ice"):
            for match in finder.find(text).matches:
                if match.score < 100:
                    read[word] = match.name
    assert read == {}


@pytest.mark.parametrize(
    "word",
    [
        "share",
        "there",
        "have",
        "police",
        "cameras",
        "plates",
        "state",
        "student",
        "bridge",
        "migra",
        "lapolis",
        "worker",
        "meeting",
    ],
)
def test_the_words_of_the_question_itself_are_no_towns(finder: PlaceFinder, word: str) -> None:
    assert finder.find(f"do they {word} something with you").towns == ()
