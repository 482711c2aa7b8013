"""Keep proposals, corrections, counted gaps and what the link check found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the review."""
    op.create_table(
        "proposals",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("by", sa.String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("kind", sa.String(20), nullable=False, comment="a refresh, or an edit of one record"),
        sa.Column("edits", sa.Text, nullable=False, comment="JSON: the edits in order; an empty list for a refresh"),
        sa.Column("version", sa.String(64), comment="the release that a refresh would publish"),
        sa.Column("instead_of", sa.String(64), comment="the version that was published when it was proposed"),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("correction", sa.Integer, comment="the correction that it answers"),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("channel", sa.BigInteger, comment="where its card stands"),
        sa.Column("message", sa.BigInteger),
        sa.PrimaryKeyConstraint("n", name="pk_proposals"),
        sa.ForeignKeyConstraint(["version"], ["releases.version"], name="fk_proposals_version"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "corrections",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("answer", sa.String(100), nullable=False, comment="the answer that it is about, as a custom_id carries it"),
        sa.Column("version", sa.String(64), nullable=False, comment="the release that was answered from"),
        sa.Column("record", sa.String(200), comment="the id of the record whose claim it is about"),
        sa.Column("told", sa.Text, comment="what the person wrote; gone once it is decided"),
        sa.Column("link", sa.Text),
        sa.Column("reporter", sa.LargeBinary, comment="the sealed id of who asked to be told the outcome; gone once they were"),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("decided_at", MOMENT),
        sa.Column("decided_by", sa.String(200)),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("channel", sa.BigInteger, comment="where its card stands"),
        sa.Column("message", sa.BigInteger),
        sa.PrimaryKeyConstraint("n", name="pk_corrections"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "gaps",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("town", sa.String(100), nullable=False),
        sa.Column("intent", sa.String(30), nullable=False),
        sa.Column("asked", sa.Integer, nullable=False, comment="five or more; smaller counts are never kept"),
        sa.PrimaryKeyConstraint("day", "town", "intent", name="pk_gaps"),
    )
    op.create_table(
        "link_checks",
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("status", sa.Integer, comment="the HTTP status, where there was an answer"),
        sa.Column("moved_to", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("url", name="pk_link_checks"),
    )
