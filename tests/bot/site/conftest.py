"""The built site, once a test run: made by the command line in a process of its own, and served to whoever looks at it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.site.edition import Edition
from tests.bot import desks
from tests.bot.site.serving import serving

ROOT = Path(__file__).parents[3]
ADDRESS = "https://record.example/ct/"


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The built-in pack, for a site whose address is known."""
    return Edition.of(desks.release().base, address=ADDRESS)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site as the command writes it, in a process that hashes otherwise than this one."""
    folder = tmp_path_factory.mktemp("site") / "ct"
    command = [sys.executable, "-m", "bot", "pack", "site", str(folder), "--base-url", ADDRESS]
    told = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "1"}, check=True, capture_output=True, text=True, timeout=180
    )
    assert re.search(r": Connecticut, version \w{12}, as of [\d-]+: [\d,]+ files, \d+ MB\n", told.stdout)
    return folder


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the site on this machine, in the folder that its own address names, ending in a slash."""
    with serving(site.parent) as address:
        yield f"{address}{site.name}/"
