"""From one database to another: every row, then both are counted and hashed."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from digest.copying.store import Counted, Step, empty_target, rows, standstill, tables, tally, write
from digest.errors import DatabaseError


def move(
    source: Engine,
    target: Engine,
    step: Step,
    require_idle: Callable[[Connection], None] = lambda _connection: None,
) -> int:
    """Copy all rows into an empty database, all or nothing, and prove that they are the same; returns how many.

    Nobody writes to the old one meanwhile; `require_idle` may refuse it, once that is so. `step` is called three times for each row:
    counted as it is read, written, and counted as it stands there.

    Raises:
        DatabaseError: one of them cannot be reached, the target holds data already, or differs afterwards.
    """
    moved = 0
    with empty_target(target) as after, standstill(source) as before:
        require_idle(before)
        for table in tables():
            read = Counted(table, rows(before, table), step)
            write(after, table, read, step)
            told, found = read.tally, tally(after, table, step)
            if told != found:
                raise DatabaseError(
                    f"table {table.name} came over differently ({told.rows} and {found.rows} rows); nothing was written"
                )
            moved += found.rows
    return moved
