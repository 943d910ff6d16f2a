"""Group commit: connections that wait for the ledger share one transaction."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from digest.database import writing
from digest.deliver import ledger
from digest.deliver.ledger import Settled


class Journal:
    """The ledger of one run, as awaitables; while one transaction commits, the next one gathers."""

    def __init__(self, engine: Engine, edition_id: int, *, owner: str, clock: Callable[[], datetime]) -> None:
        self._engine, self._edition_id, self._owner, self._clock = engine, edition_id, owner, clock
        self._hands: list[tuple[int, asyncio.Future[bool]]] = []
        self._settles: list[tuple[Settled, asyncio.Future[bool]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def hand(self, subscriber_id: int) -> bool:
        """Durably say that this mail is about to go; False where it must not.

        Raises:
            DatabaseError: the ledger cannot be written; nothing may go.
        """
        done = self._promise()
        self._hands.append((subscriber_id, done))
        self._wake()
        return await done

    async def settle(self, settled: Settled) -> None:
        """Durably say what became of a mail.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        done = self._promise()
        self._settles.append((settled, done))
        self._wake()
        await done

    @staticmethod
    def _promise() -> asyncio.Future[bool]:
        return asyncio.get_running_loop().create_future()

    def _wake(self) -> None:
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._hands or self._settles:
            hands, settles = self._hands, self._settles
            self._hands, self._settles = [], []
            waiting = [done for _, done in (*hands, *settles)]
            try:
                going = await asyncio.to_thread(
                    self._write, [key for key, _ in hands], [row for row, _ in settles]
                )
            except Exception as error:  # noqa: BLE001 - every waiter must learn of it, whatever it is
                _resolve_all(waiting, error)
                continue
            for key, done in hands:
                _resolve(done, value=key in going)
            for _, done in settles:
                _resolve(done, value=True)

    def _write(self, hands: list[int], settles: list[Settled]) -> set[int]:
        with writing(self._engine) as session:
            if settles:
                ledger.settle(session, self._edition_id, settles, owner=self._owner, now=self._clock())
            if not hands:
                return set()
            return ledger.hand(session, self._edition_id, hands, owner=self._owner, now=self._clock())


def _resolve(done: asyncio.Future[bool], *, value: bool) -> None:
    if not done.done():
        done.set_result(value)


def _resolve_all(waiting: list[asyncio.Future[bool]], error: Exception) -> None:
    for done in waiting:
        if not done.done():
            done.set_exception(error)
