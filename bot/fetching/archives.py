"""Unpacks a .zip or .tar.gz in memory, within limits; nothing is written, so nothing can be written elsewhere."""

from __future__ import annotations

import gzip
import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO

from bot.fetching.errors import SourceTooLargeError, SourceUnsafeError
from bot.fetching.source import Limits
from bot.files import hidden
from knowledge.pack.layout import MANIFEST

ZIP, ZIP_ENTRY, GZIP = b"PK\x03\x04", b"PK\x01\x02", b"\x1f\x8b"
ZIP_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ZIP_ENCRYPTED = 0x1
TAR_FILES = (tarfile.REGTYPE, tarfile.AREGTYPE)
TAR_HEADERS = 4 * tarfile.BLOCKSIZE
CHUNK = 2**16
ROOTED = re.compile(r"[/\\]|[A-Za-z]:")
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\\]")
MAKE_ANEW = "make the archive anew from the pack's folder"
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)
"""What the standard library raises on archives that are cut short or lie about themselves."""

Parts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive; `plain` where it is a file indeed, and not a link or device."""

    name: str
    plain: bool
    open: Callable[[], IO[bytes]]


class Allowance:
    """So many bytes and no more."""

    def __init__(self, most: int) -> None:
        self.most = self.left = most

    def spend(self, content: bytes) -> bytes:
        """The content, if there is room for it; raises SourceTooLargeError."""
        self.left -= len(content)
        if self.left < 0:
            raise SourceTooLargeError(f"the source unpacks to more than {self.most:,} bytes", "keep the pack alone in it")
        return content


class MeteredGzip(gzip.GzipFile):
    """A .gz whose content is counted while it is read, so that a small file cannot unpack without end."""

    def __init__(self, archive: bytes, most: int) -> None:
        super().__init__(fileobj=io.BytesIO(archive))
        self._allowance = Allowance(most)

    def read(self, size: int | None = -1) -> bytes:
        """The next bytes; raises SourceTooLargeError."""
        return self._allowance.spend(super().read(size))


def unpack(archive: bytes, inside: str = "", limits: Limits | None = None) -> dict[str, bytes]:
    """The files of the pack in an archive, by name from the pack's folder.

    The archive's one top folder is stepped over, and `inside` names a folder below it ("" for none). Raises
    SourceUnsafeError and SourceTooLargeError.
    """
    limits = limits or Limits()
    wanted = tuple(part for part in inside.split("/") if part)
    try:
        if archive.startswith(GZIP):
            found = _collect(_untar(archive, limits), wanted, limits)
        elif archive.startswith(ZIP):
            found = _collect(_unzip(archive, limits), wanted, limits)
        else:
            raise SourceUnsafeError("what the source sent is no .zip and no .tar.gz", "give the address of the archive itself")
    except BROKEN as error:
        raise SourceUnsafeError(f"the archive is broken ({type(error).__name__})", MAKE_ANEW) from error
    return _at_the_top(found, wanted)


def _unzip(archive: bytes, limits: Limits) -> Iterator[Entry]:
    if archive.count(ZIP_ENTRY) > 2 * limits.files:  # before zipfile makes an object of each
        raise _too_many(limits)
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for info in opened.infolist():
            if info.is_dir():
                _path(info.filename)
                continue
            if info.flag_bits & ZIP_ENCRYPTED or info.compress_type not in ZIP_METHODS:
                raise SourceUnsafeError(f"{_shown(info.filename)} is encrypted or packed in a rare way", MAKE_ANEW)
            kind = stat.S_IFMT(info.external_attr >> 16)
            yield Entry(info.orig_filename, kind in {0, stat.S_IFREG}, partial(opened.open, info))


def _untar(archive: bytes, limits: Limits) -> Iterator[Entry]:
    with MeteredGzip(archive, limits.unpacked + limits.files * TAR_HEADERS) as stream:
        with tarfile.open(fileobj=stream, mode="r|") as opened:
            for member in opened:
                if member.isdir():
                    _path(member.name)
                    continue
                plain = member.type in TAR_FILES and not member.issparse()
                yield Entry(member.name, plain, partial(_stream, opened, member))
        while stream.read(CHUNK):
            pass  # the checksum stands at the very end


def _stream(opened: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    return opened.extractfile(member) or io.BytesIO()


def _collect(entries: Iterator[Entry], wanted: Parts, limits: Limits) -> dict[Parts, bytes]:
    """Read what stands in the wanted folder; that folder may stand at the top or in any one folder there."""
    allowance = Allowance(limits.unpacked)
    found: dict[Parts, bytes] = {}
    for number, entry in enumerate(entries):
        if number >= limits.files:
            raise _too_many(limits)
        path = _path(entry.name)
        within = wanted in (path[: len(wanted)], path[1 : len(wanted) + 1])
        if not within or any(map(hidden, path)):
            continue
        if not entry.plain:
            raise SourceUnsafeError(f"{_shown(entry.name)} is a link or device", "put the file itself into the archive")
        if path in found:
            raise SourceUnsafeError(f"{_shown(entry.name)} stands twice in the archive", MAKE_ANEW)
        with entry.open() as stream:
            found[path] = allowance.spend(stream.read(allowance.left + 1))
    return found


def _path(name: str) -> Parts:
    path = tuple(part for part in name.split("/") if part not in {"", "."})
    if ROOTED.match(name) or UNPRINTABLE.search(name) or ".." in path:
        raise SourceUnsafeError(f"the name {_shown(name)} leads out of the archive", MAKE_ANEW)
    return path


def _at_the_top(found: dict[Parts, bytes], wanted: Parts) -> dict[str, bytes]:
    tops = {path[0] for path in found}
    for base in (wanted, *((top, *wanted) for top in tops if len(tops) == 1)):
        if (*base, MANIFEST) in found:
            files = {path[len(base) :]: content for path, content in found.items() if path[: len(base)] == base}
            if any(path[:length] in files for path in files for length in range(1, len(path))):
                raise SourceUnsafeError("a file of the archive is a folder too", MAKE_ANEW)
            return {"/".join(path): content for path, content in files.items()}
    where = f"in the folder {_shown('/'.join(wanted))}" if wanted else "at its top"
    raise SourceUnsafeError(f"the archive holds no {MANIFEST} {where}", "name the pack's folder after a # in the address")


def _too_many(limits: Limits) -> SourceTooLargeError:
    return SourceTooLargeError(f"the source holds more than {limits.files:,} files", "keep the pack alone in it")


def _shown(name: str) -> str:
    return ascii(name[:80])
