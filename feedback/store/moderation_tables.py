"""The tables by which moderators share their work."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table, Text

from feedback.store.account_tables import accounts
from feedback.store.schema import Id, metadata

#: Who has taken up what, or was given it, and since when. Without a row, nobody has.
assignments = Table(
    "assignments",
    metadata,
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "account",
        Id,
        ForeignKey(accounts.c.id, ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("since", BigInteger, nullable=False),
)

#: Who is looking at what: since when, and when they last showed it. ``seen`` decides whether they
#: still are; a row is deleted soon after.
viewers = Table(
    "viewers",
    metadata,
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("account", Id, ForeignKey(accounts.c.id, ondelete="CASCADE"), primary_key=True),
    Column("since", BigInteger, nullable=False),
    Column("seen", BigInteger, nullable=False, index=True),
)

#: Texts of the council's own that answers can begin with, by name. ``version`` counts the changes.
standard_answers = Table(
    "standard_answers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(80), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed", BigInteger, nullable=False),
)
