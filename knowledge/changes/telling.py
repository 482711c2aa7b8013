"""Says what differs in a moderator's words: a few lines for a card, or everything as a text file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from knowledge.changes.difference import SNAPSHOT, Change, Changes, FieldChange, Sort, StatusChange
from knowledge.standing import TownRecord
from knowledge.wording import REFERENCE, Wording, wording

PEOPLE = "legislators"
MOST_STATUSES = 12
MOST_TOWNS = 12
MOST_NAMES = 8
LARGEST = 3
LONGEST_LABEL = 100


def summary(changes: Changes, words: Wording, *, largest: int = LARGEST) -> tuple[str, ...]:
    """What differs in up to some forty plain lines, the towns whose headline changes first; headings end in a colon.

    The `largest` changes are named at the end, where there are more changes than that.
    """
    if not changes:
        return (_no_difference(changes, words),)
    lines = [words.count("changes.total", len(changes.records))]
    statuses = [_status(status, words) for status in changes.statuses]
    lines += _under("changes.statuses", _most(statuses, MOST_STATUSES, words), words)
    kinds = [_entry(words.say(f"changes.kind.{kind}"), found, words) for kind, found in changes.counts.items()]
    lines += _under("changes.counts", kinds, words)
    lines += _under("changes.legislators", _people(changes.of(PEOPLE), words, MOST_NAMES), words)
    towns = [_entry(town, Counter(found.sort for found in changes.about(town)), words) for town in changes.towns]
    lines += _under("changes.by_town", _most(towns, MOST_TOWNS, words), words)
    if len(changes.records) > largest:
        lines += _under("changes.largest", [one(change, words) for change in changes.largest(largest)], words)
    return tuple(lines)


def full(changes: Changes, words: Wording | None = None) -> str:
    """Everything that differs as a plain text file, by town, each field before and after; in English unless told otherwise."""
    words = words or wording(REFERENCE)
    lines = [words.say("changes.versions", before=changes.before, after=changes.after), ""]
    if not changes:
        return "\n".join([*lines, _no_difference(changes, words), ""])
    lines += [words.count("changes.total", len(changes.records))]
    lines += _under("changes.statuses", [_status(status, words) for status in changes.statuses], words)
    lines += _under("changes.legislators", _people(changes.of(PEOPLE), words, None), words)
    lines += ["", words.say("changes.everything")]
    told: set[tuple[str, str]] = set()
    for town in changes.towns:
        found = [change for change in changes.about(town) if (change.kind, change.key) not in told]
        told |= {(change.kind, change.key) for change in found}
        lines += _block(town, found, words)
    rest = [change for change in changes.records if (change.kind, change.key) not in told]
    lines += _block(words.say("changes.elsewhere"), rest, words)
    return "\n".join([*lines, ""])


def _no_difference(changes: Changes, words: Wording) -> str:
    return words.say("changes.none" if changes.before == changes.after else "changes.files_only")


def _under(heading: str, lines: Iterable[str], words: Wording) -> list[str]:
    found = list(lines)
    return [f"{words.say(heading)}:", *(f"- {line}" for line in found)] if found else []


def _most(lines: list[str], number: int, words: Wording) -> Iterator[str]:
    yield from lines[:number]
    if len(lines) > number:
        yield words.count("changes.more", len(lines) - number)


def _status(status: StatusChange, words: Wording) -> str:
    before, after = (_record(record, words) for record in (status.before, status.after))
    return words.say("changes.status", town=status.town, before=before, after=after)


def _record(record: TownRecord | None, words: Wording) -> str:
    return words.say(f"record.{record}") if record else words.say("changes.status.absent")


def _entry(label: str, counted: Mapping[Sort, int], words: Wording) -> str:
    counts = ", ".join(words.say(f"changes.count.{sort}", n=words.number(counted[sort])) for sort in Sort if counted.get(sort))
    return words.say("changes.entry", label=label, counts=counts) if counts else label


def _people(found: Iterable[Change], words: Wording, most: int | None) -> Iterator[str]:
    """Who left, who came, and whose details changed."""
    names: dict[Sort, list[str]] = {Sort.REMOVED: [], Sort.ADDED: [], Sort.CHANGED: []}
    for change in (change for change in found if change.key != SNAPSHOT):
        names[change.sort].append(change.label)
    keys = {Sort.REMOVED: "left", Sort.ADDED: "came", Sort.CHANGED: "changed"}
    for sort, people in names.items():
        if people:
            yield words.say(f"changes.legislators.{keys[sort]}", names="; ".join(_most(people, most or len(people), words)))


def one(change: Change, words: Wording, longest: int | None = LONGEST_LABEL) -> str:
    """What happened to which record, in a line; its name is cut where it is longer than `longest`."""
    kind = words.say(f"changes.kind.{change.kind}")
    label = change.label if longest is None or len(change.label) <= longest else f"{change.label[: longest - 1]}…"
    return words.say("changes.one", sort=words.say(f"changes.sort.{change.sort}"), kind=kind, label=label)


def _block(heading: str, found: Iterable[Change], words: Wording) -> Iterator[str]:
    changes = list(found)
    if changes:
        yield from ("", heading, "=" * len(heading))
    for change in changes:
        yield from ("", one(change, words, longest=None))
        for field in change.fields:
            yield f"  {_field(field)}"


def _field(field: FieldChange) -> str:
    if field.before is None or field.after is None:
        value = field.before if field.after is None else field.after
        sign = "-" if field.after is None else "+"
        return f"{sign} {field.field}: {value}"
    return f"  {field.field}:\n    - {field.before}\n    + {field.after}"
