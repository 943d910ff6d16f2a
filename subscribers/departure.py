"""Leaving a newsletter, and coming back within a week by one button."""

from datetime import datetime, timedelta

from sqlmodel import Session

from subscribers import suppression, trail
from subscribers.models import (
    ConsentAction,
    ConsentMethod,
    NoticeKind,
    Subscription,
    SubscriptionState,
)
from subscribers.tokens import Claim
from subscribers.trail import Settled

UNDO_WITHIN = timedelta(days=7)


def leave(session: Session, claim: Claim, method: ConsentMethod, now: datetime) -> Settled:
    """End a subscription, pending or confirmed; a second time changes nothing. It holds for a send that is running.

    Who had confirmed gets a last mail, with the button that takes it back.
    """
    reader = trail.locked(session, claim.subscriber_id)
    subscription = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    if reader is None or subscription is None or subscription.state is SubscriptionState.LEFT:
        return Settled.ALREADY
    was_reader = subscription.state is SubscriptionState.CONFIRMED
    subscription.state, subscription.left_at = SubscriptionState.LEFT, now
    session.add(subscription)
    session.add(trail.step(claim, ConsentAction.LEFT, method, now))
    if was_reader:
        _tell(session, NoticeKind.FAREWELL, claim, now)
    return Settled.DONE


def undo(session: Session, claim: Claim, now: datetime) -> Settled:
    """Take a departure back; a second time changes nothing. `claim` is of a link made at that departure or after it."""
    reader = trail.locked(session, claim.subscriber_id)
    subscription = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    if reader is None or subscription is None:
        return Settled.GONE
    if subscription.state is SubscriptionState.CONFIRMED:
        return Settled.ALREADY
    if not _can_undo(subscription, claim, now):
        return Settled.GONE
    under = [reader.address_hash or ""]
    if suppression.bar_to_joining(session, claim.newsletter, under) is not None:
        return Settled.GONE
    suppression.end_departure(session, claim.newsletter, under)
    subscription.state, subscription.left_at = SubscriptionState.CONFIRMED, None
    session.add(subscription)
    session.add(trail.step(claim, ConsentAction.RETURNED, ConsentMethod.BUTTON, now))
    _tell(session, NoticeKind.GOODBYE_UNDO, claim, now)
    return Settled.DONE


def can_undo(session: Session, claim: Claim, now: datetime) -> bool:
    """Whether the link could still take a departure back."""
    found = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    return found is not None and _can_undo(found, claim, now)


def _can_undo(subscription: Subscription, claim: Claim, now: datetime) -> bool:
    """Only who had confirmed can come back without doing so again, and only by a link of the last departure."""
    left, issued = subscription.left_at, claim.issued
    if subscription.state is not SubscriptionState.LEFT or subscription.confirmed_at is None:
        return False
    return (
        left is not None
        and issued is not None
        and issued >= left.replace(microsecond=0)
        and now - left <= UNDO_WITHIN
    )


def _tell(session: Session, kind: NoticeKind, claim: Claim, now: datetime) -> None:
    if not trail.told_lately(session, kind, claim, now):
        trail.queue(session, kind, claim, now)
