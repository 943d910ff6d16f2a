"""Sends that nobody was there for, and that a newer one has overtaken: on record as skipped, with the reason."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from digest.collect.window import closed_until
from digest.database import reading, writing
from digest.editions import find
from digest.models import CLOSED_STATES, FIXED_STATES, Edition, EditionState
from digest.newsroom import Newsroom
from digest.schedule.making import TO_FREEZE
from digest.schedule.timetable import Slot, between

MOST = 31
"""How many are written down: whoever was away for longer knows it."""
REASON = "missed: nothing was running at its time; its stories go into the next edition"


def record_missed(room: Newsroom, newest: Slot, now: datetime) -> Sequence[Slot]:
    """Skip the slots between the last edition and the newest slot, oldest first; those that others have skipped are left out.

    A newsletter that was never printed has missed nothing. Stories are kept: the window of the next edition is as it was.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    last = _last(room.engine, room.slug)
    if last is None or last >= newest.day:
        return ()
    slots = between(room.newsletter, last, newest)[-MOST:]
    return [slot for slot in slots if _skipped(room, slot, now)]


def _last(engine: Engine, newsletter: str) -> date | None:
    """The day of the newest edition that was decided on; None where none was ever printed."""
    of = col(Edition.newsletter) == newsletter
    decided = select(func.max(col(Edition.day))).where(
        of, col(Edition.state).in_((*CLOSED_STATES, EditionState.HELD))
    )
    printed = select(col(Edition.id)).where(of, col(Edition.state).in_(FIXED_STATES)).limit(1)
    with reading(engine) as session:
        if session.execute(printed).first() is None:
            return None
        return session.execute(decided).scalar_one_or_none()


def _skipped(room: Newsroom, slot: Slot, now: datetime) -> bool:
    try:
        with writing(room.engine) as session:
            return _skip(session, room, slot.day, now)
    except IntegrityError:  # another server was faster
        return False


def _skip(session: Session, room: Newsroom, day: date, now: datetime) -> bool:
    edition = find(session, room.slug, day)
    if edition is None:
        start = closed_until(session, room.slug, now)
        edition = Edition(
            newsletter=room.slug, day=day, created_at=now, number=0, window_start=start, window_end=start,
            content="", hash="",
        )  # fmt: skip
    elif edition.state not in TO_FREEZE:
        return False
    edition.state, edition.reason = EditionState.SKIPPED, REASON
    edition.window_end = edition.window_start
    session.add(edition)
    return True
