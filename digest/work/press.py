"""One run of the sender for each edition and process, fed by calls: connections and compositions outlive a chunk."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from digest.deliver.ration import Ration
from digest.engines.port import Later
from digest.errors import DigestError
from digest.models import DeliveryState

REST_SECONDS = 15
"""How long an edition is left alone after a run that failed: a relay that is away is not asked all the time."""
Settler = Callable[[DeliveryState], None]
Run = Callable[[Ration, Settler], Awaitable[None]]


@dataclass(slots=True)
class Press:
    """A run that goes on: so many rows were asked for, so many are settled."""

    ration: Ration
    asked: int = 0
    settled: int = 0
    ended: "asyncio.Task[None] | None" = None
    _waiting: "deque[tuple[int, asyncio.Future[None]]]" = field(default_factory=deque)

    def count(self, _state: DeliveryState) -> None:
        """A row was settled."""
        self.settled += 1
        self._tell(self.settled)

    def end(self) -> None:
        """Nothing is settled any more."""
        self.ration.close()
        self._tell(self.asked)

    def _tell(self, settled: int) -> None:
        while self._waiting and self._waiting[0][0] <= settled:
            _, reached = self._waiting.popleft()
            if not reached.done():
                reached.set_result(None)

    async def chunk(self, rows: int) -> None:
        """Have so many more rows moved, and wait for them or for the end of the run, whose error is raised."""
        assert self.ended is not None  # noqa: S101 - whoever made it has begun it
        self.asked += rows
        reached: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((self.asked, reached))
        self.ration.add(rows)
        await reached
        if self.ration.closed:
            await asyncio.shield(self.ended)


class Presses:
    """The runs of this process."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._presses: dict[int, Press] = {}
        self._resting: dict[int, float] = {}
        self._ticks, self._stopping = ticks, False

    async def chunk(self, key: int, rows: int, run: Run) -> None:
        """Have so many rows of an edition moved; `run` is begun where none goes on.

        Raises:
            Later: the last run failed not long ago.
            DigestError: this one did.
        """
        press = self._presses.get(key)
        while press is not None and press.ration.closed and not self._stopping:
            await asyncio.wait(
                [press.ended] if press.ended else []
            )  # it is at its end: the next one follows it
            press = self._presses.get(key)
        if self._stopping:
            return
        if press is None:
            self._require_rested(key)
            press = self._begun(key, run)
        await press.chunk(rows)

    def stop(self) -> None:
        """Let nothing more be claimed."""
        self._stopping = True
        for press in self._presses.values():
            press.ration.close()

    async def quiet(self) -> None:
        """Wait for every run's end."""
        ends = [press.ended for press in self._presses.values() if press.ended]
        await asyncio.gather(*ends, return_exceptions=True)

    def _begun(self, key: int, run: Run) -> Press:
        press = Press(Ration())
        press.ended = asyncio.create_task(self._run(key, press, run))
        press.ended.add_done_callback(_seen)
        self._presses[key] = press
        return press

    async def _run(self, key: int, press: Press, run: Run) -> None:
        try:
            await run(press.ration, press.count)
        except DigestError:
            self._resting[key] = self._ticks() + REST_SECONDS
            raise
        finally:
            self._presses.pop(key, None)
            press.end()

    def _require_rested(self, key: int) -> None:
        rest = self._resting.get(key, 0.0) - self._ticks()
        if rest > 0:
            raise Later(int(rest) + 1)
        self._resting.pop(key, None)


def _seen(ended: "asyncio.Task[None]") -> None:
    """An error of a run whose callers have all gone is no news."""
    if not ended.cancelled():
        ended.exception()
