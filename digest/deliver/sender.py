"""claim -> merge -> transmit -> settle: a run of the sender, over as many connections as it may have."""

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from digest.deliver import buckets, control, leases, ledger
from digest.deliver.feed import Feed
from digest.deliver.gate import Gate
from digest.deliver.job import Job, Shift
from digest.deliver.journal import Journal
from digest.deliver.lane import Lane, Line
from digest.deliver.ledger import Balance
from digest.deliver.patience import patiently
from digest.deliver.ration import Ration
from digest.deliver.sealing import Sealer
from digest.deliver.transport import Transport
from digest.deliver.verdicts import Verdicts, Watch
from digest.errors import DatabaseError, PausedError
from digest.models import Edition, EditionState

__all__ = ["Job", "Watch", "send"]

PAUSE_SECONDS = 1.0  # how long a pause takes to be seen
HEARTBEAT_SECONDS = ledger.LEASE.total_seconds() / 4


async def send(
    engine: Engine, job: Job, transport: Transport, *, clock: Callable[[], datetime], watch: Watch,
    ration: Ration | None = None,
) -> Balance:  # fmt: skip
    """Move every row that is due, or as many as the ration allows; safe to run twice, at once or after a kill.

    Stopped by `watch` or by an error, it finishes the mails that are on the wire and gives the others back.

    Raises:
        EditionError: the edition is not frozen, or its bytes cannot be merged.
        TransportError: no channel can be opened, or the relay refuses us; what was not handed over waits.
        DatabaseError: the ledger cannot be written; nothing was handed over after that.
    """
    run = _Run(engine, job, transport, clock, watch, ration)
    due = await patiently(run.shift.begin)
    try:
        if due:
            await run.work(min(due, transport.channels))
    finally:
        await asyncio.shield(run.end())
    return await asyncio.to_thread(run.shift.balance)


class _Run:
    def __init__(
        self, engine: Engine, job: Job, transport: Transport, clock: Callable[[], datetime], watch: Watch,
        ration: Ration | None,
    ) -> None:  # fmt: skip
        self._transport, self._watch = transport, watch
        self.shift = Shift(engine, job, clock)
        key, owner = job.edition_id, self.shift.owner
        self._journal = Journal(engine, key, job.newsletter, owner=owner, clock=clock)
        self._sealer = Sealer(job, job.signer, clock) if job.signer else None
        seal = self._sealer.seal if self._sealer else None
        self._feed = Feed(self._journal, key, job.newsletter, owner=owner, seal=seal, ration=ration)
        self._gate = Gate(self._feed, self._journal, job.limits, lambda: self._verdicts.stopping)
        self._verdicts = Verdicts(self._journal, self._gate, watch, clock, failing=job.limits.failing)
        self._line = Line(job, self._journal, self._gate, self._verdicts, clock)

    async def work(self, channels: int) -> None:
        """Run the lanes until nothing is due; the first channel is opened before any row is claimed."""
        if self._verdicts.stopping:
            return
        await self._join()
        first = await self._transport.open()
        watches = (self._keep_leases(), self._heed_stop(), self._heed_pause())
        aside = [asyncio.create_task(watch) for watch in watches]
        try:
            lanes = (
                Lane(self._line, self._transport).serve(None if number else first)
                for number in range(channels)
            )
            ends = await asyncio.gather(*lanes, return_exceptions=True)
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)
        await self._verdicts.put_off_held()
        job = self.shift.job
        await self._verdicts.suppress_unknown(job.edition_id, job.personal.keys)
        if self._verdicts.failing:
            await self._pause(self._verdicts.failing)
        await self._journal.quiet()
        self._raise_what_went_wrong(ends)

    async def end(self) -> None:
        """Wait for what is being written, give back the rest, and close the edition where it is complete."""
        await self._feed.quiet()
        with contextlib.suppress(DatabaseError):  # what is not given back lapses
            await self._gate.close()
            await self._journal.do(lambda session, _now: buckets.leave(session, self.shift.owner))
        await self._journal.quiet()
        self._journal.close()
        if self._sealer:
            await asyncio.to_thread(self._sealer.close)
        await patiently(self.shift.end)

    def _raise_what_went_wrong(self, ends: Sequence[BaseException | None]) -> None:
        for error in filter(None, (*ends, self._journal.fault)):
            raise error
        if self._verdicts.failing:
            raise PausedError(
                f"the edition is paused: {self._verdicts.failing}; `digest resume` lets it go on"
            )
        if self._verdicts.fault is not None and self._verdicts.unreached:
            raise self._verdicts.fault

    async def _keep_leases(self) -> None:
        owner, key = self.shift.owner, self.shift.job.edition_id

        def renew(session: Session, now: datetime) -> None:
            leases.renew(session, key, owner=owner, now=now)

        while True:
            await asyncio.sleep(HEARTBEAT_SECONDS)
            with contextlib.suppress(DatabaseError):  # whoever hands the next mail over learns of it
                await self._journal.do(renew)

    async def _heed_pause(self) -> None:
        key = self.shift.job.edition_id
        while True:
            await asyncio.sleep(PAUSE_SECONDS)
            with contextlib.suppress(DatabaseError):
                if await self._journal.do(lambda session, _now: control.is_stopped(session, key)):
                    self._verdicts.halt.set()
                await self._attend()

    async def _join(self) -> None:
        """Share the limits of domains with the other senders; nothing is sent before all of them know of it."""
        while not await self._attend() and not self._verdicts.stopping:  # noqa: ASYNC110 - told in the database
            await asyncio.sleep(PAUSE_SECONDS / 4)

    async def _attend(self) -> bool:
        """Be counted among the senders; whether all of them do."""
        if self.shift.job.limits.is_open:
            return True
        owner = self.shift.owner
        found = await self._journal.do(lambda session, _now: buckets.attend(session, owner))
        self._gate.share(found.rank, found.among)
        return found.is_known

    async def _pause(self, reason: str) -> None:
        """Too many are refused: nobody else is tried before somebody has looked."""

        def stop(session: Session, _now: datetime) -> None:
            edition = session.get_one(Edition, self.shift.job.edition_id)
            if edition.state is EditionState.SENDING:
                control.pause(session, edition, reason)

        await self._journal.do(stop)

    async def _heed_stop(self) -> None:
        await self._watch.stop.wait()
        self._verdicts.halt.set()
