"""The container: built from locked packages alone, run by nobody in particular, with one folder to write to."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from bot import cli
from knowledge.wording import LANGUAGES

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["plainsight"]
LAST_STAGE = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]


def _steps(name: str, text: str = DOCKERFILE) -> list[str]:
    return [line.removeprefix(name).strip() for line in text.splitlines() if line.startswith(f"{name} ")]


def test_what_comes_from_elsewhere_is_held_to_its_hash() -> None:
    installs = re.findall(r"pip (?:--python \S+ )?install ([^&]+)", " ".join(_steps("RUN")))
    assert installs
    assert all("--require-hashes" in install or "--no-index" in install for install in installs)


def test_the_base_is_named_by_its_tag() -> None:
    assert _steps("ARG") == ["BASE=docker.io/library/python:3.11-slim-bookworm"]
    assert "@sha256" not in DOCKERFILE


def test_what_is_copied_in_is_let_through_by_the_ignore_file() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    copied = {name for step in _steps("COPY") if not step.startswith("--from") for name in step.split()[:-1]}
    assert copied == let_through
    assert not [name for name in copied if not (ROOT / name).exists()]


def test_it_is_run_by_a_user_without_rights() -> None:
    [user] = _steps("USER", LAST_STAGE)
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


@pytest.mark.parametrize("step", ["HEALTHCHECK", "ENTRYPOINT", "CMD"])
def test_what_is_run_in_it_is_there(step: str) -> None:
    [found] = _steps(step, LAST_STAGE)
    words = re.findall(r'"([^"]+)"', found)
    arguments = [word for word in words if word != "plainsight"]
    assert cli.parser().parse_args(arguments)


def test_its_health_check_asks_the_bot_itself_where_the_image_has_it_tell() -> None:
    [check] = _steps("HEALTHCHECK", LAST_STAGE)
    assert check.endswith('["plainsight", "health"]')
    assert "PLAINSIGHT_HEALTH=127.0.0.1:" in LAST_STAGE


def test_what_is_thrown_out_of_it_is_no_language_of_ours() -> None:
    kept = re.search(r"find babel/locale-data ((?:! -name \S+ |-name \S+ )+)-delete", DOCKERFILE)
    assert kept
    patterns = re.findall(r'! -name "([^"]+)"', kept.group(1))
    for language in (*LANGUAGES, "root", "en_US", "es_419", "pt_BR"):
        assert any(fnmatch(f"{language}.dat", pattern) for pattern in patterns)


def test_compose_gives_it_one_folder_to_write_to_and_no_rights() -> None:
    assert COMPOSE["volumes"] == [f"data:{COMPOSE['environment']['PLAINSIGHT_DATA']}"]
    assert COMPOSE["read_only"] is True
    assert COMPOSE["cap_drop"] == ["ALL"]
    assert COMPOSE["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in COMPOSE


def test_the_folder_of_the_volume_belongs_to_the_user_who_runs_it() -> None:
    [user] = _steps("USER", LAST_STAGE)
    made = re.search(r"install --directory --owner=(\d+) --mode=0700 (\S+)", LAST_STAGE)
    assert made
    assert made.group(1) == user.partition(":")[0]
    assert made.group(2) == COMPOSE["environment"]["PLAINSIGHT_DATA"]


def test_compose_hands_the_token_over_as_a_file_and_never_as_a_value() -> None:
    assert COMPOSE["environment"]["DISCORD_TOKEN_FILE"] == "/run/secrets/discord_token"
    assert "DISCORD_TOKEN" not in COMPOSE["environment"]


def test_the_folder_of_the_token_is_kept_out_of_git_and_of_the_image() -> None:
    assert "secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert (ROOT / ".dockerignore").read_text(encoding="utf-8").startswith("*\n")
