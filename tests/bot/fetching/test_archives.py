"""Sound archives unpack to exactly the pack; every other one is refused, with the reason, and nothing is written anywhere."""

from __future__ import annotations

import gzip
import stat
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.fetching.archives import unpack
from bot.fetching.errors import SourceError, SourceTooLargeError, SourceUnsafeError
from bot.fetching.source import Limits
from tests.bot.fetching import packing
from tests.bot.fetching.packing import FILES, sparse, tar_entry, tarred, zip_entry, zipped

SMALL = Limits(sent=10**6, unpacked=100_000, files=30)
MAKERS = pytest.mark.parametrize("make", [zipped, tarred])
LEADING_OUT = (
    "/etc/passwd",
    "../outside",
    "a/../../outside",
    "..",
    "C:\\outside",
    "C:outside",
    "\\\\host\\share",
    "a\\..\\b",
    "a\nb",
)
LINKS = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.CONTTYPE)


@pytest.fixture(autouse=True)
def _nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.iterdir()) == []


@MAKERS
def test_a_pack_is_unpacked_byte_for_byte(make: Callable[..., bytes]) -> None:
    assert unpack(make()) == FILES


@MAKERS
def test_the_one_top_folder_of_a_repositorys_archive_is_stepped_over(make: Callable[..., bytes]) -> None:
    assert unpack(make(top="pack-3f2a91c/")) == FILES


@MAKERS
@pytest.mark.parametrize("top", ["", "repository-main/"])
def test_the_pack_may_stand_in_a_folder_that_is_named(make: Callable[..., bytes], top: str) -> None:
    repository = {f"records/testland/{name}": content for name, content in FILES.items()} | {
        "setup.py": b"",
        "records/other": b"",
    }
    assert unpack(make(repository, top), "records/testland") == FILES


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_every_form_of_tar_is_read(form: int) -> None:
    assert unpack(tarred(form=form)) == FILES


@MAKERS
def test_hidden_files_are_left_out(make: Callable[..., bytes]) -> None:
    more = {".github/workflows/x.yaml": b"x", "laws.yaml~": b"x", "__MACOSX/._laws.yaml": b"x"}
    assert unpack(make(FILES | more)) == FILES


def test_folders_are_entries_too() -> None:
    assert unpack(zipped(more=[(zip_entry("agencies/", stat.S_IFDIR | 0o755), b"")])) == FILES
    assert unpack(tarred(more=[(tar_entry("agencies/", tarfile.DIRTYPE), b"")])) == FILES


@MAKERS
@pytest.mark.parametrize("files", [{"readme.md": b""}, {"a/pack.yaml": b"", "b/pack.yaml": b""}, {"a/b/pack.yaml": b""}])
def test_an_archive_with_no_pack_at_its_top_is_refused(make: Callable[..., bytes], files: dict[str, bytes]) -> None:
    with pytest.raises(SourceUnsafeError, match=r"holds no pack\.yaml at its top: name the pack's folder after a #"):
        unpack(make(files))


@MAKERS
def test_a_named_folder_that_is_not_there_is_refused(make: Callable[..., bytes]) -> None:
    with pytest.raises(SourceUnsafeError, match=r"no pack\.yaml in the folder 'records/other'"):
        unpack(make(top="main/"), "records/other")


@pytest.mark.parametrize("name", LEADING_OUT)
def test_a_name_that_leads_out_of_a_zip_is_refused(name: str) -> None:
    with pytest.raises(SourceUnsafeError, match="leads out of the archive"):
        unpack(zipped(more=[(zip_entry(name), b"x")]))


@pytest.mark.parametrize("name", LEADING_OUT)
def test_a_name_that_leads_out_of_a_tar_is_refused(name: str) -> None:
    with pytest.raises(SourceUnsafeError, match="leads out of the archive"):
        unpack(tarred(more=[(tar_entry(name, size=1), b"x")]))


@pytest.mark.parametrize("name", ["../outside/", "/outside/"])
def test_a_folder_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(SourceUnsafeError, match="leads out"):
        unpack(zipped(more=[(zip_entry(name, stat.S_IFDIR), b"")]))
    with pytest.raises(SourceUnsafeError, match="leads out"):
        unpack(tarred(more=[(tar_entry(name, tarfile.DIRTYPE), b"")]))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK])
def test_a_link_or_device_in_a_zip_is_refused(kind: int) -> None:
    with pytest.raises(SourceUnsafeError, match=r"'agencies/x\.yaml' is a link or device"):
        unpack(zipped(more=[(zip_entry("agencies/x.yaml", kind | 0o777), b"/etc/passwd")]))


@pytest.mark.parametrize("kind", LINKS)
@pytest.mark.parametrize("target", ["/etc/passwd", "../../outside", "laws.yaml"])
def test_a_link_or_device_in_a_tar_is_refused(kind: bytes, target: str) -> None:
    with pytest.raises(SourceUnsafeError, match=r"'agencies/x\.yaml' is a link or device"):
        unpack(tarred(more=[(tar_entry("agencies/x.yaml", kind, target=target), b"")]))


def test_a_link_outside_of_the_named_folder_is_never_looked_at() -> None:
    link = (tar_entry("main/docs/link", tarfile.SYMTYPE, target="/etc/passwd"), b"")
    assert unpack(tarred(top="main/pack/", more=[link]), "pack") == FILES


def test_a_zip_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(SourceTooLargeError, match="unpacks to more than 100,000 bytes"):
        unpack(zipped(FILES | {"laws.yaml": b"\0" * 50_000_000}), limits=SMALL)


def test_a_tar_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(SourceTooLargeError, match="unpacks to more than"):
        unpack(tarred(FILES | {"laws.yaml": b"\0" * 50_000_000}), limits=SMALL)


def test_a_gz_of_nothing_but_zeros_is_refused() -> None:
    with pytest.raises(SourceError):
        unpack(gzip.compress(b"\0" * 50_000_000), limits=SMALL)


def test_a_bomb_outside_of_the_named_folder_is_refused_too() -> None:
    with pytest.raises(SourceTooLargeError):
        unpack(tarred({f"pack/{name}": content for name, content in FILES.items()} | {"z": b"\0" * 50_000_000}), "pack", SMALL)


def test_a_zip_entry_that_lies_about_its_size_is_refused() -> None:
    content = b"\0" * 50_000_000
    honest = zipped(FILES | {"laws.yaml": content})
    lying = honest.replace(len(content).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SourceError):
        unpack(lying, limits=SMALL)


def test_a_file_full_of_holes_is_refused() -> None:
    with pytest.raises(SourceUnsafeError, match="link or device"):
        unpack(sparse(2**33))


@MAKERS
def test_more_files_than_the_limit_are_refused(make: Callable[..., bytes]) -> None:
    many = FILES | {f"agencies/{number}.yaml": b"" for number in range(SMALL.files)}
    with pytest.raises(SourceTooLargeError, match="more than 30 files"):
        unpack(make(many), limits=SMALL)


def test_a_zip_of_very_many_entries_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    archive = zipped({str(number): b"" for number in range(100)})
    monkeypatch.delattr(packing.zipfile, "ZipFile")
    with pytest.raises(SourceTooLargeError, match="more than 30 files"):
        unpack(archive, limits=SMALL)


def test_a_zip_of_zips_is_no_pack() -> None:
    with pytest.raises(SourceUnsafeError, match=r"no pack\.yaml"):
        unpack(zipped({"inner.zip": zipped()}))


@MAKERS
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_an_archive_that_was_cut_short_is_refused(make: Callable[..., bytes], part: float) -> None:
    archive = make()
    with pytest.raises(SourceUnsafeError, match="is broken"):
        unpack(archive[: int(len(archive) * part)])


def test_a_flipped_bit_in_a_zip_is_noticed() -> None:
    archive = bytearray(zipped())
    archive[200] ^= 0x10
    with pytest.raises(SourceUnsafeError):
        unpack(bytes(archive))


def test_a_flipped_bit_in_a_gz_is_noticed_by_its_checksum_at_the_end() -> None:
    archive = bytearray(tarred())
    archive[-8] ^= 0x10
    with pytest.raises(SourceUnsafeError, match="is broken"):
        unpack(bytes(archive))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@MAKERS
def test_a_file_that_stands_twice_is_refused(make: Callable[..., bytes]) -> None:
    entry = zip_entry("laws.yaml") if make is zipped else tar_entry("./laws.yaml")
    with pytest.raises(SourceUnsafeError, match="stands twice"):
        unpack(make(more=[(entry, b"")]))


@MAKERS
def test_a_file_that_is_a_folder_too_is_refused(make: Callable[..., bytes]) -> None:
    with pytest.raises(SourceUnsafeError, match="is a folder too"):
        unpack(make(FILES | {"laws.yaml/more.yaml": b""}))


def test_an_encrypted_zip_is_refused() -> None:
    archive = bytearray(zipped({"pack.yaml": b"x"}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SourceUnsafeError, match="encrypted"):
        unpack(bytes(archive))


@pytest.mark.parametrize("content", [b"", b"<!doctype html><title>Sign in</title>", b"BZh91AY", b"7z\xbc\xaf", b"\x1f", b"PK"])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(SourceUnsafeError, match=r"no \.zip and no \.tar\.gz"):
        unpack(content)


def test_a_gz_that_holds_no_tar_is_refused() -> None:
    with pytest.raises(SourceUnsafeError):
        unpack(gzip.compress(b"hello"))


def test_a_name_is_told_without_what_could_be_hidden_in_it() -> None:
    with pytest.raises(SourceUnsafeError) as raised:
        unpack(zipped(more=[(zip_entry("/\u202e@everyone\n" + "x" * 500), b"")]))
    assert "\u202e" not in str(raised.value)
    assert len(str(raised.value)) < 250


@given(
    st.sampled_from([zipped(), tarred()]),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=4)), max_size=8),
)
@settings(max_examples=300, deadline=None)
def test_a_garbled_archive_is_read_or_refused_and_never_a_crash(archive: bytes, changes: list[tuple[int, bytes]]) -> None:
    garbled = bytearray(archive)
    for place, content in changes:
        start = place % len(garbled)
        garbled[start : start + len(content)] = content
    try:
        files = unpack(bytes(garbled), limits=SMALL)
    except SourceError:
        return
    assert "pack.yaml" in files
