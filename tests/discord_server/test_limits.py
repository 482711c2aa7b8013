"""Every limit that Discord's description misses is refused, and the value just inside it is not."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.discord_server import limits
from tests.discord_server.practice_bot import PracticeBot
from tests.discord_server.server import Server
from tests.discord_server.world import ALICE, JSON, UPDATES

QUIET: JSON = {"allowed_mentions": {"parse": []}}
V2 = {"flags": 1 << 15} | QUIET


def text(length: int = 1) -> JSON:
    return {"type": 10, "content": "x" * length}


def button(number: int = 0, **changes: Any) -> JSON:
    return {"type": 2, "style": 2, "label": "x", "custom_id": f"b{number}", **changes}


def row(*children: JSON) -> JSON:
    return {"type": 1, "components": list(children)}


def select(options: int = 1, **changes: Any) -> JSON:
    return {"type": 3, "custom_id": "s", "options": [{"label": "x", "value": str(n)} for n in range(options)], **changes}


def section(number: int) -> JSON:
    return {"type": 9, "components": [text()], "accessory": button(number)}


def link(url: str, **changes: Any) -> JSON:
    return {"type": 2, "style": 5, "label": "x", "url": url, **changes}


def picture(url: str = "https://example.org/a.png", alt: str = "") -> JSON:
    return {"type": 12, "items": [{"media": {"url": url}, "description": alt}]}


INSIDE = [
    {"content": "x" * 2000, **QUIET},
    {"embeds": [{"description": "x" * 4096}, {"title": "x" * 904, "footer": {"text": "x" * 1000}}], **QUIET},
    {"components": [text(4000)], **V2},
    {"components": [{"type": 17, "components": [text() for _ in range(39)]}], **V2},
    {"content": "x", "components": [row(*[button(10 * r + b) for b in range(5)]) for r in range(5)], **QUIET},
    {"components": [row(button(custom_id="x" * 100, label="x" * 80)), row(select(25))], **V2},
    {"components": [row(link("https://example.org/"))], **V2},
    {"components": [picture(alt="x" * 1024)], **V2},
    {"components": [picture("attachment://a.png")], "attachments": [{"id": 0, "filename": "a.png"}], **V2},
]
OUTSIDE = [
    ("content", {"content": "x" * 2001, **QUIET}),
    ("embeds", {"embeds": [{"description": "x" * 4096}, {"fields": [{"name": "x" * 905, "value": "x" * 1000}]}], **QUIET}),
    ("components v2: 4001 characters", {"components": [text(4000), text(1)], **V2}),
    ("components v2: 41 components", {"components": [{"type": 17, "components": [text() for _ in range(40)]}], **V2}),
    ("components v2: 41 components", {"components": [section(n) for n in range(13)] + [text(), text()], **V2}),
    ("components v2: no content", {"content": "x", "components": [text()], **V2}),
    ("components v2: no content", {"embeds": [{"title": "x"}], "components": [text()], **V2}),
    ("components v2: used without", {"components": [text()], **QUIET}),
    ("rows: 6", {"content": "x", "components": [row(button(n)) for n in range(6)], **QUIET}),
    ("row: 6 buttons", {"components": [row(*[button(n) for n in range(6)])], **V2}),
    ("row: a select stands alone", {"components": [row(select(), button())], **V2}),
    ("custom_id: 'b0' stands 2 times", {"components": [row(button(), button())], **V2}),
    ("custom_id: 101 characters", {"components": [row(button(custom_id="x" * 101))], **V2}),
    ("select: 26 options", {"components": [row(select(26))], **V2}),
    ("select: 0 options", {"components": [row(select(0))], **V2}),
    ("select: two options", {"components": [row(select() | {"options": [{"label": "x", "value": "1"}] * 2})], **V2}),
    ("select: placeholder", {"components": [row(select(placeholder="x" * 151))], **V2}),
    ("button: label of 81", {"components": [row(button(label="x" * 81))], **V2}),
    ("button: neither", {"components": [row(button(label=""))], **V2}),
    ("button: needs a custom_id", {"components": [row(button(custom_id=None))], **V2}),
    ("link button: 'http:", {"components": [row(link("http://example.org/"))], **V2}),
    ("link button: 'javascript:", {"components": [row(link("javascript:alert(1)"))], **V2}),
    ("link button: has a custom_id", {"components": [row(link("https://example.org/", custom_id="x"))], **V2}),
    ("link button: address of 513", {"components": [row(link("https://example.org/".ljust(513, "x")))], **V2}),
    ("alt text: 1025", {"components": [picture(alt="x" * 1025)], **V2}),
    ("alt text: 1025", {"content": "x", "attachments": [{"id": 0, "filename": "a", "description": "x" * 1025}], **QUIET}),
    ("media: attachment 'a.png'", {"components": [picture("attachment://a.png")], **V2}),
    ("media: 'http:", {"components": [picture("http://example.org/a.png")], **V2}),
    ("empty", QUIET),
    ("allowed_mentions: absent", {"content": "x"}),
    ("allowed_mentions", {"content": "x", "allowed_mentions": {"parse": ["everyone"]}}),
    ("allowed_mentions", {"content": "x", "allowed_mentions": {"parse": [], "users": ["1"]}}),
    ("allowed_mentions", {"content": "x", "allowed_mentions": {"parse": [], "replied_user": True}}),
    ("allowed_mentions", {"content": "x", "allowed_mentions": {}}),
]  # fmt: skip


@pytest.mark.parametrize("body", INSIDE)
def test_a_message_just_inside_the_limits_is_taken(body: JSON) -> None:
    assert list(limits.message(body)) == []


@pytest.mark.parametrize(("rule", "body"), OUTSIDE)
def test_a_message_outside_a_limit_breaks_that_one_alone(rule: str, body: JSON) -> None:
    found = list(limits.message(body))
    assert len(found) == 1
    assert found[0].startswith(rule)


def test_an_edit_is_judged_with_what_it_leaves_standing() -> None:
    before = {"content": "old", "flags": 0, "attachments": [{"id": "7", "filename": "a.png"}]}
    assert list(limits.message({"components": [text()], **V2}, before=before)) == [
        "components v2: no content, embeds, stickers or poll beside them"
    ]
    changed = {"content": None, "components": [picture("attachment://a.png")], **V2}
    assert list(limits.message(changed, before=before)) == []
    assert list(limits.message({"flags": 4}, before=before)) == []
    assert list(limits.message({"content": "", "attachments": []}, before=before)) == [limits.EMPTY]


@pytest.mark.parametrize(
    ("rule", "offered"),
    [
        ("autocomplete: 26", [{"name": "x", "value": "x"}] * 26),
        ("autocomplete: choice 'x", [{"name": "x" * 101, "value": "x"}]),
        ("autocomplete: choice ''", [{"name": "", "value": "x"}]),
        ("autocomplete: choice 'x", [{"name": "x", "value": "x" * 101}]),
    ],
)
def test_suggestions_outside_a_limit_are_refused(rule: str, offered: list[JSON]) -> None:
    assert [breach.startswith(rule) for breach in limits.choices({"choices": offered})] == [True]
    assert list(limits.choices({"choices": [{"name": "x" * 100, "value": "x" * 100}] * 25})) == []


def label(number: int = 0, name: str = "x") -> JSON:
    return {"type": 18, "label": name, "component": {"type": 4, "custom_id": f"f{number}", "style": 1}}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("modal: title of 46", {"title": "x" * 46}),
        ("modal: title of 0", {"title": ""}),
        ("modal: 6 children", {"components": [label(n) for n in range(6)]}),
        ("modal: 0 children", {"components": []}),
        ("modal: custom_id of 101", {"custom_id": "x" * 101}),
        ("modal: label of 46", {"components": [label(name="x" * 46)]}),
        ("custom_id: 'f0' stands 2", {"components": [label(), label()]}),
    ],
)
def test_a_form_outside_a_limit_is_refused(rule: str, change: JSON) -> None:
    form = {"title": "x" * 45, "custom_id": "x" * 100, "components": [label(n) for n in range(5)]}
    assert list(limits.modal(form)) == []
    assert [breach.startswith(rule) for breach in limits.modal(form | change)] == [True]


async def test_a_breach_is_answered_with_400_and_noted(lenient_server: Server) -> None:
    async with lenient_server.connect(PracticeBot()) as bot:
        with pytest.raises(discord.HTTPException) as caught:
            await bot.get_partial_messageable(UPDATES.id).send("x" * 2001)
    assert (caught.value.status, caught.value.code) == (400, 50035)
    assert [(breach.source, breach.rule.partition(":")[0]) for breach in lenient_server.breaches] == [("limit", "content")]
    assert lenient_server.sent(UPDATES) == []
    with pytest.raises(AssertionError, match="2001 characters"):
        lenient_server.assert_no_breaches()


async def test_an_empty_message_gets_discords_own_code(lenient_server: Server) -> None:
    async with lenient_server.connect(PracticeBot()) as bot:
        with pytest.raises(discord.HTTPException) as caught:
            await bot.get_partial_messageable(UPDATES.id).send("")
    assert caught.value.code == 50006


async def test_a_client_that_pings_is_caught_wherever_it_writes(lenient_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    async with lenient_server.connect(PracticeBot(allowed_mentions=None)) as bot:
        with pytest.raises(discord.HTTPException):
            await bot.get_partial_messageable(UPDATES.id).send("@everyone")
        monkeypatch.setattr(bot.tree, "on_error", _ignore)
        with pytest.raises(AssertionError, match="allowed_mentions"):
            await lenient_server.slash(ALICE, "echo", text="x", within=0.3)
    assert {breach.rule.partition(":")[0] for breach in lenient_server.breaches} == {"allowed_mentions"}


async def _ignore(*_: object) -> None:
    return None
