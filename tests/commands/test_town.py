"""/town, /legislators and /sources: an option that suggests while a town is typed and takes what is typed anyway."""

from __future__ import annotations

import pytest

from tests.bot import desks
from tests.bot.simulated import Scene

TYPED = [("Fairf", "Fairfield"), ("fairfeild", "Fairfield"), ("e hartf", "East Hartford"), ("STAMFRD", "Stamford")]
WITH_TOWN = [("town", "name"), ("legislators", "town"), ("sources", "town")]


async def suggested(scene: Scene, command: str, option: str, typed: str) -> list[str]:
    return [choice["value"] for choice in await scene.alma.autocomplete(scene.channel, command, option, typed)]


@pytest.mark.parametrize(("command", "option"), WITH_TOWN)
@pytest.mark.parametrize(("typed", "town"), TYPED)
async def test_towns_are_suggested_while_they_are_typed(scene: Scene, command: str, option: str, typed: str, town: str) -> None:
    assert town in await suggested(scene, command, option, typed)


async def test_a_village_is_suggested_with_the_towns_that_it_lies_in(scene: Scene) -> None:
    choices = await scene.alma.autocomplete(scene.channel, "town", "name", "Mystic")
    assert {"name": "Mystic (Groton, Stonington)", "value": "Mystic"} in choices


@pytest.mark.parametrize("typed", ["", "a", "@everyone", "x" * 100, "🦆"])
async def test_suggestions_are_few_short_and_never_what_was_typed(scene: Scene, typed: str) -> None:
    choices = await scene.alma.autocomplete(scene.channel, "town", "name", typed)
    assert len(choices) <= 25
    assert all(1 <= len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)
    assert len({choice["value"] for choice in choices}) == len(choices)
    assert typed not in [choice["value"] for choice in choices]


async def test_every_suggestion_is_understood_when_it_is_sent(scene: Scene) -> None:
    for typed in ("st", "west", "my"):
        for value in await suggested(scene, "town", "name", typed):
            card = await scene.alma.slash(scene.channel, "town", name=value)
            assert "Tell me the town" not in desks.text(card.response.components), value


async def test_a_misspelt_town_is_found(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "town", name="  wethersfeild ")
    assert desks.text(card.response.components).startswith("## Wethersfield")


async def test_a_word_that_is_no_town_is_asked_back(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "town", name="nowhere at all")
    assert desks.text(card.response.components).startswith("## Which town do you mean?")


async def test_sources_of_a_town_are_its_own(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "sources", town="Fairfield")
    assert "Fairfield" in desks.text(card.response.components).splitlines()[0]


async def test_sources_without_a_town_are_those_of_the_whole_record(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "sources")
    assert str(len(desks.release().base.sources)) in desks.text(card.response.components)
