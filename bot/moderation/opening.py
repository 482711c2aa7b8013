"""Opens the office as the settings say."""

from __future__ import annotations

from functools import partial

from bot import keys
from bot.desk import Desk
from bot.errors import Problem, SettingsError
from bot.keeper import Keeper
from bot.moderation.linking import weekly
from bot.moderation.office import Office
from bot.people import People
from bot.settings import Settings
from bot.updates.opening import duties


def office(settings: Settings, keeper: Keeper, desk: Desk) -> Office:
    """The office over the keeper's database; without a key in the settings, the data folder holds one from the first use on.

    Raises SettingsError for a key that the settings name and that is none, and where there is neither a key nor such a folder.
    """
    folder = settings.plainsight_data
    key = settings.key or (partial(keys.own, folder) if folder else None)
    if key is None:
        remedy = (
            f"give every process of the bot the same secret, in PLAINSIGHT_KEY or PLAINSIGHT_KEY_FILE: {keys.HOW_TO_MAKE_ONE}"
        )
        raise SettingsError(Problem("PLAINSIGHT_KEY", "is not set, and PostgreSQL keeps no key", remedy))
    people = People(key)
    two = settings.plainsight_second_moderator
    made = Office(
        keeper.store,
        keeper.publisher,
        people,
        desk,
        settings.plainsight_home,
        two,
        second_organizer=settings.plainsight_second_organizer,
    )
    keeper.take_on(weekly(made))
    keeper.take_on(made.preferences)
    for duty in duties(made, settings.shards.share):
        keeper.take_on(duty)
    return made
