"""/language without a database: the choice counts at once, everywhere, and ends with the process, which the card says."""

from __future__ import annotations

import pytest
import simcord

from bot.cards.language import ENDONYMS
from bot.custom_ids import Verb
from knowledge.wording import wording
from tests.bot import desks
from tests.bot.simulated import Scene

NAMES = {"en": "English", "es": "español", "pt": "português", "ht": "kreyòl ayisyen"}
"""The languages as they stand in a sentence of their own."""


def text(result: simcord.InteractionResult) -> str:
    return desks.text(result.response.components)


def menu(result: simcord.InteractionResult) -> str:
    (choosing,) = (c for c in desks.custom_ids(result.response.components) if f":{Verb.CHOOSE}:" in c)
    return choosing


@pytest.mark.parametrize("language", ENDONYMS)
async def test_the_card_is_in_the_language_chosen_and_names_it(scene: Scene, language: str) -> None:
    card = await scene.alma.slash(scene.channel, "language", language=language)
    assert card.ephemeral
    assert wording(language).say("languages.choice.for_now", language=NAMES[language]) in text(card)
    assert wording(language).say("languages.no_database") in text(card)


async def test_without_a_choice_the_languages_are_offered_in_words_that_everybody_can_read(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "language")
    (offered,) = (part for part in desks.parts(card.response.components) if part.get("options"))
    assert [(option["label"], option["value"]) for option in offered["options"]] == [(name, c) for c, name in ENDONYMS.items()]
    assert all(wording(c).say("languages.title") in offered["placeholder"] for c in ENDONYMS)
    assert desks.labels(card.response.components) == []


async def test_a_language_picked_from_the_list_counts_from_the_next_answer_on(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "language")
    picked = await scene.alma.select(card.response, ["ht"], custom_id=menu(card))
    assert "Kounye a m ap reponn ou an kreyòl ayisyen." in text(picked)
    town = await scene.alma.slash(scene.channel, "town", name="Fairfield")
    assert "Montre tout moun" in desks.labels(town.response.components)


async def test_the_choice_comes_before_the_language_of_a_message(scene: Scene) -> None:
    await scene.alma.slash(scene.channel, "language", language="pt")
    await scene.alma.send(scene.channel, f"{scene.mention} does Norwalk share with ICE?")
    components = [component.to_dict() for component in scene.posts[-1].components]
    assert wording("pt").say("card.reported") in desks.labels(components)


async def test_nobody_elses_answers_change(scene: Scene) -> None:
    await scene.alma.slash(scene.channel, "language", language="pt")
    town = await scene.ben.slash(scene.channel, "town", name="Fairfield")
    assert "Show everyone" in desks.labels(town.response.components)


async def test_what_a_command_asks_for_this_once_comes_before_the_choice(scene: Scene) -> None:
    await scene.alma.slash(scene.channel, "language", language="pt")
    town = await scene.alma.slash(scene.channel, "town", name="Fairfield", language="ht")
    assert "Montre tout moun" in desks.labels(town.response.components)


async def test_a_button_of_a_card_that_everybody_sees_opens_in_the_language_chosen(scene: Scene) -> None:
    await scene.ben.send(scene.channel, f"{scene.mention} Fairfield")
    await scene.alma.slash(scene.channel, "language", language="es")
    opened = await scene.alma.click(scene.posts[-1], label="The law")
    assert wording("es").say("card.back") in desks.labels(opened.response.components)


async def test_a_button_of_a_card_in_another_language_stays_in_that_language(scene: Scene) -> None:
    await scene.alma.slash(scene.channel, "language", language="es")
    card = await scene.alma.slash(scene.channel, "town", name="Fairfield", language="pt")
    opened = await scene.alma.click(card.response, label=wording("pt").say("card.law"))
    assert wording("pt").say("card.back") in desks.labels(opened.response.components)


async def test_forgetting_ends_the_choice(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "language", language="es")
    assert desks.labels(card.response.components) == ["Olvidarlo"]
    forgotten = await scene.alma.click(card.response, label="Olvidarlo")
    assert wording("es").say("languages.choice.forgotten") in text(forgotten)
    town = await scene.alma.slash(scene.channel, "town", name="Fairfield")
    assert "Show everyone" in desks.labels(town.response.components)


async def test_asking_again_shows_what_was_chosen(scene: Scene) -> None:
    await scene.alma.slash(scene.channel, "language", language="es")
    assert "Ahora le respondo en español." in text(await scene.alma.slash(scene.channel, "language"))
