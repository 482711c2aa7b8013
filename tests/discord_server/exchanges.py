"""Interactions from the press of a button to the last follow-up, with Discord's deadlines."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import Enum

from tests.discord_server.replies import Kind, Reply
from tests.discord_server.world import JSON, Channel, Person, mint

FIRST_RESPONSE, LIFETIME = 3.0, 900.0
PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 1, 2, 3, 4, 5


class State(Enum):
    """How far the bot has come with an interaction."""

    OPEN = "not answered yet"
    THINKING = "deferred with a loading message"
    UPDATING = "deferred without one"
    ANSWERED = "answered"


@dataclass(eq=False)
class Exchange:
    """One interaction: `source` is the message whose component was used, `original` the message that @original means.

    `handed_out` counts the replies that the test has read, `submitted` tells that the form it opened was sent.
    """

    kind: int
    person: Person
    channel: Channel
    source: str | None = None
    user_installed: bool = False
    command_type: int = 1
    id: str = field(default_factory=mint)
    token: str = field(default_factory=lambda: f"aW50ZXJhY3Rpb246{mint()}")
    at: float = field(default_factory=time.perf_counter)
    state: State = State.OPEN
    original: str | None = None
    ephemeral: bool = False
    follow_ups: int = 0
    replies: list[Reply] = field(default_factory=list)
    handed_out: int = 0
    submitted: bool = False

    @property
    def late(self) -> bool:
        """Whether Discord has given up waiting for the first response."""
        return self.state is State.OPEN and time.perf_counter() - self.at > FIRST_RESPONSE

    @property
    def expired(self) -> bool:
        """Whether the token is worth nothing any more."""
        return time.perf_counter() - self.at > LIFETIME

    def grow_old(self, seconds: float) -> None:
        """Let that many seconds pass for this interaction alone."""
        self.at -= seconds

    def answer(self, kind: Kind, body: JSON, at: float, *, ephemeral: bool = False) -> None:
        """Note an answer that reached the person; a copy, because messages change."""
        self.replies.append(Reply(kind, dict(body), ephemeral, at - self.at, self.id))


class Exchanges:
    """All interactions of this run."""

    def __init__(self) -> None:
        self._by_token: dict[str, Exchange] = {}
        self._by_id: dict[str, Exchange] = {}

    def open(self, exchange: Exchange) -> Exchange:
        """Keep a new interaction."""
        self._by_token[exchange.token] = self._by_id[exchange.id] = exchange
        return exchange

    def with_token(self, token: str) -> Exchange | None:
        """The interaction that a webhook token belongs to."""
        return self._by_token.get(token)

    def with_id(self, interaction_id: str) -> Exchange:
        """The interaction of this id; KeyError for one that never was."""
        return self._by_id[interaction_id]
