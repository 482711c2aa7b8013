"""What stands in the way of running the bot: settings, pack, token, Discord, each with its remedy."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import aiohttp

from bot import invite, keys, settings
from bot.checks import application, folders, listening, naming
from bot.checks.check import Check, State
from bot.errors import PlainsightError, SettingsError
from bot.fetching.errors import SourceAddressError
from bot.fetching.source import FolderSource
from bot.settings import WHERE_TO_FIND_IT, Settings
from bot.store import releases, upgrading
from bot.store.engine import Store
from bot.store.errors import StoreAddressError, StoreError, StoreForeignError, StoreNewerError
from bot.store.releases import Publication
from knowledge import pack
from knowledge.errors import PackError

API = "https://discord.com/api/v10"
PATIENCE = 8.0
STALE = dt.timedelta(days=120)


def examine(*, offline: bool, today: dt.date, api: str = API, env_file: Path | None = Path(".env")) -> Iterator[Check]:
    """Look at everything that `plainsight run` needs, in order; `offline` leaves Discord out."""
    if wrong := naming.unreadable(env_file):
        yield wrong
        return
    yield from naming.names(env_file)
    try:
        found = settings.load(env_file)
    except SettingsError as error:
        yield from (Check("settings", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
        return
    yield Check("settings", State.OK, "every setting holds")
    yield from _pack(found, today)
    yield from _source(found)
    with contextlib.suppress(SettingsError):  # what is said of the database names it
        yield from folders.folders(found)
    yield from _database(found)
    with contextlib.suppress(SettingsError):
        yield from _moderators(found)
    if found.health:
        yield from listening.listening(found.health)
    try:
        token = found.token.get_secret_value()
    except SettingsError as error:
        yield from (Check("token", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
        token = ""
    number = invite.application_id(token)
    if token and not number:
        yield Check("token", State.FAIL, "this is not what a bot's token looks like", f"{WHERE_TO_FIND_IT}, and nothing with it")
    elif number:
        yield Check("token", State.OK, "it has the shape of a bot's token")
    if offline:
        yield Check("discord", State.OK, "not asked: offline")
    else:
        yield from asyncio.run(reach(token if number else "", api, found.plainsight_home))
    if number:
        yield Check("invite", State.OK, f"to a server: {invite.server_link(number)}")
        yield Check("invite", State.OK, f"to your own account: {invite.personal_link(number)}")


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
        yield Check("pack", State.WARN, text, f"look for a newer release: it is over {STALE.days} days old")
    elif as_of > today:
        remedy = "set the clock, and have it kept: timedatectl set-ntp true"
        yield Check("clock", State.FAIL, f"{text}; that is after the {today} of this machine's clock", remedy)
    else:
        yield Check("pack", State.OK, text)


def _source(found: Settings) -> Iterator[Check]:
    """Whether refreshes can come from where the settings say."""
    try:
        source = found.source
    except SourceAddressError as error:
        yield Check("source", State.FAIL, *_cut(error))
        return
    if isinstance(source, FolderSource) and not source.path.is_dir():
        remedy = "make that folder, or name another one in PLAINSIGHT_PACK_SOURCE"
        yield Check("source", State.FAIL, f"refreshes come from {source.path}, and there is no such folder", remedy)
    if found.plainsight_pack_sha256 and source is None:
        remedy = "set PLAINSIGHT_PACK_SOURCE to the address of that archive, or leave PLAINSIGHT_PACK_SHA256 out"
        yield Check("source", State.WARN, "PLAINSIGHT_PACK_SHA256 is set, but refreshes come from nowhere", remedy)


def _database(found: Settings) -> Iterator[Check]:
    """The bot starts without a database that it cannot read, but not beside one that it must not touch."""
    try:
        if found.keeps_releases:
            yield _data(Store.of(found.plainsight_data, found.database))
        if not found.shards.alone and found.plainsight_data and not found.database:
            remedy = "set DATABASE_URL to a PostgreSQL, as docs/postgresql.md tells"
            yield Check("shards", State.FAIL, "SHARD_IDS leaves shards to other processes, and SQLite serves one", remedy)
    except SettingsError as error:
        yield from (Check("data", State.FAIL, f"{p.setting} {p.text}", p.remedy) for p in error.problems)
    except StoreAddressError as error:
        yield Check("data", State.FAIL, *_cut(error))


def _data(store: Store) -> Check:
    yet = f"nothing is published in {store.file.parent if store.file else store.place} yet"
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
    if found.database and not (key or found.plainsight_data):
        yield Check("key", State.FAIL, "PLAINSIGHT_KEY is not set, and PostgreSQL keeps no key", keys.HOW_TO_MAKE_ONE)
    if key and not found.keeps_releases:
        yield Check(
            "key", State.WARN, "there is a key, but no history to make names for", "set PLAINSIGHT_DATA, or leave the key out"
        )
    if found.plainsight_home and not found.keeps_releases:
        remedy = "set PLAINSIGHT_DATA to a folder for the database"
        yield Check("home", State.WARN, "PLAINSIGHT_HOME is set, but no record is kept that it could change", remedy)
    elif found.keeps_releases and not found.plainsight_home:
        remedy = "set PLAINSIGHT_HOME to the id of the server whose moderators keep it, if it is to be kept from Discord"
        yield Check("home", State.OK, f"nobody in Discord may change the record: {remedy}")
    elif found.plainsight_home:
        yield Check("home", State.OK, "the moderators of one server keep the record; who they are, /setup says there")


async def _publication(store: Store) -> Publication | None:
    async with store:
        return await releases.published(store) if await upgrading.revision(store) else None


def _cut(error: PlainsightError) -> tuple[str, str]:
    """What is wrong, and the remedy behind its last colon."""
    text, _, remedy = str(error).rpartition(": ")
    return text, remedy


async def reach(token: str, api: str = API, home: int | None = None) -> list[Check]:
    """Ask Discord whether it is there, what time it is, and with a token what it knows of the bot and of its `home`."""
    try:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            async with session.get(f"{api}/gateway") as reply:
                reply.raise_for_status()
                now = dt.datetime.now(dt.UTC)
                checks = [Check("discord", State.OK, "discord.com answers")]
                checks += application.clock(reply.headers.get("Date"), now)
            if token:
                session.headers["Authorization"] = f"Bot {token}"
                known = await _ask(session, f"{api}/applications/@me")
                checks += application.application(*known)
                if known[0] == 200:
                    checks += application.starts(*await _ask(session, f"{api}/gateway/bot"))
                if known[0] == 200 and home:
                    checks += application.home((await _ask(session, f"{api}/guilds/{home}"))[0])
            return checks
    except (aiohttp.ClientError, TimeoutError) as error:
        reason = f"discord.com could not be reached ({type(error).__name__})"
        return [
            Check("discord", State.FAIL, reason, "check the network, a proxy or a firewall: the bot needs https to discord.com")
        ]


async def _ask(session: aiohttp.ClientSession, address: str) -> tuple[int, dict[str, object]]:
    async with session.get(address) as reply:
        return reply.status, await reply.json() if reply.status == 200 else {}
