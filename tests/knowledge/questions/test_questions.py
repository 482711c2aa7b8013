"""A question understood as a whole: intent, language, towns, what is asked back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.contents import Contents
from knowledge.places import ClarifyReason
from knowledge.questions import Context, Intent, Language, Question, Reader, SubjectKind


@pytest.fixture(scope="module")
def reader(connecticut: Contents) -> Reader:
    return Reader.of(connecticut)


def after(intent: Intent, *towns: str, language: Language = Language.EN) -> Context:
    return Context(intent, towns, language)


@pytest.mark.parametrize(
    "text",
    [
        "ICE is at my door",
        "they took my husband",
        "se llevaron a mi papá",
        "la migra está afuera",
        "stopped by ICE right now",
        "my friend was detained",
        "levaram meu marido",
        "yo pran papa m",
        "ICE is outside my house in Norwalk, what is the law",
    ],
)
def test_urgent_help_outranks_everything_and_asks_nothing_back(reader: Reader, text: str) -> None:
    question = reader.understand(text)
    assert question.intent is Intent.URGENT_HELP
    assert question.clarify is None


@pytest.mark.parametrize("text", ["did ICE detain people in Danbury in 2006", "what would happen if ICE came to my house"])
def test_the_past_and_the_hypothetical_are_not_urgent(reader: Reader, text: str) -> None:
    assert reader.understand(text).intent is not Intent.URGENT_HELP


@pytest.mark.parametrize(
    "text", ["does my town share with ICE?", "who are my legislators", "¿mi pueblo comparte con ICE?", "which is worse"]
)
def test_a_question_about_a_town_without_one_asks_which(reader: Reader, text: str) -> None:
    question = reader.understand(text)
    assert question.clarify is not None
    assert question.clarify.reason is ClarifyReason.NO_TOWN
    assert question.towns == ()


@pytest.mark.parametrize(
    "text",
    [
        "what can I do",
        "what does the law say",
        "what is Flock",
        "which towns share",
        "anything new",
        "hello",
        "who runs this bot",
        "who chairs the judiciary committee",
        "how do I contact Stafstrom",
        "email of the governor",
    ],
)
def test_a_question_that_needs_no_town_asks_nothing_back(reader: Reader, text: str) -> None:
    assert reader.understand(text).clarify is None


def test_towns_are_answered_about_in_the_order_named(reader: Reader) -> None:
    assert reader.understand("do Norwalk and Fairfield share").towns == ("Norwalk", "Fairfield")


@pytest.mark.parametrize(
    "text", ["Norwalk or Fairfield, which is worse?", "Norwalk vs Fairfield", "¿Norwalk o Fairfield?", "Norwalk oswa Fairfield"]
)
def test_two_towns_against_each_other_are_compared(reader: Reader, text: str) -> None:
    assert reader.understand(text).intent is Intent.COMPARE


@pytest.mark.parametrize("text", ["Norwalk", "norwalk?", "NORWALK!!"])
def test_a_bare_town_asks_for_its_status(reader: Reader, text: str) -> None:
    question = reader.understand(text)
    assert (question.intent, question.towns) == (Intent.TOWN_STATUS, ("Norwalk",))


def test_a_town_elsewhere_is_said_to_be_elsewhere(reader: Reader) -> None:
    question = reader.understand("does Norwalk, California share with ICE")
    assert question.clarify is not None
    assert question.clarify.reason is ClarifyReason.ELSEWHERE
    assert question.towns == ()


@pytest.mark.parametrize("text", ["what about Norwalk?", "y Norwalk?", "e Norwalk?", "e pou Norwalk?", "Norwalk"])
@pytest.mark.parametrize("intent", [Intent.LEGISLATORS, Intent.STATEMENTS, Intent.TOWN_STATUS, Intent.TAKE_ACTION])
def test_a_follow_up_about_another_town_keeps_the_intent(reader: Reader, text: str, intent: Intent) -> None:
    question = reader.understand(text, context=after(intent, "Fairfield"))
    assert (question.intent, question.towns, question.clarify) == (intent, ("Norwalk",), None)


def test_a_town_after_a_greeting_asks_for_its_status(reader: Reader) -> None:
    assert reader.understand("Norwalk", context=after(Intent.GREETING)).intent is Intent.TOWN_STATUS


def test_a_town_given_when_asked_for_answers_the_first_question(reader: Reader) -> None:
    question = reader.understand("Norwalk", context=after(Intent.LEGISLATORS))
    assert (question.intent, question.towns) == (Intent.LEGISLATORS, ("Norwalk",))


def test_another_question_after_an_answer_keeps_its_towns(reader: Reader) -> None:
    question = reader.understand("and my senator?", context=after(Intent.TOWN_STATUS, "Fairfield"))
    assert (question.intent, question.towns, question.clarify) == (Intent.LEGISLATORS, ("Fairfield",), None)


def test_a_town_to_compare_with_joins_the_towns_of_the_answer(reader: Reader) -> None:
    question = reader.understand("is it worse than Norwalk?", context=after(Intent.TOWN_STATUS, "Fairfield"))
    assert (question.intent, question.towns) == (Intent.COMPARE, ("Fairfield", "Norwalk"))


@pytest.mark.parametrize("language", list(Language))
def test_a_bare_town_is_answered_in_the_language_of_the_answer_before(reader: Reader, language: Language) -> None:
    context = after(Intent.TOWN_STATUS, "Fairfield", language=language)
    assert reader.understand("Norwalk?", locale="en-US", context=context).language is language


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("es-419", Language.ES),
        ("pt-BR", Language.PT),
        ("ht", Language.HT),
        ("fr", Language.EN),
        (None, Language.EN),
        ("xx", Language.EN),
    ],
)
@pytest.mark.parametrize("text", ["Norwalk", "ICE?", ""])
def test_the_locale_decides_where_the_text_does_not(reader: Reader, text: str, locale: str | None, language: Language) -> None:
    assert reader.understand(text, locale=locale).language is language


def test_a_clear_text_outweighs_the_locale(reader: Reader) -> None:
    assert reader.understand("¿la policía de Norwalk comparte las placas?", locale="en-US").language is Language.ES


@pytest.mark.parametrize(
    ("text", "intent", "kind", "record"),
    [
        ("what is Flock", Intent.EXPLAIN, SubjectKind.TERM, "flock"),
        ("¿qué es un detainer?", Intent.EXPLAIN, SubjectKind.TERM, "detainer"),
        ("what does the Trust Act stop police from doing", Intent.LAW, SubjectKind.LAW, "ct-trust-act"),
        ("what did Cetran say", Intent.STATEMENTS, SubjectKind.SPEAKER, "James Cetran"),
    ],
)
def test_the_records_named_come_with_the_question(
    reader: Reader, text: str, intent: Intent, kind: SubjectKind, record: str
) -> None:
    question = reader.understand(text)
    assert question.intent is intent
    assert (kind, record) in {(subject.kind, subject.id) for subject in question.subjects}


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "🚓🚓🚓", "???", "...", "\x00\x01\x02", "\ud83d"])
def test_a_text_without_words_is_taken_for_a_greeting(reader: Reader, text: str) -> None:
    assert reader.understand(text).intent is Intent.GREETING


def test_what_was_typed_is_kept_for_the_answer_and_hidden_from_logs() -> None:
    question = Question(text="my secret question", language=Language.EN, intent=Intent.ABOUT)
    assert question.text == "my secret question"
    assert "secret" not in f"{question!r} {question} {[question]}"


def test_a_misspelt_town_does_not_show_in_the_repr(reader: Reader) -> None:
    assert "stamfrd" not in repr(reader.understand("is stamfrd sharing"))


@pytest.mark.parametrize("text", ["x" * 5000, "does norwalk share " * 260, "é" * 5000, "a b " * 1250, "\u202e<town>" * 700])
def test_a_very_long_text_is_understood(reader: Reader, text: str) -> None:
    assert reader.understand(text).intent in set(Intent)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400), locale=st.none() | st.text(max_size=8))
def test_any_text_is_understood_the_same_every_time(reader: Reader, text: str, locale: str | None) -> None:
    question = reader.understand(text, locale=locale)
    assert question == reader.understand(text, locale=locale)
    assert question.language in set(Language)
    assert question.intent in set(Intent)
    assert question.text == text
    assert not (question.clarify and question.towns)
