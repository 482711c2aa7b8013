"""The operator's setting is a folder or an https address, and nothing else passes for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.fetching import errors
from bot.fetching.errors import SourceAddressError, SourceError
from bot.fetching.source import ArchiveSource, FolderSource, parse

URL = "https://host.example/records/pack/archive/main.zip"
PIN = "0123456789abcdef" * 4


def test_a_path_is_a_folder() -> None:
    assert parse("records/pack") == FolderSource(Path("records/pack"))


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.setenv("USERPROFILE", "/home/someone")
    assert parse("~/pack") == FolderSource(Path("/home/someone/pack"))


def test_an_https_address_is_an_archive() -> None:
    assert parse(URL) == ArchiveSource(URL)


def test_what_stands_after_the_hash_is_the_folder_inside() -> None:
    assert parse(f"{URL}#records/test%20land/") == ArchiveSource(URL, "records/test land")


def test_a_pinned_hash_is_kept_in_small_letters() -> None:
    assert parse(URL, PIN.upper()) == ArchiveSource(URL, sha256=PIN)


@pytest.mark.parametrize(
    "text",
    [
        "http://host.example/a.zip",
        "ftp://host.example/a.zip",
        "file:///etc/passwd",
        "https://",
        "https:///a.zip",
        "https://[::1/a.zip",
    ],
)
def test_any_other_address_is_refused(text: str) -> None:
    with pytest.raises(SourceAddressError, match="write a folder, or an address such as https://"):
        parse(text)


@pytest.mark.parametrize("text", ["https://me:secret@host.example/a.zip", "https://secret@host.example/a.zip"])
def test_a_password_in_the_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(SourceAddressError, match="needs none") as raised:
        parse(text)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("pin", ["", "abc", PIN + "0", "g" * 64])
def test_a_pin_that_is_no_hash_is_refused(pin: str) -> None:
    with pytest.raises(SourceAddressError, match="64 hexadecimal digits"):
        parse(URL, pin)


def test_a_folder_cannot_be_pinned() -> None:
    with pytest.raises(SourceAddressError, match="take one of the two away"):
        parse("records/pack", PIN)


def test_moderators_see_the_address_without_its_query() -> None:
    source = parse("https://host.example/a.zip?token=secret#records")
    assert source.origin == "https://host.example/a.zip#records"


def test_every_error_carries_its_remedy() -> None:
    assert {error.__name__ for error in SourceError.__subclasses__()} == {
        name for name in vars(errors) if name.startswith("Source")
    } - {"SourceError"}
    assert str(SourceAddressError("a problem", "a remedy")) == "a problem: a remedy"
