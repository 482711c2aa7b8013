"""Archives of every make, sound and malicious, built in memory."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Mapping

from tests.bot import variations

FILES = variations.files()
Change = Callable[[tarfile.TarFile], None]


def zipped(files: Mapping[str, bytes] = FILES, top: str = "", more: Iterable[tuple[zipfile.ZipInfo, bytes]] = ()) -> bytes:
    """A .zip of these files below a top folder, with more entries of one's own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(top + name, content)
        for info, content in more:
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def tarred(
    files: Mapping[str, bytes] = FILES,
    top: str = "",
    more: Iterable[tuple[tarfile.TarInfo, bytes]] = (),
    form: int = tarfile.PAX_FORMAT,
) -> bytes:
    """A .tar.gz of these files below a top folder, with more entries of one's own."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", format=form, pax_headers={"comment": "as git writes it"}) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(top + name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for info, content in more:
            archive.addfile(info, io.BytesIO(content))
    return stream.getvalue()


def zip_entry(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    """An entry of a .zip with any name and kind."""
    info = zipfile.ZipInfo("placeholder")
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    return info


def tar_entry(name: str, kind: bytes = tarfile.REGTYPE, size: int = 0, target: str = "") -> tarfile.TarInfo:
    """An entry of a .tar with any name and kind."""
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, target
    return info


def sparse(size: int) -> bytes:
    """A .tar.gz with a file that claims to be of that size and holds nothing, in GNU's old way."""
    info = tar_entry("laws.yaml", tarfile.GNUTYPE_SPARSE)
    header = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    header[386 : 386 + 24] = b"%011o\0" % size + b"%011o\0" % 0
    header[483 : 483 + 12] = b"%011o\0" % size
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return gzip.compress(bytes(header) + b"\0" * 1024)
