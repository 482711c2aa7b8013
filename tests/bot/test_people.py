"""People are named by a keyed hash, sealed so that the key alone opens it, and mentioned only while this process remembers."""

from __future__ import annotations

import re

import pytest

from bot.people import MOST_KNOWN, People

KEY, OTHER = b"a" * 32, b"b" * 32
SOMEBODY = 1_100_000_000_000_000_011


def test_a_name_is_the_same_every_time_and_another_with_another_key() -> None:
    assert People(KEY).name(SOMEBODY) == People(KEY).name(SOMEBODY)
    assert People(KEY).name(SOMEBODY) != People(OTHER).name(SOMEBODY)
    assert People(KEY).name(SOMEBODY) != People(KEY).name(SOMEBODY + 1)


def test_a_name_holds_nothing_of_the_id() -> None:
    name = People(KEY).name(SOMEBODY)
    assert re.fullmatch(r"m-[0-9a-f]{20}", name)
    assert str(SOMEBODY) not in name


def test_whoever_acted_is_mentioned_and_nobody_else() -> None:
    people = People(KEY)
    name = people.meet(SOMEBODY)
    assert people.mention(name) == f"<@{SOMEBODY}>"
    assert people.mention(people.name(SOMEBODY + 1)) is None
    assert People(KEY).mention(name) is None


def test_only_so_many_are_remembered() -> None:
    people = People(KEY)
    first = people.meet(0)
    for number in range(1, MOST_KNOWN + 1):
        people.meet(number)
    assert people.mention(first) is None
    assert people.mention(people.name(MOST_KNOWN))


def test_what_is_sealed_is_opened_with_the_same_key_alone() -> None:
    sealed = People(KEY).seal(SOMEBODY)
    assert People(KEY).unseal(sealed) == SOMEBODY
    with pytest.raises(ValueError, match="not sealed"):
        People(OTHER).unseal(sealed)


def test_a_seal_never_looks_the_same_twice_and_does_not_show_the_id() -> None:
    people = People(KEY)
    first, second = people.seal(SOMEBODY), people.seal(SOMEBODY)
    assert first != second
    assert str(SOMEBODY).encode() not in first


@pytest.mark.parametrize("damage", [lambda s: s[:-1], lambda s: s[:5], lambda s: b"", lambda s: s[:-1] + bytes([s[-1] ^ 1])])
def test_a_damaged_seal_is_refused(damage) -> None:
    people = People(KEY)
    with pytest.raises(ValueError, match="not sealed"):
        people.unseal(damage(people.seal(SOMEBODY)))


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        People(b"short").name(SOMEBODY)


def test_the_key_is_fetched_at_the_first_use() -> None:
    fetched: list[int] = []

    def fetch() -> bytes:
        fetched.append(1)
        return KEY

    people = People(fetch)
    assert fetched == []
    assert people.name(SOMEBODY) == People(KEY).name(SOMEBODY)
    people.name(2)
    assert fetched == [1]
