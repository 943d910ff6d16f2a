"""The ledger's partitions: on PostgreSQL each edition's rows are a table of their own, with a tally that triggers keep.

SQLite has the plain table: nothing is made, and rows are counted when they are asked for.
"""

from collections.abc import Collection

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

_ALONE = text("SELECT pg_advisory_xact_lock(7233902013)")
_THERE = text("SELECT inhrelid FROM pg_inherits WHERE inhrelid = to_regclass(:name)")
_COUNTED = text(
    "SELECT state, CAST(sum(readers) AS bigint) FROM delivery_count WHERE edition_id = :key GROUP BY state HAVING sum(readers) <> 0"
)
_FORGET = text("DELETE FROM delivery_count WHERE edition_id = :key")
PATIENCE = "500ms"
"""How long a partition that is to go waits for those who are at the ledger; so long others wait behind it."""
_BUSY = "55P03"  # lock_not_available


def parted(bind: Engine | Connection) -> bool:
    """Whether this database parts the ledger by edition."""
    return bind.dialect.name == "postgresql"


def name_of(bind: Engine | Connection, edition_id: int) -> str:
    """The table in which an edition's rows are."""
    return f"delivery_{edition_id:d}" if parted(bind) else "delivery"


def make(bind: Engine | Connection, editions: Collection[int]) -> None:
    """Have a place for the rows of these editions; twice is as once.

    Given an engine, in a short transaction of its own: two editions that are frozen at the same time do not wait for each
    other. A new table is attached rather than made as a part, which would wait for everybody who is at the ledger.
    """
    if not parted(bind):
        return
    if isinstance(bind, Engine):
        with bind.begin() as connection:
            make(connection, editions)
        return
    for key in sorted(editions):
        name = name_of(bind, key)
        if _is_there(bind, name):
            continue
        bind.execute(_ALONE)
        if not _is_there(bind, name):  # somebody may have been quicker
            bind.execute(text(f"CREATE TABLE {name} (LIKE delivery INCLUDING INDEXES)"))
            bind.execute(text(f"ALTER TABLE delivery ATTACH PARTITION {name} FOR VALUES IN ({key:d})"))


def _is_there(connection: Connection, name: str) -> bool:
    return connection.execute(_THERE, {"name": name}).first() is not None


def counts(session: Session, edition_id: int) -> dict[str, int]:
    """How many rows of an edition are in which state, by the tally; only where the ledger is parted."""
    return {state: readers for state, readers in session.execute(_COUNTED, {"key": edition_id})}  # noqa: C416 - rows are no pairs to mypy


def drop(session: Session, edition_id: int) -> dict[str, int] | None:
    """Detach an edition's rows and drop them, all at once; returns how many were in which state.

    None where others kept the ledger busy: nothing was done, and the session goes on.
    """
    connection, name = session.connection(), name_of(session.connection(), edition_id)
    try:
        with session.begin_nested():
            connection.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}'"))
            connection.execute(text(f"ALTER TABLE delivery DETACH PARTITION {name}"))
            connection.execute(text("SET LOCAL lock_timeout = DEFAULT"))
            found = counts(session, edition_id)
            connection.execute(text(f"DROP TABLE {name}"))
            connection.execute(_FORGET, {"key": edition_id})
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != _BUSY:
            raise
        return None
    return found
