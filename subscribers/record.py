"""All that is held about one reader, as values: for their receipt, and for the file that they can take with them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from subscribers import suppression
from subscribers.models import Consent, Notice, Subscriber, Subscription
from subscribers.suppression import Bar
from subscribers.taste import Taste


@dataclass(frozen=True, slots=True)
class Record:
    """A reader's rows."""

    reader: Subscriber
    subscriptions: tuple[Subscription, ...]
    trail: tuple[Consent, ...]
    notices: tuple[Notice, ...]
    bars: tuple[Bar, ...] = ()

    def as_json(self) -> dict[str, object]:
        """For the reader to take along: everything, under the names that the pages use, times as ISO 8601 in UTC."""
        reader = self.reader
        return {
            "email": reader.email,
            "name": reader.name,
            "language": reader.language,
            "zone": reader.zone,
            "since": _at(reader.created_at),
            "subscriptions": [_subscription(one) for one in self.subscriptions],
            "consent": [_step(one) for one in self.trail],
            "suppressed": [
                {"reason": one.reason.value, "newsletter": one.newsletter, "at": _at(one.at)}
                for one in self.bars
            ],
            "mails": [
                {
                    "kind": one.kind.value,
                    "newsletter": one.newsletter,
                    "at": _at(one.created_at),
                    "state": one.state.value,
                }
                for one in self.notices
            ],
        }


def record(session: Session, subscriber_id: int) -> Record | None:
    """What is held about a reader; None for one who is not known or was erased."""
    reader = session.get(Subscriber, subscriber_id)
    if reader is None or reader.erased_at is not None:
        return None
    held = select(Subscription).where(col(Subscription.subscriber_id) == subscriber_id)
    steps = select(Consent).where(col(Consent.subscriber_id) == subscriber_id)
    mails = select(Notice).where(col(Notice.subscriber_id) == subscriber_id)
    return Record(
        reader,
        tuple(session.scalars(held.order_by(col(Subscription.newsletter)))),
        tuple(session.scalars(steps.order_by(col(Consent.id)))),
        tuple(session.scalars(mails.order_by(col(Notice.id)))),
        suppression.bars(session, [reader.address_hash or ""]),
    )


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _subscription(one: Subscription) -> dict[str, object]:
    taste = Taste.parse(one.taste)
    return {
        "newsletter": one.newsletter,
        "state": one.state.value,
        "requested": _at(one.requested_at),
        "confirmed": _at(one.confirmed_at),
        "left": _at(one.left_at),
        "paused_until": _at(one.paused_until),
        "frequency": one.frequency.value,
        "muted_sections": sorted(taste.sections),
        "muted_sources": sorted(taste.sources),
        "text_only": taste.text_only,
    }


def _step(one: Consent) -> dict[str, object]:
    return {
        "newsletter": one.newsletter,
        "action": one.action.value,
        "method": one.method.value,
        "wording": one.wording,
        "source": one.source,
        "network_hash": one.network_hash,
        "at": _at(one.at),
    }
