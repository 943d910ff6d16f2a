"""claim -> merge -> transmit -> settle: the only async loop of the send."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from digest.compose.message import Composition
from digest.database import reading, writing
from digest.deliver import leases, ledger
from digest.deliver.feed import Feed, Ready
from digest.deliver.journal import Journal
from digest.deliver.ledger import Balance, Settled
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import retry_at
from digest.deliver.personal import Personal
from digest.deliver.transport import Channel, Transport
from digest.errors import EditionError, TransportError
from digest.models import DeliveryState, Edition, EditionState

HEARTBEAT_SECONDS = ledger.LEASE.total_seconds() / 4
REOPEN_SECONDS = (0.5, 2.0, 8.0)


@dataclass(frozen=True, slots=True)
class Job:
    """A frozen edition on its way out: what the rows say, dressed and personal."""

    edition_id: int
    newsletter: str
    compositions: Mapping[str, Composition]
    personal: Personal
    resend_uncertain: bool = False
    useful: timedelta = timedelta(hours=24)


@dataclass(slots=True)
class Watch:
    """How the caller looks on and interferes: `settled` after each mail, `stop` to end in good order."""

    settled: Callable[[DeliveryState], None] = lambda _state: None
    stop: asyncio.Event = field(default_factory=asyncio.Event)


async def send(
    engine: Engine, job: Job, transport: Transport, *, clock: Callable[[], datetime], watch: Watch
) -> Balance:
    """Move every row that is due; safe to run twice, at once or after a kill.

    Raises:
        TransportError: no channel can be opened; what was not handed over waits, and nothing is lost.
        DatabaseError: the ledger cannot be written.
    """
    run = _Run(engine, job, transport, clock, watch)
    await asyncio.to_thread(run.begin)
    try:
        await run.work()
    finally:
        await asyncio.shield(asyncio.to_thread(run.end))
    return await asyncio.to_thread(run.balance)


class _Run:
    def __init__(
        self, engine: Engine, job: Job, transport: Transport, clock: Callable[[], datetime], watch: Watch
    ) -> None:
        self._engine, self._job, self._transport = engine, job, transport
        self._clock, self._watch = clock, watch
        self._owner = leases.new_owner()
        self._journal = Journal(engine, job.edition_id, owner=self._owner, clock=clock)
        self._feed = Feed(engine, job.edition_id, job.newsletter, owner=self._owner, clock=clock)
        self._fault: TransportError | None = None

    def begin(self) -> None:
        """Take back what a dead run left, give up what is too late, and say that the edition is on its way."""
        with writing(self._engine) as session:
            now, key = self._clock(), self._job.edition_id
            edition = session.get_one(Edition, key)
            if edition.state not in {EditionState.FROZEN, EditionState.SENDING, EditionState.SENT}:
                raise EditionError(f"edition {key} is {edition.state}, and only a frozen one can be sent")
            gone = [owner for owner in leases.owners(session, key) if leases.is_gone(owner)]
            leases.reclaim(session, key, gone=gone, now=now)
            if self._job.resend_uncertain:
                leases.resend_uncertain(session, key, now=now)
            if edition.frozen_at is not None and now > edition.frozen_at + self._job.useful:
                leases.expire(session, key, now=now)
            edition.state = EditionState.SENDING

    async def work(self) -> None:
        """Run the channels until nothing is due; the first one is opened before any row is claimed."""
        first = await self._transport.open()
        heartbeat = asyncio.create_task(self._keep_leases())
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._serve(first))
                for _ in range(self._transport.channels - 1):
                    group.create_task(self._serve(None))
        except ExceptionGroup as faults:
            raise faults.exceptions[0] from None
        finally:
            heartbeat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await heartbeat
        if self._fault is not None and self._feed.waiting:
            raise self._fault

    async def _serve(self, channel: Channel | None) -> None:
        try:
            while not self._watch.stop.is_set() and (ready := await self._feed.next()):
                channel = channel or await self._reopen()
                if channel is None:
                    self._feed.put_back(ready)
                    return
                outcome = await self._transmit(channel, ready)
                if outcome is None or not outcome.usable:
                    await channel.close()
                    channel = None
        finally:
            if channel is not None:
                await channel.close()

    async def _reopen(self) -> Channel | None:
        for pause in REOPEN_SECONDS:
            try:
                return await self._transport.open()
            except TransportError as error:
                self._fault = error
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._watch.stop.wait(), pause)
        return None

    async def _transmit(self, channel: Channel, ready: Ready) -> Outcome | None:
        job, key, now = self._job, ready.claimed.subscriber_id, self._clock()
        message = job.compositions[ready.claimed.variant].merge(job.personal.values(ready.reader, now))
        outcome = await channel.transmit(
            job.personal.envelope(ready.reader), message, lambda: self._journal.hand(key)
        )
        if outcome is not None:
            await self._journal.settle(_settled(ready, outcome, self._clock()))
            self._watch.settled(outcome.state)
        return outcome

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            await asyncio.to_thread(self._renew)

    def _renew(self) -> None:
        with writing(self._engine) as session:
            leases.renew(session, self._job.edition_id, owner=self._owner, now=self._clock())

    def end(self) -> None:
        """Give back what was claimed and not handed, and close the edition when nothing waits any more."""
        with writing(self._engine) as session:
            now = self._clock()
            leases.give_back(session, self._job.edition_id, owner=self._owner, now=now)
            edition = session.get_one(Edition, self._job.edition_id)
            found = ledger.balance(session, edition)
            if not found.unfinished and not found[DeliveryState.DEFERRED]:
                edition.state, edition.sent_at = EditionState.SENT, edition.sent_at or now

    def balance(self) -> Balance:
        """Where every reader stands now."""
        with reading(self._engine) as session:
            return ledger.balance(session, session.get_one(Edition, self._job.edition_id))


def _settled(ready: Ready, outcome: Outcome, now: datetime) -> Settled:
    again = None
    if outcome.state is DeliveryState.DEFERRED:
        again = retry_at(now, ready.claimed.attempts, random.random())  # noqa: S311 - spreads retries, guards nothing
    return Settled(ready.claimed.subscriber_id, outcome, again)
