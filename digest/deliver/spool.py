"""Mails that came back, and what providers report of them, put down for a worker: whoever brings them need not wait for what follows."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlmodel import Session, col

from digest.database import reading, writing
from digest.deliver.bounces.providers import Event
from digest.deliver.bounces.report import Duration, Failure, Reason
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

    def hear(self, events: Sequence[Event]) -> list[Taken]:
        """Keep what a provider reports, all of it or nothing, and call for readers in the same transaction.

        Raises:
            DatabaseError: the store cannot be reached; the provider is to call again.
        """
        with writing(self.engine) as session:
            kept = [ReturnedMail(raw=b"", event=_written(event), at=self.clock()) for event in events]
            session.add_all(kept)
            session.flush()
            self.waker.call(session, [Call(Kind.BOUNCE, str(one.id)) for one in kept])
        return [Taken(event.kind or ReportKind.OTHER, Effect.KEPT) for event in events]


def _written(event: Event) -> str:
    return json.dumps(asdict(event))


def _event(text: str) -> Event:
    told = json.loads(text)
    failure = told["failure"] and Failure(**told["failure"])
    if failure:
        failure = replace(failure, duration=Duration(failure.duration), reason=Reason(failure.reason))
    return Event(told["address"], told["trace"], told["kind"] and ReportKind(told["kind"]), failure)


def read(intake: Intake, key: int) -> Taken | None:
    """Read what was kept, and forget it; None where somebody was quicker. Twice is as once.

    Raises:
        DatabaseError: the store cannot be reached; it is to be read again.
    """
    with reading(intake.engine) as session:
        mail = session.get(ReturnedMail, key)
    if mail is None:
        return None
    taken = intake.heed(_event(mail.event)) if mail.event else intake.take(mail.raw, mail.envelope)
    with writing(intake.engine) as session:
        session.execute(delete(ReturnedMail).where(col(ReturnedMail.id) == key))
    return taken


def call_again(session: Session, waker: Waker) -> None:
    """Call for readers of what still lies there."""
    keys = session.scalars(select(col(ReturnedMail.id)).order_by(col(ReturnedMail.id)).limit(MOST)).all()
    waker.call(session, [Call(Kind.BOUNCE, str(key)) for key in keys])
