"""What processes tell each other through the database, and who wants to hear of it: only that something changed, never what."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Topic(StrEnum):
    """What has changed."""

    RELEASES = "releases"
    UPDATES = "updates"


class News:
    """The bells of one process; with SQLite they ring for its own changes alone, so whoever listens looks by themselves too."""

    def __init__(self) -> None:
        self._bells: dict[str, list[Callable[[], object]]] = {}

    def when(self, topic: Topic, call: Callable[[], object]) -> None:
        """Call this whenever the topic changed, or may have changed unheard."""
        self._bells.setdefault(topic, []).append(call)

    def ring(self, topic: str) -> None:
        """Call whoever wants to hear of the topic; one that nobody knows calls nobody."""
        for call in self._bells.get(topic, ()):
            call()

    def ring_all(self) -> None:
        """Call everybody: the line was down, and anything may have changed."""
        for topic in self._bells:
            self.ring(topic)
