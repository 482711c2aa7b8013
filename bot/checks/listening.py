"""The address at which the bot tells how it is: free, of this machine, and not open to everybody."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import closing

from bot.checks.check import Check, State
from bot.health import asking
from bot.health.address import Address


def listening(address: Address) -> Iterator[Check]:
    """Whether it can be taken, or is taken by the bot itself, which runs already."""
    if _open_to_all(address.host):
        remedy = f"write 127.0.0.1:{address.port}, unless a firewall or a container's own network keeps others out"
        yield Check("health", State.WARN, f"{address} can be read by whoever reaches this machine", remedy)
    try:
        places = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        with closing(socket.socket(places[0][0])) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(places[0][4])
    except OSError:
        if asking.lives(address):
            yield Check("health", State.OK, f"the bot runs, and tells at {address} how it is")
        else:
            remedy = "name an address of this machine and a free port in PLAINSIGHT_HEALTH, such as 127.0.0.1:8080"
            yield Check(
                "health", State.FAIL, f"{address} cannot be used: another program has it, or it is not this machine's", remedy
            )
        return
    yield Check("health", State.OK, f"{address} is free")


def _open_to_all(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"
