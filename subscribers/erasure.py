"""What is forgotten: a reader who wants to be, and wishes that nobody confirmed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select, update
from sqlmodel import Session, col

from subscribers import trail
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Frequency,
    Notice,
    NoticeState,
    Subscriber,
    Subscription,
    SubscriptionState,
    Suppression,
    SuppressionReason,
    insert,
)
from subscribers.tokens import Claim, Keys, Purpose, keyed_hashes

PAGE = 500  # unconfirmed readers that one sweep empties; the next one goes on


def erase(session: Session, subscriber_id: int, method: ConsentMethod, *, keys: Keys, now: datetime) -> bool:
    """Empty a reader's row for good; the address is written to again only if its owner signs up and confirms.

    False where that was done before. What stays is the number of the row, without which editions would not balance, the trail of consent under
    that number, and a keyed hash by which others cannot add the address. The host frees what the database keeps of old pages.
    """
    reader = trail.locked(session, subscriber_id)
    if reader is None:
        return False
    hashes = {reader.address_hash or "", *keyed_hashes(keys, Purpose.ADDRESS, reader.email_key or "")} - {""}
    rows = [
        {"address_hash": hashed, "newsletter": None, "reason": SuppressionReason.ERASED, "at": now}
        for hashed in sorted(hashes)
    ]
    session.execute(insert(session, Suppression).values(rows).on_conflict_do_nothing())
    for newsletter in session.scalars(
        select(col(Subscription.newsletter)).where(col(Subscription.subscriber_id) == subscriber_id)
    ):
        claim = Claim(newsletter, subscriber_id, None)
        session.add(trail.step(claim, ConsentAction.ERASED, method, now))
    _empty(session, [subscriber_id], now)
    return True


def _empty(session: Session, ids: Iterable[int], now: datetime) -> None:
    """Nothing of a person is left in these rows; what was queued for them is not sent."""
    ids = list(ids)
    subscriptions = update(Subscription).where(
        col(Subscription.subscriber_id).in_(ids), col(Subscription.state) != SubscriptionState.LEFT
    )
    session.execute(subscriptions.values(state=SubscriptionState.LEFT, left_at=now))
    plain = update(Subscription).where(col(Subscription.subscriber_id).in_(ids))
    session.execute(plain.values(taste="", frequency=Frequency.DAILY, paused_until=None))
    queued = update(Notice).where(col(Notice.subscriber_id).in_(ids), col(Notice.state) == NoticeState.QUEUED)
    session.execute(queued.values(state=NoticeState.EXPIRED, settled_at=now))
    emptied = update(Subscriber).where(col(Subscriber.id).in_(ids))
    session.execute(
        emptied.values(
            email="",
            email_key=None,
            address_hash=None,
            name=None,
            language=None,
            zone=None,
            erased_at=now,
        )
    )
    session.expire_all()


def forget_unconfirmed(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """End wishes that nobody confirmed in time, and empty the rows of those who never had any other.

    Returns how many wishes ended.
    """
    old = (
        col(Subscription.state) == SubscriptionState.PENDING,
        col(Subscription.requested_at) < now - older_than,
    )
    wishes = session.execute(
        select(col(Subscription.subscriber_id), col(Subscription.newsletter))
        .where(*old)
        .order_by(col(Subscription.subscriber_id))
        .limit(PAGE)
    ).all()
    for reader, newsletter in wishes:
        trail.locked(session, reader)
        ended = delete(Subscription).where(
            col(Subscription.subscriber_id) == reader, col(Subscription.newsletter) == newsletter, *old
        )
        session.execute(ended.execution_options(synchronize_session=False))
    _empty(session, _left_alone(session, {reader for reader, _ in wishes}), now)
    return len(wishes)


def _left_alone(session: Session, ids: set[int]) -> list[int]:
    """Those of these readers who have no subscription of any kind."""
    has_any = exists().where(col(Subscription.subscriber_id) == col(Subscriber.id))
    wanted = select(col(Subscriber.id)).where(col(Subscriber.id).in_(ids), ~has_any)
    return [key for key in session.scalars(wanted) if key is not None]


def forget_trails(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Delete a page of the trail of readers who left a newsletter so long ago, or were erased; returns how many lines.

    Who is on the list, or waits to confirm, keeps every line: it proves that they asked for it.
    """
    limit = now - older_than
    stays = exists().where(
        col(Subscription.subscriber_id) == col(Consent.subscriber_id),
        col(Subscription.newsletter) == col(Consent.newsletter),
        or_(col(Subscription.state) != SubscriptionState.LEFT, col(Subscription.left_at) >= limit),
    )
    old = select(col(Consent.id)).where(col(Consent.at) < limit, ~stays).limit(PAGE)
    gone = delete(Consent).where(col(Consent.id).in_(old)).returning(col(Consent.id))
    return len(session.execute(gone.execution_options(synchronize_session=False)).all())
