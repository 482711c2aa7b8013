"""/ask: any question, answered; and nothing of it ever comes back."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import to_payload
from bot.languages import Speech
from knowledge.questions import Intent, Language
from tests.bot import desks
from tests.bot.simulated import Scene
from tests.bot.test_cards_limits import faults

PINGS = ["@everyone", "@here", "<@123456789012345678>", "<@&987654321098765432>", "<#1>", "</ask:1>", "<t:1>", "<:a:1>"]
LINKS = ["https://evil.example/x", "[ACLU](https://evil.example)", "http://evil.example", "discord.gg/evil"]
MARKS = ["**bold**", "||s||", "# big", "-# s", "> q", "```x```", "zqxjkv", "\u202e", "\u200b", "\x00", "🦆", "Ñandú"]
WORDS = ["does", "my town", "share with ICE", "Fairfield", "Norwalk", "Mystic", "what is ALPR", "who shares", "help", "police"]
PIECES = st.sampled_from([*PINGS, *LINKS, *MARKS, *WORDS])
HOSTILE = st.lists(PIECES | st.text(max_size=12), max_size=8).map(" ".join)
TYPED = ("evil", "zqxjkv", "123456789012345678", "987654321098765432", "🦆", "\u202e", "\x00")


async def ask(scene: Scene, question: str) -> str:
    return desks.text((await scene.alma.slash(scene.channel, "ask", question=question)).response.components)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("does Fairfield share with ICE?", "## Fairfield"),
        ("stamfrd", "## Stamford"),
        ("who are my legislators in Manchester", "## Your legislators: Manchester"),
        ("ICE is at my door", "## Get help now"),
        ("does my town share with ICE?", "## Which town do you mean?"),
        ("vivo en Danbury, ¿las cámaras de placas le avisan a la migra?", "## Danbury"),
    ],
)
async def test_a_question_gets_its_card(scene: Scene, question: str, begins: str) -> None:
    assert (await ask(scene, question)).startswith(begins)


async def test_a_town_of_another_state_is_not_taken_for_ours(scene: Scene) -> None:
    assert not (await ask(scene, "does Norwalk, California share with ICE?")).startswith("## Norwalk")


@pytest.mark.parametrize("question", [" ", "?", "🦆🦆🦆", "x" * 5000, "\x00\x01", "a " * 2500])
async def test_an_empty_a_huge_and_a_senseless_question_get_a_kind_card(scene: Scene, question: str) -> None:
    said = await ask(scene, question)
    assert said.startswith("## ")
    assert len(said) < 4000


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(HOSTILE, st.sampled_from(["en-US", "es-419", "pt-BR", "de"]))
def test_nothing_that_was_typed_comes_back_and_nothing_pings_or_leads_away(question: str, locale: str) -> None:
    desk = desks.desk()
    body = to_payload(desk.card(desk.understand(question, Speech(locale)), showable=True))
    shown = str(body)
    assert not [typed for typed in TYPED if typed in shown]
    assert not re.search(r"@(everyone|here)|<[@#:/t]", desks.text(body["components"]))
    assert not faults(body)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(min_size=6, max_size=40).filter(lambda text: not re.search(r"\w{3}", text) and len(set(text)) > 4))
def test_no_odd_text_stands_on_a_card(question: str) -> None:
    desk = desks.desk()
    body = to_payload(desk.card(desk.understand(question, Speech())))
    assert question not in str(body)


@given(HOSTILE)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_options_are_as_safe_as_questions(typed: str) -> None:
    desk = desks.desk()
    asked = [
        desk.about_town(Intent.LEGISLATORS, typed, Speech()),
        desk.about_subject(Intent.LAW, "law", typed, Speech()),
        desk.about_subject(Intent.EXPLAIN, "term", typed, Speech(None, Language.HT)),
        desk.towns_in(typed, Speech()),
    ]
    for question in asked:
        if question is not None:
            body = to_payload(desk.card(question))
            assert not [word for word in TYPED if word in str(body)]
            assert not faults(body)


@given(HOSTILE)
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_same_question_gets_the_same_card(question: str) -> None:
    first, second = (to_payload(desk.card(desk.understand(question, Speech()))) for desk in (desks.desk(), desks.desk()))
    assert first == second
