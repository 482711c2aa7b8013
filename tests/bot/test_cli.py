"""The command line: verbs, exit codes, and no traceback whatever comes in or whoever hangs up."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from bot import cli, settings
from knowledge.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
PLAINSIGHT = [sys.executable, "-m", "bot"]


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)


def _type(monkeypatch: pytest.MonkeyPatch, typed: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))


def _process(arguments: Sequence[str], typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PLAINSIGHT, *arguments], input=typed, capture_output=True, timeout=60, check=False)


def test_ask_prints_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "Does Fairfield share with ICE?"]) == 0
    assert capsys.readouterr().out.startswith("Fairfield\n")


def test_ask_takes_the_words_of_a_question_without_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "does", "Fairfield", "share?"]) == 0
    assert capsys.readouterr().out.startswith("Fairfield\n")


def test_ask_prints_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "--json", "Does Fairfield share with ICE?"]) == 0
    assert json.loads(capsys.readouterr().out)["towns"] == ["Fairfield"]


def test_ask_without_a_question_answers_each_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, "Norwalk\n\n¿Comparte Fairfield?\n\xff\n".encode("latin-1"))
    assert cli.main(["ask", "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["towns"] for answer in told] == [["Norwalk"], [], ["Fairfield"], []]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ask_answers_in_the_language_chosen(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert cli.main(["ask", "--json", "--language", language, "Norwalk"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == language


def test_ask_answers_as_on_the_day_given(capsys: pytest.CaptureFixture[str]) -> None:
    cli.main(["ask", "--as-of", "2026-12-24", "Norwalk"])
    later = capsys.readouterr().out
    cli.main(["ask", "--as-of", "2030-12-24", "Norwalk"])
    assert capsys.readouterr().out != later


@pytest.mark.parametrize("arguments", [["ask", "--as-of", "tomorrow"], ["ask", "--language", "tlh"], ["nope"], ["pack", "nope"]])
def test_wrong_usage_is_told_with_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert "usage: plainsight" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["pack"]])
def test_without_a_verb_the_help_is_shown(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out.startswith("usage: plainsight")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("plainsight ")


def test_a_pack_that_is_not_there_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "--pack", "nowhere", "Norwalk"]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_chat_answers_what_comes_through_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _type(monkeypatch, b"Does Fairfield share with ICE?\n/sources\n")
    assert cli.main(["chat"]) == 0
    assert "\nSources\n [1]" in capsys.readouterr().out


def test_pack_check_finds_the_built_in_pack_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "check"]) == 0
    assert capsys.readouterr().out.startswith("Connecticut: no mistakes.")


def test_pack_check_names_every_mistake_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "check", str(tmp_path)]) == 1
    *mistakes, total = capsys.readouterr().out.splitlines()
    assert total == f"{len(mistakes)} to mend"
    assert all(":1: " in mistake and "; " in mistake for mistake in mistakes)


def test_pack_stats_counts_the_towns(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "stats"]) == 0
    assert ["towns", "169"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_pack_schema_is_printed_as_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "schema"]) == 0
    assert "agency" in json.loads(capsys.readouterr().out)


def test_pack_schema_is_written_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["pack", "schema", str(tmp_path / "schemas")]) == 0
    written = capsys.readouterr().out.splitlines()
    assert written
    assert all(json.loads(Path(name).read_text())["$schema"] for name in written)


def test_run_without_a_token_says_where_to_get_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run"]) == 1
    assert "DISCORD_TOKEN: is not set" in capsys.readouterr().err


def test_run_with_wrong_settings_names_them(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PLAINSIGHT_LOG_LEVEL", "loud")
    assert cli.main(["run"]) == 1
    assert "PLAINSIGHT_LOG_LEVEL" in capsys.readouterr().err


def test_doctor_exits_with_1_where_something_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["doctor", "--offline"]) == 1
    assert "fail  token" in capsys.readouterr().out


def test_the_preview_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "bot.preview", raising=False)
    monkeypatch.delattr("bot.preview", raising=False)
    monkeypatch.setitem(sys.modules, "simcord", None)
    assert cli.main(["preview"]) == 1
    assert "pip install" in capsys.readouterr().err


@pytest.mark.parametrize("typed", [b"", b"\n", b"\xff\xfe\x00\x01", "🚓".encode(), b"a" * 5000])
@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--json"], ["chat"]])
def test_no_input_ends_in_a_traceback(arguments: list[str], typed: bytes) -> None:
    done = _process(arguments, typed)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert done.stdout or done.stderr


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "--json"], ["chat"]])
def test_a_reader_that_hangs_up_is_taken_quietly(arguments: list[str]) -> None:
    with _started(arguments) as process:
        process.stdout.close()
        process.stdin.write(b"Does Fairfield share with ICE?\n" * 20)
        process.stdin.close()
        assert process.stderr.read() == b""


def test_ctrl_c_leaves_quietly() -> None:
    with _started(["ask", "--json"]) as process:
        process.stdin.write(b"Norwalk\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(30) == 130


def test_answers_stream_while_the_pipe_stays_open() -> None:
    with _started(["ask", "--json"]) as process:
        for town in ("Norwalk", "Fairfield"):
            process.stdin.write(f"{town}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["towns"] == [town]
        process.stdin.close()
        assert process.wait(30) == 0


def test_asking_waits_for_no_package_that_it_does_not_need() -> None:
    spied = "import sys; from bot import cli; cli.main(['ask', '--json', 'Norwalk']); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", spied], capture_output=True, timeout=60, check=True, env={**os.environ})
    loaded = {name.partition(".")[0] for name in done.stdout.decode().splitlines()[1:]}
    assert not loaded & {"discord", "aiohttp", "prompt_toolkit", "simcord", "structlog", "pydantic_settings", "rich", "asyncio"}


class Process(subprocess.Popen[bytes]):
    """A process with all three of its streams piped."""

    stdin: IO[bytes]
    stdout: IO[bytes]
    stderr: IO[bytes]


def _started(arguments: Sequence[str]) -> Process:
    return Process([*PLAINSIGHT, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
