"""Keep releases, refreshes, the audit and each server's settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "files",
        sa.Column("digest", sa.String(64), nullable=False, comment="SHA-256 of the content, hexadecimal"),
        sa.Column("packed", sa.LargeBinary, nullable=False, comment="the content, as zlib packs it"),
        sa.PrimaryKeyConstraint("digest", name="pk_files"),
    )
    op.create_table(
        "releases",
        sa.Column("version", sa.String(64), nullable=False, comment="the hash of the pack, as knowledge.pack computes it"),
        sa.Column("pack", sa.String(100), nullable=False),
        sa.Column("as_of", sa.String(10), nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_releases"),
    )
    op.create_table(
        "release_files",
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("version", "name", name="pk_release_files"),
        sa.ForeignKeyConstraint(["version"], ["releases.version"], name="fk_release_files_version"),
        sa.ForeignKeyConstraint(["digest"], ["files.digest"], name="fk_release_files_digest"),
    )
    op.create_table(
        "publications",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column(
            "after",
            sa.Integer,
            nullable=False,
            comment="the publication it replaced, 0 for the first: no two can replace one",
        ),
        sa.Column("version", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_publications"),
        sa.UniqueConstraint("after", name="uq_publications_after"),
        sa.ForeignKeyConstraint(["version"], ["releases.version"], name="fk_publications_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "refreshes",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("version", sa.String(64)),
        sa.Column("etag", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_refreshes"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("action", sa.String(50), nullable=False),
        sa.Column("subject", sa.String(200), comment="the id of a record, never free text"),
        sa.Column("version", sa.String(64)),
        sa.PrimaryKeyConstraint("n", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "servers",
        sa.Column("server", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("moderator_role", sa.BigInteger),
        sa.Column("organizer_role", sa.BigInteger),
        sa.Column("moderators_channel", sa.BigInteger),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("server", name="pk_servers"),
    )
