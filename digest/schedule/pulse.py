"""What a process did since it began, for those who watch it: counted in memory, gone with it."""

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from digest.models import DeliveryState

WINDOW = 60.0  # seconds over which a rate is measured


@dataclass(slots=True)
class Pulse:
    """Outcomes by newsletter and state, notices, steps of readers on the pages, and when the schedule last looked.

    Times are those of a clock that nobody turns.
    """

    ticks: Callable[[], float] = time.monotonic
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    notices: int = 0
    looked: float | None = None
    _begun: float = field(init=False)
    _lately: dict[str, deque[float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._begun = self.ticks()

    def settler(self, newsletter: str) -> Callable[[DeliveryState], None]:
        """What counts the mails of one newsletter."""
        lately = self._lately.setdefault(newsletter, deque(maxlen=100_000))

        def settled(state: DeliveryState) -> None:
            self.outcomes[newsletter, str(state)] += 1
            lately.append(self.ticks())

        return settled

    def beat(self) -> None:
        """The schedule has looked at what is due."""
        self.looked = self.ticks()

    def quiet(self) -> float:
        """Seconds since the schedule looked last, or since the start where it never did."""
        return self.ticks() - (self._begun if self.looked is None else self.looked)

    def rate(self, newsletter: str) -> float:
        """Mails a second that this process settled within the last minute."""
        lately, since = self._lately.get(newsletter, deque()), self.ticks() - WINDOW
        while lately and lately[0] < since:
            lately.popleft()
        span = min(WINDOW, self.ticks() - self._begun) or 1.0
        return len(lately) / span
