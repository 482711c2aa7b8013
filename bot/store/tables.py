"""The tables, as the newest migration leaves them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Integer, LargeBinary, MetaData, String, Table, Text
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
