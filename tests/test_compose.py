"""The profile `postgres` of compose.yaml: two processes that hold every shard once, and a database that nobody else reaches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings
from bot.shards import Shards, parse

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
SHARDS = {name: service for name, service in SERVICES.items() if name.startswith("shard-")}
PAGE = (ROOT / "docs" / "postgresql.md").read_text(encoding="utf-8")


def test_without_the_profile_there_is_one_bot_alone() -> None:
    assert [name for name, service in SERVICES.items() if "profiles" not in service] == ["plainsight"]
    assert {profile for service in SERVICES.values() for profile in service.get("profiles", ())} == {"postgres"}


def test_together_they_hold_every_shard_once() -> None:
    held = [
        Shards(service["environment"]["SHARD_COUNT"], parse(str(service["environment"]["SHARD_IDS"])))
        for service in SHARDS.values()
    ]
    assert len({shards.count for shards in held}) == 1
    assert sorted(number for shards in held for number in shards.ids or ()) == list(range(held[0].count or 0))


@pytest.mark.parametrize("name", ["plainsight", *sorted(SHARDS)])
def test_every_setting_that_a_bot_is_given_is_one_and_none_of_the_moderators_is_missing(name: str) -> None:
    given = set(SERVICES[name]["environment"])
    assert given <= {setting.upper() for setting in Settings.model_fields}
    assert given >= {"PLAINSIGHT_HOME", "PLAINSIGHT_SECOND_MODERATOR", "PLAINSIGHT_SECOND_ORGANIZER"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_none_of_them_has_rights_or_writes_where_it_needs_not(name: str) -> None:
    service = SERVICES[name]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["mem_limit"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_secrets_are_handed_over_as_files(name: str) -> None:
    environment = SERVICES[name]["environment"]
    named = {Path(value).name for setting, value in environment.items() if setting.endswith("_FILE")}
    assert named == set(SERVICES[name]["secrets"])
    assert not {"DISCORD_TOKEN", "DATABASE_URL", "PLAINSIGHT_KEY", "POSTGRES_PASSWORD"} & set(environment)
    assert all(COMPOSE["secrets"][secret]["file"] == f"./secrets/{secret}" for secret in named)


def test_the_database_is_published_to_nobody_and_waited_for() -> None:
    postgres = SERVICES["postgres"]
    assert "ports" not in postgres
    assert postgres["networks"] == ["database"]
    assert COMPOSE["networks"]["database"]["internal"] is True
    assert "pg_isready" in postgres["healthcheck"]["test"]
    assert all(service["depends_on"]["postgres"]["condition"] == "service_healthy" for service in SHARDS.values())
    assert all("database" in service["networks"] for service in SHARDS.values())


def test_the_database_outlives_its_container() -> None:
    [volume] = SERVICES["postgres"]["volumes"]
    assert volume.partition(":")[0] in COMPOSE["volumes"]


def test_the_page_names_every_secret_and_the_way_to_start() -> None:
    assert all(f"secrets/{secret}" in PAGE for secret in COMPOSE["secrets"])
    assert f"docker compose --profile postgres up --build --detach {' '.join(sorted(SHARDS))}" in PAGE
