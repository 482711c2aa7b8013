"""Opens the office as the settings say."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bot import keys
from bot.desk import Desk
from bot.keeper import Keeper
from bot.moderation.linking import weekly
from bot.moderation.office import Office
from bot.people import People
from bot.settings import Settings


def office(settings: Settings, keeper: Keeper, desk: Desk, folder: Path) -> Office:
    """The office over the keeper's database; without a key in the settings, the data folder holds one from the first use on.

    Raises SettingsError for a key that the settings name and that is none.
    """
    people = People(settings.key or partial(keys.own, folder))
    two = settings.plainsight_second_moderator
    made = Office(keeper.store, keeper.publisher, people, desk, settings.plainsight_home, two)
    keeper.take_on(weekly(made))
    return made
