"""Which receiving domains refuse an edition by policy, as the ledger tells it: their readers are put off, not given up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from digest.deliver.ledger import among
from digest.deliver.outcome import Reply
from digest.models import Delivery, DeliveryState
from subscribers.models import Subscriber

REFUSED = 500  # a reply for good (RFC 5321 §4.2.1): with one only policy puts a reader off


@dataclass(frozen=True, slots=True)
class ShutDomain:
    """A domain that takes no mail of ours: how many wait there, what it said, when the first of them is tried again."""

    domain: str
    readers: int
    reply: Reply
    again: datetime

    @property
    def said(self) -> str:
        """What is told of it."""
        words = " ".join(f"{self.reply.code} {self.reply.status or ''} {self.reply.text}".split())
        who = "1 reader is" if self.readers == 1 else f"{self.readers:,} readers are"
        return f"takes no mail of ours: {words}; {who} tried again from {self.again:%H:%M} UTC"


def shut_domains(session: Session, edition_id: int, *, most: int) -> list[ShutDomain]:
    """Those with the most readers first, `most` of them at the most."""
    domain = _domain(session)
    said = (func.min(col(Delivery.reply_code)), func.min(col(Delivery.reply_status)), func.min(col(Delivery.reply_text)))  # fmt: skip
    found = (
        select(domain, func.count(), func.min(col(Delivery.not_before)), *said)
        .join(Subscriber, col(Subscriber.id) == col(Delivery.subscriber_id))
        .where(col(Delivery.edition_id) == edition_id, among(DeliveryState.DEFERRED))
        .where(col(Delivery.reply_code) >= REFUSED, col(Subscriber.email) != "")
        .group_by(domain)
        .order_by(func.count().desc(), domain)
        .limit(most)
    )
    return [
        ShutDomain(name, readers, Reply(code, status, text or ""), again)
        for name, readers, again, code, status, text in session.execute(found)
    ]


def _domain(session: Session) -> ColumnElement[str]:
    email = func.lower(col(Subscriber.email))
    if session.get_bind().dialect.name == "postgresql":
        return func.split_part(email, "@", 2)
    return func.substr(email, func.instr(email, "@") + 1)
