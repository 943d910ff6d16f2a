"""A database is moved while nobody works with it: what would be sent from both is not moved."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import text
from test_backup import installation, nothing, other, tallies

from digest.copying.moving import move
from digest.database import writing
from digest.deliver import ledger
from digest.deliver.leases import new_owner, place
from digest.errors import DatabaseError, InUseError
from digest.models import EditionState
from digest.records import Worker
from digest.work import roll
from digest.work.idle import require_idle

__all__ = ["installation", "other"]


@dataclass
class Writer:
    """Somebody who would write to the old database at every step of the move, and does not wait for long."""

    engine: object
    tries: int = 0
    writes: int = 0

    def __call__(self) -> None:
        if self.tries == 5:
            return
        self.tries += 1
        with suppress(DatabaseError), writing(self.engine.execution_options(waits=False)) as session:
            if self.engine.dialect.name == "postgresql":
                session.execute(text("SET LOCAL lock_timeout = '50ms'"))
            session.execute(text("UPDATE edition SET reason = 'changed meanwhile'"))
            self.writes += 1


@pytest.mark.long
def test_nobody_writes_while_it_is_moved(installation, other):
    """A mail that went out behind the copy's back would go out from there once more: handing one over waits."""
    writer = Writer(installation.engine)
    move(installation.engine, other, writer)
    assert (writer.tries, writer.writes) == (5, 0)
    assert tallies(other) == tallies(installation.engine)
    with writing(installation.engine) as session:
        session.execute(text("UPDATE edition SET reason = 'afterwards'"))


def _moved(installation, other, clock):
    move(installation.engine, other, nothing, lambda connection: require_idle(connection, clock))


@pytest.mark.long
def test_a_database_at_which_somebody_sends_is_not_moved(installation, other):
    """Who has leases that last; one that died here, or whose leases ran out, keeps nobody."""
    clock = installation.clock(hours=2)
    with writing(installation.engine) as session:
        key = installation.editions()[0].id
        owner = new_owner()
        assert len(ledger.claim(session, key, owner=owner, now=clock(), limit=5)) == 1
        assert installation.editions()[0].state is EditionState.SENDING
    with pytest.raises(InUseError, match=owner.rpartition(".")[0]):
        _moved(installation, other, clock)
    assert all(one.rows == 0 for one in tallies(other).values())
    _moved(installation, other, lambda: clock() + timedelta(minutes=2))


@pytest.mark.long
def test_a_database_with_workers_is_not_moved(installation, other):
    """Who is on the roll and lives; the dead move with the rest."""
    clock = installation.clock(hours=2)
    worker = Worker(name=f"{place()}x/1/0", queues="send", at_once=1, started_at=clock(), beat_at=clock())
    with writing(installation.engine) as session:
        roll.beat(session, worker, clock)
    with pytest.raises(InUseError, match="x/1/0"):
        _moved(installation, other, clock)
    with writing(installation.engine) as session:
        session.execute(text("DELETE FROM worker"))
    _moved(installation, other, clock)
