"""The secret behind the names: the operator's, or one that the data folder keeps."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import keys
from bot.errors import SettingsError
from bot.settings import Settings

LONG = "0123456789abcdef" * 2


def test_the_data_folders_own_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    key = keys.own(folder)
    assert keys.own(folder) == key
    assert len(key) >= keys.SHORTEST
    assert (folder / keys.FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [keys.FILE]


async def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    found = await asyncio.gather(*(asyncio.to_thread(keys.own, tmp_path) for _ in range(8)))
    assert len(set(found)) == 1


def test_a_folder_that_takes_no_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SettingsError, match="PLAINSIGHT_DATA: takes no key"):
        keys.own(tmp_path / "file" / "data")


def test_a_key_in_the_settings_is_taken_as_it_is() -> None:
    assert Settings(_env_file=None, plainsight_key=SecretStr(LONG)).key == LONG.encode()
    assert Settings(_env_file=None).key is None


def test_a_key_in_a_file_is_read_without_the_space_around_it(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{LONG}\n")
    assert Settings(_env_file=None, plainsight_key_file=tmp_path / "key").key == LONG.encode()


def test_a_key_that_is_too_short_is_refused_without_telling_it() -> None:
    with pytest.raises(SettingsError, match="too short") as raised:
        _ = Settings(_env_file=None, plainsight_key=SecretStr("zqxjkv")).key
    assert "zqxjkv" not in str(raised.value)


def test_two_keys_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(LONG)
    with pytest.raises(SettingsError, match="keep one of the two"):
        _ = Settings(_env_file=None, plainsight_key=SecretStr(LONG), plainsight_key_file=tmp_path / "key").key


def test_a_key_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff" * 40)
    with pytest.raises(SettingsError, match="cannot be read"):
        keys.read(tmp_path / "key")


def test_a_key_is_replaced_whole_and_stays_private(tmp_path: Path) -> None:
    keys.own(tmp_path)
    keys.replace(tmp_path / keys.FILE, b"n" * 40)
    assert keys.own(tmp_path) == b"n" * 40
    assert (tmp_path / keys.FILE).stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == [keys.FILE]
