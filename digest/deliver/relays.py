"""Several relays as one way out: the preferred ones while they work, others while those are down, each as much as it takes."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial

from aiosmtplib import SMTPResponseException

from digest.config.relays import RelaySettings
from digest.deliver.limits import RelayLimit
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import WarmUp, Window, is_too_much, rest_after, spent_on
from digest.deliver.smtp import SmtpTransport
from digest.deliver.transport import Channel, Hand, Mail
from digest.errors import CrowdedError, SpentError, TransportError
from digest.models import DeliveryState

_LOG = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Relay:
    """A relay and how it fares; times are those of a clock that is never set."""

    settings: RelaySettings
    limit: RelayLimit
    transport: SmtpTransport
    window: Window
    open: int = 0
    failures: int = 0
    down_until: float = 0.0  # it could not be reached: tried only where nothing else is left
    shut_until: float = 0.0  # it has said that it has enough: not tried before
    spent_on: date | None = None

    @property
    def load(self) -> float:
        """How much of its part it has."""
        return (self.open + 1) / self.settings.weight

    def is_free(self, now: float) -> bool:
        """Whether one more connection may be opened."""
        return self.open < int(self.window.size) and self.shut_until <= now

    def failed(self, error: TransportError, now: float) -> None:
        """It could not be opened: it is left for a while, and has to prove itself with fewer connections."""
        self.failures += 1
        self.down_until = now + rest_after(self.failures)
        cause = error.__cause__
        if isinstance(cause, SMTPResponseException) and cause.code == 421:
            self.too_much(now)
        _LOG.warning("relay %s is left for %.0f s: %s", self.limit.name, self.down_until - now, error)

    def too_much(self, now: float) -> None:
        """It asks for fewer connections."""
        self.window = self.window.halved(self.open)
        self.shut_until = max(self.shut_until, now + self.window.rest)

    def learn(self, outcome: Outcome, now: float) -> None:
        """What became of a mail."""
        if outcome.state is DeliveryState.SENT:
            if self.window.size < self.settings.connections:
                self.window = self.window.grown(self.settings.connections)
        elif is_too_much(outcome.reply) and not outcome.usable:
            self.too_much(now)


@dataclass(slots=True, eq=False)
class _RelayChannel:
    """A connection to one of the relays, which learns from it."""

    inner: Channel
    owner: _Relay
    is_outdone: Callable[[], bool]
    clock: Callable[[], float]
    mails: int = 0
    is_closed: bool = field(default=False)

    @property
    def relay(self) -> RelayLimit:
        return self.owner.limit

    @property
    def announces(self) -> bool:
        return self.inner.announces and not self._ends

    @property
    def announced(self) -> bool:
        return self.inner.announced

    @property
    def _ends(self) -> bool:
        """Whether the next mail is the last one over this connection."""
        most = self.owner.settings.mails_per_connection
        return (most is not None and self.mails + 1 >= most) or self.is_outdone()

    async def transmit(self, mail: Mail, hand: Hand, following: Mail | None = None) -> Outcome | None:
        is_last = self._ends
        outcome = await self.inner.transmit(mail, hand, None if is_last else following)
        self.mails += 1
        if outcome is None:
            return None
        self.owner.learn(outcome, self.clock())
        if is_last and outcome.usable and outcome.state is DeliveryState.SENT:
            await self.close()
            return replace(outcome, usable=False)
        return outcome

    async def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            self.owner.open -= 1
            await self.inner.close()


class Relays:
    """The transport of an installation. It is kept while the program runs, and remembers who was down."""

    def __init__(
        self, settings: Sequence[RelaySettings], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._relays = [
            _Relay(one, limit_of(one), SmtpTransport(one, limit_of(one)), Window(one.connections, False))
            for one in settings
        ]

    @property
    def channels(self) -> int:
        """Those of all relays."""
        return sum(one.settings.connections for one in self._relays)

    @property
    def place(self) -> str:
        """All relays, without passwords."""
        return ", ".join(one.transport.place for one in self._relays)

    @property
    def limits(self) -> tuple[RelayLimit, ...]:
        """What bounds each of them."""
        return tuple(one.limit for one in self._relays)

    async def open(self) -> Channel:
        """A connection to the relay that comes first, has room and is not down.

        Raises:
            CrowdedError: there is one, but it may not have more connections now.
            SpentError: all of them have sent what their warm-up allows for today.
            TransportError: none can be used; it is the last one's.
        """
        today, fault = datetime.now(UTC).date(), None
        usable = [one for one in self._relays if one.spent_on != today]
        if not usable:
            raise SpentError(spent_on(today))
        tried: list[_Relay] = []
        while (relay := self._chosen(usable, tried)) is not None:
            tried.append(relay)
            relay.open += 1
            try:
                inner = await relay.transport.open()
            except BaseException as error:
                relay.open -= 1
                if not isinstance(error, TransportError):
                    raise
                relay.failed(error, self._clock())
                fault = error
            else:
                relay.failures = 0
                return _RelayChannel(inner, relay, partial(self._is_outdone, relay), self._clock)
        raise fault or CrowdedError("the relay asks for fewer connections; those that are open go on")

    def leave(self, relay: str) -> bool:
        """It has sent what its warm-up allows for today. Returns whether there is another one."""
        today = datetime.now(UTC).date()
        for one in self._relays:
            if one.limit.name == relay:
                one.spent_on = today
        return any(one.spent_on != today for one in self._relays)

    def _chosen(self, usable: Sequence[_Relay], tried: Sequence[_Relay]) -> _Relay | None:
        """Which to try next: of those that are up the preferred ones alone; the one that has rested most where all are down."""
        now = self._clock()
        up = [one for one in usable if one.down_until <= now and one not in tried]
        best = min((one.settings.priority for one in up), default=0)
        chosen = [one for one in up if one.settings.priority == best] or [
            one for one in usable if one not in tried
        ]
        free = [one for one in chosen if one.is_free(now)]
        return min(free, key=lambda one: (0.0, one.load) if up else (one.down_until, 0.0), default=None)

    def _is_outdone(self, relay: _Relay) -> bool:
        """Whether a relay that is preferred to this one is there again."""
        if len(self._relays) == 1:
            return False
        now, today = self._clock(), datetime.now(UTC).date()
        return any(
            one.settings.priority < relay.settings.priority
            and one.down_until <= now
            and one.spent_on != today
            and one.is_free(now)
            for one in self._relays
        )


def limit_of(settings: RelaySettings) -> RelayLimit:
    """A relay's limits, under the name by which all processes know it."""
    login = f"{settings.user}@" if settings.user else ""
    warm_up = None
    if settings.warm_up_first is not None and settings.warm_up_since is not None:
        warm_up = WarmUp(settings.warm_up_first, settings.warm_up_since, settings.warm_up_factor)
    return RelayLimit(f"{login}{settings.host.lower()}:{settings.port}", settings.per_second, warm_up)
