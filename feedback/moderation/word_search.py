"""Whether a word stands in what somebody typed: a condition for either database."""

from sqlalchemy import JSON, ColumnElement, cast, func, literal, select

from feedback.store.idempotency import storable
from feedback.store.tables import comments


def has_word(dialect: str, word: str) -> ColumnElement[bool]:
    """Return the condition that some answer of a comment's form has these letters in it.

    Capitals do not matter. The names of the fields, which stand in the same column, are not read.
    """
    if dialect == "sqlite":
        answers_typed = func.json_each(comments.c.words).table_valued("value")
    else:
        pairs = func.json_each_text(cast(comments.c.words, JSON))
        answers_typed = pairs.table_valued("key", "value")
    contains = answers_typed.c.value.icontains(storable(word), autoescape=True)
    query = select(literal(1)).select_from(answers_typed).where(contains)
    return query.correlate(comments).exists()
