"""What the database says is left to do: the only memory of the schedule."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Engine, exists, select
from sqlmodel import Session, col

from digest.database import reading
from digest.deliver import leases
from digest.deliver.ledger import WAITING, among, is_any, is_open
from digest.editions import find
from digest.models import FIXED_STATES, Delivery, DeliveryState, Edition, EditionState

_LEASED = (DeliveryState.SENDING, DeliveryState.HANDED)


def was_printed(engine: Engine, newsletter: str, before: datetime) -> bool:
    """Whether a newsletter had an edition that was frozen before a moment.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    earlier = exists().where(
        col(Edition.newsletter) == newsletter,
        col(Edition.state).in_(FIXED_STATES),
        col(Edition.frozen_at) < before,
    )
    with reading(engine) as session:
        return bool(session.execute(select(earlier)).scalar_one())


def state_of(engine: Engine, newsletter: str, day: date) -> EditionState | None:
    """How far the edition of a day has come; None where there is none.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reading(engine) as session:
        edition = find(session, newsletter, day)
        return edition.state if edition else None


def reason_of(engine: Engine, newsletter: str, day: date) -> str | None:
    """Why the edition of a day was stopped, where it was.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reading(engine) as session:
        edition = find(session, newsletter, day)
        return edition.reason if edition else None


def pace(engine: Engine, newsletter: str) -> float | None:
    """Mails a second at which the newsletter's last edition went out; None where none did yet.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    sent = select(Edition).where(col(Edition.newsletter) == newsletter, col(Edition.sent_at).is_not(None))
    with reading(engine) as session:
        last = session.scalars(sent.order_by(col(Edition.day).desc()).limit(1)).one_or_none()
    if last is None or last.sent_at is None or last.frozen_at is None or not last.enrolled:
        return None
    return last.enrolled / max((last.sent_at - last.frozen_at).total_seconds(), 1.0)


def waiting(engine: Engine, newsletters: Collection[str], now: datetime) -> list[Edition]:
    """Frozen editions that a run would move on, oldest first.

    Never begun, or with readers whose time has come, or left by a run that is gone, or only to be closed.

    Raises:
        DatabaseError: the database cannot be reached.
    """
    with reading(engine) as session:
        return movable(session, newsletters, now)


def movable(
    session: Session, newsletters: Collection[str], now: datetime, key: int | None = None
) -> list[Edition]:
    """The same, within a session; only the edition `key`, where one is given."""
    underway = select(Edition).where(
        col(Edition.newsletter).in_(newsletters),
        col(Edition.state).in_((EditionState.FROZEN, EditionState.SENDING)),
    )
    wanted = underway if key is None else underway.where(col(Edition.id) == key)
    found = session.scalars(wanted.order_by(col(Edition.id))).all()
    return [edition for edition in found if can_move(session, edition, now)]


def can_move(session: Session, edition: Edition, now: datetime) -> bool:
    """Whether a run would move this one on, or close it."""
    if edition.state is EditionState.FROZEN:
        return True
    key = edition.id or 0
    ready = among(*WAITING) & (col(Delivery.not_before) <= now)
    lost = among(*_LEASED) & (col(Delivery.lease_until) < now)
    if any(is_any(session, key, which) for which in (ready, lost)) or not is_open(session, key):
        return True
    return any(leases.is_gone(owner) for owner in leases.owners(session, key))
