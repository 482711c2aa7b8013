"""The day where the people asking are."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

HOME = ZoneInfo("America/New_York")


def today() -> dt.date:
    """The day there."""
    return dt.datetime.now(HOME).date()
