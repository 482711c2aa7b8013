"""Cards and forms about reported mistakes: within Discord's limits in every language, with nothing of the reporter's alive."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import forms
from bot.cards import to_payload
from bot.complaints import Complaint
from bot.custom_ids import Press, Target, Verb
from bot.markdown import escape
from bot.moderation import reading
from bot.moderation.cards import corrections as cards
from bot.moderation.cards import gaps, reporting
from bot.moderation.cards.corrections import LONGEST_QUOTE, Matter, Queue, quoted
from bot.moderation.cards.reporting import Crowd
from bot.moderation.moves import Act, Move
from bot.moderation.sentences import answer_to, sentences
from bot.store.corrections import Correction, State
from bot.store.gaps import Cell
from knowledge.answer import Claim
from knowledge.questions import Intent
from knowledge.wording import LANGUAGES, wording
from tests.bot import desks
from tests.discord_server import limits

MOMENT = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)
TOWN = desks.target(Intent.TOWN_STATUS, "Fairfield")
ANSWER = Press(Verb.REPORT, TOWN)
WORST = ["*" * 1000, "-\n" * 500, "@everyone " * 100, "https://a.bc/ " * 71, "[a](https://b.cd) " * 55, "`" * 1000, "word " * 200]
CORRECTION = Correction(
    n=12,
    at=MOMENT,
    language="es",
    answer=ANSWER.custom_id,
    version="881e8d1df6b4",
    record="f-alder",
    told="The year is wrong.",
    link="https://host.example/" + "a" * 470,
    reporter=b"sealed",
    state=State.OPEN,
    decided_at=None,
    decided_by=None,
    reason="",
    channel=1,
    message=2,
)


def longest_claim() -> Claim:
    answer = answer_to(TOWN, desks.release(), desks.DAY)
    assert answer
    return max(sentences(answer).values(), key=lambda claim: len(claim.text) + 80 * len(claim.citations))


CLAIM = longest_claim()


def matter(**changes: object) -> Matter:
    return Matter(correction=dataclasses.replace(CORRECTION, **changes), title="Fairfield", claim=CLAIM, who="<@1>")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("told", WORST)
@pytest.mark.parametrize("state", list(State))
def test_every_card_of_a_correction_is_within_the_limits(state: State, told: str, language: str) -> None:
    worst = matter(state=state, told=told, reason=told[:500], decided_at=MOMENT, decided_by="m-1")
    worst = dataclasses.replace(worst, note="correction.reporter.refused", proposal=7)
    words = wording(language)
    page = [dataclasses.replace(worst, correction=dataclasses.replace(worst.correction, n=n)) for n in range(96, 100)]
    queue = Queue(page, 99, 2, 25, ["correction.list.no_channel"])
    shown = [
        cards.render(worst, words),
        cards.accepting(worst, [Move(Act.CHANGE, "f-alder"), Move(Act.RETRACT, "f-alder")], words),
        cards.newer(worst.correction, words),
        cards.waiting(queue, words),
        cards.outcome(worst, question=state is State.NEEDS_MORE, words=words) if state is not State.OPEN else None,
    ]
    assert [fault for card in shown if card for fault in limits.message(to_payload(card))] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("intent", list(Intent))
def test_every_form_is_within_the_limits(intent: Intent, language: str) -> None:
    press = Press(Verb.REPORT, desks.target(intent, "Fairfield", language=language))
    answer = answer_to(press.target, desks.release(), desks.DAY)
    made = reporting.form(press, sentences(answer) if answer else {}, wording(language))
    assert list(limits.modal(forms.modal(made).to_dict())) == []
    assert all(len(item.label) <= forms.LABEL and len(item.help) <= forms.HELP for item in made.fields)
    assert len(made.title) <= forms.TITLE


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_every_other_form_fit_too(language: str) -> None:
    words = wording(language)
    for key in ("decline.title", "agree.title", "more.title", "decline.reason", "agree.reason", "more.question"):
        assert len(words.say(f"correction.{key}")) <= forms.LABEL, key
    reads = [cards.reads(matter(language=theirs).correction, words) for theirs in LANGUAGES]
    helps = [f"{words.say('correction.decline.told')} {line}".strip() for line in reads]
    assert [text for text in (*helps, words.say("correction.decline.untold")) if len(text) > forms.HELP] == []
    asked = reporting.reply_form(Move(Act.REPLY, "12"), "x" * 500, words)
    assert list(limits.modal(forms.modal(asked).to_dict())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_reporter_reads_is_within_the_limits(language: str) -> None:
    words = wording(language)
    complaints = [Complaint(reading.TOLD, "correction.told.long"), Complaint(reading.LINK, "correction.link.wrong")]
    shown = [
        reporting.thanks(tell=True, words=words),
        reporting.thanks(tell=False, words=words),
        reporting.refused(complaints, ANSWER, words),
        *(reporting.wait(61, ANSWER, words, crowd, written=written) for crowd in Crowd for written in (True, False)),
        reporting.failed(ANSWER, words),
    ]
    assert [fault for card in shown for fault in limits.message(to_payload(card))] == []


@pytest.mark.parametrize(("seconds", "told"), [(1, "1 minute,"), (60, "1 minute,"), (61, "2 minutes,"), (3600, "60 minutes,")])
def test_the_wait_is_told_in_minutes_and_never_too_short(seconds: float, told: str) -> None:
    assert told in desks.text(reporting.wait(seconds, ANSWER, wording("en"), Crowd.PERSON, written=False))


@given(st.text(max_size=400), st.integers(20, 300))
def test_a_quote_is_as_long_as_it_may_be_and_every_line_is_quoted(text: str, longest: int) -> None:
    shown = quoted(text, longest)
    assert len(shown) <= longest
    assert all(line.startswith(">") for line in shown.splitlines() if line)


@pytest.mark.parametrize("told", WORST)
def test_a_quote_holds_nothing_alive(told: str) -> None:
    shown = quoted(told, LONGEST_QUOTE)
    assert "](https://" not in shown
    assert "https://" not in shown
    assert "@everyone" not in shown


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED])
def test_a_decided_card_can_not_be_pressed_and_shows_nothing_of_the_reporter(state: State) -> None:
    card = cards.render(matter(state=state, decided_at=MOMENT, decided_by="m-1", reason="It is right."), wording("en"))
    assert desks.labels(card) == []
    assert "The year is wrong." not in desks.text(card)
    assert CORRECTION.link not in desks.text(card)


def test_more_can_be_asked_only_of_somebody_who_can_be_reached() -> None:
    reachable, not_reachable = matter(), matter(reporter=None)
    assert desks.labels(cards.render(reachable, wording("en"))) == ["Accept", "Decline", "Need more"]
    card = cards.render(not_reachable, wording("en"))
    assert desks.labels(card) == ["Accept", "Decline"]
    assert "no question can be put to them" in desks.text(card)


def test_the_buttons_are_explained_where_they_stand() -> None:
    reachable, not_reachable = (desks.text(cards.render(m, wording("en"))) for m in (matter(), matter(reporter=None)))
    assert "Accept: it is wrong, mend it. Decline: it is right. Need more: ask the reporter." in reachable
    assert "Accept: it is wrong, mend it. Decline: it is right." in not_reachable
    assert "Need more" not in not_reachable


@pytest.mark.parametrize(("theirs", "name"), [("es", "Spanish"), ("pt", "Portuguese"), ("ht", "Haitian Creole")])
def test_a_moderator_is_told_in_which_language_to_write(theirs: str, name: str) -> None:
    assert f"please write in {name}." in desks.text(cards.render(matter(language=theirs), wording("en")))


def test_nothing_is_said_of_a_language_where_it_is_english_or_nobody_is_written_to() -> None:
    for quiet in (matter(language="en"), matter(language="es", reporter=None)):
        assert "please write in" not in desks.text(cards.render(quiet, wording("en")))


def test_a_sentence_that_is_gone_is_named_by_its_record() -> None:
    gone = dataclasses.replace(matter(), claim=None)
    assert "Its record: f-alder." in desks.text(cards.render(gone, wording("en")))


def test_the_sources_of_the_sentence_stand_on_the_card() -> None:
    text = desks.text(cards.render(matter(), wording("en")))
    assert CLAIM.citations[0].source.url in text
    assert escape(CLAIM.citations[0].source.publisher) in text


def test_the_reporter_can_open_the_answer_from_what_they_are_told() -> None:
    card = cards.outcome(matter(state=State.ACCEPTED), question=False, words=wording("es"))
    assert desks.custom_ids(card) == [Press(Verb.OPEN, TOWN).custom_id]
    asked_back = dataclasses.replace(matter(state=State.ACCEPTED), title="")
    assert desks.custom_ids(cards.outcome(asked_back, question=False, words=wording("es"))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gaps_stand_in_order_by_town_and_by_intent(language: str) -> None:
    asked = {Cell(f"Town {n}", intent.value): n + 5 for n, intent in enumerate(list(Intent) * 3)}
    card = gaps.render(asked, 30, wording(language))
    assert list(limits.message(to_payload(card))) == []
    rows = [line for line in desks.text(card).splitlines() if "Town " in line]
    assert rows[0].endswith("Town 41")
    assert len(rows) == gaps.MOST


def test_no_gaps_are_said_so() -> None:
    assert "Nothing was asked five times" in desks.text(gaps.render({}, 30, wording("en")))


def test_an_answer_without_sentences_is_reported_without_choosing_one() -> None:
    made = reporting.form(Press(Verb.REPORT, Target(Intent.ABOUT, "en")), {}, wording("en"))
    assert [item.name for item in made.fields] == [reading.TOLD, reading.LINK, reading.OUTCOME]
