"""Who acts, without a name: a keyed hash for the history, a sealed id for whoever asked to be told, a mention while it lasts."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections import OrderedDict
from collections.abc import Callable
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.keys import SHORTEST

NONCE = 12
DIGITS = 20
MOST_KNOWN = 1000
NOT_OURS = "this was not sealed with the key at hand"


class People:
    """Names and seals made with one key; without it, neither leads back to anybody."""

    def __init__(self, key: bytes | Callable[[], bytes]) -> None:
        """`key` is any secret of 32 bytes or more, or fetches it at the first use; ValueError is raised for a shorter one."""
        self._key = key
        self._met: OrderedDict[str, int] = OrderedDict()

    def name(self, user_id: int) -> str:
        """The name of a person in the history: `m-` and twenty hexadecimal digits, always the same with the same key."""
        return f"m-{hmac.new(self._secrets[0], str(user_id).encode(), hashlib.sha256).hexdigest()[:DIGITS]}"

    def meet(self, user_id: int) -> str:
        """Their name, remembered in memory so that `mention` can show who it was."""
        name = self.name(user_id)
        self._met[name] = user_id
        self._met.move_to_end(name)
        if len(self._met) > MOST_KNOWN:
            self._met.popitem(last=False)
        return name

    def mention(self, name: str) -> str | None:
        """The person on Discord's screen, for those who acted since this process started; None for everybody else."""
        return f"<@{self._met[name]}>" if name in self._met else None

    def seal(self, user_id: int) -> bytes:
        """The id, encrypted; never twice the same bytes."""
        nonce = os.urandom(NONCE)
        return nonce + self._secrets[1].encrypt(nonce, str(user_id).encode(), None)

    def unseal(self, sealed: bytes) -> int:
        """The id that was sealed; raises ValueError for what another key sealed, or nobody did."""
        if len(sealed) <= NONCE:
            raise ValueError(NOT_OURS)
        try:
            return int(self._secrets[1].decrypt(sealed[:NONCE], sealed[NONCE:], None))
        except InvalidTag:
            raise ValueError(NOT_OURS) from None

    @cached_property
    def _secrets(self) -> tuple[bytes, AESGCM]:
        key = self._key if isinstance(self._key, bytes) else self._key()
        if len(key) < SHORTEST:
            raise ValueError(f"a key of {SHORTEST} bytes or more is needed")
        return _derived(key, b"plainsight names"), AESGCM(_derived(key, b"plainsight seals"))


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, purpose).derive(key)
