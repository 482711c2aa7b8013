"""The documentation is held to the code: what can be typed, set or chosen stands in it, and what stands in it works."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import cli
from bot.settings import Settings
from commands import __path__ as commands_path
from knowledge.pack.layout import AgencyFile, SourcesFile
from knowledge.records import FindingStatus
from knowledge.wording import LANGUAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
SETTING = re.compile(r"^\| `([A-Z0-9_]+)` \| (?:`(.+)`)? ?\| (.+) \|$", re.MULTILINE)


def _marked(text: str, name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, f"there is no block marked {name}"
    return found.group(1)


def _verbs(parser: argparse.ArgumentParser, said: str = "plainsight") -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield f"{said} {name}"
                yield from _verbs(inner, f"{said} {name}")


def _options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _options(inner)
        else:
            yield action


@pytest.mark.parametrize("verb", list(_verbs(cli.parser())))
def test_every_verb_stands_in_the_readme(verb: str) -> None:
    assert f"`{verb}" in README or f"/{verb}" in README


def test_every_option_is_explained_in_the_help() -> None:
    assert not [option.dest for option in _options(cli.parser()) if not option.help]


def test_the_verbs_that_the_readme_names_are_there() -> None:
    named = {match.group() for match in re.finditer(r"plainsight (?:(?:pack|kb|db) )?[a-z]+(?=[`\" ])", README)}
    assert {name for name in named if f"`{name}" in README} <= set(_verbs(cli.parser()))


def test_every_setting_stands_in_the_readme_with_its_default_and_meaning() -> None:
    told = {name: (default, meaning) for name, default, meaning in SETTING.findall(README)}
    assert told == {
        name.upper(): ("" if field.default is None else str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }


def test_every_setting_that_the_container_is_given_is_one() -> None:
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert set(compose["services"]["plainsight"]["environment"]) <= {name.upper() for name in Settings.model_fields}


def test_every_command_stands_in_the_readme() -> None:
    [folder] = commands_path
    names = {path.stem for path in Path(folder).glob("*.py")} - {"__init__", "look_up"}
    commands = {name for name in names if "app_commands.command(" in (Path(folder) / f"{name}.py").read_text(encoding="utf-8")}
    assert commands
    assert {f"/{name.replace('_', '-')}" for name in commands} == set(re.findall(r"^\| `(/[a-z-]+)` \|", README, re.MULTILINE))


@pytest.mark.parametrize("status", list(FindingStatus))
def test_every_status_of_a_finding_is_told_to_curators(status: FindingStatus) -> None:
    assert f"`{status}`" in CONTRIBUTING


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "knowledge/packs/connecticut").iterdir()))
def test_every_file_of_the_pack_is_told_to_curators(name: str) -> None:
    assert name == "boundaries.geojson" or name in README + CONTRIBUTING


def test_the_worked_examples_are_what_a_pack_takes() -> None:
    source = SourcesFile.model_validate(yaml.load(_marked(CONTRIBUTING, "source"), yaml.BaseLoader))
    written = yaml.load(_marked(CONTRIBUTING, "finding"), yaml.BaseLoader)
    agency = {"id": "town-police", "name": "Town Police", "kind": "municipal PD", "source": "here", "confidence": "high"}
    [finding] = AgencyFile.model_validate({"agency": agency, **written}).findings
    assert finding.sources == (source.sources[0].id,)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/shown.md"])
def test_every_file_that_the_pages_link_to_is_there(page: str) -> None:
    linked = re.findall(r"""(?:\]\(|src=")(?!https?:)([^)#"]+)[)"]""", (ROOT / page).read_text(encoding="utf-8"))
    assert linked
    assert [name for name in linked if not (ROOT / page).parent.joinpath(name).exists()] == []


def test_every_picture_of_what_is_shown_says_what_it_shows() -> None:
    shown = (ROOT / "docs/shown.md").read_text(encoding="utf-8")
    pictures = re.findall(r'<img src="([^"]+)"(?: width="\d+")? alt="([^"]{20,})">', shown)
    assert len(pictures) == shown.count("<img ")


def test_the_continuous_check_runs_the_readmes_own_commands() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert '("try", "test")' in script
    assert "ask" in _marked(README, "try")
    assert "pytest" in _marked(README, "test")


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_carries_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|file:", text)
    packages = re.split(r"\n(?=[a-z])", text)[1:]
    assert packages
    assert not [package.partition(" ")[0] for package in packages if "--hash=sha256:" not in package]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {"requirements.lock": project["dependencies"], "requirements-dev.lock": project["optional-dependencies"]["test"]}
    for lock, requirements in wanted.items():
        locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))
        names = {re.split(r"[^A-Za-z0-9.-]", requirement)[0].lower().replace(".", "-") for requirement in requirements}
        assert names - {"plainsight"} <= locked


def test_the_command_line_offers_every_language_that_there_is() -> None:
    assert cli.LANGUAGES == LANGUAGES


def test_the_pages_speak_of_nobodys_machine() -> None:
    assert not re.search(r"/(root|work|home)/", README + CONTRIBUTING)
