"""Keep updates, feeds, followers, what is delivered to them, and what people and servers prefer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of the updates and of those who get them."""
    op.add_column("servers", sa.Column("language", sa.String(2), comment="null: none was chosen"))
    op.add_column("servers", sa.Column("time_zone", sa.String(50)))
    trusted = "its updates reach people and other servers"
    op.add_column("servers", sa.Column("trusted", sa.Boolean, nullable=False, server_default=sa.false(), comment=trusted))
    op.create_table(
        "updates",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("server", sa.BigInteger, nullable=False, comment="whose organizers wrote it; 0 for what changed in the record"),
        sa.Column("server_name", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("statewide", sa.Boolean, nullable=False, comment="of every town; then it has none in update_towns"),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("link", sa.Text),
        sa.Column("starts_at", MOMENT, comment="when the event begins that it is about"),
        sa.Column("time_zone", sa.String(50), nullable=False, comment="in which its times were entered"),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column(
            "content", sa.Text, nullable=False, comment="JSON: what changed in the record, as it is told; empty for organizers'"
        ),
        sa.Column(
            "trusted", sa.Boolean, nullable=False, comment="whether it went to people and other servers when it was published"
        ),
        sa.Column("by", sa.String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("approved_by", sa.String(200)),
        sa.Column("replaces", sa.Integer, comment="of a draft: the published update that it gives other words"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("changed_at", MOMENT, comment="when its published wording was changed last"),
        sa.Column("retracted_at", MOMENT),
        sa.PrimaryKeyConstraint("n", name="pk_updates"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_updates_published_at", "updates", ["published_at"])
    op.create_table(
        "update_towns",
        sa.Column("update", sa.Integer, nullable=False),
        sa.Column("town", sa.Integer, nullable=False, autoincrement=False, comment="its number in the pack"),
        sa.PrimaryKeyConstraint("update", "town", name="pk_update_towns"),
        sa.ForeignKeyConstraint(["update"], ["updates.n"], name="fk_update_towns_update", ondelete="CASCADE"),
    )
    op.create_table(
        "feeds",
        sa.Column("channel", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("server", sa.BigInteger, nullable=False),
        sa.Column("everywhere", sa.Boolean, nullable=False, comment="of every town; then it has none in feed_towns"),
        sa.Column("language", sa.String(2)),
        sa.Column("by", sa.String(200), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("trouble", sa.String(50), comment="why the last message could not be posted there"),
        sa.PrimaryKeyConstraint("channel", name="pk_feeds"),
    )
    op.create_index("ix_feeds_server", "feeds", ["server"])
    op.create_table(
        "feed_towns",
        sa.Column("channel", sa.BigInteger, nullable=False),
        sa.Column("town", sa.Integer, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("channel", "town", name="pk_feed_towns"),
        sa.ForeignKeyConstraint(["channel"], ["feeds.channel"], name="fk_feed_towns_channel", ondelete="CASCADE"),
    )
    op.create_table(
        "followers",
        sa.Column("person", sa.String(22), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("sealed", sa.LargeBinary, nullable=False, comment="the id, encrypted"),
        sa.Column("direct", sa.LargeBinary, comment="the channel of their direct messages, encrypted too, for it leads to them"),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("pace", sa.String(10), nullable=False, comment="at once, daily or weekly"),
        sa.Column("quiet_from", sa.Integer, comment="the hour, 0 to 23, from which they are not written to"),
        sa.Column("quiet_until", sa.Integer),
        sa.Column("time_zone", sa.String(50), nullable=False),
        sa.Column("paused", sa.String(50), comment="why they are not written to"),
        sa.Column("paused_at", MOMENT),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.Column("renewed_at", MOMENT, nullable=False),
        sa.Column("lapses_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT, comment="when they were asked to renew; null once they have"),
        sa.Column("told_at", MOMENT, nullable=False, comment="up to when the last digest told"),
        sa.Column("digest_at", MOMENT, comment="when the next digest is due; null for who wants none"),
        sa.PrimaryKeyConstraint("person", name="pk_followers"),
    )
    op.create_index("ix_followers_digest_at", "followers", ["digest_at"])
    op.create_index("ix_followers_lapses_at", "followers", ["lapses_at"])
    op.create_table(
        "follows",
        sa.Column("person", sa.String(22), nullable=False),
        sa.Column("town", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", "town", name="pk_follows"),
        sa.ForeignKeyConstraint(
            ["person"], ["followers.person"], name="fk_follows_person", onupdate="CASCADE", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_follows_town_person", "follows", ["town", "person"])
    op.create_table(
        "deliveries",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.Integer, nullable=False, comment="the update's number; for the rest, the day that it is of"),
        sa.Column("revision", sa.Integer, nullable=False, comment="which wording is to stand there"),
        sa.Column("destination", sa.String(22), nullable=False, comment="a feed's channel, or the keyed hash of a follower"),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("since", MOMENT, comment="from when on a digest tells"),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, comment="those that failed in a row"),
        sa.Column("tried_at", MOMENT, comment="when a send began of which nobody knows how it ended"),
        sa.Column("claimed_by", sa.String(50)),
        sa.Column("claimed_until", MOMENT),
        sa.Column("reason", sa.String(50), comment="why it is parked or dropped"),
        sa.Column("message", sa.BigInteger, comment="the message, once it stands there"),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("n", name="pk_deliveries"),
        sa.UniqueConstraint("kind", "subject", "destination", name="uq_deliveries_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_destination", "deliveries", ["destination"])
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])
    op.create_index("ix_deliveries_state_kind", "deliveries", ["state", "kind", "subject", "due_at"])
    op.create_table(
        "preferences",
        sa.Column("person", sa.String(22), nullable=False, comment="a keyed hash; names nobody without the key"),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_preferences"),
    )
    op.create_table(
        "seals",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column(
            "mark", sa.String(22), nullable=False, comment="what the key in use makes of a known word: another key makes another"
        ),
        sa.Column("since", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_seals"),
    )
