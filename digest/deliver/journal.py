"""Group commit: connections that wait for the ledger share one transaction."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from digest.database import committing, impatient
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves
from digest.deliver.patience import patiently
from digest.deliver.writers import writer_for
from digest.errors import DatabaseError

T = TypeVar("T")
Work = Callable[[Session, datetime], object]


class Journal:
    """The ledger of one run, as awaitables; while one transaction commits, the next one gathers.

    What a run says of single rows is written in one order, and other work beside it, in an order of its own: a claim
    holds up no mail. Neither ever waits for the other's rows. After a write that failed nothing is handed over any more; what became of the mails
    that were on their way is still written where that can be done.
    """

    def __init__(
        self, engine: Engine, edition_id: int, newsletter: str, *, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._clock, self._at_once = engine, clock, impatient(engine)
        self.moves = Moves(engine.dialect, edition_id, newsletter, owner)
        self._writer = writer_for(engine, self.moves)
        self._hands: dict[int, asyncio.Future[bool]] = {}
        self._settled: list[Settled] = []
        self._works: list[tuple[Work, asyncio.Future[object]]] = []
        self._handed: set[int] = set()
        self._writing: asyncio.Task[None] | None = None
        self._working: asyncio.Task[None] | None = None
        self._fault: Exception | None = None
        self._suppressed = 0

    async def hand(self, subscriber_id: int) -> bool:
        """Durably say that this mail is about to go; False where it must not.

        A row that is another run's by now must not, nor the mail of a reader who left meanwhile, who is settled as
        `suppressed`.

        Raises:
            DatabaseError: the ledger cannot be written; nothing may go.
        """
        if self._fault is not None:
            raise self._fault
        if subscriber_id in self._handed:
            return False
        self._handed.add(subscriber_id)
        going: asyncio.Future[bool] = self._loop.create_future()
        self._hands[subscriber_id] = going
        self._write_soon()
        is_going = await going
        if not is_going:
            self._handed.discard(subscriber_id)
        return is_going

    def settle(self, settled: Settled) -> None:
        """Say what became of a mail; durable with the next `hand`, or after `quiet`; see `fault`."""
        self._handed.discard(settled.subscriber_id)
        self._settled.append(settled)
        self._write_soon()

    async def do(self, work: Callable[[Session, datetime], T]) -> T:
        """Run other work on the ledger in a transaction of its own; it may be run again where that failed.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        done: asyncio.Future[object] = self._loop.create_future()
        self._works.append((work, done))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work_all())
        return await done  # type: ignore[return-value] # the future of this very work

    async def aside(self, work: Callable[[Session, datetime], T]) -> T:
        """Run work that no row depends on, and that a crash may undo: where others wait for it, they do not wait for the disk.

        Raises:
            DatabaseError: it cannot be written.
        """
        if self._at_once is not None:
            return await self.do(work)
        try:
            return await patiently(lambda: self._write_aside(work))
        except Exception as error:
            self._fault = error
            raise

    def _write_aside(self, work: Callable[[Session, datetime], T]) -> T:
        with committing(self._engine) as connection:
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            return _done(work, connection, self._clock())

    async def quiet(self) -> None:
        """Wait for what is being written, though whoever asked for it was cancelled."""
        if under_way := [task for task in (self._writing, self._working) if task is not None]:
            await asyncio.wait(under_way)

    def close(self) -> None:
        """Let go of the database; to be called when it is quiet."""
        self._writer.close()

    @property
    def fault(self) -> Exception | None:
        """Why the ledger could not be written."""
        return self._fault

    def suppressed(self) -> int:
        """How many readers turned out to have left, since this was asked last."""
        count, self._suppressed = self._suppressed, 0
        return count

    def count_suppressed(self, count: int) -> None:
        """Add readers who were found to have left by other work."""
        self._suppressed += count

    @property
    def _loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.get_running_loop()

    def _write_soon(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())

    async def _write_all(self) -> None:
        while self._hands or self._settled:
            await self._gathered()
            hands, self._hands = self._hands, {}
            settled, self._settled = self._settled, []
            if self._fault is not None:
                _fail(hands.values(), self._fault)
                hands = {}
            try:
                going = await self._moved(settled, list(hands))
            except Exception as error:  # noqa: BLE001 - every waiter must learn of it, whatever it is
                self._fault = error
                _fail(hands.values(), error)
                continue
            for key, waiter in hands.items():
                if not waiter.done():
                    waiter.set_result(key in going)

    async def _gathered(self) -> None:
        """Let those who are about to ask do so: what has arrived from the relay is read before the next transaction begins."""
        for _ in range(self._writer.turns):
            await asyncio.sleep(0)

    async def _moved(self, settled: Sequence[Settled], ids: Sequence[int]) -> set[int]:
        """One transaction; which of the mails to hand over may go. Readers of the others, who have left, are settled."""
        going = await self._written(settled, ids) if settled or ids else set()
        if len(going) < len(ids):
            gone = [key for key in ids if key not in going]
            self._suppressed += await patiently(
                lambda: self._write(lambda connection, now: self.moves.suppress(connection, gone, now))
            )
        return going

    async def _written(self, settled: Sequence[Settled], ids: Sequence[int]) -> set[int]:
        """Without a thread where that can be done, else in one."""
        with suppress(DatabaseError, NotImplementedError):  # what lasts is told by the other way
            return await self._writer.write(settled, ids, self._clock())
        return await patiently(
            lambda: self._write(lambda connection, now: self.moves.write(connection, settled, ids, now))
        )

    def _write(self, move: Callable[[Connection, datetime], T]) -> T:
        with committing(self._engine) as connection:
            return move(connection, self._clock())

    async def _work_all(self) -> None:
        while self._works:
            works, self._works = self._works, []
            waiters = [waiter for _, waiter in works]
            if self._fault is not None:
                _fail(waiters, self._fault)
                continue
            try:
                answers = await self._worked([work for work, _ in works])
            except Exception as error:  # noqa: BLE001 - as above
                self._fault = error
                _fail(waiters, error)
                continue
            for waiter, answer in zip(waiters, answers, strict=True):
                if not waiter.done():
                    waiter.set_result(answer)

    async def _worked(self, works: Sequence[Work]) -> list[object]:
        """At once where that needs no waiting, else in a thread."""
        if self._at_once is not None:
            with suppress(DatabaseError):  # somebody else is writing, or it fails again and is told then
                return self._work(self._at_once, works)
        return await patiently(lambda: self._work(self._engine, works))

    def _work(self, engine: Engine, works: Sequence[Work]) -> list[object]:
        with committing(engine) as connection:
            now = self._clock()
            return [_done(work, connection, now) for work in works]


def _done(work: Callable[[Session, datetime], T], connection: Connection, now: datetime) -> T:
    """Other work within the same transaction; it ends with it."""
    with Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
        answer = work(session, now)
        session.flush()
        return answer


def _fail(waiters: Iterable[asyncio.Future[Any]], error: Exception) -> None:
    for waiter in waiters:
        if not waiter.done():
            waiter.set_exception(error)
            waiter.exception()  # it counts as seen where nobody waits: the next `hand` raises it
