"""The tables. Times are whole seconds since 1970 (UTC); lists and maps are JSON text.

What was sent (``comments``) is written once and never changed but to delete its words; what
moderators make of it is in ``answers``.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from feedback.store.account_tables import accounts, recovery_codes, sessions, tries
from feedback.store.moderation_tables import assignments, standard_answers, viewers
from feedback.store.schema import Id, metadata

__all__ = [
    "accounts", "acts", "answers", "assignments", "command_runs", "comment_themes", "comments",
    "confirmations", "contacts", "danger_notices", "drafts", "metadata", "notices", "numbers",
    "outbox", "recovery_codes", "senders", "sessions", "standard_answers", "survey_answers",
    "tries", "viewers", "votes",
]  # fmt: skip

#: ``form`` is the number of the form that was sent: a form sent twice is one comment.
#: ``reference`` is its sender's alone and never published. ``words`` is JSON: what was typed, by
#: the name of its field; NULL once it is deleted. ``flags`` are the reasons for a quarantine.
#: ``publish`` is yes, no or "not answered"; NULL before these were kept apart, when a
#: ``may_publish`` that is false meant either of the last two.
comments = Table(
    "comments",
    metadata,
    Column("id", Id, primary_key=True),
    Column("form", String(64), nullable=False, unique=True),
    Column("reference", String(16), nullable=False, unique=True),
    Column("received", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("way", String(16), nullable=False),
    Column("manner", String(8), nullable=False),
    Column("page", String(300), nullable=False),
    Column("about", String(32), nullable=False),
    Column("role", String(32), nullable=False),
    Column("age", String(16), nullable=False),
    Column("area", String(80), nullable=False),
    Column("may_publish", Boolean, nullable=False),
    Column("wants_reply", Boolean, nullable=False),
    Column("words", Text),
    Column("flags", String(200), nullable=False),
    Column("danger", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("publish", String(16)),
    Index("ix_comments_received", "received"),
)

#: The order of the queue of each kind and state: the gravest first, then the oldest. ``due`` is
#: last so that overdue ones are counted from the index alone.
Index(
    "ix_comments_queue",
    comments.c.kind,
    comments.c.state,
    comments.c.danger.desc(),
    comments.c.received,
    comments.c.id,
    comments.c.due,
)
Index(
    "ix_comments_page",
    comments.c.page,
    comments.c.kind,
    comments.c.state,
    comments.c.danger.desc(),
    comments.c.received,
    comments.c.id,
)
Index(
    "ix_comments_danger",
    comments.c.danger,
    comments.c.received,
    sqlite_where=comments.c.danger > 0,
    postgresql_where=comments.c.danger > 0,
)

#: An address for a reply, sealed, apart from the words. It is deleted some days after ``replied``.
contacts = Table(
    "contacts",
    metadata,
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("replied", BigInteger),
)

#: What moderators make of a comment: one row, and in ``drafts`` one for each earlier version.
#: ``content`` is JSON of ``moderation.answer.Answer``, ``shown`` that of the version last signed
#: off. ``number`` is the public one, such as 2026-014. ``merged`` is the one it was merged into.
#: A draft's ``written`` and ``account`` say when and by whom that version was replaced.
answers = Table(
    "answers",
    metadata,
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("content", Text, nullable=False),
    Column("shown", Text),
    Column("number", String(16), unique=True),
    Column("signed", BigInteger),
    Column("signed_by", String(80), nullable=False, server_default=""),
    Column("answered", BigInteger),
    Column("withheld", String(32), nullable=False, server_default=""),
    Column("merged", Id, ForeignKey("comments.id"), index=True),
    Column("exported", BigInteger),
)
drafts = Table(
    "drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column(
        "comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("version", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Column("shown", Text),
    Column("signed", BigInteger),
    Column("signed_by", String(80), nullable=False, server_default=""),
    Column("answered", BigInteger),
    Column("withheld", String(32), nullable=False, server_default=""),
    Column("merged", Id),
    Column("written", BigInteger, nullable=False),
    Column("account", Id, nullable=False),
)

#: The themes of each answer, to find comments by.
comment_themes = Table(
    "comment_themes",
    metadata,
    Column("theme", String(80), primary_key=True),
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_comment_themes_comment", "comment"),
)

#: The last public number given in each year.
numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

#: "Is this page useful?": a yes or a no. ``form`` is a day and a code of who said it, for that day
#: only: then ``anonymise_codes`` puts something random in its place.
votes = Table(
    "votes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("form", String(64), nullable=False, unique=True),
    Column("page", String(300), nullable=False),
    Column("useful", Boolean, nullable=False),
    Column("month", String(7), nullable=False),
    Index("ix_votes_month", "month"),
)

survey_answers = Table(
    "survey_answers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("form", String(64), nullable=False, unique=True),
    Column("survey", String(80), nullable=False, index=True),
    Column("month", String(7), nullable=False),
    Column("choices", Text, nullable=False),
)

#: How often a network sent something in an hour; stored for a day.
senders = Table(
    "senders",
    metadata,
    Column("hour", BigInteger, primary_key=True),
    Column("sender", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
)

#: Every act of a moderator or a command: who, what, on which comment; never a word of anyone.
#: Triggers refuse to change or delete a row.
acts = Table(
    "acts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("account", Id),
    Column("act", String(32), nullable=False),
    Column("comment", Id, index=True),
    Column("note", String(200), nullable=False),
)

#: Mail to be sent. ``sealed`` holds its words until it is. ``carrier_id`` is the carrier's name for
#: what was sent, ``ask_at`` when to ask it what became of that; ``outcome`` is what did.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), nullable=False),
    Column("template", String(32), nullable=False),
    Column("sealed", LargeBinary),
    Column("created", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_try", BigInteger, nullable=False, index=True),
    Column("sent", BigInteger),
    Column("carrier_id", String(64), nullable=False, server_default=""),
    Column("ask_at", BigInteger, index=True),
    Column("outcome", String(24), nullable=False, server_default=""),
)

#: Mail to the council's own mailbox about what came: ``kind`` is danger, new or overdue; ``period``
#: makes sure that each is sent once. Its words are made when it is sent, of numbers and references.
notices = Table(
    "notices",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("period", String(32), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("next_try", BigInteger, nullable=False),
    Column("sent", BigInteger),
    Column("carrier_id", String(64), nullable=False, server_default=""),
    Column("ask_at", BigInteger),
    Column("outcome", String(24), nullable=False, server_default=""),
    UniqueConstraint("kind", "period"),
)

#: Of which comments with words of danger the mailbox was told, and in which notice.
danger_notices = Table(
    "danger_notices",
    metadata,
    Column("comment", Id, ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True),
    Column("notice", Id, ForeignKey("notices.id", ondelete="CASCADE"), nullable=False, index=True),
)

#: A provider confirmed a record: exported as a change of its day of check.
confirmations = Table(
    "confirmations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("page", String(300), nullable=False),
    Column("confirmed", BigInteger, nullable=False),
    Column("exported", BigInteger),
    CheckConstraint("page LIKE '/%'", name="page"),
)

#: When each command of the service last came to its end.
command_runs = Table(
    "command_runs",
    metadata,
    Column("command", String(16), primary_key=True),
    Column("finished", BigInteger, nullable=False),
)
