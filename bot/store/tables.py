"""The tables, as the newest migration leaves them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Dialect

VERSION_TABLE = "plainsight_version"
"""Where Alembic keeps the number of the last step; named so that no other program's database is taken for ours."""

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[dt.datetime]):
    """A moment with its time zone, kept as UTC; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """Take a moment; raises ValueError for one without a zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(dt.UTC) if value else None

    def process_result_value(self, value: dt.datetime | None, _dialect: Dialect) -> dt.datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.astimezone(dt.UTC) if value.tzinfo else value.replace(tzinfo=dt.UTC)


def _decided() -> tuple[Column[Any], ...]:
    """What everything that moderators decide has: how it stands, who decided when and why, and where its card is."""
    return (
        Column("state", String(20), nullable=False),
        Column("decided_at", Moment),
        Column("decided_by", String(200)),
        Column("reason", Text, nullable=False),
        Column("channel", BigInteger, comment="where its card stands"),
        Column("message", BigInteger),
    )


files = Table(
    "files",
    metadata,
    Column("digest", String(64), primary_key=True, comment="SHA-256 of the content, hexadecimal"),
    Column("packed", LargeBinary, nullable=False, comment="the content, as zlib packs it"),
)

releases = Table(
    "releases",
    metadata,
    Column("version", String(64), primary_key=True, comment="the hash of the pack, as knowledge.pack computes it"),
    Column("pack", String(100), nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("stored_at", Moment, nullable=False),
)

release_files = Table(
    "release_files",
    metadata,
    Column("version", ForeignKey("releases.version"), primary_key=True),
    Column("name", String(300), primary_key=True),
    Column("digest", ForeignKey("files.digest"), nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column(
        "after",
        Integer,
        nullable=False,
        unique=True,
        comment="the publication it replaced, 0 for the first: no two can replace one",
    ),
    Column("version", ForeignKey("releases.version"), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("by", String(200), nullable=False),
    Column("why", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)

refreshes = Table(
    "refreshes",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String(200), nullable=False),
    Column("origin", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("version", String(64)),
    Column("etag", Text),
    Column("note", Text, nullable=False),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor", String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
    Column("action", String(50), nullable=False),
    Column("subject", String(200), comment="the id of a record, never free text"),
    Column("version", String(64)),
    sqlite_autoincrement=True,
)

servers = Table(
    "servers",
    metadata,
    Column("server", BigInteger, primary_key=True, autoincrement=False),
    Column("moderator_role", BigInteger),
    Column("organizer_role", BigInteger),
    Column("moderators_channel", BigInteger),
    Column("changed_at", Moment, nullable=False),
    Column("language", String(2), comment="null: none was chosen"),
    Column("time_zone", String(50)),
    Column("trusted", Boolean, nullable=False, server_default=false(), comment="its updates reach people and other servers"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("by", String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
    Column("kind", String(20), nullable=False, comment="a refresh, or an edit of one record"),
    Column("edits", Text, nullable=False, comment="JSON: the edits in order; an empty list for a refresh"),
    Column("version", ForeignKey("releases.version"), comment="the release that a refresh would publish"),
    Column("instead_of", String(64), comment="the version that was published when it was proposed"),
    Column("origin", Text, nullable=False),
    Column("correction", Integer, comment="the correction that it answers"),
    *_decided(),
    sqlite_autoincrement=True,
)

corrections = Table(
    "corrections",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("language", String(2), nullable=False),
    Column("answer", String(100), nullable=False, comment="the answer that it is about, as a custom_id carries it"),
    Column("version", String(64), nullable=False, comment="the release that was answered from"),
    Column("record", String(200), comment="the id of the record whose claim it is about"),
    Column("told", Text, comment="what the person wrote; gone once it is decided"),
    Column("link", Text),
    Column("reporter", LargeBinary, comment="the sealed id of who asked to be told the outcome; gone once they were"),
    *_decided(),
    sqlite_autoincrement=True,
)

gaps = Table(
    "gaps",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("town", String(100), primary_key=True),
    Column("intent", String(30), primary_key=True),
    Column("asked", Integer, nullable=False, comment="five or more; smaller counts are never kept"),
)

link_checks = Table(
    "link_checks",
    metadata,
    Column("url", String(2000), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("status", Integer, comment="the HTTP status, where there was an answer"),
    Column("moved_to", Text),
    Column("note", Text, nullable=False),
)

updates = Table(
    "updates",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("server", BigInteger, nullable=False, comment="whose organizers wrote it; 0 for what changed in the record"),
    Column("server_name", String(100), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("statewide", Boolean, nullable=False, comment="of every town; then it has none in update_towns"),
    Column("headline", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text),
    Column("starts_at", Moment, comment="when the event begins that it is about"),
    Column("time_zone", String(50), nullable=False, comment="in which its times were entered"),
    Column("place", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("content", Text, nullable=False, comment="JSON: what changed in the record, as it is told; empty for organizers'"),
    Column("trusted", Boolean, nullable=False, comment="whether it went to people and other servers when it was published"),
    Column("by", String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
    Column("approved_by", String(200)),
    Column("replaces", Integer, comment="of a draft: the published update that it gives other words"),
    Column("made_at", Moment, nullable=False),
    Column("published_at", Moment, index=True),
    Column("changed_at", Moment, comment="when its published wording was changed last"),
    Column("retracted_at", Moment),
    sqlite_autoincrement=True,
)

update_towns = Table(
    "update_towns",
    metadata,
    Column("update", ForeignKey("updates.n", ondelete="CASCADE"), primary_key=True),
    Column("town", Integer, primary_key=True, autoincrement=False, comment="its number in the pack"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("channel", BigInteger, primary_key=True, autoincrement=False),
    Column("server", BigInteger, nullable=False, index=True),
    Column("everywhere", Boolean, nullable=False, comment="of every town; then it has none in feed_towns"),
    Column("language", String(2)),
    Column("by", String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
    Column("at", Moment, nullable=False),
    Column("trouble", String(50), comment="why the last message could not be posted there"),
)

feed_towns = Table(
    "feed_towns",
    metadata,
    Column("channel", ForeignKey("feeds.channel", ondelete="CASCADE"), primary_key=True),
    Column("town", Integer, primary_key=True, autoincrement=False),
)

followers = Table(
    "followers",
    metadata,
    Column("person", String(22), primary_key=True, comment="a keyed hash; names nobody without the key"),
    Column("sealed", LargeBinary, nullable=False, comment="the id, encrypted"),
    Column("direct", LargeBinary, comment="the channel of their direct messages, encrypted too, for it leads to them"),
    Column("language", String(2), nullable=False),
    Column("pace", String(10), nullable=False, comment="at once, daily or weekly"),
    Column("quiet_from", Integer, comment="the hour, 0 to 23, from which they are not written to"),
    Column("quiet_until", Integer),
    Column("time_zone", String(50), nullable=False),
    Column("paused", String(50), comment="why they are not written to"),
    Column("paused_at", Moment),
    Column("agreed_at", Moment, nullable=False),
    Column("renewed_at", Moment, nullable=False),
    Column("lapses_at", Moment, nullable=False, index=True),
    Column("reminded_at", Moment, comment="when they were asked to renew; null once they have"),
    Column("told_at", Moment, nullable=False, comment="up to when the last digest told"),
    Column("digest_at", Moment, index=True, comment="when the next digest is due; null for who wants none"),
)

follows = Table(
    "follows",
    metadata,
    Column("person", ForeignKey("followers.person", onupdate="CASCADE", ondelete="CASCADE"), primary_key=True),
    Column("town", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Index("ix_follows_town_person", "town", "person"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", String(20), nullable=False),
    Column("subject", Integer, nullable=False, comment="the update's number; for the rest, the day that it is of"),
    Column("revision", Integer, nullable=False, comment="which wording is to stand there"),
    Column("destination", String(22), nullable=False, comment="a feed's channel, or the keyed hash of a follower"),
    Column("state", String(10), nullable=False),
    Column("at", Moment, nullable=False),
    Column("since", Moment, comment="from when on a digest tells"),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, comment="those that failed in a row"),
    Column("tried_at", Moment, comment="when a send began of which nobody knows how it ended"),
    Column("claimed_by", String(50)),
    Column("claimed_until", Moment),
    Column("reason", String(50), comment="why it is parked or dropped"),
    Column("message", BigInteger, comment="the message, once it stands there"),
    Column("sent_at", Moment),
    UniqueConstraint("kind", "subject", "destination", name="uq_deliveries_kind"),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    Index("ix_deliveries_state_kind", "state", "kind", "subject", "due_at"),
    Index("ix_deliveries_destination", "destination"),
    sqlite_autoincrement=True,
)

preferences = Table(
    "preferences",
    metadata,
    Column("person", String(22), primary_key=True, comment="a keyed hash; names nobody without the key"),
    Column("language", String(2), nullable=False),
    Column("changed_at", Moment, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("mark", String(22), nullable=False, comment="what the key in use makes of a known word: another key makes another"),
    Column("since", Moment, nullable=False),
)
