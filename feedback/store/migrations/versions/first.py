"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

#: One act, refused: the log only grows.
_NEVER = "the log is only added to"


def upgrade() -> None:
    """Make every table, and the triggers that keep the log whole."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("shown_as", sa.String(length=80), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("first_until", sa.BigInteger(), nullable=True),
        sa.Column("second", sa.LargeBinary(), nullable=True),
        sa.Column("last_step", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("openid", sa.String(length=300), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("name", name=op.f("uq_accounts_name")),
        sa.UniqueConstraint("openid", name=op.f("uq_accounts_openid")),
    )
    op.create_table(
        "acts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
    )
    op.create_index(op.f("ix_acts_comment"), "acts", ["comment"], unique=False)
    op.create_table(
        "comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("reference", sa.String(length=16), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("manner", sa.String(length=8), nullable=False),
        sa.Column("page", sa.String(length=300), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("age", sa.String(length=16), nullable=False),
        sa.Column("area", sa.String(length=80), nullable=False),
        sa.Column("may_publish", sa.Boolean(), nullable=False),
        sa.Column("wants_reply", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("flags", sa.String(length=200), nullable=False),
        sa.Column("danger", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
        sa.UniqueConstraint("form", name=op.f("uq_comments_form")),
        sa.UniqueConstraint("reference", name=op.f("uq_comments_reference")),
    )
    op.create_index(
        "ix_comments_danger",
        "comments",
        ["danger", "received"],
        unique=False,
        sqlite_where=sa.text("danger > 0"),
        postgresql_where=sa.text("danger > 0"),
    )
    op.create_index(
        "ix_comments_page",
        "comments",
        ["page", "kind", "state", sa.literal_column("danger DESC"), "received", "id"],
        unique=False,
    )
    op.create_index(
        "ix_comments_queue",
        "comments",
        ["kind", "state", sa.literal_column("danger DESC"), "received", "id", "due"],
        unique=False,
    )
    op.create_index("ix_comments_received", "comments", ["received"], unique=False)
    op.create_table(
        "confirmations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("page", sa.String(length=300), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("exported", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("page LIKE '/%'", name=op.f("ck_confirmations_page")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
        sa.UniqueConstraint("token", name=op.f("uq_confirmations_token")),
    )
    op.create_table(
        "numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_numbers")),
    )
    op.create_table(
        "senders",
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "sender", name=op.f("pk_senders")),
    )
    op.create_table(
        "survey_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("survey", sa.String(length=80), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answers")),
        sa.UniqueConstraint("form", name=op.f("uq_survey_answers_form")),
    )
    op.create_index(op.f("ix_survey_answers_survey"), "survey_answers", ["survey"], unique=False)
    op.create_table(
        "tries",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_tries")),
    )
    op.create_index(op.f("ix_tries_last"), "tries", ["last"], unique=False)
    op.create_table(
        "votes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("form", sa.String(length=64), nullable=False),
        sa.Column("page", sa.String(length=300), nullable=False),
        sa.Column("useful", sa.Boolean(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_votes")),
        sa.UniqueConstraint("form", name=op.f("uq_votes_form")),
    )
    op.create_index("ix_votes_month", "votes", ["month"], unique=False)
    op.create_table(
        "answers",
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("number", sa.String(length=16), nullable=True),
        sa.Column("signed", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(length=80), server_default="", nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=True),
        sa.Column("withheld", sa.String(length=32), server_default="", nullable=False),
        sa.Column("merged", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("exported", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_answers_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["merged"], ["comments.id"], name=op.f("fk_answers_merged_comments")
        ),
        sa.PrimaryKeyConstraint("comment", name=op.f("pk_answers")),
        sa.UniqueConstraint("number", name=op.f("uq_answers_number")),
    )
    op.create_index(op.f("ix_answers_merged"), "answers", ["merged"], unique=False)
    op.create_table(
        "comment_themes",
        sa.Column("theme", sa.String(length=80), nullable=False),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_comment_themes_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme", "comment", name=op.f("pk_comment_themes")),
    )
    op.create_index("ix_comment_themes_comment", "comment_themes", ["comment"], unique=False)
    op.create_table(
        "contacts",
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("replied", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_contacts_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment", name=op.f("pk_contacts")),
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("signed", sa.BigInteger(), nullable=True),
        sa.Column("signed_by", sa.String(length=80), server_default="", nullable=False),
        sa.Column("answered", sa.BigInteger(), nullable=True),
        sa.Column("withheld", sa.String(length=32), server_default="", nullable=False),
        sa.Column("merged", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("written", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_drafts_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_comment"), "drafts", ["comment"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("template", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_try", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment"],
            ["comments.id"],
            name=op.f("fk_outbox_comment_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_next_try"), "outbox", ["next_try"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("account", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("began", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"],
            ["accounts.id"],
            name=op.f("fk_sessions_account_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_sessions")),
    )
    for deed in ("UPDATE", "DELETE"):
        op.execute(_trigger(op.get_bind().dialect.name, deed))


def _trigger(dialect: str, deed: str) -> str:
    name = f"acts_refuse_{deed.lower()}"
    if dialect == "sqlite":
        return (
            f"CREATE TRIGGER {name} BEFORE {deed} ON acts "
            f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
        )
    return f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{_NEVER}'; END $$;
        CREATE TRIGGER {name} BEFORE {deed} ON acts
        FOR EACH STATEMENT EXECUTE FUNCTION {name}()
    """
