"""The program as a next version of it may be: with one migration more, on rows that are there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from alembic.script import ScriptDirectory

from tests.support.feedback import ROOT

#: The number that tables have in the next version.
REVISION = "next"

_LEFT_OUT = {"feedback", "build.py", "site", ".git", ".localoffer"}

_MIGRATION = """\
import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("comments", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("comments", sa.Column("colour", sa.Text(), nullable=True))
    op.add_column("senders", sa.Column("colour", sa.Text(), nullable=True))
    op.create_index("ix_comments_weight", "comments", ["weight"])
    op.execute("UPDATE comments SET weight = length(words)")
    op.create_table(
        "colours",
        sa.Column("comment", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("comment", name="pk_colours"),
        sa.ForeignKeyConstraint(["comment"], ["comments.id"], name="fk_colours_comment_comments"),
    )
"""

_TABLES = """

from sqlalchemy import Column as _Column, Integer as _Integer, Text as _Text

comments.append_column(_Column("weight", _Integer, nullable=False, server_default="0"))
comments.append_column(_Column("colour", _Text, nullable=True))
senders.append_column(_Column("colour", _Text, nullable=True))
Index("ix_comments_weight", comments.c.weight)
colours = Table(
    "colours", metadata, _Column("comment", Id, ForeignKey("comments.id"), primary_key=True)
)
"""


def make_newer_program(folder: Path) -> Path:
    """Lay the next version of the program into a folder, and return it."""
    folder.mkdir()
    for one in ROOT.iterdir():
        if one.name not in _LEFT_OUT:
            (folder / one.name).symlink_to(one)
    shutil.copy(ROOT / "build.py", folder)
    feedback = Path(shutil.copytree(ROOT / "feedback", folder / "feedback"))
    migrations = feedback / "store" / "migrations"
    head = ScriptDirectory(str(ROOT / "feedback" / "store" / "migrations")).get_current_head()
    text = _MIGRATION.format(revision=REVISION, head=head)
    (migrations / "versions" / "next.py").write_text(text, encoding="utf-8")
    with (feedback / "store" / "tables.py").open("a", encoding="utf-8") as tables:
        tables.write(_TABLES)
    _fill_columns(feedback / "store" / "submissions.py")
    return folder


def _fill_columns(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    row = '"version": 1,'
    assert text.count(row) == 1
    file.write_text(text.replace(row, f'{row} "weight": 1, "colour": "red",'), encoding="utf-8")


def run_newer(folder: Path, environ: Mapping[str, str], *words: str) -> None:
    """Run a command of the next version."""
    done = subprocess.run(
        [sys.executable, folder / "build.py", "feedback", *words],
        cwd=folder,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
