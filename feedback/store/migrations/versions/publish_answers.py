"""What a sender said to "May we publish it?": a no, and no answer, apart.

Of comments that are there nobody can tell the two any more: they stay NULL, which is "not known".
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("comments", sa.Column("publish", sa.String(length=16), nullable=True))
