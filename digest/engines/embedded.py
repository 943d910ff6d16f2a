"""The engine without another part: calls wait in the memory of this process, and go with it."""

import asyncio
import heapq
import logging
import threading
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import count

from sqlalchemy import event
from sqlmodel import Session

from digest.engines.port import PRIORITY, Answer, Call, Kind, Later

log = logging.getLogger("digest.engines")
Waiting = tuple[int, int, Call]


class EmbeddedWaker:
    """Calls come from any thread, and are answered on the loop that serves."""

    def __init__(self) -> None:
        self._heaps: dict[Kind, list[Waiting]] = {kind: [] for kind in Kind}
        self._counted: Counter[Call] = Counter()
        self._order, self._lock = count(), threading.Lock()
        self._ears: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    def call(self, session: Session, calls: Sequence[Call]) -> None:
        """Have these answered once the session's transaction has committed."""
        event.listen(session, "after_commit", lambda _session: self._put(calls), once=True)

    def waiting(self, session: Session, call: Call) -> int:  # noqa: ARG002 - the port's
        """How many calls like this one wait to be answered."""
        return self._counted[call]

    async def serve(self, answer: Answer, kinds: Collection[Kind], at_once: int, stop: asyncio.Event) -> None:
        """Answer calls of these kinds, so many at once, until `stop`; those that were begun are waited for."""
        ear = (asyncio.get_running_loop(), asyncio.Event())
        self._ears.append(ear)
        ringing = asyncio.create_task(_ring_at(stop, ear[1]))
        try:
            await asyncio.gather(*(self._serve(answer, kinds, ear[1], stop) for _ in range(at_once)))
        finally:
            ringing.cancel()
            self._ears.remove(ear)

    async def revive(self) -> int:
        """Calls of a process that died went with it; the sweep finds in the ledger what is left to do."""
        return 0

    async def _serve(
        self, answer: Answer, kinds: Collection[Kind], rung: asyncio.Event, stop: asyncio.Event
    ) -> None:
        while not stop.is_set():
            call = self._take(kinds)
            if call is None:
                rung.clear()
                call = self._take(kinds)  # it may have come just before
            if call is None:
                await rung.wait()
            else:
                await self._answered(answer, call)

    async def _answered(self, answer: Answer, call: Call) -> None:
        try:
            await answer(call)
        except Later as later:
            asyncio.get_running_loop().call_later(later.seconds, self._put, [call])
        except Exception as error:  # noqa: BLE001 - one call that fails ends no worker
            log.error("%s %s: %s", call.kind, call.about, type(error).__name__)

    def _put(self, calls: Sequence[Call]) -> None:
        with self._lock:
            for call in calls:
                if not (call.once and self._counted[call]):
                    heapq.heappush(self._heaps[call.kind], (-PRIORITY[call.kind], next(self._order), call))
                    self._counted[call] += 1
            for loop, rung in self._ears:
                loop.call_soon_threadsafe(rung.set)

    def _take(self, kinds: Collection[Kind]) -> Call | None:
        with self._lock:
            heaps = [self._heaps[kind] for kind in kinds if self._heaps[kind]]
            if not heaps:
                return None
            _, _, call = heapq.heappop(min(heaps, key=lambda heap: heap[0]))
            self._counted[call] -= 1
            return call


async def _ring_at(stop: asyncio.Event, rung: asyncio.Event) -> None:
    """Whoever waits for a call hears of the end as well; a clear in between is rung over."""
    await stop.wait()
    while True:
        rung.set()
        await asyncio.sleep(0.05)
