"""Every setting of the bot: its default, its check, and where it is read from.

Settings come from the environment, or from a file named `.env` in the working directory. They are read once, at start, by
`load`, and never at import. The token has no command-line option, so that it stands in no shell history or process list.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field, FilePath, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import keys
from bot.errors import Problem, SettingsError
from bot.fetching.source import Source, parse
from knowledge.wording import LANGUAGES

WHERE_TO_FIND_IT = "copy the bot's token from https://discord.com/developers/applications, page Bot"


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
    plainsight_pack: Path | None = Field(
        default=None, description="The folder of the pack to answer from; empty: the built-in pack."
    )
    plainsight_data: Path | None = Field(
        default=None,
        description="The folder of the database that keeps the published releases, the pack above being the first; empty: none.",
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
    plainsight_key: SecretStr | None = Field(
        default=None,
        description="The secret behind the names in the history; empty: one is made in the data folder. Never logged.",
    )
    plainsight_key_file: FilePath | None = Field(
        default=None, description="A file that holds that secret alone. Use this or PLAINSIGHT_KEY."
    )
    plainsight_language: Literal["en", "es", "pt", "ht"] = Field(
        default="en", description="The language to answer in when a question does not show its own."
    )
    plainsight_log_format: LogFormat = Field(default=LogFormat.JSON, description="`json`, or `console` for reading along.")
    plainsight_log_level: LogLevel = Field(default=LogLevel.INFO, description="`debug`, `info`, `warning` or `error`.")

    @property
    def token(self) -> SecretStr:
        """The token, from DISCORD_TOKEN or the file named; raises SettingsError where there is none."""
        if self.discord_token and self.discord_token_file:
            raise SettingsError(Problem("DISCORD_TOKEN", "is set, and DISCORD_TOKEN_FILE too", "keep one of the two"))
        if self.discord_token_file:
            return _read_token(self.discord_token_file)
        if self.discord_token:
            return SecretStr(self.discord_token.get_secret_value().strip())
        raise SettingsError(Problem("DISCORD_TOKEN", "is not set", f"{WHERE_TO_FIND_IT}, or set DISCORD_TOKEN_FILE"))

    @property
    def key(self) -> bytes | None:
        """The secret of PLAINSIGHT_KEY or of the file named, None where neither is; raises SettingsError."""
        if self.plainsight_key and self.plainsight_key_file:
            raise SettingsError(Problem("PLAINSIGHT_KEY", "is set, and PLAINSIGHT_KEY_FILE too", "keep one of the two"))
        if self.plainsight_key_file:
            return keys.read(self.plainsight_key_file)
        return keys.checked(self.plainsight_key.get_secret_value(), "PLAINSIGHT_KEY") if self.plainsight_key else None

    @property
    def source(self) -> Source | None:
        """Where refreshes come from, None for nowhere; raises SourceAddressError."""
        text = self.plainsight_pack_source
        return parse(text, self.plainsight_pack_sha256) if text else None


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
        "plainsight_home": "write the number that Discord copies as the server's id, in developer mode",
    }
    text = "there is no such file" if kind == "path_not_file" else message[:1].lower() + message[1:]
    return Problem(field.upper(), text, remedies.get(field, "see the settings table in README.md"))


def _read_token(path: Path) -> SecretStr:
    try:
        token = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(Problem("DISCORD_TOKEN_FILE", "cannot be read", "name a text file that this user may read")) from None
    if not token:
        raise SettingsError(Problem("DISCORD_TOKEN_FILE", "is empty", WHERE_TO_FIND_IT))
    return SecretStr(token)
