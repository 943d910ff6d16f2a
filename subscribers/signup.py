"""Joining, confirming, and adding by hand: each step leaves its line in the trail of consent.

Nothing here commits: a mail that becomes due is queued in the same transaction as what made it due. Whoever
asks is answered alike whatever the address is to us; the values returned here are for logs and tests, not for pages.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import Session, col

from subscribers import newcomer, roster, suppression, trail
from subscribers.address import Address
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    NoticeKind,
    Subscriber,
    Subscription,
    SubscriptionState,
)
from subscribers.newcomer import Newcomer, Wish
from subscribers.tokens import Claim, Keys, Purpose, keyed_hash, keyed_hashes
from subscribers.trail import Settled


@dataclass(frozen=True, slots=True)
class Join:
    """A wish to get a newsletter, as it came in by a form or the API."""

    address: Address
    newsletter: str
    name: str | None = None
    method: ConsentMethod = ConsentMethod.FORM
    wording: str | None = None  # version of the sentence that was agreed to
    network_hash: str | None = None
    language: str | None = None  # of the page, where it is not the newsletter's own


class Joined(StrEnum):
    """What came of it."""

    ASKED = "asked"  # a confirmation mail is queued
    WAITING = "waiting"  # one was, less than a day ago, for this newsletter or another
    ALREADY = "already"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Addition:
    """A reader added by the operator, who vouches for the consent; `source` says where it was given."""

    address: Address
    newsletters: tuple[str, ...]
    source: str
    name: str | None = None


class AddOutcome(StrEnum):
    """What an addition did for one newsletter."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Added:
    """One newsletter of an addition; a refusal has its reason."""

    newsletter: str
    outcome: AddOutcome
    reason: str | None = None


def join(session: Session, request: Join, *, keys: Keys, now: datetime) -> Joined:
    """Note the wish and queue the mail that asks for confirmation, unless there is nothing to ask.

    An address is asked once a day, for whatever number of newsletters: the next mail goes out when the last is answered.
    """
    known = newcomer.stored_hash(session, request.address)
    hashes = keyed_hashes(keys, Purpose.ADDRESS, request.address.key)
    under = {*hashes, *((known[1],) if known and known[1] else ())}
    if suppression.bar_to_joining(session, request.newsletter, under) is not None:
        return Joined.SUPPRESSED
    if known is None and _is_new(session, request, hashes[0], now):
        return Joined.ASKED
    return _join_again(session, request, keys=keys, now=now)


def _is_new(session: Session, request: Join, address_hash: str, now: datetime) -> bool:
    """Write down a reader who was not known; False where another transaction was faster."""
    who = Newcomer(request.address, address_hash, request.name, request.language)
    reader = newcomer.add(session, who, now)
    if reader is not None:
        wish = Wish(request.newsletter, request.method, request.wording, request.network_hash)
        newcomer.ask(session, reader, wish, now)
    return reader is not None


def _join_again(session: Session, request: Join, *, keys: Keys, now: datetime) -> Joined:
    reader = _reader(session, request.address, request.name, keys=keys, now=now)
    subscription = trail.subscription(session, reader, request.newsletter)
    if subscription is not None and subscription.state is SubscriptionState.CONFIRMED:
        return Joined.ALREADY
    asked = trail.asked_lately(session, reader, now)
    if not asked or subscription is None or subscription.state is SubscriptionState.LEFT:
        subscription = subscription or _pending(reader, request.newsletter, now)
        subscription.state, subscription.requested_at = SubscriptionState.PENDING, now
        subscription.confirmed_at = None  # who left and asks again must confirm again
        session.add_all([subscription, _requested(request, reader, now)])
    if asked:
        return Joined.WAITING
    trail.queue(session, NoticeKind.CONFIRM, Claim(request.newsletter, reader, None), now)
    return Joined.ASKED


def confirm(
    session: Session, claim: Claim, now: datetime, *, keys: Keys, network_hash: str | None = None
) -> Settled:
    """Make a pending subscription a confirmed one and queue the welcome; a second time changes nothing."""
    reader = trail.locked(session, claim.subscriber_id)
    subscription = trail.subscription(session, claim.subscriber_id, claim.newsletter)
    if reader is None or subscription is None or subscription.state is SubscriptionState.LEFT:
        return Settled.GONE
    stored = reader.address_hash or ""
    under = {stored, *keyed_hashes(keys, Purpose.ADDRESS, reader.email_key or "")}
    if suppression.bar_to_joining(session, claim.newsletter, under) is not None:
        return Settled.GONE
    if subscription.state is SubscriptionState.CONFIRMED:
        return Settled.ALREADY
    suppression.end_departure(session, claim.newsletter, under)
    subscription.state, subscription.confirmed_at = SubscriptionState.CONFIRMED, now
    session.add(subscription)
    step = trail.step(claim, ConsentAction.CONFIRMED, ConsentMethod.BUTTON, now)
    step.network_hash = network_hash
    session.add(step)
    trail.queue(session, NoticeKind.WELCOME, claim, now)
    _ask_for_the_next(session, claim, under, now)
    return Settled.DONE


def _ask_for_the_next(session: Session, claim: Claim, under: Collection[str], now: datetime) -> None:
    """Queue the mail for one more newsletter that was asked for while a mail was on its way: its reader has answered that."""
    waiting = select(Subscription).where(
        col(Subscription.subscriber_id) == claim.subscriber_id,
        col(Subscription.state) == SubscriptionState.PENDING,
    )
    session.flush()
    for subscription in session.scalars(waiting.order_by(col(Subscription.newsletter))):
        following = Claim(subscription.newsletter, claim.subscriber_id, None)
        barred = suppression.bar_to_joining(session, following.newsletter, under) is not None
        if not barred and not trail.told_lately(session, NoticeKind.CONFIRM, following, now):
            subscription.requested_at = now  # its days to be confirmed begin with the mail
            session.add(subscription)
            trail.queue(session, NoticeKind.CONFIRM, following, now)
            return


def add(session: Session, addition: Addition, *, keys: Keys, now: datetime) -> tuple[Added, ...]:
    """Add a reader by hand, confirmed at once, one answer per newsletter.

    Who left comes back only by themselves, and a suppressed address not at all: both are refused.
    """
    under = roster.hashes(session, addition.address, keys=keys)
    answers = []
    for newsletter in addition.newsletters:
        reason = roster.suppression(session, newsletter, under)
        if reason is not None:
            answers.append(Added(newsletter, AddOutcome.REFUSED, f"suppressed: {reason}"))
            continue
        reader = _reader(session, addition.address, addition.name, keys=keys, now=now)
        answers.append(_add_one(session, reader, newsletter, source=addition.source, now=now))
    return tuple(answers)


def _add_one(session: Session, reader: int, newsletter: str, *, source: str, now: datetime) -> Added:
    subscription = trail.subscription(session, reader, newsletter) or _pending(reader, newsletter, now)
    if subscription.state is SubscriptionState.LEFT:
        day = f"{subscription.left_at:%Y-%m-%d}"
        return Added(
            newsletter, AddOutcome.REFUSED, f"left on {day}; only the reader can come back, by signing up"
        )
    if subscription.state is SubscriptionState.CONFIRMED:
        return Added(newsletter, AddOutcome.UNCHANGED)
    subscription.state, subscription.confirmed_at = SubscriptionState.CONFIRMED, now
    step = trail.step(Claim(newsletter, reader, None), ConsentAction.IMPORTED, ConsentMethod.COMMAND, now)
    step.source = source
    session.add_all([subscription, step])
    return Added(newsletter, AddOutcome.ADDED)


def _reader(session: Session, address: Address, name: str | None, *, keys: Keys, now: datetime) -> int:
    """The id behind an address, made when it is new; its row is locked until the transaction ends.

    A known reader keeps the name and spelling they have: whoever fills in a form may not be them.
    """
    known = _id_of(session, address)
    if known is None:
        hashed = keyed_hash(keys, Purpose.ADDRESS, address.key)
        newcomer.add(session, Newcomer(address, hashed, name), now)
        known = _id_of(session, address)
    if known is None:
        raise RuntimeError("a reader vanished between two statements of one transaction")
    return known


def _id_of(session: Session, address: Address) -> int | None:
    found = select(col(Subscriber.id)).where(col(Subscriber.email_key) == address.key)
    return session.scalars(found.with_for_update(key_share=True)).one_or_none()


def _pending(reader: int, newsletter: str, now: datetime) -> Subscription:
    return Subscription(
        subscriber_id=reader, newsletter=newsletter, state=SubscriptionState.PENDING, requested_at=now
    )


def _requested(request: Join, reader: int, now: datetime) -> Consent:
    step = trail.step(Claim(request.newsletter, reader, None), ConsentAction.REQUESTED, request.method, now)
    step.wording, step.network_hash = request.wording, request.network_hash
    return step
