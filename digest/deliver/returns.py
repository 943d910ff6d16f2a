"""What follows from a mail that came back: the ledger learns it, and who cannot be reached is not written to again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlmodel import Session, col

from digest.deliver.bounces.report import Duration, Failure, Kind, Reason
from digest.deliver.bounces.verp import Sent
from digest.models import Delivery, DeliveryState, Edition
from digest.records import Bounce, EditionTally
from subscribers import roster
from subscribers.address import parse
from subscribers.errors import AddressError
from subscribers.models import Subscriber, SuppressionReason
from subscribers.tokens import Keys

LATEST, ENOUGH = 5, 3
"""A reader whose mails of this many of the latest editions came back is not written to any more."""
_ABOUT_US = (Reason.BLOCKED, Reason.SPAM)
_ARRIVED = (DeliveryState.SENT, DeliveryState.UNCERTAIN)


class Effect(StrEnum):
    """What a mail that came back led to."""

    SUPPRESSED = "suppressed"
    COUNTED = "counted"
    WAITING = "waiting"
    IGNORED = "ignored"
    ARRIVED = "arrived"
    KEPT = "kept"  # for a worker to read


@dataclass(frozen=True, slots=True)
class Finding:
    """What one mail says of one of ours."""

    sent: Sent
    kind: Kind
    failure: Failure | None = None


def record(session: Session, found: Finding, *, keys: Keys, now: datetime) -> Effect:
    """Write what came back of one mail. Twice is as once."""
    complaint, failure = found.kind is Kind.COMPLAINT, found.failure
    if not complaint and (found.kind is not Kind.BOUNCE or failure is None):
        return Effect.IGNORED
    if failure is not None and failure.waiting and not complaint:
        return Effect.WAITING
    if not _known(session, found.sent):
        return Effect.IGNORED
    news = _note(session, found, now)
    if failure is not None and not complaint:
        _settle(session, found.sent, failure, now)
    if not news:
        return Effect.IGNORED  # else it would bring back what was lifted since
    if complaint:
        return _suppress(session, found.sent, SuppressionReason.COMPLAINED, keys, now)
    if (failure is not None and failure.hard) or _too_often(session, found.sent):
        return _suppress(session, found.sent, SuppressionReason.BOUNCED, keys, now)
    return Effect.COUNTED


def arrived(session: Session, sent: Sent, now: datetime) -> Effect:
    """Somebody saw this mail arrive: where its answer was lost, it was sent."""
    changed = session.execute(
        update(Delivery)
        .where(col(Delivery.edition_id) == sent.edition_id, col(Delivery.subscriber_id) == sent.subscriber_id)
        .where(col(Delivery.state) == DeliveryState.UNCERTAIN)
        .values(state=DeliveryState.SENT, changed_at=now)
        .returning(col(Delivery.subscriber_id))
        .execution_options(synchronize_session=False)
    )
    return Effect.ARRIVED if changed.all() else Effect.IGNORED


def counts(session: Session, edition_id: int) -> dict[Kind, int]:
    """How many mails of an edition came back, and how many were called spam."""
    wanted = (
        select(col(Bounce.kind), func.count())
        .where(col(Bounce.edition_id) == edition_id)
        .group_by(col(Bounce.kind))
    )
    return {Kind(kind): number for kind, number in session.execute(wanted)}


def worst(failures: Iterable[Failure], address: str) -> Failure | None:
    """The verdict on this address; else, where it was forwarded, the gravest one that decides something."""
    found = list(failures)
    own = [one for one in found if one.address.lower() == address.lower()]
    graded = sorted(
        own or found, key=lambda one: (one.hard, not one.waiting, one.duration is Duration.PERMANENT)
    )
    return graded[-1] if graded else None


def address_of(session: Session, subscriber_id: int) -> str:
    """The reader's address; empty once erased."""
    reader = session.get(Subscriber, subscriber_id)
    return reader.email if reader else ""


def _known(session: Session, sent: Sent) -> bool:
    if sent.edition_id is None:
        return session.get(Subscriber, sent.subscriber_id) is not None
    if session.get(Delivery, (sent.edition_id, sent.subscriber_id)) is not None:
        return True
    summed_up = select(col(EditionTally.edition_id)).where(col(EditionTally.edition_id) == sent.edition_id)
    return session.execute(summed_up.limit(1)).first() is not None  # its rows made way for their sums


def _note(session: Session, found: Finding, now: datetime) -> bool:
    """Keep it, and say whether it was not known; of two reports of a failure the graver one is kept."""
    sent, failure = found.sent, found.failure
    if sent.edition_id is None:
        return True
    permanent = failure is not None and failure.duration is Duration.PERMANENT
    known = session.get(Bounce, (sent.edition_id, sent.subscriber_id, str(found.kind)))
    if known is not None and _grade(known.permanent, known.reason) >= _grade(permanent, _why(failure)):
        return False
    row = known or Bounce(
        edition_id=sent.edition_id,
        subscriber_id=sent.subscriber_id,
        kind=str(found.kind),
        permanent=False,
        reason="",
        at=now,
    )
    row.permanent, row.at = permanent, now
    row.reason = _why(failure)
    row.status = (failure.status if failure else "")[:16]
    session.add(row)
    session.flush()
    return True


def _why(failure: Failure | None) -> str:
    return str(failure.reason if failure else Reason.SPAM)


def _grade(permanent: bool, reason: str) -> int:
    """For a while, for good, for good since nobody is there."""
    return permanent + (permanent and reason == Reason.INVALID)


def _settle(session: Session, sent: Sent, failure: Failure, now: datetime) -> None:
    """A mail that was sent, or may have been, has failed after all."""
    session.execute(
        update(Delivery)
        .where(col(Delivery.edition_id) == sent.edition_id, col(Delivery.subscriber_id) == sent.subscriber_id)
        .where(col(Delivery.state).in_(_ARRIVED))
        .values(
            state=DeliveryState.FAILED,
            reply_code=None,
            reply_status=failure.status[:16] or None,
            reply_text=f"came back: {failure.duration}, {failure.reason}",
            changed_at=now,
        )
        .execution_options(synchronize_session=False)
    )


def _too_often(session: Session, sent: Sent) -> bool:
    """Whether too many of the latest editions came back, for what is not about us."""
    if sent.edition_id is None:
        return False
    newsletter = select(col(Edition.newsletter)).where(col(Edition.id) == sent.edition_id).scalar_subquery()
    latest = (
        select(col(Delivery.edition_id))
        .join(Edition, col(Edition.id) == col(Delivery.edition_id))
        .where(col(Delivery.subscriber_id) == sent.subscriber_id, col(Edition.newsletter) == newsletter)
        .where(col(Delivery.state).in_((DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN)))
        .order_by(col(Edition.day).desc(), col(Edition.id).desc())
        .limit(LATEST)
        .subquery()
    )
    counted = select(func.count()).where(
        col(Bounce.subscriber_id) == sent.subscriber_id,
        col(Bounce.kind) == str(Kind.BOUNCE),
        col(Bounce.reason).not_in([str(one) for one in _ABOUT_US]),
        col(Bounce.edition_id).in_(select(latest)),
    )
    return int(session.execute(counted).scalar_one()) >= ENOUGH


def _suppress(session: Session, sent: Sent, reason: SuppressionReason, keys: Keys, now: datetime) -> Effect:
    try:
        address = parse(address_of(session, sent.subscriber_id))
    except AddressError:  # erased meanwhile: nobody is there to be written to
        return Effect.COUNTED
    roster.suppress(session, address, reason, newsletter=None, keys=keys, at=now)
    return Effect.SUPPRESSED
