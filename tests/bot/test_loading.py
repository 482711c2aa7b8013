"""Loading leaves the garbage collector as it was, and what was loaded out of its way."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from bot.loading import load
from knowledge.errors import PackError


def test_the_built_in_pack_is_loaded_by_default_and_the_collector_passes_over_it() -> None:
    before = gc.get_freeze_count()
    assert load().manifest.id == "connecticut"
    assert gc.get_freeze_count() > before
    assert gc.isenabled()


def test_a_pack_that_cannot_be_loaded_leaves_the_collector_running(tmp_path: Path) -> None:
    with pytest.raises(PackError):
        load(tmp_path / "nowhere")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        load()
        assert not gc.isenabled()
    finally:
        gc.enable()
