"""A backup is the whole installation, restored to the last row, from either database into either."""

import asyncio
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from digest import daily
from digest.copying.backup import BackupError, restore, size, write_backup
from digest.copying.moving import move
from digest.copying.rows import line_of, row_of
from digest.copying.store import snapshot, tables, tally
from digest.database import connect
from digest.deliver.sender import Watch
from digest.deliver.smtp import SmtpTransport
from digest.errors import DatabaseError
from digest.migrations import head, upgrade
from digest.models import Article, Delivery
from digest.web import wiring

DAY = date(2026, 11, 24)


def nothing():
    pass


@pytest.fixture
def installation(grounds):
    """Articles, readers, an edition that was sent to one and refused for now to the other."""
    grounds.store()
    grounds.readers("ann", "bob")
    grounds.catcher.replies["bob@readers.example"] = "451 4.7.1 later"
    room = wiring.newsroom(grounds.settings(), grounds.engine, "daily")
    transport = SmtpTransport(grounds.settings().smtp)
    asyncio.run(daily.run(room, DAY, transport, clock=grounds.clock(minutes=30), watch=Watch()))
    return grounds


@pytest.fixture
def other(tmp_path):
    """A new, empty SQLite database."""
    engine = connect(f"sqlite:///{tmp_path / 'other.db'}")
    upgrade(engine)
    yield engine
    engine.dispose()


def tallies(engine):
    with snapshot(engine) as connection:
        return {table.name: tally(connection, table) for table in tables()}


@pytest.mark.long
def test_a_backup_comes_back_to_the_last_row(installation, other, tmp_path, now):
    """Every table, counted and hashed, is the same after a restore into another database; the file is its owner's alone."""
    file = tmp_path / "all.zip"
    assert write_backup(installation.engine, file, head(), now, nothing) == size(installation.engine) > 8
    assert file.stat().st_mode & 0o077 == 0
    restore(file, other, head(), nothing)
    assert tallies(other) == tallies(installation.engine)
    with pytest.raises(DatabaseError, match="holds data already"):
        restore(file, other, head(), nothing)


@pytest.mark.long
def test_a_move_is_proved_and_the_edition_goes_on(installation, other, catcher):
    """All rows come over; the reader who waited gets the edition from there, the other one not again; new rows get new keys."""
    move(installation.engine, other, nothing)
    assert tallies(other) == tallies(installation.engine)
    catcher.replies.clear()
    settings = installation.settings()
    room = wiring.newsroom(settings, other, "daily")
    later = installation.clock(hours=2)
    asyncio.run(daily.run(room, DAY, SmtpTransport(settings.smtp), clock=later, watch=Watch()))
    assert sorted(mail.recipients[0] for mail in catcher.mails) == [
        "ann@readers.example",
        "bob@readers.example",
    ]
    with pytest.raises(DatabaseError, match="holds data already"):
        move(installation.engine, other, nothing)


@pytest.mark.long
def test_a_broken_backup_writes_nothing(installation, other, tmp_path, now):
    """A changed row, a missing table, another schema, a file that is no backup: one line each, and the database stays empty."""
    file = tmp_path / "all.zip"
    write_backup(installation.engine, file, head(), now, nothing)
    with zipfile.ZipFile(file) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    spoiled = {
        "changed": {**parts, "article.jsonl": parts["article.jsonl"].replace(b"Ferry", b"Fairy", 1)},
        "missing": {name: part for name, part in parts.items() if name != "delivery.jsonl"},
        "schema": {
            **parts,
            "manifest.json": json.dumps(json.loads(parts["manifest.json"]) | {"revision": "0001"}).encode(),
        },
        "torn": {**parts, "article.jsonl": parts["article.jsonl"][:-20]},
    }
    for name, content in spoiled.items():
        bad = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(bad, "w") as made:
            for part, raw in content.items():
                made.writestr(part, raw)
        with pytest.raises(BackupError):
            restore(bad, other, head(), nothing)
    (tmp_path / "text.zip").write_text("hello")
    with pytest.raises(BackupError, match="is no backup"):
        restore(tmp_path / "text.zip", other, head(), nothing)
    assert all(one.rows == 0 for one in tallies(other).values())


@pytest.mark.long
def test_a_backup_sees_one_moment(installation, tmp_path, now):
    """What is written while it reads is not in it."""
    with snapshot(installation.engine) as connection:
        before = tally(connection, Article.__table__)
        installation.store(
            stories=[("A late story", "The late story came in while somebody was counting. It was short.")]
        )
        assert tally(connection, Article.__table__) == before
    assert tallies(installation.engine)["article"].rows == before.rows + 1


@given(st.text(), st.binary(), st.datetimes(timezones=st.just(__import__("datetime").UTC)))
def test_any_value_goes_through_a_line(text, raw, moment):
    """Text with any sign, bytes and moments come back as they were."""
    from digest.models import EditionVariant, SourceState

    row = {"edition_id": 1, "key": "everyone", "composition": raw, "html": text, "text": text}
    table = EditionVariant.__table__
    row = {name: row.get(name) for name in table.columns.keys()}  # noqa: SIM118 - columns by name
    assert row_of(table, line_of(row)) == row
    table = SourceState.__table__
    state = dict.fromkeys(table.columns.keys()) | {"slug": "a", "checked_at": moment, "error": text}
    assert row_of(table, line_of(state)) == state


def test_deliveries_are_there(installation):
    """The installation that is backed up here really has deliveries."""
    with snapshot(installation.engine) as connection:
        assert len(connection.execute(select(Delivery.__table__)).all()) == 2
