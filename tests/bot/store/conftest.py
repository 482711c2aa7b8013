"""A database of our own shape, in a folder of the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store import upgrading
from bot.store.engine import Store


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """An upgraded database, closed in the end; it waits for others a tenth of a second."""
    async with Store.in_folder(tmp_path / "data", wait=0.1) as made:
        await upgrading.upgrade(made)
        yield made
