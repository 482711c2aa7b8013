"""/law and /explain: pick from the pack's own laws and words, or type."""

from __future__ import annotations

from bot.options import suggestions
from tests.bot import desks
from tests.bot.simulated import Scene


async def test_a_law_is_suggested_by_its_title_and_explained(scene: Scene) -> None:
    choice = (await scene.alma.autocomplete(scene.channel, "law", "topic", "Trust Act"))[0]
    card = await scene.alma.slash(scene.channel, "law", topic=choice["value"])
    assert "TRUST Act" in desks.text(card.response.components)


async def test_without_a_topic_the_law_today_is_told(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "law")
    assert "26-14" in desks.text(card.response.components)


async def test_a_topic_typed_freely_is_understood(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "law", topic="freedom of information")
    assert "Freedom of Information" in desks.text(card.response.components)


async def test_a_term_is_suggested_by_any_of_its_names_and_explained(scene: Scene) -> None:
    choices = await scene.alma.autocomplete(scene.channel, "explain", "term", "plate reader")
    assert "alpr" in [choice["value"] for choice in choices]
    card = await scene.alma.slash(scene.channel, "explain", term="alpr")
    assert "## Automated license-plate reader" in desks.text(card.response.components)


async def test_a_word_that_is_not_in_the_glossary_is_answered_kindly(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "explain", term="flibbertigibbet")
    assert desks.text(card.response.components).startswith("## ")


def test_suggestions_that_begin_with_what_is_typed_come_first() -> None:
    found = suggestions({"b": "A flock of birds", "a": "Flock Safety", "c": "Hotlist"}, "flock")
    assert [choice.value for choice in found] == ["a", "b"]


def test_no_more_suggestions_than_discord_takes() -> None:
    found = suggestions({str(n): f"term {n} " + "x" * 200 for n in range(60)}, "")
    assert len(found) == 25
    assert all(len(choice.name) <= 100 for choice in found)
