"""From one database to another: every row, then both are counted and hashed."""

from sqlalchemy import Engine

from digest.copying.store import Step, empty_target, rows, snapshot, tables, tally, write
from digest.errors import DatabaseError


def move(source: Engine, target: Engine, step: Step) -> int:
    """Copy all rows into an empty database, all or nothing, and prove that they are the same; returns how many.

    `step` is called three times for each row: written, and counted on both sides.

    Raises:
        DatabaseError: one of them cannot be reached, the target holds data already, or differs afterwards.
    """
    moved = 0
    with snapshot(source) as before, empty_target(target) as after:
        for table in tables():
            write(after, table, rows(before, table), step)
            told, found = tally(before, table, step), tally(after, table, step)
            if told != found:
                raise DatabaseError(
                    f"table {table.name} came over differently ({told.rows} and {found.rows} rows); nothing was written"
                )
            moved += found.rows
    return moved
