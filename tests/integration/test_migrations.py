"""The schema's history gives exactly the tables that the models describe."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel

from digest.database import connect
from digest.errors import SchemaError
from digest.migrations import head, require_head, revision

MADE_OF_OTHERS = ("article_words", "delivery_", "procrastinate_")
"""The index of words, the partitions of the ledger and its tally, a task engine's own tables."""


def _is_dropped_key(thing, kind: str, engine: Engine) -> bool:
    """The partitions of PostgreSQL do without the ledger's only foreign key."""
    ledgers = kind == "foreign_key_constraint" and thing.parent.name == "delivery"
    return ledgers and engine.dialect.name == "postgresql"


def test_migrations_give_the_models(engine: Engine) -> None:
    """A database at head differs in nothing from the models but for what is made of their rows, on both databases."""
    with engine.connect() as connection:
        options = {
            "include_name": lambda name, kind, _: kind != "table" or not name.startswith(MADE_OF_OTHERS),
            "include_object": lambda thing, _name, kind, *_: not _is_dropped_key(thing, kind, engine),
        }
        found = compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata)
    assert found == []


def test_the_schema_is_at_head(engine: Engine) -> None:
    """A migrated database says that it is at head, and is accepted."""
    assert revision(engine) == head()
    require_head(engine)


def test_a_newer_schema_is_refused(engine: Engine) -> None:
    """A database that a later version wrote is refused, not touched."""
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaError, match="newer version"):
        require_head(engine)


def test_a_new_sqlite_file_sets_itself_up(tmp_path) -> None:
    """The first command on a fresh SQLite file needs no command before it."""
    engine = connect(f"sqlite:///{tmp_path / 'new.db'}")
    require_head(engine)
    assert revision(engine) == head()
    engine.dispose()
