"""claim -> merge -> transmit -> settle: the only async loop of the send."""

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Engine

from digest.deliver import ledger
from digest.deliver.feed import Feed, Ready
from digest.deliver.job import Job, Shift
from digest.deliver.journal import Journal
from digest.deliver.ledger import Balance, Settled
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import retry_at
from digest.deliver.patience import patiently
from digest.deliver.replies import parse
from digest.deliver.transport import Channel, Transport
from digest.errors import DatabaseError, EditionError, TransportError
from digest.models import DeliveryState

__all__ = ["Job", "Watch", "send"]

HEARTBEAT_SECONDS = ledger.LEASE.total_seconds() / 4
REOPEN_SECONDS = (0.5, 1.0, 1.0, 2.0, 2.0, 4.0)
MOST_POLICY = 10  # readers refused by policy before one mail was taken: then it is us who are refused
MOST_BREAKS = 2  # new connections that broke at one reader's envelope; an older one has its own reasons


@dataclass(slots=True)
class Watch:
    """How the caller looks on and interferes: `settled` after each mail, `stop` to end in good order."""

    settled: Callable[[DeliveryState], None] = lambda _state: None
    stop: asyncio.Event = field(default_factory=asyncio.Event)


async def send(
    engine: Engine, job: Job, transport: Transport, *, clock: Callable[[], datetime], watch: Watch
) -> Balance:
    """Move every row that is due; safe to run twice, at once or after a kill.

    Stopped by `watch` or by an error, it finishes the mails that are on the wire and gives the others back.

    Raises:
        EditionError: the edition is not frozen, or its bytes cannot be merged.
        TransportError: no channel can be opened, or the relay refuses us; what was not handed over waits.
        DatabaseError: the ledger cannot be written; nothing was handed over after that.
    """
    run = _Run(engine, job, transport, clock, watch)
    due = await patiently(run.shift.begin)
    try:
        if due:
            await run.work(min(due, transport.channels))
    finally:
        await asyncio.shield(run.end())
    return await asyncio.to_thread(run.shift.balance)


class _Run:
    def __init__(
        self, engine: Engine, job: Job, transport: Transport, clock: Callable[[], datetime], watch: Watch
    ) -> None:
        self._job, self._transport, self._clock, self._watch = job, transport, clock, watch
        self.shift = Shift(engine, job, clock)
        owner = self.shift.owner
        self._journal = Journal(engine, job.edition_id, owner=owner, clock=clock)
        self._feed = Feed(engine, job.edition_id, job.newsletter, owner=owner, clock=clock)
        self._halt = asyncio.Event()  # no further mail is begun
        self._fault: TransportError | None = None
        self._held: list[tuple[Ready, Outcome]] = []  # refused by policy while no mail was taken yet
        self._taken = False

    async def work(self, channels: int) -> None:
        """Run the channels until nothing is due; the first one is opened before any row is claimed."""
        if self._stopping:
            return
        first = await self._transport.open()
        aside = [asyncio.create_task(self._keep_leases()), asyncio.create_task(self._heed_stop())]
        try:
            ends = await asyncio.gather(
                *(self._serve(None if number else first) for number in range(channels)),
                return_exceptions=True,
            )
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)
        await self._put_off_held()
        self._raise_what_went_wrong(ends)

    @property
    def _stopping(self) -> bool:
        return self._halt.is_set() or self._watch.stop.is_set()

    async def end(self) -> None:
        """Wait for what is being written, give back the rest, and close the edition where it is complete."""
        await self._feed.quiet()
        await self._journal.quiet()
        await patiently(self.shift.end)

    def _raise_what_went_wrong(self, ends: Sequence[BaseException | None]) -> None:
        for error in filter(None, ends):
            raise error
        if self._fault is not None and (self._feed.waiting or self._held) and not self._watch.stop.is_set():
            raise self._fault

    async def _serve(self, channel: Channel | None) -> None:
        """One channel's life. It holds no row while it has no connection, so that nobody waits for its luck."""
        fresh = True
        try:
            while not self._stopping and await self._more():
                if channel is None:
                    channel, fresh = await self._reopen(), True
                if channel is None:
                    return
                ready = self._feed.take()
                if ready is not None and not await self._transmit(channel, ready, fresh=fresh):
                    await channel.close()
                    channel = None
                fresh = fresh and ready is None
        except BaseException:
            self._halt.set()
            raise
        finally:
            if channel is not None:
                await channel.close()

    async def _more(self) -> bool:
        found = await self._feed.more()
        for _ in range(self._feed.suppressed()):
            self._watch.settled(DeliveryState.SUPPRESSED)
        return found

    async def _reopen(self) -> Channel | None:
        for pause in REOPEN_SECONDS:
            try:
                return await self._transport.open()
            except TransportError as error:
                self._fault = error
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._halt.wait(), pause)
            if self._stopping or not await self._more():
                break
        return None

    async def _transmit(self, channel: Channel, ready: Ready, *, fresh: bool) -> bool:
        """Hand one mail over; whether the channel can go on."""
        handed = False

        async def hand() -> bool:
            nonlocal handed
            handed = await self._journal.hand(ready.claimed.subscriber_id)
            return handed

        outcome: Outcome | None
        try:
            message = self._job.merged(ready.claimed.variant, ready.reader, self._clock())
        except EditionError as error:
            outcome = Outcome(DeliveryState.FAILED, parse(0, str(error)))
        else:
            outcome = await channel.transmit(self._job.personal.envelope(ready.reader), message, hand)
        if outcome is None:
            return True  # the row is somebody else's by now
        if outcome.ours:
            self._give_up(ready, outcome)
        elif not outcome.usable and not handed and ready.breaks < MOST_BREAKS:
            self._feed.put_back(replace(ready, breaks=ready.breaks + fresh))
        elif outcome.is_policy and not self._taken:
            self._hold(ready, outcome)
        else:
            await self._settle(ready, outcome)
        return outcome.usable

    async def _settle(self, ready: Ready, outcome: Outcome) -> None:
        now, again = self._clock(), None
        if outcome.state is DeliveryState.DEFERRED:
            again = retry_at(now, ready.claimed.attempts, random.random())  # noqa: S311 - spreads retries, guards nothing
        await self._journal.settle(Settled(ready.claimed.subscriber_id, outcome, again))
        self._watch.settled(outcome.state)
        if outcome.state is DeliveryState.SENT and not self._taken:
            self._taken, held, self._held = True, self._held, []
            for one in held:  # the relay takes our mail: these were refused for themselves
                await self._settle(*one)

    def _hold(self, ready: Ready, outcome: Outcome) -> None:
        self._held.append((ready, outcome))
        if len(self._held) >= MOST_POLICY:
            self._halt.set()

    async def _put_off_held(self) -> None:
        """No mail was taken, so nobody is given up for the refusals: the next run tries them first."""
        for ready, outcome in self._held:
            self._fault = refused(self._transport, outcome)
            put_off = replace(outcome, state=DeliveryState.DEFERRED)
            await self._journal.settle(Settled(ready.claimed.subscriber_id, put_off, self._clock()))

    def _give_up(self, ready: Ready, outcome: Outcome) -> None:
        self._feed.put_back(ready)
        self._fault = refused(self._transport, outcome)
        self._halt.set()

    async def _keep_leases(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            with contextlib.suppress(DatabaseError):  # whoever hands the next mail over learns of it
                await self._journal.renew()

    async def _heed_stop(self) -> None:
        await self._watch.stop.wait()
        self._halt.set()


def refused(transport: Transport, outcome: Outcome) -> TransportError:
    """The error for a relay that takes nothing from us."""
    reply = outcome.reply
    said = f"{reply.code} {reply.status or ''} {reply.text}" if reply else "no reason given"
    hint = "check [smtp] and the newsletter's `from` in digest.toml; nobody was given up"
    return TransportError(f"{transport.place} refuses this mail: {' '.join(said.split())}; {hint}")
