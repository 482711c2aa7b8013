"""`plainsight pack site`: what it takes, what it refuses, and in which words."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from bot import cli
from bot.files import read
from bot.site import building, feed, publishing
from bot.site.feed import ATOM
from knowledge import pack
from tests import moderators_cards
from tests.bot import variations


def test_an_address_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "site", str(tmp_path / "site"), "--base-url", "example.org"]) == 1
    assert "write it like https://example.org/" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    assert cli.main(["pack", "site", str(tmp_path)]) == 1
    assert "no site of Plainsight's" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_pack_without_outlines_makes_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "site", str(tmp_path / "site"), str(variations.write(tmp_path / "pack"))]) == 1
    assert "no outlines" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_feed_tells_what_differs_from_an_earlier_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in moderators_cards.without(read(pack.built_in())).items():
        path = tmp_path / "earlier" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.setattr(publishing, "build", lambda edition: [(building.MARKER, b""), feed.feed(edition, "en")])
    assert cli.main(["pack", "site", str(tmp_path / "site"), "--since", str(tmp_path / "earlier")]) == 0
    told = fromstring((tmp_path / "site/en/feed.xml").read_bytes())
    titles = [title.text for title in told.findall(f"{{{ATOM}}}entry/{{{ATOM}}}title")]
    assert titles[0] == "Manchester"
    assert len(titles) == 2
