"""The bot's own sentences: complete in every language, with the same slots, and dates, lists and numbers as people write them."""

from __future__ import annotations

import ast
import datetime as dt
import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import knowledge.wording
from knowledge.dates import PartialDate
from knowledge.records import FindingKind, FindingStatus, Read, Stance
from knowledge.standing import TownRecord
from knowledge.wording import LANGUAGES, REFERENCE, Wording, wording

FOLDER = Path(knowledge.wording.__file__).parent
ANSWERS = FOLDER.parent / "answers"
OTHERS = [language for language in LANGUAGES if language != REFERENCE]
ROOMS = sorted(path.name for path in (FOLDER / REFERENCE).glob("*.po"))
OWN_DATES = {
    "ht": {"date.first", "date.day", "date.month", *(f"date.month.{month}" for month in range(1, 13))},  # what CLDR lacks
    "pt": {"date.first"},
}
SPEAKING = {"say", "line", "count"}
NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+(?<!\.csv)")


def catalogue(language: str, room: str) -> dict[str, Message]:
    """The entries of one room in one language, by id; a room that the language lacks has none."""
    path = FOLDER / language / room
    entries: Iterable[Message] = read_po(BytesIO(path.read_bytes()), locale=None) if path.exists() else ()
    return {(entry.id if isinstance(entry.id, str) else entry.id[0]): entry for entry in entries if entry.id}


def forms(message: Message) -> tuple[str, ...]:
    """The sentence, or its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def slots(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def all_slots(message: Message) -> set[str]:
    return set().union(*(slots(form) for form in forms(message)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_a_catalogue_for_every_room_and_no_other(language: str) -> None:
    assert sorted(path.name for path in (FOLDER / language).glob("*.po")) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_language_holds_every_sentence_of_a_room_and_no_other(language: str, room: str) -> None:
    own = OWN_DATES.get(language, set()) if room == "answers.po" else set()
    assert set(catalogue(language, room)) == set(catalogue(REFERENCE, room)) | own


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_fuzzy(language: str, room: str) -> None:
    entries = catalogue(language, room)
    assert [key for key, entry in entries.items() if entry.fuzzy or not all(form.strip() for form in forms(entry))] == []


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_room_says_each_sentence_once(language: str, room: str) -> None:
    ids = re.findall(r'^msgid "(.+)"$', (FOLDER / language / room).read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rooms_hold_the_same_sentence(language: str) -> None:
    ids = [key for room in ROOMS for key in catalogue(language, room)]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_slots_of_the_english(language: str, room: str) -> None:
    theirs = catalogue(language, room)
    english = {key: entry for key, entry in catalogue(REFERENCE, room).items() if key in theirs}
    assert {key: all_slots(theirs[key]) for key in english} == {key: all_slots(entry) for key, entry in english.items()}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_for_many_fills_every_slot(language: str, room: str) -> None:
    assert [key for key, entry in catalogue(language, room).items() if slots(forms(entry)[-1]) != all_slots(entry)] == []


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_two_forms_where_the_english_has_two(language: str, room: str) -> None:
    theirs = catalogue(language, room)
    english = {key: entry for key, entry in catalogue(REFERENCE, room).items() if key in theirs}
    assert {key: len(forms(theirs[key])) for key in english} == {key: len(forms(entry)) for key, entry in english.items()}


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_has_a_name_and_no_format(language: str, room: str) -> None:
    parts = [part for entry in catalogue(language, room).values() for form in forms(entry) for part in Formatter().parse(form)]
    found = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    assert [part for part in found if not part[0].isidentifier() or any(part[1:])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_records_request_stays_in_english_for_the_office(language: str) -> None:
    assert catalogue(language, "answers.po")["action.letter"].string == catalogue(REFERENCE, "answers.po")["action.letter"].string


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_at_the_letter_names_the_button_as_it_is_labelled(language: str) -> None:
    words = wording(language)
    assert f"“{words.say('card.actions')}”" in words.say("action.records.short", agency="a police department")


SENTENCES = wording(REFERENCE).keys()


def named_sentences(source: Path) -> set[str]:
    """The ids that a module asks for in full, as the first argument of say, line or count or as an id held in a variable."""
    subjects = {key.split(".")[0] for key in SENTENCES}
    found = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value):
            if node.value.split(".")[0] in subjects:
                found.add(node.value)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SPEAKING and node.args:
            branches = [node.args[0].body, node.args[0].orelse] if isinstance(node.args[0], ast.IfExp) else [node.args[0]]
            found |= {branch.value for branch in branches if isinstance(branch, ast.Constant) and isinstance(branch.value, str)}
    return found


def built_sentences(source: Path) -> list[re.Pattern[str]]:
    """The shapes of the ids that a module builds, such as stance.{stance}."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    shapes = (
        "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
    )
    return [re.compile(shape) for shape in shapes if re.match(r"[a-z_]+(\\\.[a-z_]+)*\\\.", shape)]


MODULES = sorted(ANSWERS.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_sentence_that_an_answer_names_exists(module: Path) -> None:
    assert named_sentences(module) - SENTENCES == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_every_shape_of_a_sentence_that_an_answer_builds_has_one(module: Path) -> None:
    unmet = [shape.pattern for shape in built_sentences(module) if not any(map(shape.fullmatch, SENTENCES))]
    assert unmet == []


def test_the_reading_of_the_answers_finds_sentences() -> None:
    assert len(set().union(*map(named_sentences, MODULES))) > 100
    assert sum(len(built_sentences(module)) for module in MODULES) >= 5


@pytest.mark.parametrize(
    "key",
    [
        *(f"record.{record}" for record in TownRecord),
        *(f"bottom.{record}" for record in TownRecord),
        *(f"stance.{stance}" for stance in Stance),
        *(f"standing.{status}" for status in FindingStatus),
        *(f"read.{read}" for read in Read),
        *(f"officials.silence.{kind}" for kind in (FindingKind.SHARING_CLAIM, FindingKind.SEARCH_LOG)),
    ],
)
def test_every_value_that_the_record_can_take_has_its_sentence(key: str) -> None:
    assert wording(REFERENCE).has(key)


DAY, MONTH, YEAR = PartialDate(2025, 3, 10), PartialDate(2025, 3), PartialDate(2025)
WRITTEN_DATES = {
    "en": ("March 10, 2025", "March 2025", "2025"),
    "es": ("10 de marzo de 2025", "marzo de 2025", "2025"),
    "pt": ("10 de março de 2025", "março de 2025", "2025"),
    "ht": ("10 mas 2025", "mas 2025", "2025"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_no_more_exact_than_it_is_known(language: str) -> None:
    words = wording(language)
    assert (words.date(DAY), words.date(MONTH), words.date(YEAR)) == WRITTEN_DATES[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_day_is_written_like_a_date_known_to_the_day(language: str) -> None:
    assert wording(language).date(dt.date(2025, 3, 10)) == WRITTEN_DATES[language][0]


def test_haitian_creole_names_all_twelve_months() -> None:
    months = [wording("ht").date(PartialDate(2026, month)) for month in range(1, 13)]
    names = "janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm"
    assert months == [f"{name} 2026" for name in names.split()]


WRITTEN_LISTS = {
    "en": ("Avon and Bolton", "Avon, Bolton, and Canton"),
    "es": ("Avon y Bolton", "Avon, Bolton y Canton"),
    "pt": ("Avon e Bolton", "Avon, Bolton e Canton"),
    "ht": ("Avon ak Bolton", "Avon, Bolton ak Canton"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_and_three_names_are_joined_as_the_language_joins_them(language: str) -> None:
    words = wording(language)
    assert (words.listing(["Avon", "Bolton"]), words.listing(["Avon", "Bolton", "Canton"])) == WRITTEN_LISTS[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_name_stands_alone_and_none_is_nothing(language: str) -> None:
    assert (wording(language).listing(["Avon"]), wording(language).listing([])) == ("Avon", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_may_come_from_anything_that_can_be_gone_through_once(language: str) -> None:
    assert wording(language).listing(name for name in ("Avon", "Bolton")) == WRITTEN_LISTS[language][0]


@pytest.mark.parametrize(
    ("language", "written"), [("en", "10,766,672"), ("es", "10,766,672"), ("pt", "10.766.672"), ("ht", "10,766,672")]
)
def test_a_number_has_the_separators_that_readers_here_know(language: str, written: str) -> None:
    assert wording(language).number(10_766_672) == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_is_written_in_whole_percent(language: str) -> None:
    assert [wording(language).percent(share) for share in (0.01, 0.593, 1)] == ["1%", "59%", "100%"]


COUNTED_MONTHS = {
    "en": ("0 months", "1 month", "2 months"),
    "es": ("0 meses", "1 mes", "2 meses"),
    "pt": ("0 mês", "1 mês", "2 meses"),
    "ht": ("0 mwa", "1 mwa", "2 mwa"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_counted_thing_takes_the_form_that_fits_its_number(language: str) -> None:
    assert tuple(wording(language).count("age.months", n) for n in (0, 1, 2)) == COUNTED_MONTHS[language]


@pytest.mark.parametrize("language", ["fr", "", "EN", "es-US", "../en"])
def test_an_unknown_language_is_refused_with_those_that_exist(language: str) -> None:
    with pytest.raises(ValueError, match="choose one of en, es, pt, ht"):
        wording(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_english_does_not_hold_is_an_error(language: str) -> None:
    with pytest.raises(KeyError, match="no such"):
        wording(language).say("no such.sentence")
    with pytest.raises(KeyError, match="no such"):
        wording(language).count("no such.sentence", 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_without_plural_forms_cannot_be_counted(language: str) -> None:
    with pytest.raises(KeyError, match=r"title\.greeting"):
        wording(language).count("title.greeting", 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_with_an_unfilled_slot_is_an_error(language: str) -> None:
    with pytest.raises(KeyError, match="town"):
        wording(language).say("title.town")


def bare(language: str, *messages: tuple[str, str, bool]) -> Wording:
    """A language that holds only these sentences (id, text, fuzzy), with English behind it."""
    entries = Catalog()
    for key, text, fuzzy in messages:
        entries.add(key, text, flags=["fuzzy"] if fuzzy else [])
    return Wording(language, [entries], wording(REFERENCE))


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_that_a_language_lacks_is_said_in_english(language: str) -> None:
    words = bare(language)
    assert not words.has("title.agency")
    assert words.say("title.agency", agency="Avon Police", town="Avon") == "Avon Police (Avon)"
    assert words.count("age.years", 2) == "2 years"


@pytest.mark.parametrize("language", OTHERS)
def test_a_fuzzy_or_empty_translation_is_not_said(language: str) -> None:
    words = bare(language, ("title.greeting", "not checked", True), ("title.law", "", False))
    assert words.keys() == frozenset()
    assert words.say("title.greeting") == wording(REFERENCE).say("title.greeting")
    assert words.say("title.law") == wording(REFERENCE).say("title.law")


@pytest.mark.parametrize("language", OTHERS)
def test_a_languages_own_sentence_comes_before_the_english(language: str) -> None:
    assert bare(language, ("title.greeting", "Own word", False)).say("title.greeting") == "Own word"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_read_once(language: str) -> None:
    assert wording(language) is wording(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_moderators_read_is_read_when_it_is_asked_for(language: str) -> None:
    wording.cache_clear()
    words = wording(language)
    assert "moderation.told.newer" not in words._messages
    assert words.say("footnote.information")
    assert "moderation.told.newer" not in words._messages
    assert words.has("moderation.told.newer")
    assert words.keys() >= wording("en").keys()
