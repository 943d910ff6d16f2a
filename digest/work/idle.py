"""Whether anybody works with a database, as far as it tells: workers that live, and runs that hold rows."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, select
from sqlmodel import Session, col

from digest.deliver import leases
from digest.errors import InUseError
from digest.models import Edition, EditionState
from digest.work import roll


def require_idle(connection: Connection, clock: Callable[[], datetime]) -> None:
    """Refuse a database at which somebody works. Who was killed counts until that is known: 15 seconds, a lease at the most.

    Raises:
        InUseError: somebody does; the message names who, and what to do.
    """
    with Session(connection) as session:
        busy = {one.worker.name for one in roll.shown(session, clock) if one.lives} | _senders(
            session, clock()
        )
    here = sorted(name for name in busy if not leases.is_gone(name))
    if here:
        raise InUseError(
            f"{', '.join(here)} works with this database; stop `digest serve` and every worker first. "
            "One that was killed is forgotten within a minute"
        )


def _senders(session: Session, now: datetime) -> set[str]:
    """The processes that hold rows of an edition under a lease that lasts."""
    underway = col(Edition.state).in_((EditionState.SENDING, EditionState.PAUSED))
    keys = session.scalars(select(col(Edition.id)).where(underway)).all()
    owners = {owner for key in keys for owner in leases.owners(session, key or 0, at=now)}
    return {owner.rpartition(".")[0] for owner in owners}
