"""A mistake is reported on the loopback Discord: where, by whom, in what language, and what is in the way."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest

from bot import logs
from bot.moderation.reporting import A_PERSON, A_PLACE
from bot.moderation.reporting import DIRECT as IN_DIRECT_MESSAGES
from bot.settings import LogFormat, LogLevel
from bot.store import corrections
from tests.discord_server.faults import Fault
from tests.discord_server.replies import Kind
from tests.discord_server.server import Server
from tests.discord_server.world import (
    ALICE,
    BACKROOM,
    BOT,
    BRUNO,
    CARMEN,
    DIRECT,
    ELSEWHERE,
    GENERAL,
    GROUP,
    Channel,
)
from tests.end_to_end.moderating import KEEPER, Deployment
from tests.end_to_end.reporting import (
    CANARY,
    FINDING,
    REPORT,
    WRONG,
    form_of,
    office,
    only,
    report,
    sent,
    settled,
    stored,
    until_posted,
)

MESSAGES = "/channels/{channel_id}/messages"
HOSTILE = "@everyone <@1100000000000000011> [x](https://evil.example) **b** `c` \u202eabc\u2066d\u200b # h\n# heading\n- list\n> quote\nhttps://evil.example/a"


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


async def test_the_form_asks_in_the_language_of_the_card(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, CARMEN)
    assert form.kind is Kind.MODAL
    assert form.text == "Avisar de un error"
    assert [field.custom_id for field in form.fields] == ["sentence", "told", "link", "outcome"]
    assert form.fields[1].label == "¿Qué está mal?"
    (which, outcome) = form.selects
    assert FINDING in [option.value for option in which.options]
    assert which.options[-1].label == "Otra cosa"
    assert [option.value for option in outcome.options if option.default] == ["no"]


async def test_a_report_is_kept_thanked_for_and_shown_to_the_moderators(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        thanks = await report(server, BRUNO, link="https://host.example/minutes.pdf")
        card = await until_posted(server)
        await settled(client)
        kept = await only(client)
    assert thanks.ephemeral
    assert thanks.text.startswith("**Obrigado. Recebemos o seu aviso.**")
    assert "Nada sobre quem você é fica guardado" in thanks.text
    assert CANARY not in thanks.text
    assert (kept.record, kept.told, kept.link, kept.language) == (FINDING, WRONG, "https://host.example/minutes.pdf", "pt")
    assert (kept.reporter, kept.channel, kept.message) == (None, BACKROOM.id, int(card.id))
    assert "Reported mistake 1" in card.text
    assert "The Gazette reported" in card.text
    assert f"> {WRONG}" in card.text
    assert "`https://host.example/minutes.pdf`" in card.text
    assert "is not told the outcome" in card.text
    assert [button.label for button in card.buttons] == ["Accept", "Decline"]


@pytest.mark.parametrize(
    ("channel", "installed"), [(DIRECT[BRUNO.id], False), (GROUP, True), (ELSEWHERE, True), (GENERAL, True)], ids=str
)
async def test_a_report_can_be_made_wherever_an_answer_is(
    server: Server, deployment: Deployment, channel: Channel, installed: bool
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, BRUNO, channel, user_installed=installed)
        thanks = await sent(server, BRUNO, form)
        await until_posted(server)
        assert "Obrigado" in thanks.text
        assert (await only(client)).told == WRONG


async def test_a_public_answer_can_be_reported_by_anybody_who_reads_it(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        answer = await server.say(ALICE, f"{BOT.mention} does Alder share with ICE?")
        form = await server.click(BRUNO, answer, REPORT["en"])
        thanks = await server.submit(BRUNO, form, sentence="else", told=WRONG, outcome="no")
        card = await until_posted(server)
        assert thanks.ephemeral
        assert (await only(client)).record is None
    assert "Not about one sentence" in card.text


async def test_a_card_that_asks_back_claims_nothing_to_report(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        answer = await server.slash(ALICE, "town", name="Nowheresville")
        assert answer.text
        assert REPORT["en"] not in [button.label for button in answer.buttons]


async def test_an_answer_without_claims_can_be_reported_without_a_sentence(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        answer = await server.slash(ALICE, "about")
        form = await server.click(ALICE, answer, REPORT["en"])
        assert [field.custom_id for field in form.fields] == ["told", "link", "outcome"]
        await server.submit(ALICE, form, told=WRONG, outcome="no")
        await until_posted(server)
        assert (await only(client)).record is None


async def test_what_is_wrong_with_a_report_is_named_and_nothing_typed_is_lost(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, ALICE)
        answer = await sent(server, ALICE, form, told="  \u200b ", link="http://host.example/a", outcome="yes")
        assert answer.ephemeral
        assert answer.text.startswith("**Not sent yet**")
        assert "“What is wrong?” is empty." in answer.text
        assert "starts with https://" in answer.text
        assert "host.example" not in answer.text
        again = await server.click(ALICE, answer, "Open the form again")
        assert {field.custom_id: field.value for field in again.fields}["link"] == "http://host.example/a"
        assert [[option.value for option in menu.options if option.default] for menu in again.selects] == [[FINDING], ["yes"]]
        await sent(server, ALICE, again, link="https://host.example/a")
        await until_posted(server)
        assert (await only(client)).link == "https://host.example/a"


async def test_after_a_report_the_form_is_empty_again(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, ALICE)
        assert [field.value for field in (await form_of(server, ALICE)).fields if field.custom_id == "told"] == [None]


async def test_what_a_person_wrote_reaches_the_moderators_as_plain_text(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, ALICE, told=HOSTILE)
        card = await until_posted(server)
        quote = card.text.partition("What the reporter wrote\n")[2]
    assert "](https://evil.example" not in card.text
    assert "https://" not in quote
    assert "@everyone" not in card.text
    assert f"\\<@{ALICE.id}\\>" in quote
    assert not [letter for letter in card.text if letter in "\u202e\u2066"]
    assert quote.splitlines()[:4] == [line for line in quote.splitlines()[:4] if line.startswith("> ")]
    (call,) = [call for call in server.calls_to("POST", MESSAGES) if call.params["channel_id"] == str(BACKROOM.id)]
    assert call.body["allowed_mentions"]["parse"] == []


@pytest.mark.parametrize("told", ["*" * 1000, "-\n" * 500, "@here " * 166, "https://a.bc/ " * 71, "<" * 999, "é" * 1000])
async def test_the_longest_and_worst_text_still_fits_the_card(server: Server, deployment: Deployment, told: str) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        thanks = await report(server, ALICE, told=told)
        card = await until_posted(server)
    assert thanks.text.startswith("**Thank you.")
    assert "Reported mistake 1" in card.text


async def test_four_thousand_characters_that_no_client_sends_are_refused_kindly(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, ALICE)
        for part in form.parts():
            part.pop("max_length", None)
        answer = await sent(server, ALICE, form, told="x" * 4000)
        assert "more than 1,000 characters" in answer.text
        assert await corrections.count_waiting(office(client).store) == 0


async def test_a_sentence_that_the_answer_does_not_hold_is_taken_for_something_else(
    server: Server, deployment: Deployment
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        form = await form_of(server, ALICE)
        for part in form.parts():
            part.pop("options", None)
        await sent(server, ALICE, form, sentence="f-forged")
        assert (await only(client)).record is None


async def test_a_person_may_report_a_few_times_an_hour(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        forms = [await form_of(server, BRUNO) for _ in range(A_PERSON + 1)]
        for form in forms[:A_PERSON]:
            assert "Obrigado" in (await sent(server, BRUNO, form)).text
        late = await sent(server, BRUNO, forms[-1])
        card = await server.slash(BRUNO, "town", name="Alder")
        early = await server.click(BRUNO, card, REPORT["pt"])
        other = await report(server, CARMEN)
        assert await corrections.count_waiting(office(client).store) == A_PERSON + 1
    assert "Espere 60 minutos" in late.text
    assert "não se perdeu" in late.text
    assert late.buttons[0].label == "Abrir o formulário de novo"
    assert "Espere 60 minutos" in early.text
    assert "não se perdeu" not in early.text
    assert "Gracias" in other.text


async def test_two_reports_sent_at_once_are_not_both_the_last_one(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        forms = [await form_of(server, BRUNO) for _ in range(2 * A_PERSON)]
        await asyncio.gather(*(sent(server, BRUNO, form) for form in forms))
        await settled(client)
        assert await corrections.count_waiting(office(client).store) == A_PERSON


async def test_a_server_may_send_only_so_many(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        for _ in range(A_PLACE):
            office(client).reports.by_place.take(str(GENERAL.guild_id))
        card = await server.slash(ALICE, "town", name="Alder")
        assert "Many reports came from this server" in (await server.click(ALICE, card, REPORT["en"])).text
        elsewhere = await server.slash(ALICE, "town", name="Alder", channel=DIRECT[ALICE.id])
        assert (await server.click(ALICE, elsewhere, REPORT["en"])).kind is Kind.MODAL


async def test_of_direct_messages_together_no_server_is_named(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        for _ in range(A_PLACE):
            office(client).reports.by_place.take(IN_DIRECT_MESSAGES)
        card = await server.slash(ALICE, "town", name="Alder", channel=DIRECT[ALICE.id])
        assert "Many reports came by direct message" in (await server.click(ALICE, card, REPORT["en"])).text


async def test_a_form_opened_before_a_restart_can_be_sent_after_it(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await server.slash(ALICE, "town", name="Alder")
        form = await form_of(server, ALICE)
    async with server.connect(deployment.client()) as client:
        assert (await sent(server, ALICE, form)).text.startswith("**Thank you.")
        assert (await server.click(ALICE, card, REPORT["en"])).kind is Kind.MODAL
        await until_posted(server)
        assert (await only(client)).record == FINDING


async def test_with_the_database_gone_the_report_waits_in_the_form(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        file = deployment.data / "plainsight.db"
        form = await form_of(server, ALICE)
        away = file.rename(file.with_suffix(".away"))
        failed = await sent(server, ALICE, form)
        assert "could not be kept just now" in failed.text
        assert CANARY not in failed.text
        away.rename(file)
        assert office(client).reports.by_person.wait(office(client).people.name(ALICE.id)) == 0
        again = await server.click(ALICE, failed, "Open the form again")
        assert {field.custom_id: field.value for field in again.fields}["told"] == WRONG
        assert (await sent(server, ALICE, again)).text.startswith("**Thank you.")
        await until_posted(server)
        assert (await only(client)).told == WRONG


@pytest.mark.parametrize("status", [403, 404])
async def test_a_report_that_cannot_be_posted_shows_in_the_list(server: Server, deployment: Deployment, status: int) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        server.fail("POST", MESSAGES, Fault(status, {"message": "Missing Access", "code": 50001}))
        assert "Obrigado" in (await report(server)).text
        await settled(client)
        listed = await server.slash(KEEPER, "kb corrections")
        assert (await only(client)).message is None
    assert "could not be posted there" in listed.text


async def test_without_a_moderators_channel_reports_show_in_the_list(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client, alerts=False)
        assert "Obrigado" in (await report(server)).text
        listed = await server.slash(KEEPER, "kb corrections")
    assert "1 reported mistake waits" in listed.text
    assert "the moderators' channel is not set" in listed.text
    assert server.sent(BACKROOM) == []


async def test_nothing_of_a_report_stands_in_any_log_nor_the_reporter_in_the_database(
    server: Server, deployment: Deployment
) -> None:
    stream = io.StringIO()
    logs.configure(LogFormat.JSON, LogLevel.DEBUG, stream)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        card = await server.slash(ALICE, "town", name="Alder")
        await sent(server, BRUNO, await form_of(server, BRUNO), told=" ", link=f"http://{CANARY}.example")
        await report(server, BRUNO, link=f"https://{CANARY}.example/a", outcome="yes")
        shown = await until_posted(server)
        assert str(BRUNO.id) not in stored(deployment)
        await server.slash(KEEPER, "kb corrections")
        question = await server.click(KEEPER, shown, "Need more")
        await server.submit(KEEPER, question, words=f"{CANARY}?")
        asked = server.sent(DIRECT[BRUNO.id])[-1]
        replied = await server.submit(BRUNO, await server.click(BRUNO, asked, "Responder à pergunta"), told=CANARY)
        assert "Os moderadores têm a sua resposta" in replied.text
        decline = await server.click(KEEPER, await until_posted(server, 2), "Decline")
        server.fail("POST", MESSAGES, Fault(403, {"message": CANARY, "code": 50007}))
        await server.submit(KEEPER, decline, words=CANARY)
        file = deployment.data / "plainsight.db"
        file.rename(file.with_suffix(".away"))
        await sent(server, ALICE, await server.click(ALICE, card, REPORT["en"]), sentence="else")
    written = stream.getvalue()
    assert "answer failed" not in written
    assert "a report was not kept" in written
    for secret in (CANARY, str(BRUNO.id), str(ALICE.id), office(client).people.name(BRUNO.id)):
        assert secret not in written
