"""Engines and sessions: SQLite in WAL mode, or PostgreSQL, behind the same statements."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, SQLModel

from digest.errors import DatabaseError

_PATIENCE = "PRAGMA busy_timeout = 30000"
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    _PATIENCE,
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


def connect(url: str) -> Engine:
    """An engine for `sqlite:///FILE` or `postgresql+psycopg://...`; nothing is opened yet.

    Raises:
        DatabaseError: the URL is not one, or its driver is not installed.
    """
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, hide_parameters=True)  # errors are logged, addresses are not
    except (ArgumentError, ValueError) as error:
        raise DatabaseError(f"database.url is not a database URL: {error}") from error
    except ModuleNotFoundError as error:
        message = f"the driver of this database is not installed ({error.name}); run `pip install 'digest-mailer[postgres]'`"
        raise DatabaseError(message) from error
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "do_connect", _keep_private)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(_dialect: object, _record: object, arguments: Sequence[str], _named: object) -> None:
    """A new file belongs to its owner alone: it holds the readers' addresses. SQLite gives its WAL the same rights."""
    with suppress(OSError):  # there already, or not to be made: SQLite says so itself
        if arguments[0] != ":memory:":
            os.close(os.open(arguments[0], os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin by itself, too late and not IMMEDIATE
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    begin = "BEGIN" if options.get("reads_only", False) else "BEGIN IMMEDIATE"
    if not options.get("waits", True):
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            cursor.execute(begin)
        finally:
            cursor.execute(_PATIENCE)
    else:
        connection.exec_driver_sql(begin)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session that commits at its end, and rolls back when it is left by an exception.

    On SQLite it holds the write lock from its first statement, so read-then-write never fails half-way.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def committing(engine: Engine) -> Iterator[Connection]:
    """The same with a bare connection, for what is written thousands of times: a session costs as much as its work.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), engine.begin() as connection:
        yield connection


def impatient(engine: Engine) -> Engine | None:
    """The same database for transactions that fail rather than wait for another writer; None where all of them wait.

    A transaction of SQLite's takes less time than a thread takes to begin it.
    """
    return engine.execution_options(waits=False) if engine.dialect.name == "sqlite" else None


def count_anew(session: Session, tables: Sequence[str]) -> None:
    """Let PostgreSQL look at tables that have just grown: without statistics it reads a whole list for each reader."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ANALYZE {', '.join(tables)}"))


def alone(session: Session, table: type[SQLModel]) -> None:
    """Wait for whoever is writing to `table`, and keep others from it until this transaction ends; reading goes on.

    On SQLite, which has one writer at a time, the write lock is taken.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"LOCK TABLE {table.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))
    else:
        session.connection()


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the database and takes no write lock.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    view = engine.execution_options(reads_only=True)
    with reached(engine), Session(view, expire_on_commit=False) as session:
        yield session


@contextmanager
def glancing(engine: Engine) -> Iterator[Connection]:
    """The same with a bare connection, for what is asked again and again all day.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), engine.execution_options(reads_only=True).connect() as connection:
        yield connection


def scrub(engine: Engine) -> None:
    """Let nothing of what was deleted linger in SQLite's write-ahead log; elsewhere that is the server's to settle.

    Where others are writing, the next call does it.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    if engine.dialect.name == "sqlite":
        with reached(engine), engine.connect() as held:
            # The driver's own connection: SQLAlchemy would begin a transaction, in which there is no checkpoint.
            held.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def sweep(engine: Engine) -> bool:
    """Empty SQLite's log, where what was deleted still stands; whether it could be: readers of old states keep it."""
    if engine.dialect.name != "sqlite":
        return True
    with reached(engine), engine.execution_options(reads_only=True).connect() as connection:
        raw = connection.connection.cursor()  # not in a transaction: it could not be done in one
        (busy, *_) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        raw.close()
    return not busy


@contextmanager
def reached(engine: Engine) -> Iterator[None]:
    """Turn a lost, missing or unsuitable database into one clear error; a defect of ours passes as it is.

    Raises:
        DatabaseError: the database cannot be reached, does not answer as one, or may not be used.
    """
    try:
        yield
    except DBAPIError as error:
        if _is_ours(error):
            raise
        raise _named(engine, error.orig or error) from error
    except engine.dialect.loaded_dbapi.Error as error:  # where a driver is used without SQLAlchemy
        if _is_ours(error):
            raise
        raise _named(engine, error) from error


def _named(engine: Engine, error: BaseException) -> DatabaseError:
    place = engine.url.render_as_string(hide_password=True)
    reason = (str(error).strip() or type(error).__name__).splitlines()[0]
    return DatabaseError(f"{place}: {reason}; check database.url in digest.toml")


def _is_ours(error: Exception) -> bool:
    """Whether the statement or its values are wrong; PostgreSQL's "insufficient privilege" (42501) is not our doing."""
    names = {
        kind.__name__ for kind in type(error).__mro__
    }  # of SQLAlchemy's classes and of the drivers' alike
    wrong = not names.isdisjoint({"DataError", "IntegrityError", "ProgrammingError"})
    return wrong and getattr(getattr(error, "orig", error), "sqlstate", None) != "42501"
