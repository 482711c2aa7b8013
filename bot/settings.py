"""Every setting of the bot: its default, its check, and where it is read from.

Settings come from the environment, or from a file named `.env` in the working directory. They are read once, at start, by
`load`, and never at import. The token has no command-line option, so that it stands in no shell history or process list.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, FilePath, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import keys, shards
from bot.errors import Problem, SettingsError
from bot.fetching.source import Source, parse
from bot.health.address import Address
from bot.health.address import parse as parse_address
from knowledge.wording import LANGUAGES

WHERE_TO_FIND_IT = "copy the bot's token from https://discord.com/developers/applications, page Bot"
BACKUPS = "backups"
NOWHERE = Problem(
    "PLAINSIGHT_DATA",
    "is not set",
    "name the folder of the database there, or with --data DIR; a PostgreSQL goes in DATABASE_URL",
)
POSTGRESQL = ("postgresql+asyncpg://", "postgresql://", "postgres://")
HOW_TO_NAME_IT = "write postgresql+asyncpg://USER:PASSWORD@HOST/DATABASE, or leave it out to keep a file in PLAINSIGHT_DATA"


def _ids(value: object) -> object:
    return shards.parse(value) if isinstance(value, str) else value


class LogFormat(StrEnum):
    """How a log line looks: one JSON object, or aligned text for a person."""

    JSON = "json"
    CONSOLE = "console"


class LogLevel(StrEnum):
    """The least severe event that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Settings(BaseSettings):
    """The settings of one process, checked and frozen."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, env_file=".env", case_sensitive=False)

    discord_token: SecretStr | None = Field(default=None, description="The bot's token. Needed to run; never logged.")
    discord_token_file: FilePath | None = Field(
        default=None, description="A file that holds the token alone, such as a mounted secret. Use this or DISCORD_TOKEN."
    )
    shard_count: int | None = Field(
        default=None, ge=1, description="Discord's shards, of all processes together; empty: as many as Discord advises."
    )
    shard_ids: Annotated[tuple[int, ...] | None, NoDecode, BeforeValidator(_ids)] = Field(
        default=None, description="The shards that this process holds, such as `0,1`; empty: all of them."
    )
    plainsight_pack: Path | None = Field(
        default=None, description="The folder of the pack to answer from; empty: the built-in pack."
    )
    plainsight_data: Path | None = Field(
        default=None,
        description="The folder of the database that keeps the published releases, the pack above being the first; empty: none.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="The address of a PostgreSQL database to keep them in instead, for several processes. Never logged.",
    )
    database_url_file: FilePath | None = Field(
        default=None, description="A file that holds that address alone. Use this or DATABASE_URL."
    )
    plainsight_pack_source: str | None = Field(
        default=None, description="Where refreshes come from: a folder, or the https address of a .zip or .tar.gz."
    )
    plainsight_pack_sha256: str | None = Field(
        default=None, description="The sha256 of the only archive that a refresh may take; empty: any."
    )
    plainsight_home: int | None = Field(
        default=None, description="The id of the server whose moderators keep the record; empty: nobody may."
    )
    plainsight_second_moderator: bool = Field(
        default=False, description="`true`: what one moderator wants published waits for another one's approval."
    )
    plainsight_second_organizer: bool = Field(
        default=False, description="`true`: an organizer's update waits for another organizer to publish it."
    )
    plainsight_key: SecretStr | None = Field(
        default=None,
        description="The secret behind the names in the history; empty: one is made in the data folder. Never logged.",
    )
    plainsight_key_file: FilePath | None = Field(
        default=None, description="A file that holds that secret alone. Use this or PLAINSIGHT_KEY."
    )
    plainsight_backups: Path | None = Field(
        default=None, description="The folder for the hourly backups of that database; empty: `backups` beside it."
    )
    plainsight_backups_kept: int = Field(default=24, ge=0, description="How many of them are kept, the newest; 0: none are made.")
    plainsight_limit: int = Field(
        default=30, ge=0, description="How much one person may ask in a minute, and a server 15 times as much; 0: any number."
    )
    plainsight_language: Literal["en", "es", "pt", "ht"] = Field(
        default="en", description="The language to answer in when a question does not show its own."
    )
    plainsight_log_format: LogFormat = Field(default=LogFormat.JSON, description="`json`, or `console` for reading along.")
    plainsight_log_level: LogLevel = Field(default=LogLevel.INFO, description="`debug`, `info`, `warning` or `error`.")
    plainsight_health: str | None = Field(
        default=None, description="The address that tells how the bot is, such as `127.0.0.1:8080`; a port alone is on loopback."
    )

    @property
    def token(self) -> SecretStr:
        """The token, from DISCORD_TOKEN or the file named; raises SettingsError where there is none."""
        if self.discord_token and self.discord_token_file:
            raise SettingsError(Problem("DISCORD_TOKEN", "is set, and DISCORD_TOKEN_FILE too", "keep one of the two"))
        if self.discord_token_file:
            return SecretStr(_read(self.discord_token_file, "DISCORD_TOKEN_FILE", WHERE_TO_FIND_IT))
        if self.discord_token:
            return SecretStr(self.discord_token.get_secret_value().strip())
        raise SettingsError(Problem("DISCORD_TOKEN", "is not set", f"{WHERE_TO_FIND_IT}, or set DISCORD_TOKEN_FILE"))

    @property
    def shards(self) -> shards.Shards:
        """Which of Discord's shards this process holds."""
        return shards.Shards(self.shard_count, self.shard_ids)

    @property
    def keeps_releases(self) -> bool:
        """Whether there is a database."""
        return bool(self.plainsight_data or self.database)

    @property
    def database(self) -> SecretStr | None:
        """The address of the PostgreSQL database, None where releases are kept in a file or not at all; raises SettingsError."""
        if self.database_url and self.database_url_file:
            raise SettingsError(Problem("DATABASE_URL", "is set, and DATABASE_URL_FILE too", "keep one of the two"))
        if self.database_url_file:
            return SecretStr(_address(_read(self.database_url_file, "DATABASE_URL_FILE", HOW_TO_NAME_IT), "DATABASE_URL_FILE"))
        return SecretStr(_address(self.database_url.get_secret_value().strip(), "DATABASE_URL")) if self.database_url else None

    @property
    def key(self) -> bytes | None:
        """The secret of PLAINSIGHT_KEY or of the file named, None where neither is; raises SettingsError."""
        if self.plainsight_key and self.plainsight_key_file:
            raise SettingsError(Problem("PLAINSIGHT_KEY", "is set, and PLAINSIGHT_KEY_FILE too", "keep one of the two"))
        if self.plainsight_key_file:
            return keys.read(self.plainsight_key_file)
        return keys.checked(self.plainsight_key.get_secret_value(), "PLAINSIGHT_KEY") if self.plainsight_key else None

    @property
    def health(self) -> Address | None:
        """Where the bot tells how it is, None for nowhere."""
        return parse_address(self.plainsight_health) if self.plainsight_health else None

    @property
    def backups(self) -> Path | None:
        """The folder for the backups, None where none are made."""
        if self.plainsight_data is None or self.database or not self.plainsight_backups_kept:
            return None
        return self.plainsight_backups or self.plainsight_data / BACKUPS

    @property
    def source(self) -> Source | None:
        """Where refreshes come from, None for nowhere; raises SourceAddressError."""
        text = self.plainsight_pack_source
        return parse(text, self.plainsight_pack_sha256) if text else None

    @field_validator("shard_ids")
    @classmethod
    def _are_among_all(cls, ids: tuple[int, ...] | None, info: ValidationInfo) -> tuple[int, ...] | None:
        count = info.data.get("shard_count")
        if ids and (count is None or max(ids) >= count):
            raise ValueError("they are not among those of SHARD_COUNT")
        return ids

    @field_validator("plainsight_health")
    @classmethod
    def _is_an_address(cls, text: str | None) -> str | None:
        if text is not None:
            parse_address(text)
        return text


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read every setting from the environment and `env_file`; raises SettingsError naming each that is wrong."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        mistakes = error.errors(include_input=False)
        raise SettingsError(*(_problem(str(m["loc"][0]), m["type"], m["msg"]) for m in mistakes)) from None


def _problem(field: str, kind: str, message: str) -> Problem:
    remedies = {
        "plainsight_language": f"choose one of {', '.join(LANGUAGES)}",
        "plainsight_log_format": f"choose one of {', '.join(LogFormat)}",
        "plainsight_log_level": f"choose one of {', '.join(LogLevel)}",
        "discord_token_file": "name a file that exists and that this user may read",
        "plainsight_key_file": "name a file that exists and that this user may read",
        "database_url_file": "name a file that exists and that this user may read",
        "shard_count": "write how many shards there are in all, 1 or more",
        "shard_ids": "write some of the numbers from 0 to under SHARD_COUNT, each once, such as 0,1",
        "plainsight_second_moderator": "write true or false",
        "plainsight_backups_kept": "write how many backups to keep, such as 24, or 0 for none",
        "plainsight_limit": "write how much one person may ask in a minute, such as 30, or 0 for any number",
        "plainsight_health": "write a host and a free port, such as 127.0.0.1:8080",
        "plainsight_home": "write the number that Discord copies as the server's id, in developer mode",
    }
    text = "there is no such file" if kind == "path_not_file" else message[:1].lower() + message[1:]
    return Problem(field.upper(), text, remedies.get(field, "see the settings table in README.md"))


def _read(path: Path, setting: str, remedy: str) -> str:
    """The secret that stands alone in a file; raises SettingsError where there is none, with the remedy."""
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(Problem(setting, "cannot be read", "name a text file that this user may read")) from None
    if not secret:
        raise SettingsError(Problem(setting, "is empty", remedy))
    return secret


def _address(text: str, setting: str) -> str:
    if not text.startswith(POSTGRESQL):
        raise SettingsError(Problem(setting, "is no address of a PostgreSQL database", HOW_TO_NAME_IT))
    return text
