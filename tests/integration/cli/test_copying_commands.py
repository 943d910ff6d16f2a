"""`digest backup`, `restore` and `migrate-database`, as an operator calls them."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from digest.copying.backup import manifest
from digest.database import connect, writing
from digest.deliver.leases import process
from digest.records import Worker


@pytest.mark.long
def test_a_backup_is_restored_elsewhere(sample, tmp_path):
    """Written once, refused over a file that is there, restored into a new installation with the same numbers."""
    file = tmp_path / "all.zip"
    made = sample("backup", file)
    assert (made.code, " rows in " in made.out) == (0, True)
    assert "--force" in sample("backup", file).said
    assert sample("backup", file, "--force").code == 0
    assert "holds data already" in sample("restore", file).said
    (sample.folder / "digest.db").rename(tmp_path / "old.db")
    for rest in sample.folder.glob("digest.db-*"):
        rest.unlink()
    assert "rows restored" in sample("restore", file).out
    assert sample("compose").code == 0
    assert "is no backup" in sample("restore", sample.folder / "digest.toml").said


@pytest.mark.long
def test_a_command_of_its_own_knows_every_table(sample, tmp_path):
    """A process that did nothing else before backs up every table of the database, its own search index apart."""
    file = tmp_path / "all.zip"
    assert sample.spawn("backup", file).code == 0
    with closing(sqlite3.connect(sample.folder / "digest.db")) as store:
        names = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        articles = store.execute("SELECT count(*) FROM article").fetchone()[0]
    wanted = {
        name
        for name in names
        if not name.startswith(("article_words", "sqlite_")) and name != "alembic_version"
    }
    told = manifest(file)["tables"]
    assert set(told) == wanted
    assert told["article"]["rows"] == articles == 30


def test_a_database_moves(sample, tmp_path):
    """Into an empty one, with the next step said; what is no database is refused."""
    moved = sample("migrate-database", "--to", f"sqlite:///{tmp_path / 'new.db'}")
    assert (moved.code, "proved to be the same" in moved.out, "database.url" in moved.err) == (0, True, True)
    assert "holds data already" in sample("migrate-database", "--to", f"sqlite:///{tmp_path / 'new.db'}").said
    for wrong in ("nonsense", "postgres://digest@localhost/digest", "mysql://digest@localhost/digest"):
        refused = sample("migrate-database", "--to", wrong)
        assert (refused.code, "postgresql://USER:PASSWORD@HOST/NAME" in refused.err) == (2, True)
        assert "database.url" not in refused.err


def test_a_database_that_is_in_use_does_not_move(sample, tmp_path):
    """A worker that lives is named, and what to do."""
    now = datetime.now(UTC)
    engine = connect(f"sqlite:///{sample.folder / 'digest.db'}")
    with writing(engine) as session:
        session.add(Worker(name=process(), queues="send", at_once=1, started_at=now, beat_at=now))
    engine.dispose()
    said = sample("migrate-database", "--to", f"sqlite:///{tmp_path / 'new.db'}").said
    assert process() in said
    assert "stop `digest serve`" in said
