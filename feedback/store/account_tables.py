"""The tables of moderators' accounts and sessions."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
)

from feedback.store.schema import Id, metadata

#: ``first_until`` is set while the password is the first one, which is to be changed: when it ends.
#: ``second`` is the sealed key of the second factor, and ``last_step`` the step of the last code
#: that was taken: 0 where none was yet.
accounts = Table(
    "accounts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("shown_as", String(80), nullable=False),
    Column("password", String(200), nullable=False),
    Column("first_until", BigInteger),
    Column("second", LargeBinary),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
    Column("openid", String(300), unique=True),
    Column("active", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
)
sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("account", Id, ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("began", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False),
)

#: How often signing in was tried with a name since it last worked, whether there is such an account
#: or not; ``name`` is a digest.
tries = Table(
    "tries",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("last", BigInteger, nullable=False, index=True),
)

#: Recovery codes that are left, ten at most for an account: digests alone, and a used one goes.
recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("account", Id, ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), primary_key=True),
)
