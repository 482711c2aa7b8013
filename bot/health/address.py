"""Where the bot tells how it is: on loopback, unless a host is named."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
HIGHEST = 65_535
ALIVE = {"alive": True}
"""What `/healthz` answers."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host and a port; port 0 is any free one."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse(text: str) -> Address:
    """The address in `PORT`, `HOST:PORT` or `[HOST]:PORT`; raises ValueError for anything else."""
    host, _, port = text.strip().rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= HIGHEST) or (":" in host and not host.startswith("[")):
        raise ValueError("it is no address")
    return Address(host.strip("[]") or LOOPBACK, int(port))
