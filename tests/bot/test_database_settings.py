"""The address of the database and the shards of the process, as the settings give them; no address is ever repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings
from bot.client import build
from bot.errors import SettingsError
from bot.settings import Settings

ADDRESS = "postgresql+asyncpg://user:zqxjkv@host/plainsight"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_an_address_there_is_none() -> None:
    found = settings.load()
    assert found.database is None
    assert not found.keeps_releases


def test_the_address_comes_from_the_environment_or_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f" {ADDRESS}\n")
    found = settings.load().database
    assert found
    assert found.get_secret_value() == ADDRESS
    monkeypatch.delenv("DATABASE_URL")
    (tmp_path / "url").write_text(f"{ADDRESS}\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    assert settings.load().database == found
    assert settings.load().keeps_releases


def test_two_addresses_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text(ADDRESS)
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    with pytest.raises(SettingsError, match="DATABASE_URL: is set, and DATABASE_URL_FILE too -> keep one of the two"):
        _ = settings.load().database


@pytest.mark.parametrize("address", ["mysql://user:zqxjkv@host/db", "zqxjkv", "sqlite:///zqxjkv"])
def test_what_is_no_address_of_postgresql_is_refused_and_not_repeated(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(SettingsError, match="is no address of a PostgreSQL database") as caught:
        _ = settings.load().database
    assert "zqxjkv" not in str(caught.value) + repr(settings.load())


def test_an_empty_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").touch()
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    with pytest.raises(SettingsError, match="DATABASE_URL_FILE: is empty"):
        _ = settings.load().database


async def test_every_process_on_postgresql_needs_the_same_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("asyncpg")
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    with pytest.raises(SettingsError, match="PLAINSIGHT_KEY: is not set, and PostgreSQL keeps no key"):
        build(settings.load())
    monkeypatch.setenv("PLAINSIGHT_KEY", "k" * 32)
    assert build(settings.load()).office.store.place == "postgresql://host/plainsight"
    monkeypatch.delenv("PLAINSIGHT_KEY")
    monkeypatch.setenv("PLAINSIGHT_DATA", str(tmp_path))
    assert build(settings.load()).office.store.place == "postgresql://host/plainsight"


# Shards


async def test_shards_are_read_and_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARD_COUNT", "4")
    monkeypatch.setenv("SHARD_IDS", "1,3")
    client = build(settings.load())
    assert (client.shard_count, client.shard_ids) == (4, [1, 3])
    monkeypatch.delenv("SHARD_IDS")
    assert build(settings.load()).shard_ids is None


@pytest.mark.parametrize(
    ("count", "ids", "wrong"),
    [
        ("0", "", "SHARD_COUNT"),
        ("many", "", "SHARD_COUNT"),
        ("2", "2", "SHARD_IDS"),
        ("2", "0,0", "SHARD_IDS"),
        ("2", "zero", "SHARD_IDS"),
        ("", "0", "SHARD_IDS"),
    ],
)
def test_shards_that_cannot_be_are_refused_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, count: str, ids: str, wrong: str
) -> None:
    monkeypatch.setenv("SHARD_COUNT", count)
    monkeypatch.setenv("SHARD_IDS", ids)
    with pytest.raises(SettingsError) as caught:
        settings.load()
    assert [problem.setting for problem in caught.value.problems if problem.setting == wrong]
    assert "write " in str(caught.value)
