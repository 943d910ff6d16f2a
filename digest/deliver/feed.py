"""Claimed rows with their readers, a batch at a time, handed out one by one."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from digest.database import writing
from digest.deliver import leases, ledger
from digest.deliver.ledger import Claimed, Settled
from digest.deliver.outcome import Outcome
from digest.deliver.patience import patiently
from digest.models import DeliveryState
from subscribers import roster
from subscribers.roster import Recipient

BATCH = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that is ours for now, who it is for, and how often a new connection broke at its envelope."""

    claimed: Claimed
    reader: Recipient
    breaks: int = 0


@dataclass(frozen=True, slots=True)
class _Filled:
    """What one look at the ledger brought."""

    ready: list[Ready] = field(default_factory=list)
    suppressed: int = 0


class Feed:
    """The rows of one edition that are due; a reader who left after enrolment is settled as `suppressed`."""

    def __init__(
        self, engine: Engine, edition_id: int, newsletter: str, *, owner: str, clock: Callable[[], datetime]
    ) -> None:
        self._engine, self._edition_id, self._newsletter = engine, edition_id, newsletter
        self._owner, self._clock = owner, clock
        self._ready: deque[Ready] = deque()
        self._lock = asyncio.Lock()
        self._filling: asyncio.Future[_Filled] | None = None
        self._suppressed = 0

    async def more(self) -> bool:
        """Whether a row is ready to be taken; more are claimed where none is.

        Raises:
            DatabaseError: the ledger cannot be reached.
        """
        async with self._lock:
            looking = True
            while looking and not self._ready:
                self._filling = asyncio.ensure_future(patiently(self._fill))
                filled = await asyncio.shield(
                    self._filling
                )  # a claim that was begun is waited for: see `quiet`
                self._ready.extend(filled.ready)
                self._suppressed += filled.suppressed
                looking = bool(filled.suppressed)
            return bool(self._ready)

    def take(self) -> Ready | None:
        """The next row; None where another channel was faster."""
        return self._ready.popleft() if self._ready else None

    def put_back(self, ready: Ready) -> None:
        """Let another channel try this one, under the same claim."""
        self._ready.appendleft(ready)

    @property
    def waiting(self) -> int:
        """How many claimed rows no channel has taken."""
        return len(self._ready)

    def suppressed(self) -> int:
        """How many readers turned out to have left, since this was asked last."""
        count, self._suppressed = self._suppressed, 0
        return count

    async def quiet(self) -> None:
        """Wait for a claim that a cancelled channel left under way, so that nothing is claimed after the end."""
        if self._filling is not None:
            await asyncio.gather(self._filling, return_exceptions=True)

    def _fill(self) -> _Filled:
        with writing(self._engine) as session:
            now = self._clock()
            claimed = self._claim(session, now)
            ids = [row.subscriber_id for row in claimed]
            readers = roster.reachable(session, self._newsletter, ids, at=now) if ids else {}
            gone = [Settled(key, Outcome(DeliveryState.SUPPRESSED)) for key in ids if key not in readers]
            if gone:
                ledger.settle(session, self._edition_id, gone, owner=self._owner, now=now)
        ready = [Ready(row, readers[row.subscriber_id]) for row in claimed if row.subscriber_id in readers]
        return _Filled(ready, len(gone))

    def _claim(self, session: Session, now: datetime) -> list[Claimed]:
        """What is due; where nothing is, what a sender that died meanwhile has left."""
        found = ledger.claim(session, self._edition_id, owner=self._owner, now=now, limit=BATCH)
        if not found and leases.reclaim_lost(session, self._edition_id, now=now):
            found = ledger.claim(session, self._edition_id, owner=self._owner, now=now, limit=BATCH)
        return found
