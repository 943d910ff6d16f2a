"""One receiving domain as this process sees it: what is on its way there, what waits, and how much it takes."""

from collections import deque
from math import inf

from digest.deliver.drawing import Tap
from digest.deliver.feed import Ready
from digest.deliver.limits import DomainLimit
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import Window, is_too_much, share
from digest.models import DeliveryState

MANY = 1_000  # connections; more than any process has


class Domain:
    """Times are the loop's, in seconds."""

    __slots__ = ("flying", "limit", "parked", "rests_until", "tap", "window")

    def __init__(self, name: str, limit: DomainLimit) -> None:
        self.limit = limit
        self.tap = Tap(f"domain {name}", limit.per_second) if limit.per_second else None
        self.window = Window()
        self.parked: deque[Ready] = deque()
        self.flying = 0
        self.rests_until = -inf

    @property
    def is_forgettable(self) -> bool:
        """Whether nothing has to be remembered of it."""
        return not (self.parked or self.tap) and self.window.is_steep

    def most(self, rank: int, among: int) -> int:
        """How many of its connections are this process's."""
        limit = self.limit.connections
        return MANY if limit is None else share(limit, rank, among)

    def has_room(self, now: float, rank: int, among: int) -> bool:
        """Whether one more mail may be on its way."""
        return self.flying < min(int(self.window.size), self.most(rank, among)) and self.rests_until <= now

    def wait(self, now: float, rank: int, among: int) -> float:
        """Seconds until another mail may go; without an end where something has to happen first."""
        if self.flying >= min(int(self.window.size), self.most(rank, among)):
            return inf
        tokens = self.tap.wait(now) if self.tap is not None else 0.0
        return max(tokens, self.rests_until - now, 0.0)

    def begin(self, *, is_behind: bool = False) -> None:
        """A mail is on its way; one behind another uses the room of that one."""
        self.flying += not is_behind
        if self.tap is not None:
            self.tap.slice.take()

    def undo(self, *, is_behind: bool) -> None:
        """It was not begun after all."""
        self.flying -= not is_behind
        if self.tap is not None:
            self.tap.slice.put_back()

    def learn(self, outcome: Outcome | None, now: float) -> None:
        """What became of a mail says how many more at once it takes."""
        if outcome is None:
            return
        if outcome.state is DeliveryState.SENT:
            self.window = self.window.grown(self.limit.connections or MANY)
        elif is_too_much(outcome.reply):
            self.window = self.window.halved(self.flying)
            self.rests_until = max(self.rests_until, now + self.window.rest)
