"""Mails to one reader (confirm, welcome), drained ahead of bulk: few, urgent, each in its own transactions."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, or_, select
from sqlmodel import Session, col

from digest.compose.message import Composition
from digest.database import writing
from digest.deliver.leases import new_owner
from digest.deliver.ledger import LEASE
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import retry_at
from digest.deliver.personal import PersonalNotice
from digest.deliver.transport import Channel, Transport
from digest.models import DeliveryState
from subscribers.models import Notice, NoticeState, Subscriber
from subscribers.roster import Recipient

USEFUL = timedelta(hours=48)  # as long as the link in it lives

_ENDS = {
    DeliveryState.SENT: NoticeState.SENT,
    DeliveryState.DEFERRED: NoticeState.QUEUED,
    DeliveryState.FAILED: NoticeState.FAILED,
    DeliveryState.UNCERTAIN: NoticeState.UNCERTAIN,
}


@dataclass(frozen=True, slots=True)
class NoticeMail:
    """How the notices of one newsletter are written."""

    personal: PersonalNotice
    compositions: Mapping[str, Composition]


@dataclass(frozen=True, slots=True)
class _Claim:
    notice_id: int
    kind: str
    newsletter: str
    issued: datetime
    attempts: int
    reader: Recipient


@dataclass(frozen=True, slots=True)
class _Desk:
    engine: Engine
    clock: Callable[[], datetime]
    owner: str

    def claim(self) -> _Claim | None:
        with writing(self.engine) as session:
            now = self.clock()
            for notice in session.scalars(_due(now)):
                found = self._lease(session, notice, now)
                if found is not None:
                    return found
        return None

    def _lease(self, session: Session, notice: Notice, now: datetime) -> _Claim | None:
        if notice.state is NoticeState.HANDED:  # its process is gone, and nobody knows
            notice.state, notice.lease_until = NoticeState.UNCERTAIN, None
            return None
        reader = session.get(Subscriber, notice.subscriber_id)
        if reader is None or reader.erased_at is not None or now > notice.created_at + USEFUL:
            notice.state, notice.settled_at = NoticeState.EXPIRED, now
            return None
        notice.state, notice.lease_owner, notice.lease_until = NoticeState.SENDING, self.owner, now + LEASE
        notice.attempts += 1
        recipient = Recipient(notice.subscriber_id, reader.email, reader.name, reader.email.isascii())
        return _Claim(
            notice.id or 0, notice.kind, notice.newsletter, notice.created_at, notice.attempts, recipient
        )

    def hand(self, claim: _Claim) -> bool:
        with writing(self.engine) as session:
            notice = session.get_one(Notice, claim.notice_id, with_for_update=True)
            if notice.lease_owner != self.owner or notice.state is not NoticeState.SENDING:
                return False
            notice.state, notice.lease_until = NoticeState.HANDED, self.clock() + 11 * LEASE
            return True

    def settle(self, claim: _Claim, outcome: Outcome) -> None:
        with writing(self.engine) as session:
            notice, now = session.get_one(Notice, claim.notice_id), self.clock()
            notice.state, notice.lease_owner, notice.lease_until = _ENDS[outcome.state], None, None
            notice.reply_code = outcome.reply.code if outcome.reply else None
            if outcome.state is DeliveryState.DEFERRED:
                notice.not_before = retry_at(now, claim.attempts, random.random())  # noqa: S311 - spreads retries
            else:
                notice.settled_at = now

    def release(self, claim: _Claim) -> None:
        with writing(self.engine) as session:
            notice = session.get_one(Notice, claim.notice_id)
            if notice.lease_owner == self.owner and notice.state is NoticeState.SENDING:
                notice.state, notice.lease_owner, notice.lease_until = NoticeState.QUEUED, None, None


def _due(now: datetime) -> Select[Notice]:
    lost = col(Notice.state).in_((NoticeState.SENDING, NoticeState.HANDED)) & (col(Notice.lease_until) < now)
    queued = (col(Notice.state) == NoticeState.QUEUED) & (col(Notice.not_before) <= now)
    return (
        select(Notice)
        .where(or_(queued, lost))
        .order_by(col(Notice.id))
        .limit(20)
        .with_for_update(skip_locked=True)
    )


async def drain(
    engine: Engine, mails: Mapping[str, NoticeMail], transport: Transport, *, clock: Callable[[], datetime]
) -> int:
    """Send every notice that is due; returns how many were sent. Safe to run at once in several processes.

    Raises:
        TransportError: no channel can be opened; what is due waits.
        DatabaseError: the store cannot be reached.
    """
    desk = _Desk(engine, clock, new_owner())
    channel: Channel | None = None
    sent = 0
    try:
        while claim := await asyncio.to_thread(desk.claim):
            try:
                channel = channel or await transport.open()
                outcome = await _transmit(desk, channel, mails[claim.newsletter], claim)
            except BaseException:
                await asyncio.shield(asyncio.to_thread(desk.release, claim))
                raise
            sent += outcome is not None and outcome.state is DeliveryState.SENT
            if outcome is None or not outcome.usable:
                await channel.close()
                channel = None
    finally:
        if channel is not None:
            await channel.close()
    return sent


async def _transmit(desk: _Desk, channel: Channel, mail: NoticeMail, claim: _Claim) -> Outcome | None:
    values = mail.personal.values(claim.reader, claim.notice_id, claim.issued, desk.clock())
    message = mail.compositions[claim.kind].merge(values)
    envelope = mail.personal.envelope(claim.reader, claim.notice_id)
    outcome = await channel.transmit(envelope, message, lambda: asyncio.to_thread(desk.hand, claim))
    if outcome is not None:
        await asyncio.to_thread(desk.settle, claim, outcome)
    return outcome
