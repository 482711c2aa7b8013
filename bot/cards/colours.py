"""The colour on a card's edge; it repeats what the headline says in words and never stands alone."""

from __future__ import annotations

from knowledge.answer import Answer
from knowledge.questions import Intent
from knowledge.standing import TownRecord

RED, ORANGE, YELLOW, GREEN, BLUE, GREY = 0xC0392B, 0xD9822B, 0xC9A227, 0x3B7A57, 0x3A6EA5, 0x7A828C
BY_RECORD = {
    TownRecord.SHARING_CONFIRMED: RED,
    TownRecord.FEDERAL_SEARCHES_LOGGED: RED,
    TownRecord.SHARING_DISPUTED: ORANGE,
    TownRecord.SHARING_REPORTED: ORANGE,
    TownRecord.SHARING_ENDED: GREEN,
    TownRecord.OUTSIDE_SEARCHES_LOGGED: YELLOW,
    TownRecord.CAMERAS_NO_SHARING_REPORTED: BLUE,
    TownRecord.POLICY_ONLY: BLUE,
    TownRecord.NOTHING_ON_RECORD: GREY,
}


def of(answer: Answer, *, told: bool = True) -> int:
    """The colour for an answer about one town by its record, if the card tells that in words; red for urgent help, else blue."""
    if answer.intent is Intent.URGENT_HELP:
        return RED
    records = set(answer.records.values())
    return BY_RECORD[records.pop()] if told and answer.headline and len(records) == 1 else BLUE
