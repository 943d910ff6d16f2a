"""Mails to one reader (confirm, welcome), drained ahead of bulk: few, urgent, each in its own transactions."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from digest.compose.message import Composition
from digest.deliver.desk import Claim, Desk
from digest.deliver.dkim import Signer
from digest.deliver.leases import new_owner
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import retry_at
from digest.deliver.patience import patiently
from digest.deliver.personal import Note, PersonalNotice
from digest.deliver.replies import parse
from digest.deliver.transport import Channel, Mail, Transport
from digest.deliver.verdicts import refused
from digest.models import DeliveryState

BURST = 50  # mails of those that can wait between two looks for those that cannot


@dataclass(frozen=True, slots=True)
class NoticeMail:
    """How the notices of one newsletter are written."""

    personal: PersonalNotice
    compositions: Mapping[str, Composition]
    translated: Callable[[str, str], Composition] | None = None  # a kind in another language
    signer: Signer | None = None
    about: Mapping[str, Callable[[str, str], Composition]] = field(default_factory=dict)
    """Kinds that are about something, written for what it is and a language; they go after the others."""


async def drain(
    engine: Engine, mails: Mapping[str, NoticeMail], transport: Transport, *, clock: Callable[[], datetime]
) -> int:
    """Send every notice that is due; returns how many were sent. Safe to run at once in several processes.

    Notices of newsletters that `mails` does not know are left alone.

    Raises:
        TransportError: no channel can be opened, or the relay refuses us; what is due waits.
        DatabaseError: the store cannot be reached.
    """
    kinds = {slug: (*mail.compositions, *mail.about) for slug, mail in mails.items()}
    desk = Desk(engine, clock, new_owner(), kinds)
    if await asyncio.to_thread(desk.is_empty):
        return 0
    drained = _Drain(desk, mails, transport)
    try:
        while await drained.urgent() or await drained.burst():
            pass
    finally:
        await drained.close()
    return drained.sent


@dataclass(slots=True)
class _Drain:
    desk: Desk
    mails: Mapping[str, NoticeMail]
    transport: Transport
    channel: Channel | None = None
    sent: int = 0

    async def urgent(self) -> bool:
        """Send a mail that its reader waits for; False where there is none."""
        claim = await asyncio.to_thread(self.desk.claim)
        if claim is not None:
            await self.one(claim)
        return claim is not None

    async def burst(self) -> bool:
        """Send some of those that are about something; False where there are none."""
        for count in range(BURST):
            claim = await asyncio.to_thread(self.desk.claim_about)
            if claim is None:
                return count > 0
            await self.one(claim)
        return True

    async def one(self, claim: Claim) -> None:
        try:
            self.channel = self.channel or await self.transport.open()
            outcome = await self._transmit(self.channel, claim)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(self.desk.release, claim))
            raise
        self.sent += outcome is not None and outcome.state is DeliveryState.SENT
        if outcome is not None and not outcome.usable:
            await self.close()

    async def close(self) -> None:
        if self.channel is not None:
            await self.channel.close()
            self.channel = None

    async def _transmit(self, channel: Channel, claim: Claim) -> Outcome | None:
        mail, desk = self.mails[claim.newsletter], self.desk
        message = await asyncio.to_thread(_merged, mail, claim, desk.clock())
        if message is None:
            outcome: Outcome | None = Outcome(DeliveryState.FAILED, parse(0, "this mail cannot be written"))
        else:
            ready = Mail.of(mail.personal.envelope(claim.reader, claim.notice_id), message)
            outcome = await channel.transmit(ready, lambda: patiently(lambda: desk.hand(claim)))
        if outcome is not None and outcome.ours:
            raise refused(self.transport, outcome)
        if outcome is not None:
            end, again = outcome, retry_at(desk.clock(), claim.attempts, random.random())  # noqa: S311 - spreads retries
            await patiently(lambda: desk.settle(claim, end, again))
        return outcome


def _merged(mail: NoticeMail, claim: Claim, now: datetime) -> bytes | None:
    """The mail; None where what is stored of this reader cannot be put into one."""
    try:
        note = Note(claim.notice_id, claim.kind, claim.issued)
        message = _worded(mail, claim).merge(mail.personal.values(claim.reader, note, now))
        return mail.signer.above(message, now) + message if mail.signer else message
    except (ValueError, OverflowError):
        return None


def _worded(mail: NoticeMail, claim: Claim) -> Composition:
    """The mail in the reader's language where that is another than the newsletter's."""
    if claim.about is not None:
        return mail.about[claim.kind](claim.about, claim.language or "")
    if claim.language and mail.translated is not None:
        return mail.translated(claim.kind, claim.language)
    return mail.compositions[claim.kind]
