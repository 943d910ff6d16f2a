"""Claimed rows with their readers, a batch at a time, handed out one by one."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from digest.database import writing
from digest.deliver import ledger
from digest.deliver.ledger import Claimed, Settled
from digest.deliver.outcome import Outcome
from digest.models import DeliveryState
from subscribers import roster
from subscribers.roster import Recipient

BATCH = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that is ours for now, and who it is for."""

    claimed: Claimed
    reader: Recipient


class Feed:
    """The rows of one edition that are due; a reader who left after enrolment is settled as `suppressed`."""

    def __init__(
        self, engine: Engine, edition_id: int, newsletter: str, *, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._edition_id, self._newsletter = engine, edition_id, newsletter
        self._owner, self._clock = owner, clock
        self._ready: deque[Ready] = deque()
        self._lock = asyncio.Lock()
        self.suppressed = 0

    async def next(self) -> Ready | None:
        """The next row, or None when nothing is due.

        Raises:
            DatabaseError: the ledger cannot be reached.
        """
        async with self._lock:
            more = True
            while more and not self._ready:
                more = await asyncio.to_thread(self._fill)
            return self._ready.popleft() if self._ready else None

    @property
    def waiting(self) -> int:
        """How many claimed rows no channel has taken."""
        return len(self._ready)

    def put_back(self, ready: Ready) -> None:
        """Let another channel try this one, under the same claim."""
        self._ready.appendleft(ready)

    def _fill(self) -> bool:
        with writing(self._engine) as session:
            now = self._clock()
            claimed = ledger.claim(session, self._edition_id, owner=self._owner, now=now, limit=BATCH)
            self._match(session, claimed, now)
        return bool(claimed)

    def _match(self, session: Session, claimed: list[Claimed], now: datetime) -> None:
        ids = [row.subscriber_id for row in claimed]
        readers = roster.reachable(session, self._newsletter, ids, at=now) if ids else {}
        gone = [Settled(key, Outcome(DeliveryState.SUPPRESSED)) for key in ids if key not in readers]
        if gone:
            ledger.settle(session, self._edition_id, gone, owner=self._owner, now=now)
        self.suppressed += len(gone)
        self._ready.extend(
            Ready(row, readers[row.subscriber_id]) for row in claimed if row.subscriber_id in readers
        )
