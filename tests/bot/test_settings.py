"""Settings: defaults, checks, the token's two ways in, and that no value is ever repeated."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot import settings
from bot.errors import SettingsError
from bot.settings import LogFormat, LogLevel, Settings

TOKEN = "not-a-real-token"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_an_empty_environment_gives_the_defaults() -> None:
    found = settings.load()
    assert found.plainsight_language == "en"
    assert found.plainsight_log_format is LogFormat.JSON
    assert found.plainsight_log_level is LogLevel.INFO
    assert found.plainsight_pack is None


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValidationError):
        settings.load().plainsight_language = "es"


def test_the_token_comes_from_the_environment_without_the_blanks_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", f" {TOKEN}\n")
    assert settings.load().token.get_secret_value() == TOKEN


def test_the_token_comes_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    assert settings.load().token.get_secret_value() == TOKEN


def test_the_token_comes_from_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\nSOMETHING_ELSE=1\n")
    assert settings.load().token.get_secret_value() == TOKEN


def test_the_environment_outranks_the_dotenv_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PLAINSIGHT_LANGUAGE=pt\n")
    monkeypatch.setenv("PLAINSIGHT_LANGUAGE", "ht")
    assert settings.load().plainsight_language == "ht"


def test_a_missing_token_says_where_to_find_one() -> None:
    with pytest.raises(SettingsError, match=r"DISCORD_TOKEN: is not set -> .*discord\.com/developers"):
        _ = settings.load().token


def test_an_empty_token_counts_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    with pytest.raises(SettingsError, match="is not set"):
        _ = settings.load().token


def test_two_tokens_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SettingsError, match="keep one of the two"):
        _ = settings.load().token


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_token_file_without_a_token_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(SettingsError, match="DISCORD_TOKEN_FILE"):
        _ = settings.load().token


def test_a_token_file_that_is_not_there_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "/nowhere/token")
    with pytest.raises(SettingsError, match="DISCORD_TOKEN_FILE: there is no such file -> name a file that exists"):
        settings.load()


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_LANGUAGE", "tlh")
    monkeypatch.setenv("PLAINSIGHT_LOG_FORMAT", "xml")
    monkeypatch.setenv("PLAINSIGHT_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert {p.setting for p in caught.value.problems} == {"PLAINSIGHT_LANGUAGE", "PLAINSIGHT_LOG_FORMAT", "PLAINSIGHT_LOG_LEVEL"}
    assert all(p.remedy.startswith("choose one of") for p in caught.value.problems)


@given(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=12, max_size=40))
def test_no_value_is_repeated_in_an_error_or_a_representation(secret: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISCORD_TOKEN", secret)
        assert secret not in repr(settings.load()) + str(settings.load())
        patch.setenv("PLAINSIGHT_LANGUAGE", secret)
        patch.setenv("DISCORD_TOKEN_FILE", secret)
        with pytest.raises(SettingsError) as caught:
            settings.load()
        assert secret not in str(caught.value) + repr(caught.value.problems)


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
