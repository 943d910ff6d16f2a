"""The room's fixtures. Its many small tests share one PostgreSQL database: making one costs more than most of them."""

import shutil
import uuid

import pytest
from press import Press
from sqlalchemy import make_url, text
from sqlmodel import SQLModel

from digest.database import connect, writing


@pytest.fixture(scope="session")
def shared_postgres(request):
    """The URL of one database at head, for all tests of this room."""
    admin, uri = request.getfixturevalue("postgres_template")
    name = f"t_{uuid.uuid4().hex}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE at_head"))
    yield make_url(uri).set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database at head, on each of the two that we support."""
    if request.param == "sqlite":
        path = tmp_path / "digest.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    url = request.getfixturevalue("shared_postgres")
    yield url
    engine = connect(url)
    with writing(engine) as session:
        for table in reversed(SQLModel.metadata.sorted_tables):
            session.execute(table.delete())
    engine.dispose()


@pytest.fixture
def press(engine, now):
    """Where an edition is made ready, on each database."""
    return Press(engine, now)
