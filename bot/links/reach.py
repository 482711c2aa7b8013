"""Keeps the link check on the public web: a pack must not make this machine ask its own network."""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver


class PrivateAddressError(OSError):
    """A name leads to an address that is not of the public web."""


def public(address: str) -> bool:
    """Whether an IP address is one of the public web; False for what is no address."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if inner is not None:
            return public(str(inner))
    return found.is_global and not found.is_multicast


def literal(host: str) -> bool:
    """Whether a host is an IP address itself, which no resolver is asked about."""
    try:
        ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses alone; raises PrivateAddressError where a name has any other."""

    def __init__(self, resolver: AbstractResolver | None = None) -> None:
        self._resolver = resolver or ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses of a name."""
        found = await self._resolver.resolve(host, port, family)
        if not all(public(entry["host"]) for entry in found):
            raise PrivateAddressError(f"{host} leads to a private address")
        return found

    async def close(self) -> None:
        """Let go of the resolver."""
        await self._resolver.close()
