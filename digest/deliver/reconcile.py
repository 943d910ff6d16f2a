"""Mails whose answer was lost, settled by evidence: what the relay's log says of their Message-IDs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlmodel import Session, col

from digest.deliver.ledger import among
from digest.deliver.maillog import Fate, Reading
from digest.deliver.personal import message_names
from digest.models import Delivery, DeliveryState, Edition
from subscribers.models import Subscriber
from subscribers.tokens import Keys


class Verdict(StrEnum):
    """What the evidence says."""

    SENT = "sent"
    FAILED = "failed"
    QUEUED = "queued"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One mail that may have been sent: the names its Message-ID may have, and the time within which it went."""

    edition_id: int
    subscriber_id: int
    day: str
    names: tuple[str, ...]
    since: datetime
    until: datetime


def doubts(session: Session, newsletter: str, keys: Keys) -> list[Doubt]:
    """Every uncertain mail of a newsletter."""
    wanted = (
        select(Delivery, Edition)
        .join(Edition, col(Edition.id) == col(Delivery.edition_id))
        .where(col(Edition.newsletter) == newsletter, among(DeliveryState.UNCERTAIN))
        .order_by(col(Delivery.edition_id), col(Delivery.subscriber_id))
    )
    return [
        Doubt(
            row.edition_id, row.subscriber_id, edition.day.isoformat(), message_names(keys, row.edition_id, row.subscriber_id),
            edition.frozen_at or edition.created_at, row.changed_at,
        )
        for row, edition in session.execute(wanted)
    ]  # fmt: skip


def judge(doubt: Doubt, log: Reading) -> tuple[Verdict, Fate]:
    """What the log says of one mail. That it is not there counts only where the log was written all the time."""
    fates = [log.fates[name] for name in doubt.names if name in log.fates]
    taken = next((fate for fate in fates if fate.accepted), None)
    if taken is not None:
        return (Verdict.FAILED if taken.failed else Verdict.SENT), taken
    return (Verdict.QUEUED if log.covers(doubt.since, doubt.until) else Verdict.UNKNOWN), Fate()


_STATES = {
    Verdict.SENT: DeliveryState.SENT,
    Verdict.FAILED: DeliveryState.FAILED,
    Verdict.QUEUED: DeliveryState.QUEUED,
}


def settle(
    session: Session, found: Sequence[Doubt], log: Reading, now: datetime
) -> tuple[Counter[Verdict], list[Doubt]]:
    """Write what the log says; returns the counts, and the mails of which it says nothing."""
    counts: Counter[Verdict] = Counter()
    left = []
    for doubt in found:
        verdict, fate = judge(doubt, log)
        counts[verdict] += 1
        if verdict is Verdict.UNKNOWN:
            left.append(doubt)
            continue
        told = (
            {"reply_status": fate.dsn or None, "reply_text": "the relay's log says so"} if fate.failed else {}
        )
        session.execute(
            update(Delivery)
            .where(
                col(Delivery.edition_id) == doubt.edition_id,
                col(Delivery.subscriber_id) == doubt.subscriber_id,
            )
            .where(col(Delivery.state) == DeliveryState.UNCERTAIN)
            .values(state=_STATES[verdict], lease_owner=None, not_before=now, changed_at=now, **told)
            .execution_options(synchronize_session=False)
        )
    return counts, left


def addresses(session: Session, found: Sequence[Doubt]) -> dict[int, str]:
    """Whom the mails are for; readers that were erased have none."""
    wanted = select(col(Subscriber.id), col(Subscriber.email)).where(
        col(Subscriber.id).in_([one.subscriber_id for one in found])
    )
    return {key: email for key, email in session.execute(wanted) if key is not None and email}
