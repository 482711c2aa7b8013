"""What stands in the way of running the bot: settings, pack, token, Discord, each with its remedy."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp

from bot import invite, settings
from bot.errors import SettingsError
from bot.settings import WHERE_TO_FIND_IT, Settings
from bot.store import releases, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreError, StoreForeignError, StoreNewerError
from bot.store.releases import Publication
from knowledge import pack
from knowledge.errors import PackError

API = "https://discord.com/api/v10"
PATIENCE = 8.0
STALE = dt.timedelta(days=120)


class State(StrEnum):
    """How a check came out."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, how it stands and, where it does not, what to do."""

    name: str
    state: State
    text: str
    remedy: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<4}  {self.name:<8}  {self.text}"
        return f"{line}\n{'':16}-> {self.remedy}" if self.remedy else line


def examine(*, offline: bool, today: dt.date, api: str = API, env_file: Path | None = Path(".env")) -> Iterator[Check]:
    """Look at everything that `plainsight run` needs, in order; `offline` leaves Discord out."""
    try:
        found = settings.load(env_file)
    except SettingsError as error:
        yield from (Check("settings", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
        return
    yield Check("settings", State.OK, "every setting holds")
    yield from _pack(found, today)
    if found.plainsight_data:
        yield _data(found.plainsight_data)
    yield from _moderators(found)
    try:
        token = found.token.get_secret_value()
    except SettingsError as error:
        yield from (Check("token", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
        token = ""
    application = invite.application_id(token)
    if token and not application:
        yield Check("token", State.FAIL, "this is not what a bot's token looks like", WHERE_TO_FIND_IT)
    elif application:
        yield Check("token", State.OK, "it has the shape of a bot's token")
    if offline:
        yield Check("discord", State.OK, "not asked: offline")
    else:
        yield from asyncio.run(reach(token if application else "", api))
    if application:
        yield Check("invite", State.OK, f"to a server: {invite.server_link(application)}")
        yield Check("invite", State.OK, f"to your own account: {invite.personal_link(application)}")


def _pack(found: Settings, today: dt.date) -> Iterator[Check]:
    folder = found.plainsight_pack
    try:
        contents = pack.load(folder or pack.built_in())
    except PackError as error:
        yield Check("pack", State.FAIL, f"{len(error.mistakes)} to mend", f"see them with: plainsight pack check {folder or ''}")
        return
    as_of = contents.manifest.as_of.first_day
    findings = sum(finding.showable for finding in contents.findings)
    text = f"{contents.manifest.name}, researched to {as_of}: {len(contents.towns)} towns, {findings} findings"
    if today - as_of > STALE:
        yield Check("pack", State.WARN, text, f"it is over {STALE.days} days old: look for a newer release")
    else:
        yield Check("pack", State.OK, text)


def _data(folder: Path) -> Check:
    """The bot starts without a database that it cannot read, but not beside one that it must not touch."""
    yet = f"nothing is published in {folder} yet"
    store = Store.in_folder(folder)
    if store.file and not store.file.exists():
        return Check("data", State.OK, f"{yet}: the first start makes the database")
    try:
        publication = asyncio.run(_publication(store))
    except (StoreNewerError, StoreForeignError) as error:
        return Check("data", State.FAIL, *_cut(error))
    except StoreError as error:
        return Check("data", State.WARN, *_cut(error))
    if publication is None:
        return Check("data", State.OK, f"{yet}: the first start publishes the pack")
    return Check("data", State.OK, f"release {publication.version} is published, since {publication.at:%Y-%m-%d}")


def _moderators(found: Settings) -> Iterator[Check]:
    """Whether anybody can keep the record from Discord, and whether the names in its history can be made."""
    try:
        key = found.key
    except SettingsError as error:
        yield from (Check("key", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
        return
    if key and not found.plainsight_data:
        yield Check(
            "key", State.WARN, "there is a key, but no history to make names for", "set PLAINSIGHT_DATA, or leave the key out"
        )
    if found.plainsight_home and not found.plainsight_data:
        remedy = "set PLAINSIGHT_DATA to a folder for the database"
        yield Check("home", State.WARN, "PLAINSIGHT_HOME is set, but no record is kept that it could change", remedy)
    elif found.plainsight_data and not found.plainsight_home:
        remedy = "set PLAINSIGHT_HOME to the id of the server whose moderators keep it, if it is to be kept from Discord"
        yield Check("home", State.OK, f"nobody in Discord may change the record: {remedy}")
    elif found.plainsight_home:
        yield Check("home", State.OK, "the moderators of one server keep the record; who they are, /setup says there")


async def _publication(store: Store) -> Publication | None:
    async with store:
        await upgrading.revision(store)
        return await releases.published(store)


def _cut(error: StoreError) -> tuple[str, str]:
    """What is wrong, and the remedy behind its last colon."""
    text, _, remedy = str(error).rpartition(": ")
    return text, remedy


async def reach(token: str, api: str = API) -> list[Check]:
    """Ask Discord whether it is there, and with a token whether it knows it."""
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            async with session.get(f"{api}/gateway") as reply:
                reply.raise_for_status()
            checks = [Check("discord", State.OK, "discord.com answers")]
            if token:
                headers = {"Authorization": f"Bot {token}"}
                async with session.get(f"{api}/applications/@me", headers=headers) as reply:
                    checks += _application(reply.status, await reply.json() if reply.status == 200 else {})
            return checks
    except (aiohttp.ClientError, TimeoutError) as error:
        reason = f"discord.com could not be reached ({type(error).__name__})"
        return [
            Check("discord", State.FAIL, reason, "check the network, a proxy or a firewall: the bot needs https to discord.com")
        ]


def _application(status: int, about: dict[str, object]) -> Iterator[Check]:
    if status == 401:
        yield Check("token", State.FAIL, "Discord does not accept the token", f"reset it there and {WHERE_TO_FIND_IT}")
    elif status != 200:
        yield Check("token", State.WARN, f"Discord answered {status} when asked about the token", "try again in a few minutes")
    else:
        yield Check("token", State.OK, f"Discord knows it as {about.get('name')}")
        ways = about.get("integration_types_config")
        if isinstance(ways, dict) and "1" not in ways:
            remedy = "turn on User Install on the page Installation of https://discord.com/developers/applications"
            yield Check("install", State.WARN, "people cannot add the bot to their own account", remedy)
