"""The feed of changes (Atom): what is newest on record by its own date, or what differs from an earlier release of the record."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from bot.site.addresses import TAGS, Place, page, way
from bot.site.edition import Edition, question
from bot.site.xml import written
from knowledge.answer import Claim
from knowledge.answers.claims import event_claim, finding_claim, statement_claim
from knowledge.answers.draft import Draft
from knowledge.changes.difference import Changes
from knowledge.changes.telling import one
from knowledge.dates import PartialDate
from knowledge.questions import Intent
from knowledge.standing import newest
from knowledge.wording import wording

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 60
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "plainsight:feed")


class Entry(NamedTuple):
    """One change: `key` names it for good, `day` dates it, `towns` are those that it is about."""

    key: str
    title: str
    text: str
    day: PartialDate
    towns: tuple[str, ...]


def feed(edition: Edition, language: str) -> tuple[str, bytes]:
    """The feed of one language and the path of its file."""
    words, base = wording(language), edition.base
    path = page(language)
    root = Element("feed", {"xmlns": ATOM, "xml:lang": TAGS[language]})
    _add(root, "id", _id(base.manifest.id, language))
    _add(root, "title", words.say("site.feed.title", state=base.manifest.name))
    _add(root, "updated", _instant(base.manifest.as_of))
    _add(_add(root, "author"), "name", "Plainsight")
    if edition.address:
        _add(root, "link", rel="self", href=f"{edition.address}{path}feed.xml", type="application/atom+xml")
    _add(root, "link", rel="alternate", href=edition.address + path if edition.address else "./", type="text/html")
    for entry in entries(edition, language):
        _write(root, entry, edition, language)
    return f"{path}feed.xml", written(root)


def entries(edition: Edition, language: str) -> list[Entry]:
    """The changes from the earlier release where there is one, else the newest records."""
    if edition.changes is not None:
        return list(_differences(edition, edition.changes, language))
    found = sorted(_records(edition, language), key=lambda entry: entry.key)
    return sorted(found, key=lambda entry: entry.day, reverse=True)[:NEWEST]


def _records(edition: Edition, language: str) -> Iterator[Entry]:
    base = edition.base
    draft = Draft(question(Intent.UPDATES, language), base, edition.as_of)
    for finding in base.findings.values():
        if day := newest(finding):
            yield _entry(finding.id, finding_claim(draft, finding), day, finding.towns)
    for statement in base.statements.values():
        if statement.date:
            yield _entry(statement.id, statement_claim(draft, statement), statement.date, statement.towns)
    for event in base.contents.timeline:
        if event.showable:
            yield _entry(event.id, event_claim(draft, event), event.date, event.towns)


def _entry(key: str, claim: Claim, day: PartialDate, towns: tuple[str, ...]) -> Entry:
    about = ", ".join(towns)
    return Entry(key, f"{about}: {claim.label}" if about else claim.label, claim.text, day, towns)


def _differences(edition: Edition, changes: Changes, language: str) -> Iterator[Entry]:
    words, day = wording(language), edition.base.manifest.as_of
    version = edition.base.version
    for status in changes.statuses:
        before, after = (
            words.say(f"record.{found}" if found else "changes.status.absent") for found in (status.before, status.after)
        )
        said = words.say("changes.status", town=status.town, before=before, after=after)
        yield Entry(f"{version}:{status.town}", status.town, said, day, (status.town,))
    for change in changes.of("findings", "statements", "laws", "timeline"):
        yield Entry(f"{version}:{change.kind}:{change.key}", change.label, one(change, words, longest=None), day, change.towns)


def _write(root: Element, entry: Entry, edition: Edition, language: str) -> None:
    made = _add(root, "entry")
    _add(made, "id", _id(edition.base.manifest.id, language, entry.key))
    _add(made, "title", entry.title)
    _add(made, "updated", _instant(entry.day))
    known = [town for town in entry.towns if town in edition.slugs]
    there = edition.town(language, known[0]) if len(known) == 1 else edition.place(language, Place.UPDATES)
    href = edition.address + there if edition.address else way(page(language), there)
    _add(made, "link", rel="alternate", href=href, type="text/html")
    for town in known:
        _add(made, "category", term=town)
    _add(made, "content", entry.text, type="text")


def _add(above: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    made = SubElement(above, name, attributes)
    made.text = text
    return made


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(IDS, ' '.join(parts))}"


def _instant(day: PartialDate) -> str:
    return f"{day.first_day.isoformat()}T00:00:00Z"
