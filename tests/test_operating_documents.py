"""The pages for operators are held to the code: every setting, verb, file, address and metric that they name is there."""

from __future__ import annotations

import argparse
import configparser
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import backups, cli
from bot.floods import MOST, PEOPLE_IN_A_SERVER
from bot.health import serving
from bot.moderation.reporting import A_PERSON, A_PLACE
from bot.settings import BACKUPS, Settings
from tests.bot import desks

ROOT = Path(__file__).parents[1]
PAGES = ("docs/operating.md", "docs/threat-model.md", "SECURITY.md")
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES}
OPERATING = TEXTS["docs/operating.md"]
UNIT = ROOT / "docs/plainsight.service"
SETTINGS = {name.upper() for name in Settings.model_fields}
PLACES = r"(?:bot|knowledge|commands|tests|docs|\.ci)/[\w./-]+"


def _verbs(parser: argparse.ArgumentParser, said: str = "plainsight") -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{said} {name}"
                yield from _verbs(inner, f"{said} {name}")


@pytest.mark.parametrize("page", PAGES)
def test_every_setting_that_is_named_is_one(page: str) -> None:
    named = set(re.findall(r"\b(?:PLAINSIGHT|DISCORD|DATABASE|SHARD)_[A-Z0-9_]+", TEXTS[page]))
    assert named <= SETTINGS


@pytest.mark.parametrize("page", PAGES)
def test_every_verb_that_is_named_is_there(page: str) -> None:
    named = set(re.findall(r"plainsight (?:(?:kb|db|pack) )?[a-z][a-z-]+(?=[` \n\\])", TEXTS[page]))
    verbs = set(_verbs(cli.parser()))
    assert {name for name in named if f"`{name}" in TEXTS[page] or f"/{name}" in TEXTS[page]} <= verbs


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_or_linked_to_is_there(page: str) -> None:
    text = TEXTS[page]
    named = [ROOT / name for name in re.findall(rf"`({PLACES})`", text)]
    linked = [(ROOT / page).parent / name for name in re.findall(r"\]\((?!https?:)([^)#]+)", text)]
    missing = [path for path in named + linked if not path.exists()]
    assert named or linked
    assert [path.name for path in missing] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_heading_that_is_linked_to_is_there(page: str) -> None:
    for name, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", TEXTS[page]):
        text = ((ROOT / page).parent / name if name else ROOT / page).read_text(encoding="utf-8")
        headings = {
            re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        }
        assert anchor in headings


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_speak_of_nobodys_machine(page: str) -> None:
    assert not re.search(r"/(root|work|home)/", TEXTS[page])


def test_every_address_that_tells_how_the_bot_is_stands_in_the_page() -> None:
    told = set(re.findall(r'add_get\("(/\w+)"', Path(serving.__file__).read_text(encoding="utf-8")))
    assert told == set(re.findall(r"^\| `(/\w+)` \|", OPERATING, re.MULTILINE))


async def test_every_metric_that_is_worth_an_alarm_is_one() -> None:
    from bot.health.metrics import Metrics

    told = (await Metrics(desks.client()).text()).decode()
    for name in re.findall(r"`(plainsight_\w+)`", OPERATING):
        assert f"# TYPE {name} " in told or f"# TYPE {name.removesuffix('_total')}_total " in told


def test_the_figures_are_those_of_the_code() -> None:
    assert f"One person may ask {MOST} times in a minute, and a server {PEOPLE_IN_A_SERVER} times" in OPERATING
    assert Settings.model_fields["plainsight_limit"].default == MOST
    assert f"keeps the newest {Settings.model_fields['plainsight_backups_kept'].default}" in OPERATING
    assert f"into `{BACKUPS}` in the data folder" in OPERATING
    assert backups.AN_HOUR.total_seconds() == 3600
    assert (A_PERSON, A_PLACE) == (3, 30), "three and thirty are told in the threat model"


# The unit


@pytest.fixture
def unit() -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment]
    parser.read(UNIT, encoding="utf-8")
    return parser


def _environment() -> dict[str, str]:
    return dict(re.findall(r"^Environment=(\w+)=(.+)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_unit_runs_verbs_that_are_there(unit: configparser.RawConfigParser) -> None:
    for line in (unit["Service"]["ExecStart"], unit["Service"]["ExecStartPre"]):
        assert cli.parser().parse_args(line.partition("plainsight ")[2].split())


def test_the_unit_sets_settings_that_there_are_and_no_secret() -> None:
    assert _environment().keys() <= SETTINGS
    assert "DISCORD_TOKEN" not in _environment()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DynamicUser", "yes"), ("ProtectSystem", "strict"), ("ProtectHome", "yes"), ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""), ("PrivateDevices", "yes"), ("MemoryDenyWriteExecute", "yes"),
        ("StateDirectoryMode", "0700"), ("RestrictAddressFamilies", "AF_INET AF_INET6 AF_UNIX"), ("LimitCORE", "0"),
    ],
)  # fmt: skip
def test_the_unit_gives_it_next_to_no_rights(unit: configparser.RawConfigParser, name: str, value: str) -> None:
    assert unit["Service"][name] == value


def test_the_unit_waits_as_long_as_the_bot_needs_to_leave(unit: configparser.RawConfigParser) -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["plainsight"]
    assert unit["Service"]["TimeoutStopSec"] == compose["stop_grace_period"] == "10s"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is absent: the unit was not tried with it")
def test_systemd_finds_nothing_wrong_and_little_exposed(tmp_path: Path) -> None:
    runnable = UNIT.read_text(encoding="utf-8").replace("/opt/plainsight/.venv/bin/plainsight", "/bin/true")
    copy = tmp_path / UNIT.name
    copy.write_text(runnable, encoding="utf-8")
    checked = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)
    assert [line for line in checked.stderr.splitlines() if UNIT.name in line] == []
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", copy], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout[-200:]
