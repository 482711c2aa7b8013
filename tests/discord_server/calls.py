"""One HTTP request that the bot sent, as the tests read it afterwards."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

API = "/api/v10"


@dataclass(frozen=True)
class Upload:
    """A file that came as a multipart part: the part's name (`files[0]`), the file's name, its bytes."""

    part: str
    filename: str
    data: bytes


@dataclass(frozen=True)
class Call:
    """A request: `route` is Discord's own template, `at` seconds of time.perf_counter when its last byte was read."""

    method: str
    route: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    uploads: tuple[Upload, ...]
    authorization: str | None
    at: float
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Method and route, for messages to people."""
        return f"{self.method} {self.route}"


async def read(request: web.Request) -> Call:
    """Read a request to its end; raises ValueError when a JSON body is not JSON."""
    resource = request.match_info.route.resource
    route = (resource.canonical if resource is not None else request.path).removeprefix(API)
    body, uploads = None, []
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader):
                if part.name == "payload_json":
                    body = json.loads(await part.read())
                else:
                    uploads.append(Upload(part.name or "", part.filename or "", bytes(await part.read())))
    elif raw := await request.read():
        body = json.loads(raw)
    return Call(
        request.method, route, dict(request.match_info), dict(request.query), body, tuple(uploads),
        request.headers.get("Authorization"), time.perf_counter(), dict(request.headers),
    )  # fmt: skip
