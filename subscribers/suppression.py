"""What bars an address: looked up, told, and lifted where that may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, or_, select
from sqlmodel import Session, SQLModel, col

from subscribers.models import Suppression, SuppressionReason

_ROWS = SQLModel.metadata.tables["suppression"].c
_SINCE = func.min(_ROWS.at)
_BARS = (  # prepared, since every signup asks it
    select(_ROWS.reason, _ROWS.newsletter, _SINCE)
    .where(_ROWS.address_hash.in_(bindparam("under", expanding=True)))
    .group_by(_ROWS.reason, _ROWS.newsletter)
    .order_by(_SINCE, _ROWS.reason, _ROWS.newsletter)
)


@dataclass(frozen=True, slots=True)
class Bar:
    """A reason, for one newsletter or (None) for all, and since when it stands."""

    reason: SuppressionReason
    newsletter: str | None
    at: datetime


def bars(session: Session, under: Iterable[str]) -> tuple[Bar, ...]:
    """All that bars an address with one of these hashes, each reason once, the oldest first."""
    return tuple(Bar(*row) for row in session.connection().execute(_BARS, {"under": list(under)}))


def bar_to_joining(session: Session, newsletter: str, under: Iterable[str]) -> SuppressionReason | None:
    """Why an address must not be asked to confirm.

    As `roster.suppression`, but who unsubscribed or was erased may come back by the same door as everybody: that
    bar stands until they confirm (`end_departure`), so that nobody else can bring them back.
    """
    found = (bar for bar in bars(session, under) if bar.newsletter in (None, newsletter))
    return next((bar.reason for bar in found if not _is_own_wish(bar)), None)


def _is_own_wish(bar: Bar) -> bool:
    left = bar.reason is SuppressionReason.UNSUBSCRIBED and bar.newsletter is not None
    return left or bar.reason is SuppressionReason.ERASED


def end_departure(session: Session, newsletter: str, under: Iterable[str]) -> None:
    """The reader has come back: that they had unsubscribed from this newsletter, or were erased, bars no more."""
    left = and_(
        col(Suppression.newsletter) == newsletter, col(Suppression.reason) == SuppressionReason.UNSUBSCRIBED
    )
    mine = or_(left, col(Suppression.reason) == SuppressionReason.ERASED)
    session.execute(delete(Suppression).where(col(Suppression.address_hash).in_(under), mine))


def lift(session: Session, newsletter: str | None, under: Iterable[str]) -> bool:
    """Take back what bars the address for a newsletter, or for none given what bars it everywhere; whether anything did.

    Only a person who was erased takes that back, and a complaint is not for the sender to take back.
    """
    kept = (SuppressionReason.ERASED, SuppressionReason.COMPLAINED)
    place = col(Suppression.newsletter)
    where = place.is_(None) if newsletter is None else place == newsletter
    mine = (col(Suppression.address_hash).in_(under), col(Suppression.reason).not_in(kept), where)
    found = session.scalar(select(func.count()).select_from(Suppression).where(*mine))
    session.execute(delete(Suppression).where(*mine))
    return bool(found)
