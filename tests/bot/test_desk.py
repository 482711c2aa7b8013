"""The desk turns words, options and buttons into cards."""

from __future__ import annotations

import pytest

from bot.custom_ids import Part, Press, Target, Verb
from bot.desk import Desk
from bot.errors import NotReadyError
from bot.languages import Speech
from bot.releases import Releases
from knowledge.places import ClarifyReason
from knowledge.questions import Intent, Language, SubjectKind
from tests.bot import desks

ENGLISH = Speech("en-US")


@pytest.mark.parametrize(
    ("speech", "language"),
    [
        (Speech("en-GB"), Language.EN),
        (Speech("es-419"), Language.ES),
        (Speech("es-ES"), Language.ES),
        (Speech("pt-BR"), Language.PT),
        (Speech("de"), Language.HT),
        (Speech(None), Language.HT),
        (Speech("en-US", "es"), Language.ES),
    ],
)
def test_the_language_is_the_one_chosen_else_the_locales_else_the_default(speech: Speech, language: Language) -> None:
    assert desks.desk(Language.HT).language(speech) == language


def test_a_question_is_answered_in_the_language_it_is_asked_in() -> None:
    assert desks.desk().understand("¿La policía de Norwalk comparte datos con ICE?", ENGLISH).language is Language.ES


def test_an_explicit_choice_of_language_outranks_the_question() -> None:
    question = desks.desk().understand("¿La policía de Norwalk comparte datos con ICE?", Speech("en-US", "ht"))
    assert question.language is Language.HT


def test_a_follow_up_keeps_the_intent_of_the_card_replied_to() -> None:
    about = desks.target(Intent.LEGISLATORS, "Fairfield")
    question = desks.desk().understand("what about Norwalk?", ENGLISH, about)
    assert (question.intent, question.towns) == (Intent.LEGISLATORS, ("Norwalk",))


def test_a_follow_up_to_a_card_of_a_town_that_is_gone_stands_alone() -> None:
    question = desks.desk().understand("what about Norwalk?", ENGLISH, Target(Intent.LEGISLATORS, Language.EN, (9999,)))
    assert question.towns == ("Norwalk",)


def test_a_town_option_takes_free_text_with_mistakes() -> None:
    assert desks.desk().about_town(Intent.LEGISLATORS, "stamfrd", ENGLISH).towns == ("Stamford",)


def test_a_village_in_two_towns_is_asked_back() -> None:
    clarify = desks.desk().about_town(Intent.TOWN_STATUS, "Mystic", ENGLISH).clarify
    assert clarify is not None
    assert set(clarify.choices) == {"Groton", "Stonington"}


@pytest.mark.parametrize("nonsense", ["", "   ", "zzzzqqq", "🦆🦆", "x" * 5000])
def test_a_town_option_without_a_town_is_asked_back(nonsense: str) -> None:
    clarify = desks.desk().about_town(Intent.TOWN_STATUS, nonsense, ENGLISH).clarify
    assert clarify is not None
    assert clarify.reason is ClarifyReason.NO_TOWN


def test_a_term_picked_from_the_suggestions_is_found_by_its_id() -> None:
    question = desks.desk().about_subject(Intent.EXPLAIN, SubjectKind.TERM, "alpr", ENGLISH)
    assert [subject.id for subject in question.subjects] == ["alpr"]


def test_a_term_typed_freely_is_found_by_its_name() -> None:
    question = desks.desk().about_subject(Intent.EXPLAIN, SubjectKind.TERM, "hot list", ENGLISH)
    assert "hotlist" in [subject.id for subject in question.subjects]


def test_a_message_that_names_no_town_gives_no_question() -> None:
    assert desks.desk().towns_in("good morning everybody", ENGLISH) is None


def test_towns_are_looked_up_in_the_language_of_whoever_looks() -> None:
    question = desks.desk().towns_in("does Norwalk share?", Speech("pt-BR"))
    assert question is not None
    assert (question.language, question.towns, question.intent) == (Language.PT, ("Norwalk",), Intent.TOWN_STATUS)


def test_the_same_card_is_made_once() -> None:
    desk = desks.desk()
    target = desks.target(Intent.LAW, "Union")
    assert desk.follow(target) is desk.follow(target)
    assert desk.follow(target) is not desk.follow(target, showable=True)


def test_a_question_that_was_typed_gives_the_card_that_a_button_would_bring() -> None:
    desk = desks.desk()
    question = desk.understand("who are my legislators in Manchester", ENGLISH)
    assert desk.card(question) is desk.follow(desks.target(Intent.LEGISLATORS, "Manchester"))


@pytest.mark.parametrize(
    ("press", "values"),
    [
        (Press(Verb.OPEN, Target(Intent.LAW, Language.EN, (9999,))), ()),
        (Press(Verb.OPEN, Target(Intent.EXPLAIN, Language.EN, (), ("t00000000",))), ()),
        (Press(Verb.OPEN, Target(Intent.TOWN_STATUS, Language.EN)), ()),
        (Press(Verb.BACK, Target(Intent.LAW, Language.EN)), ()),
        (Press(Verb.PICK, Target(Intent.TOWN_STATUS, Language.EN)), ()),
        (Press(Verb.PICK, Target(Intent.TOWN_STATUS, Language.EN)), ("Norwalk",)),
        (Press(Verb.PICK, Target(Intent.TOWN_STATUS, Language.EN)), ("9" * 40,)),
        (Press(Verb.PICK, Target(Intent.TOWN_STATUS, Language.EN)), ("²",)),
    ],
)
def test_a_press_that_leads_nowhere_today_is_recognised(press: Press, values: tuple[str, ...]) -> None:
    assert desks.desk().wanted(press, values) is None


def test_a_town_picked_from_a_list_is_opened() -> None:
    press = Press(Verb.PICK, Target(Intent.TOWN_STATUS, Language.PT))
    assert desks.desk().wanted(press, ("51",)) == Target(Intent.TOWN_STATUS, Language.PT, (51,))


def test_going_back_leads_one_step_up() -> None:
    press = Press(Verb.BACK, desks.target(Intent.TOWN_STATUS, "Union", part=Part.REPORTED, page=2))
    assert desks.desk().wanted(press) == desks.target(Intent.TOWN_STATUS, "Union")


def test_a_question_before_the_knowledge_is_loaded_is_told_so() -> None:
    with pytest.raises(NotReadyError, match="loading"):
        Desk(Releases()).about_town(Intent.TOWN_STATUS, "Union", ENGLISH)


async def test_the_built_in_pack_is_loaded_where_no_folder_is_named() -> None:
    releases = Releases()
    assert not releases.loaded
    release = await releases.load()
    assert releases.live is release
    assert release.base.version == desks.release().base.version
