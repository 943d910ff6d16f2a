"""What keeps the work going, whoever dies: every few seconds one worker looks what was left, and calls for it."""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy import Engine, select, text
from sqlmodel import Session, col

from digest.database import writing
from digest.deliver import leases, spool
from digest.engines.port import Kind, Waker
from digest.models import Edition, EditionState
from digest.schedule import calling
from digest.work import roll

SWEEP_SECONDS = 5.0
CALLS_FOR_EACH = 20
"""Calls for an edition that wait, for each that the workers on the roll answer at once."""
_ALONE = text("SELECT pg_try_advisory_xact_lock(7233902012)")


def sweep(engine: Engine, waker: Waker, newsletters: Collection[str], clock: Callable[[], datetime]) -> bool:
    """Take back what the dead have left, and call for all that can be moved; whether it was ours to do.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with writing(engine) as session:
        if not _is_ours(session):
            return False
        everybody = roll.shown(session, clock)
        take_back(session, [one for one in everybody if not one.lives], clock())
        roll.forget(session, clock)
        spool.call_again(session, waker)
    lives = [one.worker for one in everybody if one.lives and Kind.SEND in one.worker.queues.split(",")]
    most = max(calling.LEAST, CALLS_FOR_EACH * sum(worker.at_once for worker in lives))
    calling.sends(engine, waker, newsletters, clock(), most)
    return True


def take_back(session: Session, dead: Collection[roll.Shown], now: datetime) -> None:
    """Queue what dead workers had claimed; what they had handed over and learned no answer to is `uncertain`."""
    names = {one.worker.name for one in dead}
    underway = col(Edition.state).in_((EditionState.SENDING, EditionState.PAUSED))
    for key in session.scalars(select(col(Edition.id)).where(underway)).all():
        leases.reclaim_lost(session, key or 0, now=now, dead=names)


def _is_ours(session: Session) -> bool:
    """Whether nobody else sweeps at this moment."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.execute(_ALONE).scalar_one())
