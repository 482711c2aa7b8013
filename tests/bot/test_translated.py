"""`plainsight pack translations`: what is told, written and brought back, and that nothing is written by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import catalogues
from bot.cli import main
from knowledge import pack
from knowledge.pack.bundle import collect
from tests.knowledge.pack import small_pack


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_pack.write(tmp_path / "testland")


@pytest.fixture
def catalogue(small: Path, tmp_path: Path) -> Path:
    """The Spanish catalogue of that pack."""
    path = tmp_path / "es.po"
    assert catalogues.export(small, "es", path) == 0
    return path


def test_the_report_counts_by_kind_and_lists_what_is_missing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "translations", "--pack", str(small), "--language", "es"]) == 0
    told = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:] for line in told.splitlines() if line and line[0] != " "}
    assert rows["es"] == ["texts", "translated", "reviewed", "missing"]
    assert rows["statements"][1:3] == ["2", "0"]
    assert int(rows["findings"][0]) == int(rows["findings"][1]) + int(rows["findings"][3])
    assert told.count("  missing  ") == sum(int(numbers[3]) for kind, numbers in rows.items() if kind in small_pack_kinds())
    assert "  missing  findings/f-alder-logs/summary\n" in told
    assert "translations/es.json says reviewed: false" in told


def small_pack_kinds() -> set[str]:
    return {"findings", "statements", "laws", "resources", "terms", "national", "timeline"}


def test_the_report_of_the_built_in_pack_tells_of_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "translations"]) == 0
    told = capsys.readouterr().out
    assert [line.split()[0] for line in told.splitlines() if line.endswith("missing")] == ["es", "pt", "ht"]


def test_export_and_import_through_the_command_line_touch_only_what_was_changed(
    small: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = collect(small)
    assert main(["pack", "translations", "import", str(catalogue), "--pack", str(small)]) == 0
    assert capsys.readouterr().out.endswith("nothing differs\n")
    catalogue.write_text(catalogue.read_text().replace("La Gazette informó.", "La Gazette lo contó."))
    assert main(["pack", "translations", "import", str(catalogue), "--pack", str(small)]) == 0
    assert f"{small / 'translations/es.json'}\n1 files written\n" in capsys.readouterr().out
    after = collect(small)
    assert [name for name in after if after[name] != before[name]] == ["translations/es.json"]
    assert pack.load(small).translations["es"].texts["findings"]["f-alder"]["summary"] == "La Gazette lo contó."


def test_a_catalogue_with_a_mistake_is_refused_whole(small: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = collect(small)
    text = (
        catalogue.read_text().replace("La Gazette informó.", "La Gazette lo contó.").replace("Dijo que no.", "Llame al {number}.")
    )
    catalogue.write_text(text)
    assert main(["pack", "translations", "import", str(catalogue), "--pack", str(small)]) == 1
    told = capsys.readouterr().out
    assert "es.po:" in told
    assert "statements/s-chief/summary: the English has no {number}; write it as in the English\n" in told
    assert told.endswith("1 to mend; nothing was written\n")
    assert collect(small) == before


def test_an_english_text_that_has_changed_is_told_of(small: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = catalogue.read_text()
    start = text.index("msgid", text.index('msgctxt "statements/s-chief/summary"'))
    catalogue.write_text(text[:start] + 'msgid "He said so before."\n' + text[text.index("msgstr", start) :])
    catalogues.bring_in(small, catalogue)
    assert "the English has changed since, so not reviewed: statements/s-chief/summary\n" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_or_written_is_told_of(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert catalogues.bring_in(small, tmp_path / "nowhere.po") == 1
    assert catalogues.export(small, "es", tmp_path / "no" / "where.po") == 1
    assert capsys.readouterr().err.count("plainsight: ") == 2
