"""The ledger of notices: one row, one short transaction, the same rules as for an edition's rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, Select, and_, false, or_, select
from sqlmodel import Session, col

from digest.database import glancing, writing
from digest.deliver.leases import is_gone
from digest.deliver.ledger import LEASE
from digest.deliver.outcome import Outcome
from digest.models import DeliveryState
from subscribers import roster, suppression
from subscribers.models import Notice, NoticeKind, NoticeState, Subscriber, Subscription, SubscriptionState
from subscribers.roster import Recipient

USEFUL = timedelta(hours=48)  # as long as the link in it lives
SENDING_LEASE = 11 * LEASE  # MAIL and RCPT may take five minutes each, and nothing renews this lease
HANDED_LEASE = 14 * LEASE  # DATA two minutes, the final dot ten

_LEASED = (NoticeState.SENDING, NoticeState.HANDED)
_ENDS = {
    DeliveryState.SENT: NoticeState.SENT,
    DeliveryState.DEFERRED: NoticeState.QUEUED,
    DeliveryState.FAILED: NoticeState.FAILED,
    DeliveryState.UNCERTAIN: NoticeState.UNCERTAIN,
}
_UNDERWAY = select(col(Notice.id)).where(col(Notice.state).in_((NoticeState.QUEUED, *_LEASED))).limit(1)
_NEEDS = {
    NoticeKind.CONFIRM: SubscriptionState.PENDING,
    NoticeKind.WELCOME: SubscriptionState.CONFIRMED,
    NoticeKind.FAREWELL: SubscriptionState.LEFT,
    NoticeKind.GOODBYE_UNDO: SubscriptionState.CONFIRMED,
    NoticeKind.CORRECTION: SubscriptionState.CONFIRMED,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A notice that is ours while its lease lasts, and who it is for."""

    notice_id: int
    kind: str
    newsletter: str
    issued: datetime
    attempts: int
    reader: Recipient
    language: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The notices of some newsletters, by the kinds that can be written for each."""

    engine: Engine
    clock: Callable[[], datetime]
    owner: str
    kinds: Mapping[str, tuple[str, ...]]

    def is_empty(self) -> bool:
        """Whether no notice is on its way, whoever may send it: asked every two seconds, so with a glance at the index.

        Raises:
            DatabaseError: the store cannot be reached.
        """
        with glancing(self.engine) as connection:
            return connection.execute(_UNDERWAY).first() is None

    def claim(self) -> Claim | None:
        """Lease the oldest notice that is due, and settle those on the way that nobody needs any more.

        Raises:
            DatabaseError: the store cannot be reached.
        """
        with writing(self.engine) as session:
            now = self.clock()
            queued, lost = self._queued(now), self._lost(now, _gone(session))
            wanted = self._mine(or_(queued, lost)).where(col(Notice.about).is_(None))
            return self._first(session, wanted.order_by(col(Notice.id)), now)

    def claim_about(self) -> Claim | None:
        """As `claim`, one of those that are about something; there may be one for every reader, so the index gives the order."""
        with writing(self.engine) as session:
            now = self.clock()
            for due in (self._queued(now), self._lost(now, _gone(session))):
                wanted = self._mine(due).where(col(Notice.about).is_not(None))
                found = self._first(session, wanted.order_by(col(Notice.not_before)), now)
                if found is not None:
                    return found
        return None

    def _first(self, session: Session, wanted: Select[Notice], now: datetime) -> Claim | None:
        one = wanted.limit(1).with_for_update(skip_locked=True)
        while (notice := session.scalars(one).one_or_none()) is not None:
            found = self._lease(session, notice, now)
            session.flush()
            if found is not None:
                return found
        return None

    def _queued(self, now: datetime) -> ColumnElement[bool]:
        return and_(col(Notice.state) == NoticeState.QUEUED, col(Notice.not_before) <= now)

    def _lost(self, now: datetime, gone: Sequence[str]) -> ColumnElement[bool]:
        over = or_(col(Notice.lease_until) < now, col(Notice.lease_owner).in_(gone))
        return and_(col(Notice.state).in_(_LEASED), over)

    def _mine(self, due: ColumnElement[bool]) -> Select[Notice]:
        known = (
            and_(col(Notice.newsletter) == slug, col(Notice.kind).in_(kinds))
            for slug, kinds in self.kinds.items()
        )
        return select(Notice).where(due, or_(false(), *known))

    def _lease(self, session: Session, notice: Notice, now: datetime) -> Claim | None:
        if notice.state is NoticeState.HANDED:  # its process is gone or too late, and nobody knows
            notice.state, notice.lease_until = NoticeState.UNCERTAIN, None
            return None
        reader = session.get(Subscriber, notice.subscriber_id)
        if reader is None or now > notice.created_at + USEFUL or not _wanted(session, notice, reader):
            notice.state, notice.settled_at = NoticeState.EXPIRED, now
            notice.lease_owner, notice.lease_until = None, None
            return None
        notice.state, notice.lease_owner = NoticeState.SENDING, self.owner
        notice.lease_until = now + SENDING_LEASE
        notice.attempts += 1
        recipient = Recipient(notice.subscriber_id, reader.email, reader.name, reader.email.isascii())
        return Claim(
            notice.id or 0,
            notice.kind,
            notice.newsletter,
            notice.created_at,
            notice.attempts,
            recipient,
            reader.language,
            notice.about,
        )

    def hand(self, claim: Claim) -> bool:
        """Write that it is about to be handed over; False where the lease was lost. Twice is as once.

        Raises:
            DatabaseError: the store cannot be reached; the mail must not go.
        """
        with writing(self.engine) as session:
            notice = self._ours(session, claim, NoticeState.SENDING, NoticeState.HANDED)
            if notice is None:
                return False
            notice.state, notice.lease_until = NoticeState.HANDED, self.clock() + HANDED_LEASE
            return True

    def settle(self, claim: Claim, outcome: Outcome, again: datetime) -> None:
        """Write what became of it, also of one given up as `uncertain` meanwhile; `again` is for a deferred one.

        Raises:
            DatabaseError: the store cannot be reached.
        """
        with writing(self.engine) as session:
            notice = self._ours(
                session, claim, NoticeState.SENDING, NoticeState.HANDED, NoticeState.UNCERTAIN
            )
            if notice is None:
                return
            notice.state, notice.lease_owner, notice.lease_until = _ENDS[outcome.state], None, None
            notice.reply_code = outcome.reply.code if outcome.reply else None
            if outcome.state is DeliveryState.DEFERRED:
                notice.not_before = again
            else:
                notice.settled_at = self.clock()

    def release(self, claim: Claim) -> None:
        """Queue one again that was not handed over."""
        with writing(self.engine) as session:
            notice = self._ours(session, claim, NoticeState.SENDING)
            if notice is not None:
                notice.state, notice.lease_owner, notice.lease_until = NoticeState.QUEUED, None, None
                notice.attempts -= 1

    def _ours(self, session: Session, claim: Claim, *states: NoticeState) -> Notice | None:
        notice = session.get_one(Notice, claim.notice_id, with_for_update=True)
        return notice if notice.lease_owner == self.owner and notice.state in states else None


def _gone(session: Session) -> list[str]:
    held = select(col(Notice.lease_owner)).where(col(Notice.state).in_(_LEASED)).distinct()
    return [owner for owner in session.execute(held).scalars() if owner and is_gone(owner)]


def _wanted(session: Session, notice: Notice, reader: Subscriber) -> bool:
    """Whether the reader still waits for it: nobody gets a mail after they left, or twice confirms."""
    subscription = session.get(Subscription, (notice.subscriber_id, notice.newsletter))
    if reader.erased_at is not None or subscription is None:
        return False
    if subscription.state is not _NEEDS.get(notice.kind, subscription.state):
        return False
    under = [reader.address_hash or ""]
    if notice.kind is NoticeKind.CONFIRM:  # who left or was erased may come back by it
        return suppression.bar_to_joining(session, notice.newsletter, under) is None
    return roster.suppression(session, notice.newsletter, under) is None
