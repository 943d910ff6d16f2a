"""The rows of a database in the order in which they can be written: read as of one moment, written in one transaction."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Integer, Table, func, insert, select, text
from sqlmodel import SQLModel

import digest.access  # every table has to be known, whoever asks first
import digest.models  # as above
import digest.records  # noqa: F401 - as above
import subscribers.models  # noqa: F401 - as above
from digest import partitions
from digest.copying.rows import line_of
from digest.database import reached
from digest.errors import DatabaseError

AT_ONCE = 2_000
_MOST = 1 << 256
Step = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows a table has, and the sum of the SHA-256 of each: databases sort text differently, a sum does not care."""

    rows: int
    hash: int


def tables() -> Sequence[Table]:
    """Every table, each after those that it refers to."""
    return SQLModel.metadata.sorted_tables


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now, however long it reads, and keeps nobody from writing.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    view = engine.execution_options(reads_only=True)
    if engine.dialect.name == "postgresql":
        view = view.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with reached(engine), view.connect() as connection, connection.begin():
        yield connection


@contextmanager
def standstill(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database as it is now; whoever wants to write waits until it is closed.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), engine.begin() as connection:  # SQLite's write lock is taken with that
        if engine.dialect.name == "postgresql":
            names = ", ".join(f'"{table.name}"' for table in tables())
            connection.execute(text(f"LOCK TABLE {names} IN SHARE MODE"))
        yield connection


def rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    """The rows of a table in the order of its key, a few at a time."""
    wanted = select(table).order_by(*table.primary_key.columns)
    streamed = {"stream_results": True, "yield_per": AT_ONCE}
    for row in connection.execute(
        wanted, execution_options=streamed
    ):  # the connection's own stay as they are
        yield dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def count(connection: Connection) -> int:
    """All rows there are."""
    return sum(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables())


def tally(connection: Connection, table: Table, step: Step = lambda: None) -> Tally:
    """Count and hash the rows of a table."""
    found = Counted(table, rows(connection, table), step)
    for _ in found:
        pass
    return found.tally


class Counted:
    """Rows that are counted and hashed as they pass."""

    def __init__(self, table: Table, found: Iterable[dict[str, Any]], step: Step) -> None:
        self._table, self._found, self._step = table, found, step
        self.tally = Tally(0, 0)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        counted = summed = 0
        for row in self._found:
            summed += int.from_bytes(hashlib.sha256(line_of(row).encode()).digest())
            counted += 1
            self._step()
            yield row
        self.tally = Tally(counted, summed % _MOST)


@contextmanager
def empty_target(engine: Engine) -> Iterator[Connection]:
    """A connection that writes all or nothing.

    Raises:
        DatabaseError: the database cannot be reached, or has rows already.
    """
    with reached(engine), engine.begin() as connection:
        for table in tables():
            if connection.execute(select(table.primary_key.columns[0]).limit(1)).first() is not None:
                place = engine.url.render_as_string(hide_password=True)
                raise DatabaseError(
                    f"{place}: it holds data already (table {table.name}); nothing was written to it"
                )
        yield connection


def write(
    connection: Connection, table: Table, found: Iterable[dict[str, Any]], step: Step = lambda: None
) -> None:
    """Write rows with their keys, and let the database count on from the last one."""
    waiting = iter(found)
    while chunk := list(islice(waiting, AT_ONCE)):
        if table.name == "delivery":
            partitions.make(connection, {row["edition_id"] for row in chunk})
        _add(connection, table, chunk)
        for _ in chunk:
            step()
    _count_on(connection, table)


def _add(connection: Connection, table: Table, chunk: Sequence[dict[str, Any]]) -> None:
    """PostgreSQL takes whole rows by COPY, in half the time, and its triggers see them as one statement."""
    names, dialect = table.columns.keys(), connection.dialect
    if dialect.name != "postgresql" or any(row.keys() != set(names) for row in chunk):
        connection.execute(insert(table), chunk)
        return
    written = [
        (name, column.type.dialect_impl(dialect).bind_processor(dialect))
        for name, column in table.columns.items()
    ]
    quoted = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor().copy(f'COPY "{table.name}" ({quoted}) FROM STDIN') as copy:
        for row in chunk:
            copy.write_row([row[name] if write is None else write(row[name]) for name, write in written])


def _count_on(connection: Connection, table: Table) -> None:
    key = table.primary_key.columns
    is_counted = len(key) == 1 and isinstance(key[0].type, Integer)
    if connection.dialect.name != "postgresql" or not is_counted:
        return
    asked = text("SELECT pg_get_serial_sequence(:name, :key)")
    sequence = connection.execute(asked, {"name": f'"{table.name}"', "key": key[0].name}).scalar_one()
    if sequence:
        last = connection.execute(select(func.max(key[0]))).scalar_one()
        connection.execute(select(func.setval(sequence, last or 1, last is not None)))
