"""What differs between a database's tables and those that the program works with.

The number of a migration only says what was run; here it is looked at what is there.
"""

from collections.abc import Iterator
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Table, inspect, text

from feedback.store.tables import metadata

#: The triggers that keep the log whole: they are of no model, so they are named here.
TRIGGERS = frozenset({"acts_refuse_update", "acts_refuse_delete"})

_LIST_TRIGGERS = {
    "sqlite": text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'acts'"),
    "postgresql": text(
        "SELECT tgname FROM pg_trigger "
        "WHERE tgrelid = to_regclass('acts') AND NOT tgisinternal AND tgenabled <> 'D'"
    ),
}

#: What Alembic calls a difference, and what it is.
_MISSING = {"add_index": "index", "add_constraint": "constraint", "add_fk": "foreign key"}
_TOO_MUCH = {"remove_index": "index", "remove_constraint": "constraint", "remove_fk": "foreign key"}
_CHANGED = {
    "modify_type": "another type",
    "modify_nullable": "another rule whether it may be empty",
}


def schema_differences(connection: Connection, *, may_have_more: bool = False) -> tuple[str, ...]:
    """Return a sentence for each difference of our tables; none for tables that are not ours.

    With ``may_have_more``, none for columns that are one too many and that this program may leave
    empty, nor for what is on such columns alone: a newer version added them.
    """
    options = {
        "compare_type": True,
        "include_object": _is_ours,
        "include_name": _is_named_ours,
    }
    context = MigrationContext.configure(connection, opts=options)
    present = set(inspect(connection).get_table_names())
    found = [
        sentence
        for difference in compare_metadata(context, metadata)
        if not (may_have_more and _is_harmless_extra(difference))
        for sentence in _sentences(difference, present)
    ]
    for table in metadata.sorted_tables:
        if table.name in present:
            found += _key_differences(connection, table)
    triggers = set(connection.execute(_LIST_TRIGGERS[connection.dialect.name]).scalars())
    found += (f"The trigger {name} is missing." for name in sorted(TRIGGERS - triggers))
    return tuple(found)


def _is_named_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or name in metadata.tables


def _is_ours(thing: Any, name: str | None, kind: str, is_reflected: bool, other: Any) -> bool:  # noqa: FBT001 - Alembic's signature
    """Leave out an index that the council added: it harms nothing."""
    is_extra_index = kind == "index" and is_reflected and other is None
    return not (is_extra_index and not thing.unique and name is not None)


def _is_harmless_extra(difference: Any) -> bool:
    """Return whether a difference is one too many that stands in no way of our reads and writes."""
    kind, *things = difference if isinstance(difference, tuple) else ("",)
    if kind == "remove_column":
        return bool(things[-1].nullable or things[-1].server_default is not None)
    if kind in _TOO_MUCH:
        ours = metadata.tables[things[-1].table.name].columns
        return all(column.name not in ours for column in things[-1].columns)
    return False


def _sentences(difference: Any, present: set[str]) -> Iterator[str]:
    if isinstance(difference, list):  # what was changed of one column
        for kind, _, table, column, *_rest in difference:
            yield f"The column {table}.{column} has {_CHANGED.get(kind, kind)}."
        return
    kind, *things = difference
    thing = things[-1]
    if kind == "add_table":
        yield f"The table {thing.name} is missing."
    elif kind == "add_column":
        yield f"The column {things[1]}.{thing.name} is missing."
    elif kind == "remove_column":
        yield f"The column {things[1]}.{thing.name} is one too many."
    elif kind in _TOO_MUCH:
        yield f"The {_TOO_MUCH[kind]} {thing.name} of the table {thing.table.name} is one too many."
    elif thing.table.name in present:  # what a missing table lacks besides goes without saying
        yield f"The {_MISSING[kind]} {thing.name} of the table {thing.table.name} is missing."


def _key_differences(connection: Connection, table: Table) -> Iterator[str]:
    """Yield what Alembic does not compare alike on both: primary keys, checks and defaults."""
    inspector = inspect(connection)
    key = inspector.get_pk_constraint(table.name)["constrained_columns"]
    if key != [column.name for column in table.primary_key.columns]:
        yield f"The primary key of the table {table.name} is another one."
    checks = {one["name"] for one in inspector.get_check_constraints(table.name)}
    for name in sorted(_checks_of(table) - checks):
        yield f"The check {name} of the table {table.name} is missing."
    for column in inspector.get_columns(table.name):
        model = table.columns.get(column["name"])
        if model is not None and model.server_default is not None and column["default"] is None:
            yield f"The column {table.name}.{model.name} has lost its default."


def _checks_of(table: Table) -> set[str]:
    return {str(one.name) for one in table.constraints if isinstance(one, CheckConstraint)}
