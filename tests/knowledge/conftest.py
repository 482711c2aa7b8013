from __future__ import annotations

from pathlib import Path

import pytest

from knowledge import pack
from knowledge.contents import Contents
from tests.knowledge.pack import small_pack


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The folder of a small sound pack that a test may break."""
    return small_pack.write(tmp_path / "testland")


@pytest.fixture(scope="session")
def connecticut() -> Contents:
    """The pack that comes with the program, loaded once."""
    return pack.load(pack.built_in())
