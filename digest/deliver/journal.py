"""Group commit: connections that wait for the ledger share one transaction."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from digest.database import committing, impatient
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves
from digest.deliver.patience import patiently
from digest.errors import DatabaseError

T = TypeVar("T")
Work = Callable[[Session, datetime], object]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One wish: a mail to hand over, what became of one, or some other work."""

    done: asyncio.Future[object]
    hand: int | None = None
    settled: Settled | None = None
    work: Work | None = None


class Journal:
    """The ledger of one run, as awaitables; while one transaction commits, the next one gathers.

    Everything that a run writes about rows it holds goes through here in one order, so that its own transactions
    never wait for each other. After a write that failed nothing is handed over any more; what became of the mails
    that were on their way is still written where that can be done.
    """

    def __init__(
        self, engine: Engine, edition_id: int, newsletter: str, *, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._clock, self._at_once = engine, clock, impatient(engine)
        self.moves = Moves(engine.dialect, edition_id, newsletter, owner)
        self._entries: list[_Entry] = []
        self._handed: set[int] = set()
        self._writer: asyncio.Task[None] | None = None
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
        is_going = bool(await self._write_down(hand=subscriber_id))
        if not is_going:
            self._handed.discard(subscriber_id)
        return is_going

    def settle(self, settled: Settled) -> "asyncio.Future[object]":
        """Say what became of a mail; durable with the next `hand`, or when it was awaited.

        Raises:
            DatabaseError: (awaited) the ledger cannot be written.
        """
        self._handed.discard(settled.subscriber_id)
        return self._write_down(settled=settled)

    async def do(self, work: Callable[[Session, datetime], T]) -> T:
        """Run other work on the ledger within the next transaction; it may be run again where that failed.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        return await self._write_down(work=work)  # type: ignore[return-value] # the future of this very work

    async def quiet(self) -> None:
        """Wait for what is being written, though whoever asked for it was cancelled."""
        if self._writer is not None:
            await asyncio.wait([self._writer])

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

    def _write_down(
        self, *, hand: int | None = None, settled: Settled | None = None, work: Work | None = None
    ) -> "asyncio.Future[object]":
        done: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        self._entries.append(_Entry(done, hand, settled, work))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return done

    async def _write_all(self) -> None:
        while self._entries:
            entries, self._entries = self._entries, []
            if self._fault is not None:
                _fail([entry for entry in entries if entry.settled is None], self._fault)
                entries = [entry for entry in entries if entry.settled is not None]
            try:
                answers = await self._written(entries)
            except Exception as error:  # noqa: BLE001 - every waiter must learn of it, whatever it is
                self._fault = error
                _fail(entries, error)
                continue
            for entry, answer in zip(entries, answers, strict=True):
                if not entry.done.done():
                    entry.done.set_result(answer)

    async def _written(self, entries: Sequence[_Entry]) -> list[object]:
        """At once where that needs no waiting, else in a thread."""
        if self._at_once is not None:
            with suppress(DatabaseError):  # somebody else is writing, or it fails again and is told then
                return self._write(self._at_once, entries)
        return await patiently(lambda: self._write(self._engine, entries))

    def _write(self, engine: Engine, entries: Sequence[_Entry]) -> list[object]:
        """One transaction; the answer to each entry."""
        hands = [entry.hand for entry in entries if entry.hand is not None]
        settles = [entry.settled for entry in entries if entry.settled is not None]
        with committing(engine) as connection:
            now = self._clock()
            going, gone = self._move(connection, settles, hands, now)
            answers = [
                _done(entry.work, connection, now) if entry.work is not None else entry.hand in going
                for entry in entries
            ]
        self._suppressed += gone
        return answers

    def _move(
        self, connection: Connection, settles: Sequence[Settled], hands: Sequence[int], now: datetime
    ) -> tuple[set[int], int]:
        """Which of the mails to hand over may go, and how many of their readers have left."""
        going = self.moves.write(connection, settles, hands, now) if settles or hands else set()
        rest = [one for one in hands if one not in going]
        return going, self.moves.suppress(connection, rest, now) if rest else 0


def _done(work: Work, connection: Connection, now: datetime) -> object:
    """Other work within the same transaction; it ends with it."""
    with Session(connection, join_transaction_mode="rollback_only", expire_on_commit=False) as session:
        answer = work(session, now)
        session.flush()
        return answer


def _fail(entries: Sequence[_Entry], error: Exception) -> None:
    for entry in entries:
        if not entry.done.done():
            entry.done.set_exception(error)
            entry.done.exception()  # it counts as seen where nobody waits: the next `hand` raises it
