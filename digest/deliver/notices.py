"""Mails to one reader (confirm, welcome), drained ahead of bulk: few, urgent, each in its own transactions."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from digest.compose.message import Composition
from digest.database import writing
from digest.deliver import buckets
from digest.deliver.buckets import Grant, Wish
from digest.deliver.desk import Claim, Desk
from digest.deliver.dkim import Signer
from digest.deliver.leases import new_owner
from digest.deliver.limits import OPEN, Limits, RelayLimit
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import retry_at
from digest.deliver.patience import patiently
from digest.deliver.personal import Note, PersonalNotice
from digest.deliver.replies import parse
from digest.deliver.transport import Channel, Mail, Transport
from digest.deliver.verdicts import refused
from digest.errors import CrowdedError, SpentError
from digest.models import DeliveryState

BURST = 2.0  # seconds of those that can wait between two looks for those that cannot
LANES = 10  # channels for them at the most: each mail is written down three times


@dataclass(frozen=True, slots=True)
class NoticeMail:
    """How the notices of one newsletter are written."""

    personal: PersonalNotice
    compositions: Mapping[str, Composition]
    translated: Callable[[str, str], Composition] | None = None  # a kind in another language
    signer: Signer | None = None
    about: Mapping[str, Callable[[str, str], Composition]] = field(default_factory=dict)
    """Kinds that are about something, written for what it is and a language; they go after the others."""
    limits: Limits = OPEN


async def drain(
    engine: Engine,
    mails: Mapping[str, NoticeMail],
    transport: Transport,
    *,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Send every notice that is due; returns how many were sent. Safe to run at once in several processes.

    Those that are about something go over as many channels as an edition, within the same rates. Notices of newsletters that
    `mails` does not know are left alone; once it is `stopping`, no mail is begun.

    Raises:
        TransportError: no channel can be opened, or the relay refuses us; what is due waits.
        DatabaseError: the store cannot be reached.
    """
    kinds = {slug: (*mail.compositions, *mail.about) for slug, mail in mails.items()}
    desk = Desk(engine, clock, new_owner(), kinds)
    if await asyncio.to_thread(desk.is_empty):
        return 0
    lanes = [_Lane(desk, mails, transport, stopping) for _ in range(min(max(transport.channels, 1), LANES))]
    try:
        while await lanes[0].urgent() or await _burst(lanes):
            pass
    finally:
        for lane in lanes:
            await lane.close()
    return sum(lane.sent for lane in lanes)


async def _burst(lanes: Sequence["_Lane"]) -> bool:
    """Send some of those that are about something, over all lanes at once; False where there are none."""
    until = asyncio.get_running_loop().time() + BURST
    ended = await asyncio.gather(*(lane.some(until) for lane in lanes), return_exceptions=True)
    for end in ended:
        if isinstance(end, BaseException):
            raise end
    return any(ended)


@dataclass(slots=True)
class _Lane:
    """One way out, opened for the first mail that takes it."""

    desk: Desk
    mails: Mapping[str, NoticeMail]
    transport: Transport
    stopping: Callable[[], bool]
    channel: Channel | None = None
    sent: int = 0

    async def urgent(self) -> bool:
        """Send a mail that its reader waits for; False where there is none."""
        claim = None if self.stopping() else await asyncio.to_thread(self.desk.claim)
        if claim is not None:
            await self.one(claim)
        return claim is not None

    async def some(self, until: float) -> bool:
        """Send those that are about something until a time of the loop; whether there were any."""
        now, found = asyncio.get_running_loop().time, False
        while now() < until and not self.stopping():
            claim = await asyncio.to_thread(self.desk.claim_about)
            if claim is None:
                break
            try:
                await self.one(claim)
            except (CrowdedError, SpentError):  # the relay has enough of us, or of today's mails
                break
            found = True
        return found

    async def one(self, claim: Claim) -> None:
        """Send the mail of a claim, or give it back."""
        try:
            self.channel = self.channel or await self.transport.open()
            if claim.about is not None:
                await self._paced(claim, self.channel.relay)
            outcome = await self._transmit(self.channel, claim)
        except BaseException:
            await asyncio.shield(asyncio.to_thread(self.desk.release, claim))
            raise
        self.sent += outcome is not None and outcome.state is DeliveryState.SENT
        if outcome is not None and not outcome.usable:
            await self.close()

    async def close(self) -> None:
        """End the channel in good order, where one is open."""
        if self.channel is not None:
            await self.channel.close()
            self.channel = None

    async def _paced(self, claim: Claim, relay: RelayLimit) -> None:
        """Wait for the turn of a mail that goes to many, by the rates that editions keep to.

        Raises:
            SpentError: the relay may have no more mails today.
        """
        domain = claim.reader.email.rpartition("@")[2].lower()
        rate = self.mails[claim.newsletter].limits.of(domain).per_second
        wishes = [] if relay.is_open else [Wish(f"relay {relay.name}", 1, relay.per_second, relay.warm_up)]
        wishes += [Wish(f"domain {domain}", 1, rate)] if rate else []
        grants = await asyncio.to_thread(_drawn, self.desk.engine, wishes) if wishes else []
        if not all(grant.tokens for grant in grants):
            raise SpentError(f"{relay.name}: the mails of this day are used up")
        await asyncio.sleep(max((grant.wait for grant in grants), default=0))

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


def _drawn(engine: Engine, wishes: Sequence[Wish]) -> list[Grant]:
    with writing(engine) as session:
        return buckets.draw(session, wishes)


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
