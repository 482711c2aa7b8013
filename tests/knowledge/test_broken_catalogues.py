"""Each mistake that a translator can make in the bot's own sentences is found: shown on a copy with that mistake in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import knowledge.wording
from tests.knowledge.catalogues import faults
from tests.knowledge.test_wording import OWN_DATES

WORDING = Path(knowledge.wording.__file__).parent
ROOM = "es/answers.po"
COUNTED = 'msgid "age.months"\nmsgid_plural "age.months"\nmsgstr[0] "{n} mes"\nmsgstr[1] "{n} meses"\n'
SAID = 'msgid "claim.finding"\nmsgstr "{summary} (Según: {by}.)"\n'


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wording") / "wording"
    shutil.copytree(WORDING, folder, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    return folder


@pytest.fixture
def broken(clean: Path) -> Callable[[str, str], list[str]]:
    """What is found with one text of the Spanish answers replaced, which is put back."""

    def found(old: str, new: str) -> list[str]:
        path = clean / ROOM
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, "the test breaks what is there once"
        path.write_text(before.replace(old, new), encoding="utf-8")
        try:
            return faults(clean, OWN_DATES)
        finally:
            path.write_text(before, encoding="utf-8")

    return found


def test_the_catalogues_as_they_are_have_no_fault() -> None:
    assert faults(WORDING, OWN_DATES) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(SAID, "", "claim.finding is missing", id="a sentence is missing"),
        pytest.param(SAID, SAID.replace("claim.finding", "claim.fnding"), "claim.fnding is not in en", id="a sentence too many"),
        pytest.param(SAID, f"{SAID}\n{SAID}", "claim.finding stands there twice", id="a sentence twice"),
        pytest.param(SAID, f"#, fuzzy\n{SAID}", "claim.finding is fuzzy", id="a sentence is fuzzy"),
        pytest.param(SAID, 'msgid "claim.finding"\nmsgstr ""\n', "claim.finding is empty", id="a sentence is empty"),
        pytest.param(
            SAID, SAID.replace("{by}", "ellos"), "has the slots ['summary'], not ['by', 'summary']", id="a slot is lost"
        ),
        pytest.param(SAID, SAID.replace("{by}", "{por}"), "has the slots ['por', 'summary']", id="a slot is translated"),
        pytest.param(SAID, SAID.replace("{by}", "{by"), "has malformed braces", id="a brace is lost"),
        pytest.param(SAID, SAID.replace("{by}", "by}"), "has malformed braces", id="a brace stands alone"),
        pytest.param(SAID, SAID.replace("{by}", "{by!r}"), "has malformed braces", id="a slot converts"),
        pytest.param(SAID, SAID.replace("{by}", "{}"), "has malformed braces", id="a slot has no name"),
        pytest.param(COUNTED, COUNTED.replace('msgstr[1] "{n} meses"\n', ""), "age.months", id="a plural form is lost"),
        pytest.param(COUNTED, COUNTED.replace("{n} meses", ""), "age.months is empty", id="a plural form is empty"),
        pytest.param(COUNTED, COUNTED.replace("{n} meses", "meses"), "age.months has the slots", id="a plural loses its slot"),
        pytest.param(COUNTED, 'msgid "age.months"\nmsgstr "{n} meses"\n', "has no plural", id="there is no plural"),
        pytest.param(SAID, f"{SAID}oops\n", "es/answers.po: malformed", id="a line that is none"),
    ],
)
def test_a_mistake_is_found(broken: Callable[[str, str], list[str]], old: str, new: str, fault: str) -> None:
    found = broken(old, new)
    assert any(fault in line for line in found), found


def test_a_room_that_is_missing_or_too_many_is_found(clean: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(clean, tmp_path / "wording"))
    (folder / "ht/cards.po").unlink()
    (folder / "pt/extra.po").write_text('msgid ""\nmsgstr ""\n')
    found = faults(folder, OWN_DATES)
    assert "ht/cards.po: the room is missing" in found
    assert "pt/extra.po: no such room in en" in found
