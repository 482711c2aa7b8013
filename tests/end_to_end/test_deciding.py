"""Moderators decide what was reported: accept, decline, ask for more; the reporter is told, and the next answer is right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from bot.moderation import correcting
from bot.moderation.moves import Act, Move
from bot.moderation.office import utc_now
from bot.people import People
from bot.store import audit, corrections
from bot.store.corrections import Report, State
from tests.discord_server import components as kinds
from tests.discord_server.faults import Fault
from tests.discord_server.replies import Kind, Reply
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, BOT, BRUNO, CARMEN, Person
from tests.end_to_end.moderating import KEEPER, MANAGER, POSTER, SECOND, Deployment
from tests.end_to_end.reporting import CANARY, WRONG, office, only, posted, report, settled, stored, until_posted, written

DMS = "/users/@me/channels"
MESSAGES = "/channels/{channel_id}/messages"
REFUSED = Fault(400, {"message": "Invalid Recipient(s)", "code": 50033})


@pytest.fixture
def deployment(tmp_path: Path) -> Deployment:
    """A deployment whose home is the server of the loopback Discord."""
    return Deployment(tmp_path)


async def test_declining_tells_who_asked_to_be_told_and_forgets_them(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        thanks = await report(server, CARMEN, outcome="yes")
        card = await until_posted(server)
        assert "Recibirá un mensaje directo" in thanks.text
        assert (await only(client)).reporter is not None
        assert str(CARMEN.id) not in stored(deployment)
        form = await server.click(KEEPER, card, "Decline")
        done = await server.submit(KEEPER, form, words="The Gazette has 2023 [see](https://evil.example) @everyone")
        told = written(server, CARMEN)[-1]
        closed = posted(server)
        kept = await only(client)
        (line,) = [line for line in await audit.recent(office(client).store, 9) if line.subject == "correction:1"]
    assert done.ephemeral
    assert done.text == "**Declined.**\nThe reporter was told."
    assert "no cambiaron el archivo" in told.text
    assert "The Gazette has 2023" in told.text
    assert "](https://evil.example)" not in told.text
    assert (kept.state, kept.told, kept.link, kept.reporter) == (State.DECLINED, None, None, None)
    assert (line.action, line.actor) == ("correction_declined", office(client).people.name(KEEPER.id))
    assert CANARY not in closed.text
    assert closed.id == card.id
    assert f"Declined by {KEEPER.mention}" in closed.text
    assert "The reporter was told." in closed.text
    assert closed.buttons == ()
    assert CANARY not in stored(deployment)


async def test_declining_tells_nobody_who_did_not_ask(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN)
        form = await server.click(KEEPER, await until_posted(server), "Decline")
        assert (await server.submit(KEEPER, form, words="It is right")).text == "**Declined.**"
        assert written(server, CARMEN) == []


async def test_a_refused_direct_message_is_noted_on_the_card(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Decline")
        server.fail("POST", DMS, REFUSED)
        done = await server.submit(KEEPER, form, words="It is right")
        kept = await only(client)
        closed = posted(server)
    assert "could not be reached" in done.text
    assert "could not be reached" in closed.text
    assert (kept.state, kept.reporter) == (State.DECLINED, None)


async def test_who_could_not_be_told_is_told_later_and_once(server: Server, deployment: Deployment) -> None:
    deployment.now = lambda: utc_now() - dt.timedelta(hours=1)
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Decline")
        server.fail("POST", MESSAGES, Fault(reset=True))
        done = await server.submit(KEEPER, form, words="It is right")
        await settled(client)
        assert "the bot tries again" in done.text
        assert "the bot tries again" in posted(server).text
        assert (await only(client)).reporter is not None
    deployment.now = utc_now
    async with server.connect(deployment.client()) as client:
        await server.hub.changes.until(lambda: bool(written(server, CARMEN)), "the outcome")
        await correcting.tell_the_rest(office(client))
        assert len(written(server, CARMEN)) == 1
        assert (await only(client)).reporter is None
        assert "The reporter was told." in posted(server).text


async def test_a_reporter_whose_key_is_lost_is_given_up(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Decline")
        office(client).people = People(b"another key that is good enough too")
        assert "could not be reached" in (await server.submit(KEEPER, form, words="It is right")).text
        assert (await only(client)).reporter is None
        assert written(server, CARMEN) == []


async def test_more_is_asked_answered_and_decided(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        card = await until_posted(server)
        form = await server.click(KEEPER, card, "Need more")
        done = await server.submit(KEEPER, form, words="Which page?")
        question = written(server, CARMEN)[-1]
        await settled(client)
        assert "It waits for the reporter's answer." in done.text
        assert "tiene una pregunta" in question.text
        assert "> Which page?" in question.text
        assert "> Which page?" in posted(server).text
        kept = await only(client)
        assert (kept.state, kept.told, kept.reporter is None) == (State.NEEDS_MORE, WRONG, False)

        answer = await server.click(CARMEN, question, "Responder la pregunta")
        assert "Gracias" in (await server.submit(CARMEN, answer, told="Page 4")).text
        newer = await until_posted(server, 2)
        await settled(client)
        assert newer.text.index("Page 4") < newer.text.index(WRONG)
        assert "There is a newer card" in server.look(KEEPER, card).text
        assert CANARY not in server.look(KEEPER, card).text
        assert (await only(client)).state is State.OPEN

        await server.submit(KEEPER, await server.click(KEEPER, newer, "Decline"), words="Page 4 says so too")
        await settled(client)
        assert "Page 4 says so too" in written(server, CARMEN)[-1].text
        assert CANARY not in posted(server).text
        late = await server.click(CARMEN, question, "Responder la pregunta")
        assert "no hace falta responder" in late.text
        assert CANARY not in stored(deployment)


@pytest.mark.parametrize(
    ("fault", "told", "known"),
    [(REFUSED, "Discord did not let the message through", False), (Fault(reset=True), "Press Need more again", True)],
)
async def test_a_question_that_does_not_arrive_is_not_called_asked(
    server: Server, deployment: Deployment, fault: Fault, told: str, known: bool
) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Need more")
        server.fail("POST", DMS, fault)
        done = await server.submit(KEEPER, form, words="Which page?")
        await settled(client)
        assert "The question was not sent." in done.text
        assert told in done.text
        assert told in posted(server).text
        kept = await only(client)
        assert (kept.waits, kept.reporter is not None) == (True, known)
        assert "waits for the reporter" not in (await server.slash(KEEPER, "kb corrections")).text or known


async def test_only_the_reporter_can_answer_what_was_asked(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Need more")
        await server.submit(KEEPER, form, words="Which page?")
        opened = await server.click(CARMEN, written(server, CARMEN)[-1], "Responder la pregunta")
        shown = await server.slash(BRUNO, "town", name="Alder")
        press_as(server, shown, Move(Act.REPLY, "1"))
        assert "já está resolvida" in (await server.click(BRUNO, shown, custom_id=Move(Act.REPLY, "1").custom_id)).text
        refused = await server.submit(CARMEN, opened, told=" ")
        assert "está vacío" in refused.text
        assert refused.buttons[0].label == "Abrir el formulario de nuevo"
        assert (await only(client)).told == WRONG


async def test_more_is_asked_of_nobody_who_cannot_be_reached(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN)
        card = await until_posted(server)
        press_as(server, card, Move(Act.ASK_REPORTER, "1"))
        answer = await server.click(KEEPER, card, custom_id=Move(Act.ASK_REPORTER, "1").custom_id)
        assert "The reporter cannot be asked" in answer.text


async def test_what_is_about_no_record_is_accepted_with_what_was_changed(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, sentence="else", outcome="yes")
        form = await server.click(KEEPER, await until_posted(server), "Accept")
        assert form.kind is Kind.MODAL
        assert "**Accepted.**" in (await server.submit(KEEPER, form, words="The phone number")).text
        assert "algo en “Alder” está mal" in written(server, CARMEN)[-1].text
        assert "> The phone number" in written(server, CARMEN)[-1].text
        assert (await only(client)).state is State.ACCEPTED


async def test_an_accepted_correction_is_seen_in_the_next_answer(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        before = await server.click(ALICE, await server.slash(ALICE, "town", name="Alder"), "What was reported")
        await report(server, CARMEN, outcome="yes", link="https://gazette.example/alder")
        ways = await server.click(KEEPER, await until_posted(server), "Accept")
        assert [button.label for button in ways.buttons] == ["Change its status", "Withdraw this record", "Mended in another way"]
        status = await server.click(KEEPER, ways, "Change its status")
        assert "https://gazette.example/alder" in [field.value for field in status.fields]
        retract = await server.click(KEEPER, ways, "Withdraw this record")
        await server.submit(KEEPER, retract, reason="The Gazette corrected itself")
        await settled(client)
        assert (await only(client)).state is State.OPEN
        looked = await server.click(KEEPER, await server.slash(KEEPER, "kb corrections"), "Look at 1")
        assert "A change is proposed" in looked.text

        await approve(server)
        await settled(client)
        kept = await only(client)
        after = await server.click(ALICE, await server.slash(ALICE, "town", name="Alder"), "What was reported")
        assert (kept.state, kept.told, kept.reporter) == (State.ACCEPTED, None, None)
        assert "se cambió" in written(server, CARMEN)[-1].text
        assert "The Gazette reported that" in before.text
        assert "The Gazette reported that" not in after.text
        assert CANARY not in stored(deployment)


async def test_a_card_from_before_a_restart_still_decides(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        card = await until_posted(server)
        form = await server.click(KEEPER, card, "Decline")
    async with server.connect(deployment.client()) as client:
        assert (await server.click(KEEPER, card, "Need more")).kind is Kind.MODAL
        assert "**Declined.**" in (await server.submit(KEEPER, form, words="It is right")).text
        await settled(client)
        assert (await only(client)).state is State.DECLINED
        assert "It is right" in written(server, CARMEN)[-1].text


async def test_what_is_decided_cannot_be_decided_again(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN)
        card = await until_posted(server)
        forms = [await server.click(person, card, "Decline") for person in (KEEPER, SECOND)]
        await server.submit(KEEPER, forms[0], words="It is right")
        assert "ya está decidido" in (await server.submit(SECOND, forms[1], words="No")).text
        shown = await server.slash(KEEPER, "town", name="Alder")
        for move in (Move(Act.ACCEPT_CORRECTION, "1"), Move(Act.AGREE, "1"), Move(Act.CORRECTION, "77")):
            press_as(server, shown, move)
            answer = await server.click(KEEPER, shown, custom_id=move.custom_id)
            assert "/kb corrections lists what waits" in answer.text
        assert (await only(client)).reason == "It is right"


@pytest.mark.parametrize("person", [BRUNO, POSTER, MANAGER, KEEPER.having()], ids=lambda person: person.name)
@pytest.mark.parametrize("label", ["Accept", "Decline", "Need more"])
async def test_nobody_else_decides(server: Server, deployment: Deployment, person: Person, label: str) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        await report(server, CARMEN, outcome="yes")
        card = await until_posted(server)
        form = await server.click(KEEPER, card, "Decline")
        answer = await server.click(person, card, label)
        assert (answer.kind, answer.ephemeral) == (Kind.MESSAGE, True)
        assert CANARY not in answer.text
        await server.submit(person, form, words="mine")
        assert (await only(client)).waits


async def test_the_list_shows_the_oldest_first_page_by_page(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        store = office(client).store
        assert "No reported mistake waits." in (await server.slash(KEEPER, "kb corrections")).text
        await report(server, CARMEN, outcome="yes")
        await until_posted(server)
        first = await corrections.find(store, 1)
        assert first is not None
        for n in range(2, 7):
            await corrections.add(store, Report(at=first.at, language="en", answer=first.answer, version="0", told=f"number {n}"))
        listed = await server.slash(SECOND, "kb corrections", locale="en-US")
        assert "6 reported mistakes wait" in listed.text
        assert [button.label for button in listed.buttons] == ["Look at 1", "Look at 2", "Look at 3", "Look at 4", "Next page"]
        assert f"<t:{int(first.at.timestamp())}:R>" in listed.text
        second = await server.click(SECOND, listed, "Next page", locale="en-US")
        assert (second.kind, second.id) == (Kind.EDIT, listed.id)
        assert "number 6" in second.text
        one = await server.click(SECOND, second, "Look at 6", locale="en-US")
        assert (one.ephemeral, "> number 6" in one.text) == (True, True)
        assert [button.label for button in one.buttons] == ["Accept", "Decline"]


async def test_the_gaps_show_what_was_asked_five_times_and_no_less(server: Server, deployment: Deployment) -> None:
    async with server.connect(deployment.client()) as client:
        await deployment.set_up(client)
        assert "Nothing was asked five times" in (await server.slash(KEEPER, "kb gaps")).text
        for _ in range(4):
            await server.slash(ALICE, "town", name="Birch")
        assert "Birch" not in (await server.slash(KEEPER, "kb gaps")).text
        await server.say(ALICE, f"{BOT.mention} does Birch share with ICE?")
        for _ in range(7):
            await server.slash(ALICE, "town", name="Alder")
        shown = await server.slash(KEEPER, "kb gaps")
    assert "5 · Birch" in shown.text
    assert "Alder" not in shown.text
    async with server.connect(deployment.client()):
        assert "5 · Birch" in (await server.slash(KEEPER, "kb gaps")).text


def press_as(server: Server, message: Reply, move: Move) -> None:
    """Let the first button of a message carry this move: what somebody who speaks to Discord directly could send."""
    part = next(part for part in kinds.walk(server.hub.messages.by_id[message.id]["components"]) if part.get("custom_id"))
    part["custom_id"] = move.custom_id


async def approve(server: Server) -> Reply:
    """Another moderator approves the newest proposal."""
    review = await server.slash(SECOND, "kb review", locale="en-US")
    looked = await server.click(SECOND, review, "Look at 1", locale="en-US")
    return await server.click(SECOND, looked, "Approve and publish", locale="en-US")
