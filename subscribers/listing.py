"""The list to be looked at: pages of readers, and where each stands with every newsletter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, col

from subscribers.address import parse
from subscribers.errors import AddressError
from subscribers.models import Subscriber, Subscription, SubscriptionState


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a reader stands with one newsletter."""

    newsletter: str
    state: SubscriptionState
    requested_at: datetime
    confirmed_at: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One reader in a listing, with all newsletters they ever asked for."""

    subscriber_id: int
    email: str
    name: str | None
    created_at: datetime
    standings: tuple[Standing, ...]


def page(
    session: Session, newsletter: str | None, after_id: int, limit: int, *, text: str | None = None
) -> list[Entry]:
    """The next `limit` readers with an id over `after_id` (0 to begin), of one newsletter or of all.

    With `text` those who have it in address or name, in upper or lower case.
    """
    wanted = select(Subscriber).where(col(Subscriber.id) > after_id, col(Subscriber.erased_at).is_(None))
    if text is not None:
        wanted = wanted.where(_matches(text))
    if newsletter is not None:
        on = and_(
            col(Subscription.subscriber_id) == col(Subscriber.id),
            col(Subscription.newsletter) == newsletter,
        )
        wanted = wanted.join(Subscription, on)
    readers = session.scalars(wanted.order_by(col(Subscriber.id)).limit(limit)).all()
    known = _standings(session, [reader.id for reader in readers if reader.id is not None])
    return [
        Entry(reader.id, reader.email, reader.name, reader.created_at, known.get(reader.id, ()))
        for reader in readers
        if reader.id is not None
    ]


def _matches(text: str) -> ColumnElement[bool]:
    """The text somewhere in an address as it is stored or in a name; `%` and `_` are letters like others."""
    name = func.lower(col(Subscriber.name)).contains(text.lower(), autoescape=True)
    return or_(col(Subscriber.email_key).contains(_key(text), autoescape=True), name)


def _key(text: str) -> str:
    """A whole address as its key is spelled (the domain in IDNA form), a piece of one in small letters."""
    try:
        return parse(text).key
    except AddressError:
        return text.casefold()


def standings(session: Session, subscriber_id: int) -> tuple[Standing, ...]:
    """All newsletters that one reader ever asked for, by name."""
    return _standings(session, [subscriber_id]).get(subscriber_id, ())


def _standings(session: Session, ids: Sequence[int]) -> dict[int, tuple[Standing, ...]]:
    order = (col(Subscription.subscriber_id), col(Subscription.newsletter))
    rows = session.scalars(select(Subscription).where(order[0].in_(ids)).order_by(*order))
    return {
        key: tuple(
            Standing(row.newsletter, row.state, row.requested_at, row.confirmed_at, row.left_at)
            for row in group
        )
        for key, group in groupby(rows, key=lambda row: row.subscriber_id)
    }
