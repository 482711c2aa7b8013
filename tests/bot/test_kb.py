"""A moderator at the terminal: look, refresh, publish, go back; and whoever asks meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot import cli, kb, settings
from bot.errors import SettingsError
from bot.fetching.errors import SourceAddressError, SourceUnreachableError
from bot.fetching.source import FolderSource
from bot.kb import Place
from bot.keeper import Keeper
from bot.people import People
from bot.releases import Releases
from bot.store import outbox, updates
from bot.store.engine import Store
from bot.store.errors import AlreadyPublishedError, StoreLockedError, StoreUnreachableError, UnknownReleaseError
from knowledge.answers import compose
from knowledge.pack.bundle import collect
from tests.bot import variations
from tests.bot.delivery.virtual import KEY
from tests.bot.store.audiences import following
from tests.knowledge.pack import small_pack

Output = pytest.CaptureFixture[str]
FIRST = variations.version()
ALDER = "agencies/alder-police.yaml"
QUESTION = "Does Alder share plate data with ICE?"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The curator's folder, three changes ahead of the first release."""
    return variations.ahead(tmp_path / "records")


@pytest.fixture
def place(tmp_path: Path, source: Path) -> Place:
    """The operator's folder, still empty."""
    return Place(tmp_path / "data", FolderSource(source), variations.write(tmp_path / "first"))


def _answer(place: Place) -> str:
    """What a bot that starts now answers."""

    async def ask() -> str:
        live = Releases()
        keeper = Keeper(Store.in_folder(place.folder), live, first=place.first)
        try:
            base = (await keeper.start()).release.base
            assert live.live.base is base
        finally:
            await keeper.close()
        return "\n".join(block.sentence for block in compose(base.reader.understand(QUESTION), base, dt.date(2026, 7, 1)).blocks)

    return asyncio.run(ask())


def _published(place: Place, output: Output) -> str:
    """The version that the status tells."""
    output.readouterr()
    assert kb.status(place) == 0
    found = re.search(r"version (\w+)", output.readouterr().out)
    assert found
    return found.group(1)


def test_refresh_tells_what_differs_and_publishes_nothing(place: Place, capsys: Output) -> None:
    assert kb.refresh(place, yes=False) == 0
    told = capsys.readouterr().out
    assert "3 " in told.splitlines()[2]
    assert "Alder" in told
    assert "Nothing was published." in told
    assert "--yes" in told
    assert _published(place, capsys) == FIRST


def test_refresh_tells_every_field_where_it_is_asked_to(place: Place, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    short = capsys.readouterr().out
    kb.refresh(place, yes=False, everything=True)
    assert f"+ {variations.LAW} edition 1" not in short
    assert f"+ {variations.LAW} edition 1" in capsys.readouterr().out


def test_publish_ask_go_back_and_ask_again(place: Place, capsys: Output) -> None:
    assert "edition 1" not in _answer(place)
    assert kb.refresh(place, yes=True, why="the March records") == 0
    assert f"in place of {FIRST}" in capsys.readouterr().out
    assert "edition 1" in _answer(place)
    assert kb.roll_back(place, FIRST, "too early") == 0
    assert f"Release {FIRST} is published again" in capsys.readouterr().out
    assert "edition 1" not in _answer(place)


def _followed(place: Place) -> None:
    """Somebody follows Alder, of which the next release tells something else."""

    async def follow() -> None:
        async with place.store() as store:
            alder = variations.release().base.towns["Alder"].town_no
            await following(store, People(KEY), 11, dt.datetime.now(dt.UTC), (alder,))

    asyncio.run(follow())


def _written(place: Place) -> list[tuple[str, int]]:
    """What followers are to be told: its headline, and how many deliveries wait."""

    async def read() -> list[tuple[str, int]]:
        async with place.store() as store:
            since = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
            found = await updates.published_since(store, since)
            return [(update.wording.headline, (await outbox.progress(store, update.n)).waiting) for update in found]

    return asyncio.run(read())


def test_publishing_and_going_back_tell_followers_and_how_many_is_printed_before(place: Place, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    assert "Publishing it tells: nobody\n" in capsys.readouterr().out
    _followed(place)
    assert kb.refresh(place, yes=False) == 0
    assert "Publishing it tells: 1 person by direct message, at once\n" in capsys.readouterr().out
    assert _written(place) == []
    assert kb.refresh(place, yes=True) == 0
    told = capsys.readouterr().out
    assert told.index("1 person by direct message") < told.index("is published")
    assert _written(place) == [("What changed: Alder", 1)]
    assert kb.roll_back(place, FIRST) == 0
    told = capsys.readouterr().out
    assert told.index("1 person by direct message") < told.index("is published again")
    assert _written(place) == [("What changed: Alder", 1)] * 2


def test_quietly_nobody_is_told(place: Place, source: Path, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    _followed(place)
    capsys.readouterr()
    assert cli.main(["kb", "refresh", str(source), "--yes", "--quiet", "--data", str(place.folder)]) == 0
    assert cli.main(["kb", "rollback", FIRST, "--without-telling", "--data", str(place.folder)]) == 0
    assert capsys.readouterr().out.count("Followers are told nothing of it.") == 2
    assert _written(place) == []


def test_the_history_tells_who_did_what_and_why_the_newest_first(place: Place, source: Path, capsys: Output) -> None:
    kb.refresh(place, yes=True, why="the March records")
    second = _published(place, capsys)
    kb.roll_back(place, FIRST)
    capsys.readouterr()
    assert kb.history(place) == 0
    back, news, start = capsys.readouterr().out.splitlines()
    assert back.startswith(FIRST)
    assert "rolled back" in back
    assert back.endswith(f"UTC by terminal: a step back, from release {FIRST}")
    assert news.startswith(second)
    assert news.endswith(f"UTC by terminal: the March records, from {source}")
    assert start.endswith("UTC by plainsight: the first start, from built-in")


def test_a_pack_with_mistakes_is_told_in_full_and_publishes_nothing(place: Place, source: Path, capsys: Output) -> None:
    small_pack.change(source, ALDER, "kind: sharing_claim", "kind: rumour")
    small_pack.change(source, "sources/all.yaml", "kind: law", "kind: lore")
    assert kb.refresh(place, yes=True) == 1
    *mistakes, total = capsys.readouterr().out.splitlines()
    assert {mistake.partition(":")[0] for mistake in mistakes} == {ALDER, "sources/all.yaml"}
    assert total == f"{len(mistakes)} to mend; nothing was published"
    assert _published(place, capsys) == FIRST
    kb.status(place)
    assert f"refused, {len(mistakes)} to mend" in capsys.readouterr().out


def test_what_is_published_already_is_nothing_new(place: Place, capsys: Output) -> None:
    kb.refresh(place, yes=True)
    capsys.readouterr()
    assert kb.refresh(place, yes=True) == 0
    assert capsys.readouterr().out == "nothing is new: the published release is what the source holds\n"


def test_status_tells_what_is_published_and_what_came_of_the_last_refresh(place: Place, source: Path, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    capsys.readouterr()
    kb.status(place)
    told = capsys.readouterr().out
    assert f"Testland, version {FIRST}, as of 2026-06-30" in told
    assert "towns" in told
    assert f"refreshes     {source}" in told
    assert f"by terminal, from {source}: looked at, not published (version " in told


def test_without_a_source_the_status_names_the_setting_and_a_refresh_says_what_to_set(place: Place, capsys: Output) -> None:
    nowhere = Place(place.folder, None, place.first)
    with pytest.raises(SourceAddressError, match="set PLAINSIGHT_PACK_SOURCE"):
        kb.refresh(nowhere, yes=True)
    kb.status(nowhere)
    assert "PLAINSIGHT_PACK_SOURCE is not set" in capsys.readouterr().out


def test_a_source_that_is_gone_is_told_and_noted(place: Place, capsys: Output) -> None:
    gone = Place(place.folder, FolderSource(Path("gone")), place.first)
    with pytest.raises(SourceUnreachableError):
        kb.refresh(gone, yes=True)
    kb.status(gone)
    assert ", from gone: failed, " in capsys.readouterr().out


def test_before_the_first_release_there_is_nothing_to_tell(place: Place, capsys: Output) -> None:
    assert cli.main(["db", "upgrade", "--data", str(place.folder)]) == 0
    capsys.readouterr()
    assert kb.status(place) == 0
    assert kb.history(place) == 0
    assert capsys.readouterr().out == kb.NOTHING_YET * 2
    assert kb.published_files(place) is None


def test_looking_makes_no_database(place: Place) -> None:
    with pytest.raises(StoreUnreachableError):
        kb.status(place)
    assert not place.folder.exists()


def test_going_back_needs_a_release_that_was_once_published_and_is_not_now(place: Place) -> None:
    kb.refresh(place, yes=False)
    with pytest.raises(UnknownReleaseError):
        kb.roll_back(place, "0123456789ab")
    with pytest.raises(AlreadyPublishedError):
        kb.roll_back(place, FIRST)


def test_with_the_database_locked_nothing_is_fetched(place: Place, source: Path, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    with sqlite3.connect(place.folder / "plainsight.db", isolation_level=None) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        capsys.readouterr()
        (source / "pack.yaml").unlink()
        with pytest.raises(StoreLockedError):
            kb.refresh(replace(place, wait=0.1), yes=True)
    other.close()
    assert "to mend" not in capsys.readouterr().out


# The command line


def test_the_folder_and_the_source_come_from_the_settings(
    place: Place, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("PLAINSIGHT_DATA", str(place.folder))
    monkeypatch.setenv("PLAINSIGHT_PACK_SOURCE", str(source))
    monkeypatch.setenv("PLAINSIGHT_PACK", str(place.first))
    assert cli.main(["kb", "refresh", "--yes", "--why", "news"]) == 0
    assert cli.main(["kb", "status"]) == 0
    told = capsys.readouterr().out
    assert "UTC by terminal: news" in told
    assert cli.main(["kb", "rollback", FIRST]) == 0
    capsys.readouterr()
    assert cli.main(["kb", "history"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_source_that_is_named_outranks_the_setting(place: Place, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_PACK_SOURCE", "https://host.example/pack.zip")
    monkeypatch.setenv("PLAINSIGHT_PACK_SHA256", "0" * 64)
    assert kb.place(place.folder, str(source)).source == FolderSource(source)


def test_the_pinned_hash_belongs_to_the_source_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAINSIGHT_PACK_SOURCE", "records")
    monkeypatch.setenv("PLAINSIGHT_PACK_SHA256", "0" * 64)
    with pytest.raises(SourceAddressError, match="pinned sha256"):
        kb.place(Path("data"))


@pytest.mark.parametrize("arguments", [["kb", "status"], ["kb", "refresh"], ["db", "check"], ["db", "backup", "file"]])
def test_without_a_folder_the_setting_is_named(arguments: list[str], capsys: Output) -> None:
    assert cli.main(arguments) == 1
    assert "PLAINSIGHT_DATA: is not set -> name the folder" in capsys.readouterr().err


def test_without_a_folder_there_may_be_no_place() -> None:
    assert kb.find(None) is None
    with pytest.raises(SettingsError):
        kb.place(None)


def test_the_database_is_looked_after_from_the_command_line(place: Place, tmp_path: Path, capsys: Output) -> None:
    data, copy = ["--data", str(place.folder)], str(tmp_path / "copy.db")
    kb.refresh(place, yes=True)
    second = _published(place, capsys)
    assert cli.main(["db", "backup", copy, *data]) == 0
    kb.roll_back(place, FIRST)
    assert cli.main(["db", "restore", copy, *data]) == 0
    assert cli.main(["db", "check", *data]) == 0
    assert _published(place, capsys) == second


def test_export_writes_the_published_release(place: Place, source: Path, tmp_path: Path) -> None:
    kb.refresh(place, yes=True)
    assert cli.main(["pack", "export", str(tmp_path / "out"), "--data", str(place.folder)]) == 0
    assert collect(tmp_path / "out") == collect(source)


def test_export_without_a_database_writes_the_built_in_pack(tmp_path: Path) -> None:
    assert cli.main(["pack", "export", str(tmp_path / "out")]) == 0
    assert b"Connecticut" in (tmp_path / "out" / "pack.yaml").read_bytes()


def test_what_was_looked_at_is_published_and_nothing_else(place: Place, source: Path, capsys: Output) -> None:
    kb.refresh(place, yes=False)
    found = re.search(r"--expect (\w+)", capsys.readouterr().out)
    assert found
    variations.write(source, 2)
    assert kb.refresh(place, yes=False, expect=found.group(1)) == 1
    assert "nothing was published" in capsys.readouterr().out
    assert _published(place, capsys) == FIRST
    assert kb.refresh(place, yes=False, expect=variations.version(2)) == 0
    assert _published(place, capsys) == variations.version(2)


def test_two_releases_are_compared(place: Place, capsys: Output) -> None:
    kb.refresh(place, yes=True)
    new = _published(place, capsys)
    assert kb.diff(place, FIRST, new) == 0
    assert f"+ {variations.LAW} edition 1" in capsys.readouterr().out
    with pytest.raises(UnknownReleaseError):
        kb.diff(place, FIRST, "nowhere")


def test_the_audit_tells_who_did_what(place: Place, capsys: Output) -> None:
    kb.refresh(place, yes=True)
    new = _published(place, capsys)
    assert kb.trail(place) == 0
    first, second = (line.split() for line in capsys.readouterr().out.splitlines())
    assert first[3:] == ["terminal", "published", new]
    assert second[3:] == ["plainsight", "published", FIRST]
