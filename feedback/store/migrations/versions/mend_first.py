"""Bring stores up that an earlier form of ``first`` made.

``first`` was edited three times while its number stayed. What such a store lacks is looked for, not
reckoned from a number; a store that lacks nothing stays as it is.
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_QUEUE: list[str | sa.ColumnElement[str]] = [
    "kind",
    "state",
    sa.literal_column("danger DESC"),
    "received",
    "id",
    "due",
]
_PAGE: list[str | sa.ColumnElement[str]] = [
    "page",
    "kind",
    "state",
    sa.literal_column("danger DESC"),
    "received",
    "id",
]


def upgrade() -> None:
    """Add what is missing, and take out what nothing uses any more."""
    inspector = sa.inspect(op.get_bind())
    tables = set(inspector.get_table_names())
    _mend_accounts({column["name"] for column in inspector.get_columns("accounts")})
    _mend_drafts({column["name"] for column in inspector.get_columns("drafts")})
    if "numbers" not in tables:
        _make_numbers()
    if "tries" not in tables:
        _make_tries()
    if "comment_themes" not in tables:
        _make_comment_themes()
    if inspector.get_pk_constraint("senders")["constrained_columns"] != ["hour", "sender"]:
        _make_senders_anew()
    _mend_indexes(inspector)


def _mend_accounts(names: set[str]) -> None:
    if "first_until" not in names:
        op.add_column("accounts", sa.Column("first_until", sa.BigInteger(), nullable=True))
    for name in ("failures", "locked_until"):
        if name in names:
            op.drop_column("accounts", name)


def _mend_drafts(names: set[str]) -> None:
    columns = (
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("signed", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(length=80), server_default="", nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=True),
        sa.Column("withheld", sa.String(length=32), server_default="", nullable=False),
        sa.Column("merged", _ID, nullable=True),
    )
    for column in columns:
        if column.name not in names:
            op.add_column("drafts", column)


def _make_numbers() -> None:
    """Make the table of the last number of each year; no number is given a second time."""
    numbers = op.create_table(
        "numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_numbers")),
    )
    last: dict[int, int] = {}
    query = sa.text("SELECT number FROM answers WHERE number IS NOT NULL")
    for number in op.get_bind().execute(query).scalars():
        year, _, count = number.partition("-")
        last[int(year)] = max(last.get(int(year), 0), int(count))
    op.bulk_insert(numbers, [{"year": year, "last": number} for year, number in last.items()])


def _make_tries() -> None:
    op.create_table(
        "tries",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_last"), "tries", ["last"], unique=False)


def _make_comment_themes() -> None:
    themes = op.create_table(
        "comment_themes",
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("comment", _ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_comment_themes_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme", "comment", name=op.f("pk_comment_themes")),
    )
    op.create_index("ix_comment_themes_comment", "comment_themes", ["comment"], unique=False)
    rows = op.get_bind().execute(sa.text("SELECT comment, content FROM answers")).all()
    pairs = {
        (theme, row.comment) for row in rows for theme in json.loads(row.content).get("themes", ())
    }
    op.bulk_insert(themes, [{"theme": theme, "comment": comment} for theme, comment in pairs])


def _make_senders_anew() -> None:
    """Put the hour first in the key of the counts, of which a day's are kept."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT hour, sender, number FROM senders")).mappings().all()
    op.drop_table("senders")
    senders = op.create_table(
        "senders",
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "sender", name=op.f("pk_senders")),
    )
    op.bulk_insert(senders, [dict(row) for row in rows])


def _mend_indexes(inspector: sa.Inspector) -> None:
    indexes = {one["name"]: one["column_names"] for one in inspector.get_indexes("comments")}
    if "ix_comments_danger" not in indexes:
        op.create_index(
            "ix_comments_danger",
            "comments",
            ["danger", "received"],
            unique=False,
            sqlite_where=sa.text("danger > 0"),
            postgresql_where=sa.text("danger > 0"),
        )
    for name, columns in (("ix_comments_page", _PAGE), ("ix_comments_queue", _QUEUE)):
        if len(indexes.get(name, ())) != len(columns):
            op.execute(f"DROP INDEX IF EXISTS {name}")
            op.create_index(name, "comments", columns, unique=False)
    if "ix_answers_merged" not in {one["name"] for one in inspector.get_indexes("answers")}:
        op.create_index(op.f("ix_answers_merged"), "answers", ["merged"], unique=False)
