"""A send is paused, goes on, or is given up: written into the edition, and heeded by whoever is sending it."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from digest.deliver import leases
from digest.deliver.ledger import among, balance, is_any
from digest.errors import EditionError
from digest.models import SENDABLE_STATES, DeliveryState, Edition, EditionState

_STARTED = (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.FAILED)
_LEASED = (DeliveryState.SENDING, DeliveryState.HANDED)


def pause(session: Session, edition: Edition, reason: str) -> None:
    """Stop it after the mails that are on their way; those who were not reached wait.

    Raises:
        EditionError: it is not being sent.
    """
    _require(edition, *SENDABLE_STATES)
    edition.state, edition.reason = EditionState.PAUSED, reason.strip()[:500] or "paused by the editor"
    session.add(edition)


def resume(session: Session, edition: Edition) -> None:
    """Let it go on.

    Raises:
        EditionError: it is not paused.
    """
    _require(edition, EditionState.PAUSED)
    edition.state, edition.reason = EditionState.SENDING, None
    session.add(edition)


def cancel(session: Session, edition: Edition, *, now: datetime) -> None:
    """Give up those who were not reached: their rows expire. What somebody may have stays an edition that was sent.

    Raises:
        EditionError: it is not being sent, or mails are on their way still.
    """
    _require(edition, EditionState.PAUSED)
    key = edition.id or 0
    if is_any(session, key, among(*_LEASED)):
        raise EditionError(
            f"edition {key} is paused, and mails are on their way still; cancel it in a moment"
        )
    leases.expire(session, key, now=now)
    started = balance(session, edition)
    edition.state = EditionState.SENT if any(started[state] for state in _STARTED) else EditionState.CANCELLED
    edition.reason = "cancelled before everybody had it"
    session.add(edition)


def is_stopped(session: Session, edition_id: int) -> bool:
    """Whether whoever sends an edition is to end."""
    state = session.execute(select(col(Edition.state)).where(col(Edition.id) == edition_id)).scalar_one()
    return state not in SENDABLE_STATES


def _require(edition: Edition, *states: EditionState) -> None:
    if edition.state not in states:
        wanted = " or ".join(states)
        raise EditionError(f"the edition of {edition.day} is {edition.state}, not {wanted}")
