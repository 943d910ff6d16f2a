"""The roll of workers: each writes every few seconds that it lives; who is silent for too long is taken for dead.

Moments are the database's where it has a clock of its own, so that machines whose clocks differ do not bury each other.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, delete, func, select
from sqlmodel import Session, col

from digest.database import reading
from digest.engines.port import Kind
from digest.records import Worker

BEAT_SECONDS = 3.0
SILENT = timedelta(seconds=15)
KEPT = timedelta(hours=6)
"""For how long a dead worker stays on the roll, for people to see."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A worker and for how long it has been silent."""

    worker: Worker
    silent: timedelta

    @property
    def lives(self) -> bool:
        """Whether it showed that it lives not long ago."""
        return self.silent < SILENT

    @property
    def rate(self) -> float:
        """Mails a second within the last minute; a dead one sends none."""
        return sum(self.worker.rates.values()) if self.lives else 0.0

    @property
    def said(self) -> str:
        """What it is for and what it does, in a line."""
        one = self.worker
        if not self.lives:
            return f"silent for {self.silent.total_seconds():.0f} seconds"
        return f"{one.queues.replace(',', ', ')}: {self.rate:,.1f} a second, {one.settled:,} since {one.started_at:%Y-%m-%d %H:%M} UTC"


def moment(session: Session, clock: Callable[[], datetime]) -> datetime:
    """What time it is for all workers."""
    if session.get_bind().dialect.name != "postgresql":
        return clock()
    now: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return now.astimezone(UTC)


def beat(session: Session, worker: Worker, clock: Callable[[], datetime]) -> None:
    """Write that it lives."""
    worker.beat_at = moment(session, clock)
    session.merge(worker)


def leave(session: Session, name: str) -> None:
    """Take a worker that ended in good order off the roll."""
    session.execute(delete(Worker).where(col(Worker.name) == name))


def shown(session: Session, clock: Callable[[], datetime]) -> list[Shown]:
    """Everybody on the roll, the living first, in the order in which they came."""
    now = moment(session, clock)
    found = [Shown(one, now - one.beat_at) for one in session.scalars(select(Worker)).all()]
    return sorted(found, key=lambda one: (not one.lives, one.worker.started_at, one.worker.name))


def unanswered(everybody: Iterable[Shown]) -> str | None:
    """That no living worker is for some of the queues, and what to do; None where each has one."""
    there = {name for one in everybody if one.lives for name in one.worker.queues.split(",")}
    if missing := [kind for kind in Kind if kind not in there]:
        return f"no worker lives that is for {', '.join(missing)}: start `digest worker`"
    return None


def lacking(engine: Engine, clock: Callable[[], datetime]) -> str | None:
    """The same of those who are on the roll now.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reading(engine) as session:
        return unanswered(shown(session, clock))


def forget(session: Session, clock: Callable[[], datetime]) -> None:
    """Take those off the roll who died long ago."""
    session.execute(delete(Worker).where(col(Worker.beat_at) < moment(session, clock) - KEPT))
