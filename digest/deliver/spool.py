"""Mails that came back, put down to be read by a worker: whoever brings them need not wait for what follows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlmodel import Session, col

from digest.database import reading, writing
from digest.deliver.bounces.report import Kind as ReportKind
from digest.deliver.intake import LONGEST, Intake, Taken
from digest.deliver.returns import Effect
from digest.engines.port import Call, Kind, Waker
from digest.records import ReturnedMail

MOST = 100
"""Mails that one sweep calls for."""


@dataclass(frozen=True, slots=True)
class Spool:
    """The same door as the intake's, for an installation with workers."""

    engine: Engine
    waker: Waker
    clock: Callable[[], datetime]

    def take(self, raw: bytes, envelope: str = "") -> Taken:
        """Keep a mail, and call for a reader in the same transaction.

        Raises:
            DatabaseError: the store cannot be reached; the mail is to be taken again.
        """
        with writing(self.engine) as session:
            mail = ReturnedMail(raw=raw[:LONGEST], envelope=envelope[:1000], at=self.clock())
            session.add(mail)
            session.flush()
            self.waker.call(session, [Call(Kind.BOUNCE, str(mail.id))])
        return Taken(ReportKind.OTHER, Effect.KEPT)


def read(intake: Intake, key: int) -> Taken | None:
    """Read a mail that was kept, and forget it; None where somebody was quicker. Twice is as once.

    Raises:
        DatabaseError: the store cannot be reached; it is to be read again.
    """
    with reading(intake.engine) as session:
        mail = session.get(ReturnedMail, key)
    if mail is None:
        return None
    taken = intake.take(mail.raw, mail.envelope)
    with writing(intake.engine) as session:
        session.execute(delete(ReturnedMail).where(col(ReturnedMail.id) == key))
    return taken


def call_again(session: Session, waker: Waker) -> None:
    """Call for readers of what still lies there."""
    keys = session.scalars(select(col(ReturnedMail.id)).order_by(col(ReturnedMail.id)).limit(MOST)).all()
    waker.call(session, [Call(Kind.BOUNCE, str(key)) for key in keys])
