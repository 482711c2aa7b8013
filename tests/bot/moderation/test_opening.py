"""The office opens as the settings say, and touches nothing before somebody comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import keys
from bot.client import build
from bot.errors import SettingsError
from bot.people import People
from bot.settings import Settings

LONG = "0123456789abcdef" * 2


def test_without_a_data_folder_there_is_no_office() -> None:
    assert build(Settings(_env_file=None)).moderation is None
    assert build().moderation is None


async def test_with_one_it_knows_its_home_and_how_many_must_look(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, plainsight_data=tmp_path, plainsight_home=7, plainsight_second_moderator=True)
    office = build(settings).office
    assert (office.home, office.two) == (7, True)
    assert build(Settings(_env_file=None, plainsight_data=tmp_path)).office.home is None


async def test_the_key_is_made_when_the_first_comes_in_and_stays_the_same(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, plainsight_data=tmp_path / "data")
    office = build(settings).office
    assert not (tmp_path / "data").exists()
    name = office.people.name(1)
    assert build(settings).office.people.name(1) == name
    assert (tmp_path / "data" / keys.FILE).exists()


async def test_the_key_of_the_settings_outranks_the_folders(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, plainsight_data=tmp_path, plainsight_key=SecretStr(LONG))
    assert build(settings).office.people.name(1) == People(LONG.encode()).name(1)
    assert not (tmp_path / keys.FILE).exists()


def test_a_bad_key_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="too short"):
        build(Settings(_env_file=None, plainsight_data=tmp_path, plainsight_key=SecretStr("short")))
