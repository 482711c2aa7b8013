"""Buttons, selects and forms travel as Discord sends them."""

from __future__ import annotations

import discord
import pytest

from tests.discord_server.errors import NotOfferedError
from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BRUNO, ELSEWHERE


async def test_a_card_shows_its_text_buttons_select_and_link(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.slash(ALICE, "panel")
    assert reply.text == "A card"
    assert [button.label for button in reply.buttons] == ["Edit", "More", "Form", "Later", "Source"]
    assert reply.links == ("https://example.org/record",)
    assert [option.value for option in reply.select().options] == ["fairfield", "westport", "norwalk"]
    assert len({part["id"] for part in reply.parts()}) == len(list(reply.parts()))


async def test_a_click_can_change_the_message_in_place(server: Server) -> None:
    async with server.connect(PracticeBot()):
        panel = await server.slash(ALICE, "panel")
        reply = await server.click(BRUNO, panel, "Edit")
        assert (reply.kind, reply.text, reply.id) == (Kind.EDIT, "An edited card", panel.id)
        assert server.look(ALICE, panel).text == "An edited card"
        assert panel.text == "A card"


async def test_a_click_deferred_without_a_loading_message_edits_later(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.click(ALICE, await server.slash(ALICE, "panel"), custom_id="later")
    assert (reply.kind, reply.text) == (Kind.EDIT, "A card edited later")


async def test_follow_ups_come_one_after_the_other(server: Server) -> None:
    async with server.connect(PracticeBot()):
        reply = await server.click(ALICE, await server.slash(ALICE, "panel"), "More")
        assert (reply.text, reply.ephemeral) == ("More for you", True)
        assert (await server.next_reply(reply)).text == "And a follow-up"


async def test_an_ephemeral_message_is_seen_by_its_asker_alone(server: Server) -> None:
    async with server.connect(PracticeBot()):
        panel = await server.slash(ALICE, "panel", private=True)
        assert panel.ephemeral
        assert server.sent() == []
        with pytest.raises(NotOfferedError, match="bruno sees no message"):
            await server.click(BRUNO, panel, "Edit")


async def test_buttons_work_on_user_app_answers_elsewhere(server: Server) -> None:
    async with server.connect(PracticeBot()):
        panel = await server.slash(ALICE, "panel", channel=ELSEWHERE, user_installed=True)
        assert (await server.click(ALICE, panel, "Edit")).text == "An edited card"


async def test_a_select_sends_the_value_chosen_by_label_or_value(server: Server) -> None:
    async with server.connect(PracticeBot()):
        panel = await server.slash(ALICE, "panel")
        assert (await server.select(ALICE, panel, "Westport")).text == "You chose westport"
        assert (await server.select(ALICE, panel, "norwalk", custom_id="town")).text == "You chose norwalk"
        with pytest.raises(NotOfferedError, match="the select offers"):
            await server.select(ALICE, panel, "Boston")


async def test_a_link_or_an_absent_button_cannot_be_clicked(server: Server) -> None:
    async with server.connect(PracticeBot()):
        panel = await server.slash(ALICE, "panel")
        with pytest.raises(NotOfferedError, match="a link"):
            await server.click(ALICE, panel, "Source")
        with pytest.raises(NotOfferedError, match="there are"):
            await server.click(ALICE, panel, "Nowhere")


async def test_a_form_is_opened_filled_in_and_answered(server: Server) -> None:
    async with server.connect(PracticeBot()):
        form = await server.click(ALICE, await server.slash(ALICE, "panel"), "Form")
        assert form.kind is Kind.MODAL
        assert form.text == "A correction"
        assert [(field.label, field.required) for field in form.fields] == [("What is wrong?", True), ("Which town?", False)]
        assert (await server.submit(ALICE, form, what="the date")).text == "the date / "
        with pytest.raises(NotOfferedError, match="closed"):
            await server.submit(ALICE, form, what="again")


async def test_a_form_takes_labels_for_names_and_lists_for_selects(server: Server) -> None:
    async with server.connect(PracticeBot()):
        form = await server.click(ALICE, await server.slash(ALICE, "panel"), "Form")
        both = {"What is wrong?": "the town", "where": ["Norwalk"]}
        assert (await server.submit_fields(ALICE, form, both)).text == "the town / Norwalk"


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "is required"),
        ({"what": "x" * 51}, "does not take 51"),
        ({"what": "x", "where": ["Boston"]}, "offers"),
        ({"what": "x", "who": "y"}, "has no field"),
    ],
)
async def test_a_form_that_discord_would_not_send_is_refused(server: Server, values: dict[str, object], complaint: str) -> None:
    async with server.connect(PracticeBot()):
        form = await server.click(ALICE, await server.slash(ALICE, "panel"), "Form")
        with pytest.raises(NotOfferedError, match=complaint):
            await server.submit_fields(ALICE, form, values)


async def test_answering_twice_is_refused_and_noted(lenient_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: list[int] = []

    class Twice(PracticeBot):
        async def on_interaction(self, interaction: discord.Interaction) -> None:
            again = discord.InteractionResponse(interaction)
            await interaction.response.send_message("once")
            try:
                await again.send_message("twice")
            except discord.HTTPException as error:
                codes.append(error.code)
                lenient_server.hub.changes.notify()

    async with lenient_server.connect(Twice()) as bot:
        bot.tree.remove_command("locale")
        monkeypatch.setattr(bot.tree, "on_error", _ignore)
        await lenient_server.slash(ALICE, "locale")
        await lenient_server.hub.changes.until(lambda: bool(codes), "the refusal")
    assert lenient_server.breaches[0].source == "protocol"
    assert codes == [40060]


async def test_an_answer_after_three_seconds_is_refused_and_noted(lenient_server: Server) -> None:
    class Late(PracticeBot):
        async def locale(self, interaction: discord.Interaction) -> None:
            lenient_server.hub.exchanges.with_id(str(interaction.id)).grow_old(3.1)
            with pytest.raises(discord.NotFound) as caught:
                await interaction.response.send_message("too late")
            codes.append(caught.value.code)
            lenient_server.hub.changes.notify()

    codes: list[int] = []
    async with lenient_server.connect(Late()):
        with pytest.raises(AssertionError):
            await lenient_server.slash(ALICE, "locale", within=0.3)
    assert codes == [10062]
    assert [breach.source for breach in lenient_server.breaches] == ["protocol"]


async def _ignore(*_: object) -> None:
    return None
