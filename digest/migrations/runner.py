"""Bring a database to the newest schema, or refuse to work with another one."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from digest.database import reached
from digest.errors import SchemaError


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config


@cache
def head() -> str:
    """The newest revision that this version knows."""
    newest = ScriptDirectory.from_config(_config()).get_current_head()
    if newest is None:
        raise SchemaError("the package holds no migrations; install it again")
    return newest


def revision(engine: Engine) -> str | None:
    """The revision that a database is at; None where it is new.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reached(engine), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine) -> None:
    """Apply every migration that is missing, each in its transaction; does nothing at head.

    Raises:
        DatabaseError: the database cannot be reached.
        SchemaError: the database was written by a newer version.
    """
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
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise SchemaError(
            f"the database was written by a newer version (schema {found}); install that version"
        )
