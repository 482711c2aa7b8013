"""What the bot is made of: locked with hashes, its licences told; and the scripts that look at it and at the image."""

from __future__ import annotations

import re
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.licences import licence, rows

ROOT = Path(__file__).parents[1]
SCRIPTS = ("image", "supply-chain")


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_can_be_run_and_has_no_mistake_of_grammar(name: str) -> None:
    path = ROOT / ".ci" / name
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", path], check=False).returncode == 0


@pytest.mark.parametrize("name", SCRIPTS)
def test_each_script_names_files_that_are_there(name: str) -> None:
    text = (ROOT / ".ci" / name).read_text(encoding="utf-8")
    for path in re.findall(r"\$root/([\w./-]+)", text):
        assert path == "dist" or (ROOT / path).exists()


def test_the_tools_are_locked_with_hashes_too() -> None:
    text = (ROOT / ".ci/supply-chain.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|file:", text)
    packages = re.split(r"\n(?=[a-z])", text)[1:]
    assert {package.partition("==")[0] for package in packages} >= {"pip-audit", "cyclonedx-bom"}
    assert not [package.partition(" ")[0] for package in packages if "--hash=sha256:" not in package]


def test_what_could_not_be_audited_is_never_called_sound() -> None:
    text = (ROOT / ".ci/supply-chain").read_text(encoding="utf-8")
    assert text.index("NOT AUDITED") < text.index('cat "$work/found" "$work/said"')
    assert "could not be audited" in text


@pytest.mark.parametrize(("name", "told"), [("structlog", "MIT"), ("discord.py", "MIT"), ("aiohttp", "Apache"), ("babel", "BSD")])
def test_a_licence_is_what_the_package_tells(name: str, told: str) -> None:
    assert told in licence(distribution(name))


def test_every_package_of_the_lock_is_listed_once() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    names = [name for name, _, _ in rows(lock)]
    assert names == sorted(set(names))
    assert len(names) == len(re.findall(r"^[a-z0-9].*==", lock, re.MULTILINE))
    assert "aiohttp" in names
