"""Group commit: connections that wait for the ledger share one transaction."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from digest.database import writing
from digest.deliver import leases, ledger
from digest.deliver.ledger import Settled
from digest.deliver.patience import patiently


@dataclass(frozen=True, slots=True)
class _Entry:
    """One wish of one connection; without hand and settled it is a heartbeat."""

    done: asyncio.Future[bool]
    hand: int | None = None
    settled: Settled | None = None


class Journal:
    """The ledger of one run, as awaitables; while one transaction commits, the next one gathers.

    Everything that a run writes about rows it holds goes through here in one order, so that its own transactions
    never wait for each other. After a write that failed nothing is handed over any more; what became of the mails
    that were on their way is still written where that can be done.
    """

    def __init__(self, engine: Engine, edition_id: int, *, owner: str, clock: Callable[[], datetime]) -> None:
        self._engine, self._edition_id, self._owner, self._clock = engine, edition_id, owner, clock
        self._entries: list[_Entry] = []
        self._handed: set[int] = set()
        self._writer: asyncio.Task[None] | None = None
        self._fault: Exception | None = None

    async def hand(self, subscriber_id: int) -> bool:
        """Durably say that this mail is about to go; False where it must not.

        Raises:
            DatabaseError: the ledger cannot be written; nothing may go.
        """
        if self._fault is not None:
            raise self._fault
        if subscriber_id in self._handed:
            return False
        self._handed.add(subscriber_id)
        if not await self._write_down(hand=subscriber_id):
            self._handed.discard(subscriber_id)
            return False
        return True

    async def settle(self, settled: Settled) -> None:
        """Durably say what became of a mail.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        await self._write_down(settled=settled)
        self._handed.discard(settled.subscriber_id)

    async def renew(self) -> None:
        """Keep the leases of this run.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        await self._write_down()

    async def quiet(self) -> None:
        """Wait for what is being written, though whoever asked for it was cancelled."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

    async def _write_down(self, *, hand: int | None = None, settled: Settled | None = None) -> bool:
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._entries.append(_Entry(done, hand, settled))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return await done

    async def _write_all(self) -> None:
        while self._entries:
            entries, self._entries = self._entries, []
            if self._fault is not None:
                _fail([entry for entry in entries if entry.hand is not None], self._fault)
                entries = [entry for entry in entries if entry.hand is None]
            try:
                going = await patiently(lambda: self._write(entries))  # noqa: B023 - awaited before the next turn
            except Exception as error:  # noqa: BLE001 - every waiter must learn of it, whatever it is
                self._fault = error
                _fail(entries, error)
                continue
            for entry in entries:
                if not entry.done.done():
                    entry.done.set_result(entry.hand is None or entry.hand in going)

    def _write(self, entries: Sequence[_Entry]) -> set[int]:
        hands = [entry.hand for entry in entries if entry.hand is not None]
        settles = [entry.settled for entry in entries if entry.settled is not None]
        with writing(self._engine) as session:
            now = self._clock()
            if len(hands) + len(settles) < len(entries):
                leases.renew(session, self._edition_id, owner=self._owner, now=now)
            if settles:
                ledger.settle(session, self._edition_id, settles, owner=self._owner, now=now)
            return (
                ledger.hand(session, self._edition_id, hands, owner=self._owner, now=now) if hands else set()
            )


def _fail(entries: Sequence[_Entry], error: Exception) -> None:
    for entry in entries:
        if not entry.done.done():
            entry.done.set_exception(error)
