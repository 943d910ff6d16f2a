"""One look at what is due, and everything that follows from it; woken too often or twice at once, it does no harm."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from digest.deliver import notices
from digest.errors import DigestError
from digest.models import Edition
from digest.schedule import agenda, calling
from digest.schedule.dispatch import Dispatch
from digest.schedule.freezing import Freezer
from digest.schedule.house import House
from digest.schedule.remarks import Remarks, log


class Rounds:
    """The night watch: freezes what is due, delivers what waits, hands over notices.

    What it knows is in the database. Errors are logged, with ids and never with addresses, and the next round tries
    again. Composing runs in a thread, one edition at a time, so that the web stays awake. `since` is when this watch began,
    unless now.
    """

    def __init__(self, house: House, since: datetime | None = None) -> None:
        self._house = house
        self._remarks = Remarks(house.clock)
        self._dispatch = Dispatch(house, self._remarks)
        self._stopping = asyncio.Event()
        self._freezer = Freezer(house, self._dispatch, self._remarks, since or house.clock(), self._stopping)
        self._looking = asyncio.Lock()
        self._sends: dict[int, asyncio.Task[None]] = {}
        self._drain: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Freeze every edition whose slot has come, and start to deliver every one that can move."""
        async with self._looking:
            for room in self._house.rooms.values():
                await self._guarded(room.slug, partial(self._freezer.freeze, room))
                await self._guarded(f"draft of {room.slug}", partial(self._dispatch.announcer.draft, room))
            await self._guarded("workers", self._require_workers)
            await self._guarded("deliveries", self._start_sends)
            self._house.pulse.beat()

    async def drain(self) -> None:
        """Hand over the notices (confirm, welcome) that are due, unless that is being done already."""
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._guarded("notices", self._hand_notices))
            await self._drain

    async def sweep(self) -> None:
        """Forget what is not kept for longer."""
        await self._guarded("sweep", partial(asyncio.to_thread, self._house.sweep))

    async def fetch(self) -> None:
        """Read the mails that came back, where a box is configured."""
        if self._house.postbox is not None:
            await self._guarded("bounces", partial(self._read_returned, self._house.postbox))

    async def _read_returned(self, postbox: Callable[[], int]) -> None:
        if found := await asyncio.to_thread(postbox):
            log.info("bounces: %d mails read", found)

    async def stop(self, patience: timedelta) -> None:
        """End in good order: mails that are on the wire are finished, the rest is given back.

        What is not done after `patience` is broken off; a mail that was just being handed over is then `uncertain`.
        """
        self._stopping.set()
        tasks = {asyncio.create_task(self._looked()), *self._sends.values()}
        tasks |= {self._drain} if self._drain else set()
        _, late = await asyncio.wait(tasks, timeout=patience.total_seconds())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _looked(self) -> None:
        async with self._looking:  # a look that is under way ends soon, and starts nothing any more
            return

    async def _guarded(self, about: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except DigestError as error:
            self._remarks.warn(about, str(error))
        except Exception as error:  # noqa: BLE001 - the watch must outlive whatever happens in one round
            self._remarks.defect(about, error)
        else:
            self._remarks.forget(about)

    async def _require_workers(self) -> None:
        if self._house.waker is not None and (lacking := await asyncio.to_thread(self._house.lacking)):
            raise DigestError(lacking)

    async def _start_sends(self) -> None:
        house = self._house
        if house.waker is not None:
            await asyncio.to_thread(
                calling.sends, house.engine, house.waker, house.rooms.keys(), house.clock()
            )
            return
        waiting = await asyncio.to_thread(agenda.waiting, house.engine, house.rooms.keys(), house.clock())
        self._sends = {key: task for key, task in self._sends.items() if not task.done()}
        for edition in waiting:
            key = edition.id or 0
            if key not in self._sends and not self._stopping.is_set():
                self._sends[key] = asyncio.create_task(self._send(edition))

    async def _send(self, edition: Edition) -> None:
        await self._guarded(f"edition {edition.id}", partial(self._dispatch.deliver, edition, self._stopping))

    async def _hand_notices(self) -> None:
        house = self._house
        sent = await notices.drain(
            house.engine,
            house.notices,
            house.transport,
            clock=house.clock,
            stopping=self._stopping.is_set,
        )
        house.pulse.notices += sent
        if sent:
            log.info("notices: %d sent", sent)
