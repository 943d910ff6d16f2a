"""Who works on a row, for how long, and what happens to rows whose worker is gone."""

import os
import socket
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from itertools import count
from secrets import token_hex

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlmodel import Session, col

from digest.deliver.ledger import LEASE, WAITING, among
from digest.models import Delivery, DeliveryState

_LEASED = (DeliveryState.SENDING, DeliveryState.HANDED)


_RUNS = count(1)


@cache
def place() -> str:
    """Where process numbers mean what they mean here: this machine, and within it this container."""
    host = socket.gethostname()[:28].replace("/", "-")
    with suppress(OSError):
        return f"{host}.{os.stat('/proc/self/ns/pid').st_ino}"  # noqa: PTH116 - the link leads to no file
    return host


@cache
def _process(pid: int) -> str:
    return f"{place()}/{pid}/{token_hex(4)}"


def process() -> str:
    """A name for this process, which no other ever has: `place/pid/random`."""
    return _process(os.getpid())


def new_owner() -> str:
    """A name for a run of this process: the process's, a dot and a number; at most 64 characters."""
    return f"{process()}.{next(_RUNS)}"


def is_gone(owner: str) -> bool:
    """Whether `owner` was a process of this machine that no longer runs; False where that cannot be known."""
    host, pid, _ = owner.rsplit("/", 2)
    if host != place():
        return False
    with suppress(PermissionError):
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            return True
    return False


def owners(session: Session, edition_id: int, *, at: datetime | None = None) -> list[str]:
    """Who holds leases on rows of an edition; only those that last at a moment, where one is given."""
    wanted = select(col(Delivery.lease_owner)).where(_leased(edition_id)).distinct()
    if at is not None:
        wanted = wanted.where(col(Delivery.lease_until) >= at)
    return [owner for owner in session.execute(wanted).scalars() if owner]


def renew(session: Session, edition_id: int, *, owner: str, now: datetime) -> None:
    """Keep the leases of a run that is alive; a row that is being moved gets a new one with that, and is not waited for."""
    mine = select(col(Delivery.subscriber_id)).where(_leased(edition_id), col(Delivery.lease_owner) == owner)
    session.execute(
        update(Delivery)
        .where(_leased(edition_id), col(Delivery.lease_owner) == owner)
        .where(col(Delivery.subscriber_id).in_(mine.with_for_update(skip_locked=True)))
        .values(lease_until=now + LEASE)
        .execution_options(synchronize_session=False)
    )


def reclaim_lost(session: Session, edition_id: int, *, now: datetime, dead: Collection[str] = ()) -> bool:
    """Take back what runs that are gone have left, those of the `dead` processes too; returns whether rows were queued again."""
    gone = [
        owner for owner in owners(session, edition_id) if owner.rpartition(".")[0] in dead or is_gone(owner)
    ]
    return reclaim(session, edition_id, gone=gone, now=now)


def reclaim(session: Session, edition_id: int, *, gone: Sequence[str], now: datetime) -> bool:
    """Take back rows whose lease ran out or whose owner is `gone`: queued again, or `uncertain` where handed.

    Returns whether rows were queued again. An `uncertain` row keeps its owner's name: should that one live and learn
    the reply after all, it settles it.
    """
    lost = and_(
        _leased(edition_id), or_(col(Delivery.lease_until) < now, col(Delivery.lease_owner).in_(gone))
    )
    handed = (
        update(Delivery)
        .where(lost, among(DeliveryState.HANDED))
        .values(state=DeliveryState.UNCERTAIN, lease_until=None, changed_at=now)
    )
    session.execute(handed.execution_options(synchronize_session=False))
    return _queue_again(session, lost, now)


def give_back(session: Session, edition_id: int, *, owner: str, now: datetime) -> None:
    """Queue what a run that stops early claimed and did not hand over."""
    _queue_again(session, and_(_leased(edition_id), col(Delivery.lease_owner) == owner), now)


def expire(session: Session, edition_id: int, *, now: datetime) -> None:
    """Give up what waits still: an edition past its useful life is not worth a reader's morning."""
    session.execute(
        update(Delivery)
        .where(col(Delivery.edition_id) == edition_id, among(*WAITING))
        .values(state=DeliveryState.EXPIRED, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def resend_uncertain(session: Session, edition_id: int, *, now: datetime) -> None:
    """The policy `resend`: queue uncertain rows again, under the same Message-ID."""
    session.execute(
        update(Delivery)
        .where(col(Delivery.edition_id) == edition_id, among(DeliveryState.UNCERTAIN))
        .values(state=DeliveryState.QUEUED, lease_owner=None, not_before=now, changed_at=now)
        .execution_options(synchronize_session=False)
    )


def _queue_again(session: Session, which: ColumnElement[bool], now: datetime) -> bool:
    back = (
        update(Delivery)
        .where(which, among(DeliveryState.SENDING))
        .values(
            state=DeliveryState.QUEUED,
            attempts=col(Delivery.attempts) - 1,
            lease_owner=None,
            lease_until=None,
            changed_at=now,
        )
    )
    back = back.returning(col(Delivery.subscriber_id)).execution_options(synchronize_session=False)
    return bool(session.execute(back).all())


def _leased(edition_id: int) -> ColumnElement[bool]:
    return and_(col(Delivery.edition_id) == edition_id, among(*_LEASED))
