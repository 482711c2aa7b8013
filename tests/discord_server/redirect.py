"""Points discord.py at another address than Discord's; as a module, does so for a program run under it."""

from __future__ import annotations

import contextlib
import runpy
import sys
from collections.abc import Iterator

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


@contextlib.contextmanager
def pointed_at(api: str, gateway: str) -> Iterator[None]:
    """Within the block discord.py of this process speaks to `api` and, where it asks nobody for it, to `gateway`."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


def main(arguments: list[str]) -> None:
    """`python -m tests.discord_server.redirect API GATEWAY MODULE [ARGUMENT ...]` runs MODULE as `python -m` does."""
    api, gateway, module, *rest = arguments
    sys.argv = [module, *rest]
    with pointed_at(api, gateway):
        runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1:])
