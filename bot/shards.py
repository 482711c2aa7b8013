"""Which of Discord's shards this process holds; the others are held by other processes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shards:
    """So many in all (None: as many as Discord advises), and the numbers of those that are ours (None: all of them)."""

    count: int | None = None
    ids: tuple[int, ...] | None = None

    @property
    def share(self) -> float:
        """Our part of all shards, over 0 and up to 1: so much we may take of what Discord allows the whole bot."""
        return len(self.ids) / self.count if self.ids and self.count else 1.0

    @property
    def alone(self) -> bool:
        """Whether no shard is left for another process."""
        return self.share == 1.0

    @property
    def first(self) -> bool:
        """Whether we hold shard 0: it is sent the direct messages, and does what is done once for all."""
        return self.ids is None or 0 in self.ids


def parse(text: str) -> tuple[int, ...]:
    """The numbers in a list such as `0,1`; raises ValueError for anything else, and for one that stands twice in it."""
    ids = tuple(int(part) for part in text.split(","))
    if len(set(ids)) < len(ids) or min(ids) < 0:
        raise ValueError("it names a shard twice, or one under 0")
    return ids
