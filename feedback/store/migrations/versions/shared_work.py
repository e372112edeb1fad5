"""Who has taken up what, who is looking at it, and standard answers."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables; a service of the version before does not know them."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    _make_assignments(number)
    _make_viewers(number)
    op.create_table(
        "standard_answers",
        sa.Column("id", number, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standard_answers")),
        sa.UniqueConstraint("name", name=op.f("uq_standard_answers_name")),
    )


def _make_assignments(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "assignments",
        sa.Column("comment", number, nullable=False),
        sa.Column("account", number, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("comment", name=op.f("pk_assignments")),
        *_references("assignments"),
    )
    op.create_index(op.f("ix_assignments_account"), "assignments", ["account"])


def _make_viewers(number: sa.types.TypeEngine[int]) -> None:
    op.create_table(
        "viewers",
        sa.Column("comment", number, nullable=False),
        sa.Column("account", number, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("comment", "account", name=op.f("pk_viewers")),
        *_references("viewers"),
    )
    op.create_index(op.f("ix_viewers_seen"), "viewers", ["seen"])


def _references(table: str) -> tuple[sa.ForeignKeyConstraint, sa.ForeignKeyConstraint]:
    """Return the foreign keys of a table to the comment and to the account."""
    return (
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f(f"fk_{table}_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.id"],
            name=op.f(f"fk_{table}_account_accounts"),
            ondelete="CASCADE",
        ),
    )
