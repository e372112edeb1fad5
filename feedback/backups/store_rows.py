"""The rows of a whole store: counting them, and copying them into another one of either kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from feedback.store.tables import metadata
from localoffer.problems import UsageError

_BATCH = 5_000

_NOT_COPIED = "The rows of the table {} cannot be copied: {}. Nothing was changed."


def count_rows(connection: Connection) -> dict[str, int]:
    """Return how many rows each of our tables has, by its name."""
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def copy_rows(source: Connection, target: Connection) -> None:
    """Copy every row into tables that have none, and set PostgreSQL's counters behind the last.

    Raises:
        UsageError: PostgreSQL does not take a row that SQLite took.
    """
    for table in metadata.sorted_tables:  # a table comes after those that it refers to
        query = select(table).execution_options(yield_per=_BATCH)
        batches = source.execute(query).partitions()
        if target.dialect.name == "postgresql":
            _copy_to_server(target, table, batches)
            set_counter(target, table)
        else:
            statement = _insert_statement(target, table)
            for rows in batches:
                target.exec_driver_sql(statement, [tuple(row) for row in rows])


def empty_tables(connection: Connection) -> None:
    """Empty all tables of a PostgreSQL store; nobody reads or writes them until the commit."""
    names = ", ".join(_quoted(connection, table.name) for table in metadata.sorted_tables)
    connection.execute(text(f"TRUNCATE {names}"))


def lock_tables(connection: Connection) -> None:
    """Have everybody else wait, at a PostgreSQL store, until the transaction ends."""
    names = ", ".join(_quoted(connection, table.name) for table in metadata.sorted_tables)
    connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


def set_counter(target: Connection, table: Table) -> None:
    """Set the counter of a table's ids, so that the next row gets one that is free."""
    if "id" not in table.columns:
        return
    last = select(func.max(table.c.id)).scalar_subquery()
    counter = func.pg_get_serial_sequence(table.name, "id")
    target.execute(select(func.setval(counter, func.coalesce(last, 1), last.is_not(None))))


def lines_of_counts(counts: Mapping[str, int]) -> str:
    """Return a line for each table that has rows: how many, and its name."""
    return "".join(f"{number:>9,}  {name}\n" for name, number in counts.items() if number)


def _insert_statement(target: Connection, table: Table) -> str:
    names = [_quoted(target, column.name) for column in table.columns]
    marks = ", ".join("?" for _ in names)
    return f"INSERT INTO {_quoted(target, table.name)} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own tables


def _copy_to_server(
    target: Connection, table: Table, batches: Iterable[Sequence[Row[Any]]]
) -> None:
    names = ", ".join(_quoted(target, column.name) for column in table.columns)
    driver: Any = target.connection.driver_connection
    statement = f"COPY {_quoted(target, table.name)} ({names}) FROM STDIN"
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in _rows_of(batches):
                copy.write_row(row)
    except target.dialect.loaded_dbapi.Error as error:
        reason = str(error).partition("\n")[0]  # the lines below it may hold what somebody typed
        raise UsageError(_NOT_COPIED.format(table.name, reason)) from None


def _rows_of(batches: Iterable[Sequence[Row[Any]]]) -> Iterator[Row[Any]]:
    for rows in batches:
        yield from rows


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
