"""The schema's history gives exactly the tables that the models describe."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine
from sqlmodel import SQLModel

from digest.database import connect
from digest.errors import SchemaError
from digest.migrations import head, require_head, revision


def test_migrations_give_the_models(engine: Engine) -> None:
    """A database at head differs in nothing from the models but for the index of words, on both databases."""
    with engine.connect() as connection:
        options = {
            "include_name": lambda name, kind, _: kind != "table" or not name.startswith("article_words")
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
