"""A worker's life: it shows that it lives, sweeps, answers calls, and ends in good order."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from digest.database import writing
from digest.deliver import leases
from digest.engines.port import Kind, Waker
from digest.errors import DatabaseError
from digest.records import Worker
from digest.schedule.remarks import Remarks, log
from digest.work import roll
from digest.work.hands import Hands
from digest.work.sweep import SWEEP_SECONDS, sweep

BESIDE = 32
"""Threads beside one for each call that is answered: heartbeat, sweep, ledger. asyncio's own are 6 where there are 2 processors."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What it answers, and how much at once."""

    kinds: Collection[Kind] = tuple(Kind)
    at_once: int = 4


async def serve(hands: Hands, duty: Duty) -> None:
    """Work until `hands.stop` is set; mails on the wire are finished, the rest is given back."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(duty.at_once + BESIDE))
    worker = _Worker(hands, hands.waker, duty)
    aside = [asyncio.create_task(task) for task in (worker.beat(), worker.sweep(), worker.heed())]
    try:
        await hands.waker.serve(hands.answer, duty.kinds, duty.at_once, hands.stop)
    finally:
        hands.stop.set()
        await hands.end()
        for task in aside:
            task.cancel()
        await asyncio.gather(*aside, return_exceptions=True)
        with contextlib.suppress(DatabaseError):  # then it is taken for dead, a while later
            await asyncio.to_thread(worker.leave)


class _Worker:
    def __init__(self, hands: Hands, waker: Waker, duty: Duty) -> None:
        self._hands, self._waker, self._house = hands, waker, hands.house
        self._remarks = Remarks(self._house.clock)
        now = self._house.clock()
        self._row = Worker(
            name=leases.process(),
            queues=",".join(sorted(duty.kinds)),
            at_once=duty.at_once,
            started_at=now,
            beat_at=now,
        )

    async def beat(self) -> None:
        await self._every(roll.BEAT_SECONDS, "heartbeat", lambda: asyncio.to_thread(self._beat))

    async def sweep(self) -> None:
        await self._every(SWEEP_SECONDS, "sweep", self._sweep)

    async def heed(self) -> None:
        """Claim nothing more from the moment in which it is stopped."""
        await self._hands.stop.wait()
        self._hands.presses.stop()

    def leave(self) -> None:
        with writing(self._house.engine) as session:
            roll.leave(session, self._row.name)

    def _beat(self) -> None:
        pulse = self._house.pulse
        rates = {slug: round(pulse.rate(slug), 1) for slug in self._house.rooms}
        self._row.rates = {slug: rate for slug, rate in rates.items() if rate}
        self._row.settled = pulse.outcomes.total()
        with writing(self._house.engine) as session:
            roll.beat(session, self._row, self._house.clock)

    async def _sweep(self) -> None:
        house = self._house
        if await asyncio.to_thread(sweep, house.engine, self._waker, house.rooms.keys(), house.clock):
            revived = await self._waker.revive()
            if revived:
                log.info("%d calls of workers that died are called again", revived)

    async def _every(self, seconds: float, about: str, work: Callable[[], Awaitable[object]]) -> None:
        while True:
            try:
                await work()
            except DatabaseError as error:
                self._remarks.warn(about, str(error))
            except Exception as error:  # noqa: BLE001 - it has to come again, whatever happened
                self._remarks.defect(about, error)
            else:
                self._remarks.forget(about)
            await asyncio.sleep(seconds)
