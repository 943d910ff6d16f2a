"""Who gets it now: the audience as a statement, the readers behind ids, suppression."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlmodel import Session, col

from subscribers.address import Address
from subscribers.models import (
    Frequency,
    Subscriber,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
    insert,
)
from subscribers.tokens import Keys, Purpose, keyed_hashes


@dataclass(frozen=True, slots=True)
class Recipient:
    """A reader as the mailer needs them; `ascii` False needs a server with SMTPUTF8 (RFC 6531)."""

    subscriber_id: int
    email: str
    name: str | None
    ascii: bool


def audience(
    newsletter: str, *, at: datetime, frequencies: Collection[Frequency] = tuple(Frequency)
) -> Select[int]:
    """The ids of all who get `newsletter` at that time, one column `subscriber_id`, ascending.

    Confirmed, not paused, not erased, not suppressed, with one of the `frequencies`; made for INSERT ... SELECT.
    """
    wanted: Select[int] = select(col(Subscription.subscriber_id).label("subscriber_id"))
    joined = wanted.join(Subscriber, col(Subscriber.id) == col(Subscription.subscriber_id))
    return joined.where(_gets(newsletter, at), _often(frequencies)).order_by(col(Subscription.subscriber_id))


def enrolment(
    newsletter: str,
    *,
    at: datetime,
    frequencies: Collection[Frequency],
    tastes: Collection[str] | None = None,
) -> Select[int, str, str | None]:
    """Those of the audience who have one of these tastes, or whatever taste: columns `subscriber_id`, `taste` and `zone`."""
    wanted: Select[int, str, str | None] = select(
        col(Subscription.subscriber_id).label("subscriber_id"),
        col(Subscription.taste).label("taste"),
        col(Subscriber.zone).label("zone"),
    )
    joined = wanted.join(Subscriber, col(Subscriber.id) == col(Subscription.subscriber_id))
    wished = joined if tastes is None else joined.where(col(Subscription.taste).in_(tastes))
    return wished.where(_gets(newsletter, at), _often(frequencies))


def tastes(
    session: Session, newsletter: str, *, at: datetime, frequencies: Collection[Frequency]
) -> dict[str, int]:
    """How many of the audience have each taste."""
    counted: Select[str, int] = select(col(Subscription.taste), func.count())
    joined = counted.join(Subscriber, col(Subscriber.id) == col(Subscription.subscriber_id))
    rows = joined.where(_gets(newsletter, at), _often(frequencies)).group_by(col(Subscription.taste))
    return {taste: count for taste, count in session.execute(rows)}  # noqa: C416 - rows are no pairs to mypy


def zones(
    session: Session, newsletter: str, *, at: datetime, frequencies: Collection[Frequency] = tuple(Frequency)
) -> dict[str, int]:
    """The time zones that readers of the audience have chosen, and how many are in each; under "" those who chose none."""
    named = func.coalesce(col(Subscriber.zone), "")
    counted = select(named, func.count()).join(
        Subscription, col(Subscriber.id) == col(Subscription.subscriber_id)
    )
    mine = counted.where(_gets(newsletter, at), _often(frequencies))
    found = session.execute(mine.group_by(named).order_by(named))
    return {zone: count for zone, count in found}  # noqa: C416 - rows are no pairs to mypy


def _often(frequencies: Collection[Frequency]) -> ColumnElement[bool]:
    return col(Subscription.frequency).in_(frequencies)


def reachable(session: Session, newsletter: str, ids: Sequence[int], *, at: datetime) -> dict[int, Recipient]:
    """The readers behind `ids` (up to some thousands) who may still get it: one who left meanwhile is absent."""
    wanted: Select[int, str, str | None] = select(
        col(Subscription.subscriber_id), col(Subscriber.email), col(Subscriber.name)
    )
    joined = wanted.join(Subscriber, col(Subscriber.id) == col(Subscription.subscriber_id))
    rows = session.execute(joined.where(_gets(newsletter, at), col(Subscription.subscriber_id).in_(ids)))
    return {key: Recipient(key, email, name, email.isascii()) for key, email, name in rows}


def still_gets(
    subscriber_id: ColumnElement[int], newsletter: str, *, at: ColumnElement[datetime]
) -> ColumnElement[bool]:
    """Whether the reader behind a column of ids gets `newsletter` at that time; looked up one by one.

    A database that knows nothing of its tables yet would begin with everybody where it may turn this into a join.
    """
    found = select(literal(1)).where(
        col(Subscription.subscriber_id) == subscriber_id,
        col(Subscriber.id) == subscriber_id,
        _gets(newsletter, at),
    )
    return func.coalesce(found.scalar_subquery(), 0) == 1


def _gets(newsletter: str, at: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    return and_(
        col(Subscription.newsletter) == newsletter,
        col(Subscription.state) == SubscriptionState.CONFIRMED,
        or_(col(Subscription.paused_until).is_(None), col(Subscription.paused_until) <= at),
        col(Subscriber.erased_at).is_(None),
        ~exists().where(
            col(Suppression.address_hash) == col(Subscriber.address_hash),
            _covers(newsletter),
        ),
    )


def _covers(newsletter: str) -> ColumnElement[bool]:
    return or_(col(Suppression.newsletter).is_(None), col(Suppression.newsletter) == newsletter)


def is_at(subscriber_id: ColumnElement[int], domains: Collection[str]) -> ColumnElement[bool]:
    """Whether the reader behind a column of ids has an address at one of these domains; looked up one by one."""
    ends = [func.lower(col(Subscriber.email)).endswith(f"@{name}", autoescape=True) for name in domains]
    found = select(literal(1)).where(col(Subscriber.id) == subscriber_id, or_(*ends)).scalar_subquery()
    return func.coalesce(found, 0) == 1


def find(session: Session, address: Address) -> Subscriber | None:
    """The reader with this address, however it is spelled."""
    return session.scalars(select(Subscriber).where(col(Subscriber.email_key) == address.key)).one_or_none()


def hashes(session: Session, address: Address, *, keys: Keys) -> frozenset[str]:
    """Every hash this address may be suppressed under: one for each live secret, and the one its reader was stored with."""
    known = find(session, address)
    stored = () if known is None or known.address_hash is None else (known.address_hash,)
    return frozenset((*keyed_hashes(keys, Purpose.ADDRESS, address.key), *stored))


def suppression(session: Session, newsletter: str, under: Iterable[str]) -> SuppressionReason | None:
    """Why an address with one of these hashes must not get `newsletter`; None when it may."""
    found = select(col(Suppression.reason)).where(
        col(Suppression.address_hash).in_(under), _covers(newsletter)
    )
    return session.scalars(found.order_by(col(Suppression.id)).limit(1)).one_or_none()


def suppress(
    session: Session,
    address: Address,
    reason: SuppressionReason,
    *,
    newsletter: str | None,
    keys: Keys,
    at: datetime,
) -> None:
    """Never write to this address again: for one newsletter, or for none given for all. Twice is as once.

    A row under every live secret's hash: the audience joins by the hash that the reader's row carries, whichever
    secret was the newest when it was made.
    """
    rows = [
        {"address_hash": hashed, "newsletter": newsletter, "reason": reason, "at": at}
        for hashed in sorted(hashes(session, address, keys=keys))
    ]
    session.execute(insert(session, Suppression).values(rows).on_conflict_do_nothing())
