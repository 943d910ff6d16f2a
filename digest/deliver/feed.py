"""Claimed rows with their readers, fetched a batch at a time while mails are sent, and handed out one by one."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from digest.deliver import leases, ledger, passing
from digest.deliver.journal import Journal
from digest.deliver.ledger import Claimed, Settled
from digest.deliver.outcome import Outcome
from digest.deliver.passing import Place
from digest.deliver.ration import Ration
from digest.models import DeliveryState
from subscribers import roster
from subscribers.roster import Recipient

BATCH = 400
LOW = 200  # rows; fewer than that, and the next batch is fetched


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that is ours for now, who it is for, and how often a new connection broke at its envelope.

    `above` are the signatures on top of the mail, which hold for a mail dated `at`.
    """

    claimed: Claimed
    reader: Recipient
    breaks: int = 0
    above: bytes = b""
    at: datetime | None = None


Seal = Callable[[Sequence[Ready]], Awaitable[list[Ready]]]
"""Signs rows that were claimed."""


class Feed:
    """The rows of one edition that are due; a reader who left after enrolment is settled as `suppressed`."""

    def __init__(
        self, journal: Journal, edition_id: int, newsletter: str, *, owner: str, seal: Seal | None = None,
        ration: Ration | None = None,
    ) -> None:  # fmt: skip
        self._seal, self._ration = seal, ration
        self._journal, self._edition_id, self._newsletter, self._owner = (
            journal,
            edition_id,
            newsletter,
            owner,
        )
        self._ready: deque[Ready] = deque()
        self.turned_away: Callable[[Ready], bool] | None = None  # whether a row has been settled instead
        self._filling: asyncio.Task[bool] | None = None
        self._ahead: asyncio.Task[bool] | None = None  # a claim begun before anybody waited for it
        self._without: set[str] = set()  # domains whose readers are not claimed now
        self._place = Place()
        self._is_dry = False  # the last look found nothing: only who has nothing else to do looks again

    async def more(self) -> bool:
        """Whether a row is ready to be taken; more are claimed where none is.

        Raises:
            DatabaseError: the ledger cannot be reached.
        """
        while not self._ready:
            if self._ration and not await self._ration.more():
                break
            claim = self._fill()
            claimed = await asyncio.shield(claim)  # a claim that was begun is waited for: see `quiet`
            if not claimed and self._most and claim is not self._ahead:  # that one may have looked too early
                break
        return bool(self._ready)

    def take(self) -> Ready | None:
        """The next row; None where none is ready."""
        if len(self._ready) < LOW and not self._is_dry and self._most:
            self._ahead = self._fill()
        while self._ready:
            ready = self._ready.popleft()
            if self.turned_away is None or not self.turned_away(ready):
                return ready
        return None

    def put_back(self, ready: Ready) -> None:
        """Let another channel try this one, under the same claim."""
        self._ready.appendleft(ready)

    def pass_over(self, domain: str) -> None:
        """Claim no readers of a domain that has enough of them waiting."""
        self._without.add(domain)

    def take_again(self, domain: str) -> None:
        """Claim them again: those that were passed over first."""
        if domain in self._without:
            self._without.remove(domain)
            self._is_dry = False
            self._place.begin_anew()
            if self._most:
                self._fill()

    @property
    def waiting(self) -> int:
        """How many claimed rows no channel has taken."""
        return len(self._ready)

    @property
    def is_fillable(self) -> bool:
        """Whether `more` claims at once, instead of waiting until it may."""
        return self._most > 0

    async def quiet(self) -> None:
        """Wait for a claim that is under way, so that nothing is claimed after the end."""
        if self._filling is not None:
            await asyncio.wait([self._filling])

    @property
    def _most(self) -> int:
        """How many rows may be claimed at once."""
        return BATCH if self._ration is None else max(0, min(BATCH, self._ration.left))

    def _fill(self) -> "asyncio.Task[bool]":
        if self._filling is None or self._filling.done():
            self._filling = asyncio.create_task(self._filled())
            self._filling.add_done_callback(_seen)
        return self._filling

    async def _filled(self) -> bool:
        """Claim a batch; whether there was anything, were it readers who have left."""
        most = self._most
        if not most:  # another channel was quicker
            return bool(self._ready)
        ready, suppressed = await self._journal.do(lambda session, now: self._claimed(session, now, most))
        if self._ration:
            self._ration.take(len(ready) + suppressed)
        self._ready.extend(await self._seal(ready) if self._seal and ready else ready)
        self._journal.count_suppressed(suppressed)
        self._is_dry = not (ready or suppressed)
        return not self._is_dry

    def _claimed(self, session: Session, now: datetime, most: int) -> tuple[list[Ready], int]:
        claimed = self._claim(session, now, most)
        ids = [row.subscriber_id for row in claimed]
        readers = roster.reachable(session, self._newsletter, ids, at=now) if ids else {}
        gone = [Settled(key, Outcome(DeliveryState.SUPPRESSED)) for key in ids if key not in readers]
        if gone:
            self._journal.moves.settle(session.connection(), gone, now)
        ready = [Ready(row, readers[row.subscriber_id]) for row in claimed if row.subscriber_id in readers]
        return ready, len(gone)

    def _claim(self, session: Session, now: datetime, most: int) -> list[Claimed]:
        """What is due; where nothing is, what a sender that died meanwhile has left."""
        found = self._due(session, now, most)
        if not found and leases.reclaim_lost(session, self._edition_id, now=now):
            found = self._due(session, now, most)
        return found

    def _due(self, session: Session, now: datetime, most: int) -> list[Claimed]:
        key, owner, without = self._edition_id, self._owner, frozenset(self._without)
        if not without:
            return ledger.claim(session, key, owner=owner, now=now, limit=most)
        return passing.claim(
            session, key, owner=owner, now=now, limit=most, without=without, place=self._place
        )


def _seen(task: "asyncio.Task[bool]") -> None:
    """An error of a claim ahead of time is no news: whoever asks for more runs into it again."""
    if not task.cancelled():
        task.exception()
