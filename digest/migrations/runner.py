"""Bring a database to the newest schema, or refuse to work with another one."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from digest.database import reached
from digest.errors import SchemaError

if TYPE_CHECKING:
    from alembic.config import Config


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


@cache
def _known() -> frozenset[str]:
    """The revisions that this version has: each one's file begins with it, and they follow one another.

    Alembic would tell them too, and takes longer to import than all else that a command needs of it.
    """
    return frozenset(path.name[:4] for path in (Path(__file__).parent / "versions").glob("[0-9]*.py"))


@cache
def head() -> str:
    """The newest revision that this version knows."""
    if not _known():
        raise SchemaError("the package holds no migrations; install it again")
    return max(_known())


def revision(engine: Engine) -> str | None:
    """The revision that a database is at; None where it is new.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), engine.execution_options(reads_only=True).connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def upgrade(engine: Engine) -> None:
    """Apply every migration that is missing, each in its transaction; does nothing at head.

    Raises:
        DatabaseError: the database cannot be reached.
        SchemaError: the database was written by a newer version.
    """
    from alembic import command

    _refuse_unknown(revision(engine))
    config = _config()
    with reached(engine), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def require_head(engine: Engine) -> None:
    """Refuse a schema that is not the one of this version; a new SQLite file is set up on the spot.

    Raises:
        DatabaseError: the database cannot be reached.
        SchemaError: it is older or newer; the message names the one command that mends it.
    """
    found = revision(engine)
    if found == head():
        return
    if found is None and engine.dialect.name == "sqlite":
        upgrade(engine)
        return
    _refuse_unknown(found)
    place = engine.url.render_as_string(hide_password=True)
    raise SchemaError(
        f"{place}: the schema is at {found or 'nothing yet'}, not at {head()}; run `digest migrate`"
    )


def _refuse_unknown(found: str | None) -> None:
    if found is not None and found not in _known():
        raise SchemaError(
            f"the database was written by a newer version (schema {found}); install that version"
        )
