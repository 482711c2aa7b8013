"""Letters and records requests on the loopback Discord: written, edited, read back, and nothing of it kept or sent on."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.cards.layout import Button, card
from bot.writing.errands import Errand, Verb
from knowledge.letters.types import Kind
from knowledge.wording import wording
from tests.bot import desks
from tests.discord_server.replies import Kind as Answered
from tests.discord_server.replies import Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, CARMEN, DIRECT, GENERAL

HOSTILE = "Dear Bob,\n```\n@everyone @here <@100000000000000001> <#1> **x** [y](https://evil.example/)\n``` `` end"


@dataclass(frozen=True)
class Carried:
    """A custom_id as some version wrote it."""

    custom_id: str


def uploaded(server: Server) -> dict[str, str]:
    """The files of the last answer that brought any, by name."""
    call = next(call for call in reversed(server.calls) if call.uploads)
    return {upload.filename: upload.data.decode() for upload in call.uploads}


async def edited(server: Server, card: Reply, label: str = "Edit", **fields: str) -> Reply:
    form = await server.click(ALICE, card, label)
    assert form.kind is Answered.MODAL
    return await server.submit(ALICE, form, **fields)


async def test_a_letter_is_seen_by_its_asker_alone_with_the_text_to_copy_and_as_a_file(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "letter", town="Norwalk")
    assert card.ephemeral
    assert card.text.startswith("## A letter to the legislators of Norwalk")
    assert card.files == ("norwalk-legislators-en.txt",)
    assert uploaded(server)["norwalk-legislators-en.txt"].startswith("Dear State Senator Bob Duff")


async def test_a_letter_comes_in_the_persons_language_with_the_english_one_to_send(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(CARMEN, "letter", town="Norwalk", to="police")
        english = await server.click(CARMEN, card, "En inglés, para enviar")
        own = await server.click(CARMEN, card, "En mi idioma")
    assert card.files == ("norwalk-police-es.txt", "norwalk-police-en.txt")
    assert english.kind is Answered.EDIT
    assert "To the Chief of Police, Norwalk Police Department" in english.text
    assert english.files == ("norwalk-police-en.txt",)
    assert own.text == card.text


async def test_what_is_edited_comes_back_whole_and_nothing_in_it_can_break_out_or_ping(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "letter", town="Norwalk")
        answer = await edited(server, card, text=HOSTILE, sources="")
        (call,) = [call for call in server.calls if any(upload.filename == "my-text.txt" for upload in call.uploads)]
    assert answer.ephemeral
    assert uploaded(server) == {"my-text.txt": f"{HOSTILE}\n"}
    assert answer.text.count("```") == 2
    inside = answer.text.split("```")[1].replace("\u200b", "")
    assert HOSTILE in inside
    assert call.body["data"]["allowed_mentions"] == {"parse": []}


async def test_the_form_holds_the_letter_and_its_sources(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "letter", town="Norwalk")
        form = await server.click(ALICE, card, "Edit")
    text, sources = form.fields
    assert (text.value or "").startswith("Dear State Senator Bob Duff")
    assert (sources.value or "").startswith("Sources\n[1] ACLU of Connecticut")


async def test_a_restart_between_opening_and_sending_a_form_loses_nothing(server: Server) -> None:
    async with server.connect(desks.client()):
        answer = await server.send_form(ALICE, Errand(Verb.EDIT, Kind.LEGISLATORS, "en", 103).custom_id, text="mine", sources="")
    assert "mine" in answer.text
    assert answer.files == ("my-text.txt",)


async def test_a_split_towns_districts_are_buttons_that_narrow_the_card_and_the_letter(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "legislators", town="Norwalk")
        mine = await server.click(ALICE, card, "House 142")
        letter = await server.click(ALICE, mine, "Letter")
    assert "Lucy Dathan" in mine.text
    assert "Bob Duff" not in mine.text
    assert letter.text.startswith("## A letter to Lucy Dathan")
    assert "Dear State Representative Lucy Dathan," in letter.text


async def test_somebody_else_can_be_written_to_from_the_list(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "letter", town="Norwalk")
        turned = await server.select(ALICE, card, "Those who oversee the police")
    assert "To: Board of Police Commissioners, Norwalk" in turned.text


async def test_what_can_be_done_leads_to_each_paper_and_back(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "town", name="Norwalk")
        actions = await server.click(ALICE, card, "What can I do")
        request = await server.click(ALICE, card, "Records request")
        call = await server.click(ALICE, card, "Call script")
        back = await server.click(ALICE, card, wording("en").say("card.back"))
    assert request.text.startswith("## A records request to Norwalk Police Department")
    assert call.text.startswith("## What to say on the phone")
    assert back.text == actions.text
    assert back.files == ()


async def test_the_appeal_asks_for_the_day_and_counts_from_it(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "records-request", town="Norwalk")
        form = await server.click(ALICE, card, "Appeal")
        appeal = await server.submit(ALICE, form, sent="2026-11-10", refused="")
    assert appeal.ephemeral
    assert "Appeal by December 17, 2026 at the latest" in appeal.text
    assert "On November 10, 2026 I asked Norwalk Police Department in writing" in appeal.text


async def test_a_command_with_the_day_gives_the_appeal_at_once(server: Server) -> None:
    async with server.connect(desks.client()):
        appeal = await server.slash(CARMEN, "records-request", town="Westport", sent="2026-11-10", refused="2026-11-12")
    assert appeal.text.startswith("## Apelación sobre Westport Police Department")
    assert "11 de diciembre de 2026" in appeal.text
    assert "On November 12, 2026 the agency refused in writing." in uploaded(server)["westport-appeal-en.txt"]


async def test_a_day_that_cannot_be_is_asked_for_again(server: Server) -> None:
    async with server.connect(desks.client()):
        wrong = await server.slash(ALICE, "records-request", town="Norwalk", sent="next week")
        form = await server.click(ALICE, wrong, "Appeal")
        appeal = await server.submit(ALICE, form, sent="2026-11-10", refused="")
    assert wrong.text.startswith("I need a day in the past")
    assert "Appeal by December 17, 2026" in appeal.text


async def test_a_town_that_is_not_clear_is_asked_back(server: Server) -> None:
    async with server.connect(desks.client()):
        reply = await server.slash(ALICE, "letter", town="zzzz")
    assert reply.ephemeral
    assert not reply.files


async def test_a_letter_from_a_card_in_a_channel_is_seen_by_the_presser_alone(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.say(ALICE, f"{BOT.mention} what can I do in Norwalk")
        letter = await server.click(BRUNO, card, "Letter")
        in_channel = server.sent(GENERAL)
    assert (letter.kind, letter.ephemeral) == (Answered.MESSAGE, True)
    assert len(in_channel) == 1


async def test_it_works_in_a_direct_message(server: Server) -> None:
    async with server.connect(desks.client()):
        card = await server.slash(ALICE, "letter", channel=DIRECT[ALICE.id], town="Norwalk")
        answer = await edited(server, card, text="mine", sources="")
    assert answer.files == ("my-text.txt",)


@pytest.mark.parametrize("custom_id", ["pl0:r:letter:en:1:::", "pl1:r:novel:en:103:::", "pl1:w:lower:en:103:lower_999::"])
async def test_a_stale_button_is_answered_kindly(server: Server, custom_id: str) -> None:
    async with server.connect(desks.client()) as client:
        made = card(0, ["A card"], [], [[Button("Press", Carried(custom_id))]])
        sent = await client.replies.post(client.get_partial_messageable(GENERAL.id), made)
        reply = await server.click(ALICE, server.look(ALICE, str(sent.id)), "Press")
    assert reply.ephemeral
    assert reply.text == wording("en").say("error.stale")


async def test_urgent_help_follows_what_happened_and_can_be_turned_to_the_other_case(server: Server) -> None:
    async with server.connect(desks.client()):
        taken = await server.direct(ALICE, "they took my husband this morning")
        here = await server.click(ALICE, taken, "They are at the door")
    assert taken.text.startswith("## Get help now\n**ICE Online Detainee Locator**")
    assert taken.links[0] == "https://locator.ice.gov/odls/"
    assert here.text.startswith("## Get help now\n**Statewide Legal Services")
