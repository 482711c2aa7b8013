"""The towns that border each other are read when somebody looks, and a pack without outlines has none."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest

from bot.borders import Borders
from tests.bot import desks


def test_a_town_borders_those_around_it() -> None:
    assert Borders(desks.release().base.contents)["Union"] == ("Ashford", "Eastford", "Stafford", "Willington", "Woodstock")


def test_every_town_borders_another_and_is_bordered_by_it() -> None:
    borders = Borders(desks.release().base.contents)
    assert len(borders) == 169
    assert all(town in borders[other] for town, others in borders.items() for other in others)
    assert all(borders.values())


@pytest.mark.parametrize(("outlines", "outlined"), [(b"", False), (b"no archive", True), (zlib.compress(b"{}"), True)])
def test_without_outlines_that_can_be_read_there_are_none(outlines: bytes, outlined: bool) -> None:
    borders = Borders(replace(desks.release().base.contents, outlines=outlines))
    assert (dict(borders), borders.outlined) == ({}, outlined)


def test_asking_whether_there_are_outlines_reads_none() -> None:
    borders = Borders(replace(desks.release().base.contents, outlines=b"no archive"))
    assert borders.outlined
    assert "_found" not in vars(borders)
