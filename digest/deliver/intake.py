"""Mails that came back, one by one: read, traced to a mail of ours, recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine
from sqlmodel import Session

from digest.database import writing
from digest.deliver.bounces import verp
from digest.deliver.bounces.providers import Event
from digest.deliver.bounces.report import Kind, Report
from digest.deliver.bounces.verp import Sent
from digest.deliver.returns import Effect, Finding, address_of, arrived, record, worst
from subscribers import roster
from subscribers.address import parse
from subscribers.errors import AddressError
from subscribers.tokens import Keys

LONGEST = 2_000_000
"""Octets of a mail that are looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one mail: what it is, whose it was, what followed."""

    kind: Kind
    effect: Effect
    sent: Sent | None = None


class Door(Protocol):
    """Where mails that came back are taken."""

    def take(self, raw: bytes, envelope: str = "") -> Taken:
        """Take one; `envelope` is whom it was delivered to. Twice is as once."""

    def hear(self, events: Sequence[Event]) -> list[Taken]:
        """Take what a provider reports, whose call was proved genuine. Twice is as once."""


@dataclass(frozen=True, slots=True)
class Intake:
    """The door for mails that came back."""

    engine: Engine
    keys: Keys
    clock: Callable[[], datetime]

    def take(self, raw: bytes, envelope: str = "") -> Taken:
        """Read one mail; `envelope` is whom it was delivered to, where that is known. Twice is as once.

        A mail that names none of ours with a genuine HMAC is told by its kind, and nothing follows from it.

        Raises:
            DatabaseError: the store cannot be reached; the mail is to be taken again.
        """
        from digest.deliver.bounces.classify import (
            classify,
        )  # a tenth of a second, which a server's start need not wait for

        raw = raw[:LONGEST]
        report = classify(raw)
        sent = self._traced(raw, report, envelope)
        if sent is None or report.kind not in (Kind.BOUNCE, Kind.COMPLAINT):
            return Taken(report.kind, Effect.IGNORED, sent)
        with writing(self.engine) as session:
            failure = worst(report.verdicts, address_of(session, sent.subscriber_id))
            effect = record(session, Finding(sent, report.kind, failure), keys=self.keys, now=self.clock())
        return Taken(report.kind, effect, sent)

    def hear(self, events: Sequence[Event]) -> list[Taken]:
        """Take what a provider reports, one by one.

        Raises:
            DatabaseError: the store cannot be reached; the provider is to call again.
        """
        return [self.heed(event) for event in events]

    def heed(self, event: Event) -> Taken:
        """Take one report of a provider whose call was proved genuine; so the address alone names a reader.

        Raises:
            DatabaseError: the store cannot be reached; the provider is to call again.
        """
        kind = event.kind or Kind.OTHER
        with writing(self.engine) as session:
            sent = verp.returned(self.keys, event.trace) or self._reader(session, event)
            if sent is None:
                return Taken(kind, Effect.IGNORED)
            if event.delivered:
                return Taken(kind, arrived(session, sent, self.clock()), sent)
            effect = record(session, Finding(sent, kind, event.failure), keys=self.keys, now=self.clock())
        return Taken(kind, effect, sent)

    def _reader(self, session: Session, event: Event) -> Sent | None:
        try:
            reader = roster.find(session, parse(event.address))
        except AddressError:
            return None
        if reader is None or reader.id is None:
            return None
        return Sent(reader.id, next(verp.editions(self.keys, event.trace, reader.id), None))

    def _traced(self, raw: bytes, report: Report, envelope: str) -> Sent | None:
        text = f"{envelope}\n{raw.decode('latin-1')}"
        found = verp.returned(self.keys, text)
        if found is None and report.kind is Kind.COMPLAINT:
            return verp.linked(self.keys, text.replace("=\n", "").replace("=\r\n", ""), self.clock())
        return found
