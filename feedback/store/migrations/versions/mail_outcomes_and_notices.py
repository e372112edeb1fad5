"""What became of mail after it was sent, and notices to the council's own mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the tables; a service of the version before goes on writing."""
    op.add_column(
        "outbox", sa.Column("carrier_id", sa.String(64), nullable=False, server_default="")
    )
    op.add_column("outbox", sa.Column("ask_at", sa.BigInteger(), nullable=True))
    op.add_column("outbox", sa.Column("outcome", sa.String(24), nullable=False, server_default=""))
    op.create_index(op.f("ix_outbox_ask_at"), "outbox", ["ask_at"])
    _make_notices()


def _make_notices() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "notices",
        sa.Column("id", number, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("period", sa.String(32), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.Column("carrier_id", sa.String(64), server_default="", nullable=False),
        sa.Column("ask_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(24), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("kind", "period", name=op.f("uq_notices_kind_period")),
    )
    op.create_table(
        "danger_notices",
        sa.Column("comment", number, nullable=False),
        sa.Column("notice", number, nullable=False),
        sa.PrimaryKeyConstraint("comment", name=op.f("pk_danger_notices")),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_danger_notices_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["notice"],
            ["notices.id"],
            name=op.f("fk_danger_notices_notice_notices"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_danger_notices_notice"), "danger_notices", ["notice"])
