"""Procrastinate's own tables, brought in and kept up with its installed version, as Alembic does it for ours."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from digest.database import reached
from digest.errors import ConfigError, SchemaError

_KNOWN = "CREATE TABLE IF NOT EXISTS procrastinate_applied (name text PRIMARY KEY)"
_NAMES = text("SELECT name FROM procrastinate_applied")
_THERE = text("SELECT to_regclass('procrastinate_jobs') IS NOT NULL")
_APPLIED = text("SELECT to_regclass('procrastinate_applied') IS NOT NULL")
_LOCK = text("SELECT pg_advisory_lock(7233902011)")


def set_up(engine: Engine) -> None:
    """Apply its schema, or those of its migrations that are missing; does nothing where all is there.

    Raises:
        ConfigError: it is not installed.
        DatabaseError: the database cannot be reached.
    """
    manager = _manager()
    with reached(engine), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(_LOCK)  # until the connection is closed: one at a time
        is_new = not connection.execute(_THERE).scalar_one()
        connection.execute(text(_KNOWN))
        if is_new:
            _run(connection, manager.get_schema())
        whole = is_new or connection.execute(_NAMES).first() is None  # or its own command has applied it
        for path in _missing(connection):
            if not whole:
                _run(connection, path.read_text(encoding="utf-8"))
            connection.execute(text("INSERT INTO procrastinate_applied VALUES (:name)"), {"name": path.name})
        connection.invalidate()


def require(engine: Engine) -> None:
    """Refuse a database without the tables of the installed version.

    Raises:
        ConfigError: it is not installed.
        DatabaseError: the database cannot be reached.
        SchemaError: something is missing; the message names the command that mends it.
    """
    _manager()
    with reached(engine), engine.connect() as connection:
        there = connection.execute(_THERE).scalar_one() and connection.execute(_APPLIED).scalar_one()
        if not there or _missing(connection):
            raise SchemaError("the task engine's tables are not those of its version; run `digest migrate`")


def _missing(connection: Connection) -> list[Path]:
    applied = set(connection.execute(_NAMES).scalars())
    every = sorted(Path(_manager().get_migrations_path()).glob("*.sql"))
    return [path for path in every if path.name not in applied]


def _run(connection: Connection, statements: str) -> None:
    """Several statements at once, as the driver takes them without parameters."""
    driver: Any = connection.connection.driver_connection
    driver.execute(statements)


def _manager() -> Any:  # noqa: ANN401 - a class of an optional package
    try:
        from procrastinate.schema import SchemaManager
    except ModuleNotFoundError as error:
        raise ConfigError(
            "workers.engine = \"procrastinate\" needs that package; run `pip install 'digest-mailer[workers]'`"
        ) from error
    return SchemaManager
