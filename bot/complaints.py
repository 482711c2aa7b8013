"""What is wrong with what somebody typed into a field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from knowledge.wording import Wording


@dataclasses.dataclass(frozen=True, slots=True)
class Complaint:
    """A field and the sentence, with its slots, that says what is wrong there and what to type instead."""

    field: str
    key: str
    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def said(self, words: Wording) -> str:
        """The sentence."""
        return words.say(self.key, **self.slots)
