"""What every step of a reader does: hold their row, leave a line in the trail of consent, queue the mail that is due.

Nothing here commits: a mail that becomes due is queued in the same transaction as what made it due.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session, SQLModel

from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Notice,
    NoticeKind,
    NoticeState,
    Subscriber,
    Subscription,
)
from subscribers.tokens import Claim

ONE_MAIL_IN = timedelta(hours=24)  # at most one mail of a kind per address and newsletter
_LOST = (NoticeState.FAILED, NoticeState.EXPIRED)
_MAILS = SQLModel.metadata.tables["notice"].c
_TOLD_ANY = select(
    func.count(), func.count().filter(_MAILS.state.not_in(_LOST))
).where(  # prepared: every signup asks it
    _MAILS.subscriber_id == bindparam("reader"),
    _MAILS.kind == bindparam("kind"),
    _MAILS.created_at > bindparam("since"),
)
_TOLD = _TOLD_ANY.where(_MAILS.newsletter == bindparam("newsletter"))


class Settled(StrEnum):
    """What following a link did."""

    DONE = "done"
    ALREADY = "already"
    GONE = "gone"  # there is nothing that this link could still do


def locked(session: Session, subscriber_id: int) -> Subscriber | None:
    """The reader, held against other writers; every step takes this lock first, so none waits in a circle."""
    reader = session.get(
        Subscriber, subscriber_id, with_for_update={"key_share": True}, populate_existing=True
    )
    return None if reader is None or reader.erased_at is not None else reader


def subscription(session: Session, reader: int, newsletter: str) -> Subscription | None:
    """Where a reader stands with a newsletter, as the database has it now."""
    return session.get(Subscription, (reader, newsletter), populate_existing=True)


def step(claim: Claim, action: ConsentAction, method: ConsentMethod, now: datetime) -> Consent:
    """A line of the trail."""
    return Consent(
        subscriber_id=claim.subscriber_id, newsletter=claim.newsletter, action=action, method=method, at=now
    )


def queue(session: Session, kind: NoticeKind, claim: Claim, now: datetime) -> None:
    """Queue a mail to a reader."""
    session.add(
        Notice(
            kind=kind,
            newsletter=claim.newsletter,
            subscriber_id=claim.subscriber_id,
            created_at=now,
            not_before=now,
        )
    )


def told_lately(session: Session, kind: NoticeKind, claim: Claim, now: datetime) -> bool:
    """Whether a mail of this kind was queued within a day: one, or two where the first could not be delivered."""
    mine = {"reader": claim.subscriber_id, "newsletter": claim.newsletter}
    return _is_told(session, _TOLD, mine | {"kind": kind, "since": now - ONE_MAIL_IN})


def asked_lately(session: Session, reader: int, now: datetime) -> bool:
    """As `told_lately`, of mails that ask for confirmation, for whichever newsletter: nobody is flooded with them."""
    asked = {"reader": reader, "kind": NoticeKind.CONFIRM, "since": now - ONE_MAIL_IN}
    return _is_told(session, _TOLD_ANY, asked)


def _is_told(session: Session, which: Select[int, int], asked: Mapping[str, object]) -> bool:
    session.flush()
    queued, alive = session.connection().execute(which, asked).one()
    return bool(alive) or queued > 1
