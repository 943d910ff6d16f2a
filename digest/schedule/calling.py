"""Calls for workers, made out of what the database says is left to do; as many as are needed, and no more."""

from collections.abc import Collection
from datetime import date, datetime
from math import ceil

from sqlalchemy import Engine
from sqlmodel import Session

from digest.database import writing
from digest.deliver import ledger
from digest.engines.port import Call, Kind, Waker
from digest.models import Edition
from digest.schedule import agenda

CHUNK = 500
"""Rows that one call for a send is for."""
LEAST = 40
"""Calls for an edition that wait at the most, however few workers there are."""


def freeze(engine: Engine, waker: Waker, newsletter: str, day: date) -> None:
    """Have the edition of a day fixed.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with writing(engine) as session:
        waker.call(session, [Call(Kind.FREEZE, f"{newsletter} {day.isoformat()}")])


def collect(engine: Engine, waker: Waker, sources: Collection[str]) -> None:
    """Have sources asked.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with writing(engine) as session:
        waker.call(session, [Call(Kind.COLLECT, slug) for slug in sources])


def sends(
    engine: Engine, waker: Waker, newsletters: Collection[str], now: datetime, most: int = LEAST
) -> None:
    """Have every edition moved that can be.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with writing(engine) as session:
        for edition in agenda.movable(session, newsletters, now):
            send(session, waker, edition, now, most)


def send(session: Session, waker: Waker, edition: Edition, now: datetime, most: int = LEAST) -> None:
    """Have an edition moved: a call for each chunk of rows that are due and not called for yet, up to `most` that wait."""
    key = edition.id or 0
    call = Call(Kind.SEND, str(key))
    room = most - waker.waiting(session, call)
    if room <= most // 2:
        return  # enough to do for now
    rows = ledger.due(session, key, now=now, most=most * CHUNK)
    wanted = max(1, ceil(rows / CHUNK)) - (most - room)
    waker.call(session, [call] * min(wanted, room))
