"""All that is held of one reader, as `digest subscribers show` prints it."""

from typing import TypedDict

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from digest.database import reading
from digest.models import Delivery, Edition
from subscribers import roster, suppression
from subscribers.address import Address
from subscribers.models import Consent, Subscriber, Subscription
from subscribers.tokens import Keys

_TRAIL, _EDITIONS = 50, 10


class Dossier(TypedDict):
    """What is held of an address: without a reader only what bars it."""

    email: str
    subscriber: int | None
    name: str | None
    language: str | None
    zone: str | None
    created_at: str | None
    subscriptions: list[dict[str, str]]
    suppressed: list[dict[str, str]]
    trail: list[dict[str, str]]
    editions: list[dict[str, str]]


def dossier(engine: Engine, address: Address, *, keys: Keys) -> Dossier:
    """The reader's row, subscriptions, bars, the latest steps of the trail, and the latest editions, newest first."""
    with reading(engine) as session:
        reader = roster.find(session, address)
        bars = suppression.bars(session, roster.hashes(session, address, keys=keys))
        return {
            "email": address.email if reader is None else reader.email,
            "subscriber": reader.id if reader else None,
            "name": reader.name if reader else None,
            "language": reader.language if reader else None,
            "zone": reader.zone if reader else None,
            "created_at": reader.created_at.isoformat() if reader else None,
            "subscriptions": _subscriptions(session, reader),
            "suppressed": [_told(reason=one.reason, newsletter=one.newsletter, at=one.at) for one in bars],
            "trail": _trail(session, reader),
            "editions": _editions(session, reader),
        }


def _subscriptions(session: Session, reader: Subscriber | None) -> list[dict[str, str]]:
    mine = select(Subscription).where(col(Subscription.subscriber_id) == (reader.id if reader else None))
    return [
        _told(
            newsletter=one.newsletter,
            state=one.state,
            requested_at=one.requested_at,
            confirmed_at=one.confirmed_at,
            left_at=one.left_at,
            paused_until=one.paused_until,
            frequency=one.frequency,
            taste=one.taste or None,
        )
        for one in session.scalars(mine.order_by(col(Subscription.newsletter)))
    ]


def _trail(session: Session, reader: Subscriber | None) -> list[dict[str, str]]:
    mine = select(Consent).where(col(Consent.subscriber_id) == (reader.id if reader else None))
    latest = mine.order_by(col(Consent.at).desc(), col(Consent.id).desc()).limit(_TRAIL)
    return [
        _told(
            at=one.at,
            newsletter=one.newsletter,
            action=one.action,
            method=one.method,
            wording=one.wording,
            source=one.source,
        )
        for one in session.scalars(latest)
    ]


def _editions(session: Session, reader: Subscriber | None) -> list[dict[str, str]]:
    mine = (
        select(col(Edition.newsletter), col(Edition.day), col(Delivery.state), col(Delivery.changed_at))
        .join(Edition, col(Edition.id) == col(Delivery.edition_id))
        .where(col(Delivery.subscriber_id) == (reader.id if reader else None))
        .order_by(col(Edition.day).desc(), col(Edition.newsletter))
        .limit(_EDITIONS)
    )
    return [
        _told(newsletter=newsletter, day=day, state=state, at=at)
        for newsletter, day, state, at in session.execute(mine)
    ]


def _told(**values: object) -> dict[str, str]:
    """What there is, as text; times as ISO 8601 writes them."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in values.items()
        if value is not None
    }


def lines(found: Dossier) -> list[str]:
    """The same for a person to read."""
    head = [found["email"], found["name"], found["language"], found["zone"]]
    told = ["  ".join(part for part in head if part)]
    if found["subscriber"] is not None:
        told.append(f"subscriber {found['subscriber']}, since {found['created_at']}")
    parts = {
        "subscription": found["subscriptions"],
        "suppressed": found["suppressed"],
        "consent": found["trail"],
        "edition": found["editions"],
    }
    for title, rows in parts.items():
        told += [f"{title:<13} {'  '.join(row.values())}" for row in rows]
    return told
