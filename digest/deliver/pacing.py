"""Pure: how fast mails may go, and when one that was put off is tried again; every clock is given."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from digest.deliver.outcome import Reply

FIRST_RETRY = timedelta(minutes=6)  # greylisting opens after about five minutes
LONGEST_RETRY = timedelta(hours=2)

SLICE = (
    0.1  # seconds; so much of a limit a process takes at once, so that a limit is written ten times a second
)
BURST = 0.5  # seconds; what was not used for longer lapses
EARLY = 0.005  # seconds; a token is not waited for as long as a timer may be late
FAR = 60.0  # seconds; tokens that begin later than any queue explains were drawn by a clock that was wrong

FIRST_WINDOW = 2.0
LONGEST_REST = 300.0
WARM = 10_000_000  # mails a day; whoever may send so many is warm


def retry_at(now: datetime, attempts: int, jitter: float) -> datetime:
    """The next try after `attempts` tries: 6 minutes, then doubled up to 2 hours, stretched by up to a quarter.

    `jitter` is a random number in [0, 1); it keeps the mails of one outage from coming back as one.
    """
    wait = min(FIRST_RETRY * (1 << min(max(attempts - 1, 0), 10)), LONGEST_RETRY)
    return now + wait * (1 + jitter / 4)


def slice_of(rate: float) -> int:
    """How many tokens of a limit of `rate` a second are drawn at once."""
    return max(1, int(rate * SLICE))


def begins(until: float, now: float, span: float) -> float:
    """When tokens of so many seconds may be used from, where all before `until` are spoken for.

    In the past by BURST at most: whoever comes a little late has lost nothing, whoever was idle has saved nothing.
    """
    return now if until > now + FAR + 100 * span else max(until, now - BURST)


@dataclass(slots=True)
class Slice:
    """Tokens that are this process's own: `left` of them, the next at `at`, and then `rate` a second."""

    rate: float
    at: float = 0.0
    left: int = 0

    def is_due(self, now: float) -> bool:
        """Whether a token may be used; those that were due long ago lapse."""
        while self.left and self.at < now - BURST - EARLY:
            self.take()
        return self.left > 0 and self.at <= now + EARLY

    def take(self) -> None:
        """Use a token."""
        self.left, self.at = self.left - 1, self.at + 1 / self.rate

    def put_back(self) -> None:
        """It was not used after all."""
        self.left, self.at = self.left + 1, self.at - 1 / self.rate


@dataclass(frozen=True, slots=True)
class Window:
    """How many mails may be on their way to one host at once: doubled with each round until it is too much, then halved.

    `spared` outcomes belong to mails that were on their way when it was halved: they say nothing new.
    """

    size: float = FIRST_WINDOW
    is_steep: bool = True
    spared: int = 0
    faults: int = 0

    def grown(self, most: float) -> "Window":
        """After a mail that was taken."""
        if self.size >= most and not (self.spared or self.faults):
            return self  # thousands of times a second
        step = 1.0 if self.is_steep else 1 / self.size
        return Window(min(self.size + step, max(most, 1.0)), self.is_steep, max(self.spared - 1, 0))

    def halved(self, on_their_way: int) -> "Window":
        """After a host said that it is too much, with so many mails still on their way."""
        if self.spared:
            return replace(self, spared=self.spared - 1)
        return Window(max(min(self.size, on_their_way + 1) / 2, 1.0), False, on_their_way, self.faults + 1)

    @property
    def rest(self) -> float:
        """Seconds for which a host is left alone that has enough of single mails: doubled each time up to 5 minutes."""
        return min(float(1 << min(self.faults, 10)), LONGEST_REST) if self.faults and self.size <= 1 else 0.0


def is_too_much(reply: Reply | None) -> bool:
    """Whether a host asks for less at once: 421, or 4.7.28 (RFC 5321 §3.8, IANA's enhanced status codes)."""
    return reply is not None and (reply.code == 421 or reply.status == "4.7.28")


def share(limit: int, rank: int, among: int) -> int:
    """What is a process's own of a limit, the `rank`-th (from 0) of `among`: all of them add up to it."""
    return limit // among + (rank < limit % among)


@dataclass(frozen=True, slots=True)
class WarmUp:
    """How many mails a day a new address may send: `first` on the day `since`, then `factor` times as many each day."""

    first: int
    since: date
    factor: float = 2.0

    def quota(self, day: date) -> int | None:
        """The mails of a day; None once it is warm."""
        mails = float(self.first)
        for _ in range((day - self.since).days):
            mails *= self.factor
            if mails >= WARM:
                return None
        return int(mails)


def rest_after(failures: int) -> float:
    """Seconds for which a relay is left alone after so many failures in a row: 5, doubled up to 5 minutes."""
    return min(5.0 * (1 << min(max(failures - 1, 0), 10)), LONGEST_REST)


def spent_on(day: date) -> str:
    """What is said where no mail may go before tomorrow."""
    return f"the mails that warm_up_first allows for {day} (UTC) are sent; the others wait for the next day"
