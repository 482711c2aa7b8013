"""Pressing: in place where one person looks, apart where many do, after a restart, by anyone, and on cards of long ago."""

from __future__ import annotations

import discord
import pytest
import simcord
from discord import ui

from bot.custom_ids import Verb, write
from bot.releases import Releases
from knowledge.questions import Intent, Language
from tests.bot import desks
from tests.bot.simulated import Scene

STALE = "older version of this card"


def text(result: simcord.InteractionResult) -> str:
    return desks.text(result.response.components)


async def opened(scene: Scene, town: str = "Fairfield") -> simcord.InteractionResult:
    return await scene.alma.slash(scene.channel, "town", name=town)


async def posted(scene: Scene, town: str = "Fairfield") -> discord.Message:
    await scene.alma.send(scene.channel, f"{scene.mention} {town}")
    return scene.posts[-1]


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("What was reported", "### What was reported"),
        ("What officials said", "### What officials and others said"),
        ("The law", "## The law today"),
        ("My legislators", "## Your legislators: Fairfield"),
        ("What can I do", "## What you can do: Fairfield"),
        ("Sources", "### Sources"),
        ("Help now", "## Get help now"),
    ],
)
async def test_each_button_of_a_town_opens_its_part_in_place(scene: Scene, label: str, heading: str) -> None:
    card = await opened(scene)
    pressed = await scene.alma.click(card.response, label=label)
    assert heading in text(pressed)
    assert pressed.response.id == card.response.id
    assert scene.posts == []


async def test_back_brings_the_card_back_as_it_was(scene: Scene) -> None:
    card = await opened(scene)
    before = card.response.components
    part = await scene.alma.click(card.response, label="The law")
    back = await scene.alma.click(part.response, label="To the answer")
    assert back.response.components == before


async def test_paging_goes_on_and_back(scene: Scene) -> None:
    part = await scene.alma.click((await opened(scene, "Manchester")).response, label="What was reported")
    second = await scene.alma.click(part.response, label="Next page")
    assert "-# Page 2 of " in text(second)
    first = await scene.alma.click(second.response, label="Previous page")
    assert "-# Page 1 of " in text(first)


async def test_another_town_is_a_choice_away(scene: Scene) -> None:
    card = await opened(scene)
    westport = str(desks.release().base.towns["Westport"].town_no)
    picked = await scene.alma.select(card.response, [westport])
    assert text(picked).startswith("## Westport")


async def test_show_everyone_posts_the_very_card_and_leaves_the_private_one(scene: Scene) -> None:
    part = await scene.alma.click((await opened(scene)).response, label="The law")
    shown = await scene.alma.click(part.response, label="Show everyone")
    assert not shown.ephemeral
    assert text(shown).startswith("## The law today")
    assert scene.posts[-1].id == shown.response.id
    assert "Show everyone" not in desks.labels(shown.response.components)


async def test_on_a_public_card_everyone_gets_an_answer_of_their_own(scene: Scene) -> None:
    message = await posted(scene)
    before = [component.to_dict() for component in message.components]
    for person in (scene.ben, scene.alma):
        pressed = await person.click(message, label="My legislators")
        assert pressed.ephemeral
        assert pressed.response.id != message.id
        assert "Show everyone" in desks.labels(pressed.response.components)
    assert [component.to_dict() for component in scene.posts[-1].components] == before
    assert len(scene.posts) == 1


async def test_in_a_direct_message_buttons_change_the_card_and_offer_nobody_to_show_it_to(scene: Scene) -> None:
    person = scene.env.create_user("carla")
    await person.send_dm("Fairfield")
    message = person.dm_channel.last_message
    pressed = await person.click(message, label="The law")
    assert pressed.response.id == message.id
    assert "Show everyone" not in desks.labels(pressed.response.components)


async def test_asking_back_is_answered_by_a_button_that_keeps_the_question(scene: Scene) -> None:
    asked = await scene.alma.slash(scene.channel, "legislators", town="Mystic")
    assert desks.labels(asked.response.components) == ["Groton", "Stonington"]
    chosen = await scene.alma.click(asked.response, label="Stonington")
    assert text(chosen).startswith("## Your legislators: Stonington")


async def test_buttons_sent_before_a_restart_still_work(scene: Scene) -> None:
    message = await posted(scene, "Manchester")
    await scene.env.restart_bot(desks.sharded_client())
    pressed = await scene.ben.click(message, label="What was reported")
    assert text(pressed).startswith("## Manchester\n### What was reported")
    assert "-# Page 2 of " in text(await scene.ben.click(pressed.response, label="Next page"))


async def test_buttons_keep_their_language(scene: Scene) -> None:
    card = await scene.alma.slash(scene.channel, "town", name="Norwalk", language="ht")
    pressed = await scene.alma.click(card.response, label="Lalwa")
    assert "Nan repons lan" in desks.labels(pressed.response.components)


async def leave(scene: Scene, custom_id: str) -> discord.Message:
    """A card of ours that stands in the channel with this custom_id on it."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.ActionRow(ui.Button(label="Old", custom_id=custom_id)))
    view.stop()
    channel = scene.env.bot.get_channel(scene.channel.id)
    return await channel.send(view=view)


@pytest.mark.parametrize(
    "custom_id",
    [
        "ps0:reported:es:51",
        "ps1:o:law::en:999::1",
        "ps1:o:explain::en::t00000000:1",
        "ps1:o:town_status::en:::1",
        "ps1:b:law::en:::1",
        "ps1:nonsense",
        "ps99:" + "x" * 90,
    ],
)
async def test_a_button_of_another_version_is_answered_kindly_and_privately(scene: Scene, custom_id: str) -> None:
    pressed = await scene.ben.click(await leave(scene, custom_id), label="Old")
    assert pressed.ephemeral
    assert STALE in text(pressed)


async def test_a_page_beyond_the_last_shows_the_last(scene: Scene) -> None:
    beyond = write(Verb.OPEN, desks.target(Intent.LAW, "Union", page=90))
    pressed = await scene.ben.click(await leave(scene, beyond), label="Old")
    assert "not legal advice" in text(pressed)


@pytest.mark.simcord(check_errors=False)
async def test_a_press_before_the_knowledge_is_loaded_is_told_to_wait(scene: Scene) -> None:
    message = await posted(scene)
    scene.env.bot.desk = type(desks.desk())(Releases(), Language.EN)
    pressed = await scene.ben.click(message, label="The law")
    assert pressed.ephemeral
    assert "just starting up" in text(pressed)
