"""Between the feed and the lanes: which mail may go now. Who must wait is parked, and holds up nobody else."""

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from math import inf

from digest.deliver.domains import Domain
from digest.deliver.drawing import Drawer, Tap
from digest.deliver.feed import Feed, Ready
from digest.deliver.journal import Journal
from digest.deliver.limits import Limits, RelayLimit
from digest.deliver.outcome import Outcome

PEN = 5_000  # rows that may be parked; no more are claimed before some of them have gone
FULL, REFILL = 500, 250  # rows of one domain; from so many on no more are claimed, until so few are left
FULL_EARLY = 50  # the same where half the pen is full: of many domains that have to wait
KNOWN = 1_000  # domains that are remembered though nothing of theirs is on its way
TICK = 0.25  # seconds after which who waits looks around, whatever happens
LOOK = 1.0  # seconds between two claims while rows are parked


class Gate:
    """The rows of a run, each handed out when its relay and its domain may have it."""

    def __init__(self, feed: Feed, journal: Journal, limits: Limits, halted: Callable[[], bool]) -> None:
        self._feed, self._journal, self._limits, self._halted = feed, journal, limits, halted
        self._is_open = limits.is_open
        self._bell = asyncio.Event()
        self._drawer = Drawer(journal, self._ring)
        self._taps: dict[str, Tap] = {}
        self._domains: dict[str, Domain] = {}
        self._parked = 0
        self._earliest = 0.0  # when a parked row may go, unless something is heard before
        self._looked = -inf
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._rank, self._among = 0, 1  # how the limits of connections are shared with other processes

    @property
    def waiting(self) -> int:
        """How many claimed rows no channel has taken."""
        return self._feed.waiting + self._parked

    def share(self, rank: int, among: int) -> None:
        """Use the `rank`-th part of the limits of connections, which so many processes share."""
        if (rank, among) != (self._rank, self._among):
            self._rank, self._among = rank, among
            self._ring()

    def put_back(self, ready: Ready) -> None:
        """Let another channel try this one, under the same claim."""
        self._feed.put_back(ready)
        self._ring()

    def shut(self, name: str, turned_away: Callable[[Ready], bool], *, is_claimed: bool) -> None:
        """A domain refuses us: its rows are offered to `turned_away`, here and from now on; those in the queue are claimed for it, or stay."""
        self._feed.turned_away = turned_away
        if (domain := self._domains.get(name)) is not None:
            self._parked -= len(domain.parked)
            while domain.parked:
                self._feed.put_back(domain.parked.pop())
        (self._feed.take_again if is_claimed else self._feed.pass_over)(name)
        self._ring()

    def take(self, relay: RelayLimit, beside: Ready | None = None) -> Ready | None:
        """The next row that may go through a relay now; None where there is none.

        One for the same domain as `beside`, which is on its way over the same channel, follows it: see `done`.
        """
        if self._is_open and relay.is_open:
            return self._feed.take()
        now = _now()
        tap = self._tap(relay)
        if tap is not None and not tap.is_due(now):
            self._drawer.want(tap)
            return None
        found = self._feed.take() if self._is_open else self._next(now, beside)
        if found is not None and tap is not None:
            tap.slice.take()
            self._drawer.want(tap)  # where that was the last one
        return found

    async def more(self, relay: RelayLimit) -> bool:
        """Wait until a row may go through a relay; False where none is left for it, or no mail may be begun.

        Raises:
            DatabaseError: the ledger cannot be reached.
        """
        if self._is_open and relay.is_open:
            return await self._feed.more()
        async with self._turns[relay.name]:  # one waits for the next token, the others for their turn
            while not self._halted() and await self._any():
                if self._journal.fault is not None:  # no token will ever come
                    raise self._journal.fault
                wait = self._wait(relay, _now())
                if wait <= 0:
                    return True
                if wait == inf and self.is_spent(relay):
                    return False
                await self._rest(min(wait, TICK))
        return False

    def is_spent(self, relay: RelayLimit) -> bool:
        """Whether a relay's mails of this day are used up."""
        tap = self._tap(relay)
        return tap is not None and tap.is_spent

    def done(self, ready: Ready, outcome: Outcome | None, heir: Ready | None = None) -> None:
        """A mail is not on its way any more; `heir` follows it over the same channel."""
        if self._is_open:
            return
        name = domain_of(ready)
        domain = self._domains.get(name)
        if domain is None:
            return
        if heir is None or domain_of(heir) != name:
            domain.flying -= 1
        domain.learn(outcome, _now())
        if domain.parked:
            self._ring()
        elif not domain.flying and len(self._domains) > KNOWN and domain.is_forgettable:
            del self._domains[name]

    def withdraw(self, ready: Ready, beside: Ready, relay: RelayLimit) -> None:
        """It was not begun after all, behind another one: as if it had not been taken."""
        if (tap := self._tap(relay)) is not None:
            tap.slice.put_back()
        if not self._is_open:
            self._domain(domain_of(ready)).undo(is_behind=domain_of(ready) == domain_of(beside))
        self.put_back(ready)

    async def close(self) -> None:
        """Give back what was drawn and not used.

        Raises:
            DatabaseError: the database cannot be written.
        """
        await self._drawer.quiet()
        taps = [*self._taps.values(), *(one.tap for one in self._domains.values() if one.tap)]
        await self._drawer.give_back(taps)

    def _tap(self, relay: RelayLimit) -> Tap | None:
        if relay.is_open:
            return None
        tap = self._taps.get(relay.name)
        if tap is None:
            tap = self._taps[relay.name] = Tap(f"relay {relay.name}", relay.per_second, relay.warm_up)
        return tap

    def _domain(self, name: str) -> Domain:
        domain = self._domains.get(name)
        if domain is None:
            domain = self._domains[name] = Domain(name, self._limits.of(name))
        return domain

    def _next(self, now: float, beside: Ready | None) -> Ready | None:
        """A parked row that may go by now, else the next that may; others on the way there are parked."""
        before = domain_of(beside) if beside is not None else None
        if self._parked and now >= self._earliest and (found := self._unparked(now, before)) is not None:
            return found
        while self._parked < PEN and (ready := self._feed.take()) is not None:
            name = domain_of(ready)
            domain = self._domain(name)
            if not domain.parked and self._admits(domain, now, is_behind=name == before):
                domain.begin(is_behind=name == before)
                return ready
            domain.parked.append(ready)
            self._parked += 1
            if len(domain.parked) >= (FULL if self._parked < PEN // 2 else FULL_EARLY):
                self._feed.pass_over(name)
            self._earliest = min(self._earliest, now + domain.wait(now, self._rank, self._among))
        return None

    def _admits(self, domain: Domain, now: float, *, is_behind: bool = False) -> bool:
        if domain.tap is not None and not domain.tap.is_due(now):
            self._drawer.want(domain.tap)
            return False
        return is_behind or domain.has_room(now, self._rank, self._among)

    def _unparked(self, now: float, before: str | None) -> Ready | None:
        self._earliest = inf
        for name in [name for name, domain in self._domains.items() if domain.parked]:
            domain = self._domains[name]
            if self._admits(domain, now, is_behind=name == before):
                domain.begin(is_behind=name == before)
                self._domains[name] = self._domains.pop(name)  # the others first, next time
                self._parked, self._earliest = self._parked - 1, now
                ready = domain.parked.popleft()
                if len(domain.parked) in {REFILL, FULL_EARLY // 2}:
                    self._feed.take_again(name)
                return ready
            self._earliest = min(self._earliest, now + domain.wait(now, self._rank, self._among))
        return None

    async def _any(self) -> bool:
        """Whether rows are left; more are claimed where none is at hand, but not all the time."""
        if self._feed.waiting or self._parked >= PEN:
            return True
        if self._parked and (not self._feed.is_fillable or _now() - self._looked < LOOK):
            return True
        self._looked = _now()
        return await self._feed.more() or self._parked > 0

    def _wait(self, relay: RelayLimit, now: float) -> float:
        """Seconds until something may go."""
        tap, wait = self._tap(relay), 0.0
        if tap is not None and not tap.is_due(now):
            self._drawer.want(tap)
            wait = tap.wait(now)
        if self._parked and (self._parked >= PEN or not self._feed.waiting):
            wait = max(wait, self._earliest - now)
        return wait

    async def _rest(self, seconds: float) -> None:
        self._bell.clear()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), seconds)

    def _ring(self) -> None:
        self._earliest = 0.0
        self._bell.set()


def domain_of(ready: Ready) -> str:
    """The receiving domain of a row."""
    return ready.reader.email.rpartition("@")[2].lower()


def _now() -> float:
    return asyncio.get_running_loop().time()
