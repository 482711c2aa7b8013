"""What a moderator's button or form carries in its custom_id, so that it works after a restart and in any process.

`pm1:{act}:{subject}:{page}`, at most 100 characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

VERSION = "pm1"
ANY_VERSION = r"pm\d+:.*"
SUBJECT = re.compile(r"[A-Za-z0-9_.,:/=+-]*")
SHAPE = re.compile(rf"{VERSION}:([a-z_]+):({SUBJECT.pattern}):([1-9][0-9]?)")
LONGEST = 100
MAX_PAGE = 99


class Act(StrEnum):
    """What pressing or submitting does with the subject."""

    STATUS = "status"
    HISTORY = "history"
    AUDIT = "audit"
    DIFF = "diff"
    REFRESH = "refresh"
    PUBLISH = "publish"
    DISCARD = "discard"
    PREVIEW = "preview"
    PREVIEW_OTHER = "preview_other"
    ROLL_BACK = "roll_back"
    FINDING = "finding"
    STATEMENT = "statement"
    CHANGE = "change"
    RETRACT = "retract"
    SOURCE = "source"
    REVIEW = "review"
    PROPOSAL = "proposal"
    APPROVE = "approve"
    DECLINE = "decline"
    BESIDE = "beside"
    CORRECTIONS = "corrections"
    CORRECTION = "correction"
    ACCEPT_CORRECTION = "accept_correction"
    DECLINE_CORRECTION = "decline_correction"
    ASK_REPORTER = "ask_reporter"
    AGREE = "agree"
    REPLY = "reply"
    UPDATE_NEW = "update_new"
    UPDATE = "update"
    UPDATE_EDIT = "update_edit"
    UPDATE_TOWNS = "update_towns"
    UPDATE_PUBLISH = "update_publish"
    UPDATE_ASK = "update_ask"
    UPDATE_DISCARD = "update_discard"
    UPDATE_RETRACT = "update_retract"
    UPDATES = "updates"
    UPDATE_STATUS = "update_status"
    ORGANIZERS = "organizers"
    TRUST = "trust"
    DISTRUST = "distrust"
    WHAT_CHANGED = "what_changed"
    PUBLISH_QUIETLY = "publish_quietly"
    APPROVE_QUIETLY = "approve_quietly"
    ROLL_BACK_QUIETLY = "roll_back_quietly"
    FOLLOW = "follow"
    AGREE_FOLLOW = "agree_follow"
    NO_FOLLOW = "no_follow"
    UNFOLLOW = "unfollow"
    FOLLOWING = "following"
    PACE = "pace"
    QUIET = "quiet"
    RENEW = "renew"
    MY_DATA = "my_data"
    EXPORT = "export"
    FORGET = "forget"
    FORGET_ALL = "forget_all"


@dataclass(frozen=True, slots=True)
class Move:
    """An act and what it is about: a number, a version or a record's id, never words; pages count from 1."""

    act: Act
    subject: str = ""
    page: int = 1

    @property
    def custom_id(self) -> str:
        """The custom_id that carries it; raises ValueError for what none can carry."""
        text = f"{VERSION}:{self.act}:{self.subject}:{self.page}"
        if not SUBJECT.fullmatch(self.subject) or not 1 <= self.page <= MAX_PAGE or len(text) > LONGEST:
            raise ValueError(f"no custom_id can carry {self}")
        return text


def read(custom_id: str) -> Move | None:
    """What a custom_id carries, or None for one that this version did not write."""
    found = SHAPE.fullmatch(custom_id)
    if not found or len(custom_id) > LONGEST:
        return None
    act, subject, page = found.groups()
    return Move(Act(act), subject, int(page)) if act in list(Act) else None
