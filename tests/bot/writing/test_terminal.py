"""`plainsight letter` and `plainsight records-request`: to read in one's language, to send in English."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import main


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main([*words, "--as-of", "2026-11-22"]) == code
    captured = capsys.readouterr()
    return captured.err if code else captured.out


def test_a_letter_is_printed_with_how_to_reach_everybody(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "letter", "norwlk")
    assert said.startswith("A letter to the legislators of Norwalk\n=====")
    assert "- Bob Duff: State Senator, district 25" in said
    assert "\nDear State Senator Bob Duff" in said


def test_a_letter_can_go_to_one_district(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "letter", "Norwalk", "--to", "lower", "--district", "142")
    assert "Dear State Representative Lucy Dathan," in said


def test_a_district_that_is_not_the_towns_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert "lower 142" in run(capsys, "letter", "Norwalk", "--to", "lower", "--district", "1", code=1)


def test_in_another_language_both_texts_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "letter", "New", "Haven", "--to", "police", "--language", "ht")
    assert said.index("Pou: chèf lapolis") < said.index("An anglè, pou voye") < said.index("To the Chief of Police")


def test_the_text_to_send_can_be_written_into_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "request.txt"
    said = run(capsys, "records-request", "Norwalk", "--language", "es", "--out", str(out))
    assert said.startswith("Solicitud de documentos públicos a Norwalk Police Department")
    assert out.read_text(encoding="utf-8").startswith("[date]\nTo: Norwalk Police Department\n")
    assert str(out) in said


def test_the_day_of_sending_gives_the_appeal_and_its_days(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "records-request", "Norwalk", "--sent", "2026-11-10")
    assert "- Appeal by December 17, 2026 at the latest" in said
    assert "Appeal under Conn. Gen. Stat. 1-206" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("letter", "Nowhereville"), "which town is"),
        (("records-request", "Norwalk", "--sent", "2027-01-01"), "neither lies ahead"),
        (("records-request", "Norwalk", "--refused", "2026-11-01"), "write --sent too"),
        (("records-request", "Norwalk", "--sent", "2026-11-10", "--refused", "2026-11-09"), "sent before it is refused"),
        (("letter", "Norwalk", "--out", "/nowhere/at/all.txt"), "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], told: str
) -> None:
    assert told in run(capsys, *words, code=1)


def test_a_day_that_is_none_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["records-request", "Norwalk", "--sent", "tomorrow"])
    assert "is no date: write YYYY-MM-DD" in capsys.readouterr().err


def test_what_can_be_done_names_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", "what can I do in Norwalk", "--as-of", "2026-11-22"])
    said = " ".join(capsys.readouterr().out.split())
    assert 'plainsight letter "Norwalk" · plainsight letter --to call "Norwalk" · plainsight records-request "Norwalk"' in said
