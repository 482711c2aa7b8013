from __future__ import annotations

import pytest

from bot.links.reach import PrivateAddressError, PublicResolver, literal, public
from tests.bot.links.sites import Names


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "2002:0808:0808::1"])
def test_addresses_of_the_public_web_are_asked(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:0001::1",
        "a name",
        "",
    ],
)
def test_addresses_of_a_private_network_are_not(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize(("host", "is_one"), [("127.0.0.1", True), ("[::1]", True), ("::1", True), ("one.example", False)])
def test_a_host_that_is_an_address_itself_is_known(host: str, is_one: bool) -> None:
    assert literal(host) is is_one


async def test_a_name_that_leads_to_a_private_address_is_refused() -> None:
    resolver = PublicResolver(Names("127.0.0.1"))
    with pytest.raises(PrivateAddressError):
        await resolver.resolve("one.example", 443)


async def test_a_name_that_leads_to_the_public_web_is_resolved() -> None:
    resolver = PublicResolver(Names("93.184.215.14"))
    [found] = await resolver.resolve("one.example", 443)
    assert found["host"] == "93.184.215.14"
