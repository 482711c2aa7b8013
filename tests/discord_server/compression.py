"""The gateway's transport compression: one stream a connection, flushed after each frame."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable

Compressor = Callable[[bytes], bytes]


def compressor(name: str | None) -> Compressor | None:
    """The compressor for the `compress` query parameter, None when the client asked for none; ValueError for an unknown name."""
    match name:
        case None:
            return None
        case "zlib-stream":
            return _zlib()
        case "zstd-stream":
            return _zstd()
    raise ValueError(f"unknown transport compression {name!r}")


def _zlib() -> Compressor:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Compressor:
    """Only asked for where discord.py itself found one of these two modules."""
    try:
        module = importlib.import_module("zstandard")
    except ImportError:
        stream = importlib.import_module("compression.zstd").ZstdCompressor()
        return lambda data: bytes(stream.compress(data, stream.FLUSH_BLOCK))
    stream = module.ZstdCompressor().compressobj()
    return lambda data: bytes(stream.compress(data) + stream.flush(module.COMPRESSOBJ_FLUSH_BLOCK))
