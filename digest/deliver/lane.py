"""One channel's life: rows are taken, merged, handed over and settled, one after the other."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from digest.deliver.feed import Ready
from digest.deliver.gate import Gate
from digest.deliver.job import Job
from digest.deliver.journal import Journal
from digest.deliver.limits import ANY_RELAY
from digest.deliver.outcome import Outcome
from digest.deliver.pacing import spent_on
from digest.deliver.replies import parse
from digest.deliver.transport import Channel, Mail, Transport
from digest.deliver.verdicts import Verdicts
from digest.errors import CrowdedError, EditionError, SpentError, TransportError
from digest.models import DeliveryState

REOPEN_SECONDS = (0.5, 1.0, 1.0, 2.0, 2.0, 4.0)
CROWDED_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """What all lanes of a run share."""

    job: Job
    journal: Journal
    gate: Gate
    verdicts: Verdicts
    clock: Callable[[], datetime]


@dataclass(slots=True, eq=False)
class _Load:
    """A row on its way: `handed` says that the ledger was told."""

    journal: Journal
    ready: Ready
    mail: Mail
    handed: bool = field(default=False)

    async def hand(self) -> bool:
        self.handed = await self.journal.hand(self.ready.claimed.subscriber_id)
        return self.handed


class Lane:
    """It holds no row while it has no connection, so that nobody waits for its luck."""

    def __init__(self, line: Line, transport: Transport) -> None:
        self._line, self._transport = line, transport
        self._channel: Channel | None = None
        self._fresh = True  # nothing was handed over through this channel yet

    async def serve(self, channel: Channel | None) -> None:
        """Hand over what is due until nothing is, or nothing further may be begun.

        Raises:
            DatabaseError: the ledger cannot be written.
        """
        self._channel = channel
        try:
            while not self._line.verdicts.stopping and await self._more():
                if self._channel is None and not await self._reopened():
                    return
                await self._work_off()
        except BaseException:
            self._line.verdicts.halt.set()
            raise
        finally:
            await self._close()

    async def _more(self) -> bool:
        relay = self._channel.relay if self._channel is not None else ANY_RELAY
        found = await self._line.gate.more(relay)
        if not found and self._line.gate.is_spent(relay):
            await self._close()
            found = self._transport.leave(relay.name) and await self._line.gate.more(ANY_RELAY)
            if not found:
                self._line.verdicts.fault = SpentError(spent_on(self._line.clock().date()))
        self._line.verdicts.tell_suppressed()
        return found

    async def _close(self) -> None:
        channel, self._channel = self._channel, None
        if channel is not None:
            await channel.close()

    async def _reopened(self) -> bool:
        verdicts, pauses = self._line.verdicts, iter(REOPEN_SECONDS)
        pause: float | None = CROWDED_SECONDS
        while pause is not None:
            try:
                self._channel, self._fresh = await self._transport.open(), True
            except CrowdedError:
                pause = CROWDED_SECONDS
            except TransportError as error:
                verdicts.fault, pause = error, next(pauses, None)
            else:
                return True
            with suppress(TimeoutError):
                await asyncio.wait_for(verdicts.halt.wait(), pause or 0)
            if verdicts.stopping or not await self._more():
                break
        return False

    async def _work_off(self) -> None:
        """Hand over what the feed has ready, until the channel cannot go on."""
        gate, load = self._line.gate, self._load()
        while load is not None and self._channel is not None:
            following = self._load(load.ready) if self._channel.announces else None
            outcome = await self._channel.transmit(
                load.mail, load.hand, following.mail if following else None
            )
            goes_on = outcome is not None and outcome.usable
            if following is not None and not (goes_on and self._channel.announced):
                gate.withdraw(following.ready, load.ready, self._channel.relay)
                following = None  # the first again, behind the one that it followed
            gate.done(load.ready, outcome, following.ready if following else None)
            self._book(load, outcome)
            if not goes_on:
                await self._close()
            load = following or (self._load() if goes_on else None)

    @property
    def _stopping(self) -> bool:
        return self._line.verdicts.stopping

    def _book(self, load: _Load, outcome: Outcome | None) -> None:
        """What became of a mail; None means that the row is somebody else's by now, or its reader has left."""
        fresh, self._fresh = self._fresh, False
        verdicts = self._line.verdicts
        if outcome is None:
            verdicts.tell_suppressed()
        elif outcome.usable or load.handed or not verdicts.broken(load.ready, outcome, fresh=fresh):
            verdicts.judge(load.ready, outcome, self._transport)

    def _load(self, beside: Ready | None = None) -> _Load | None:
        """The next row with its mail; None where none is ready, or none may be begun. What cannot be merged fails."""
        line, relay = self._line, self._channel.relay if self._channel is not None else ANY_RELAY
        while not self._stopping and (ready := line.gate.take(relay, beside)) is not None:
            try:
                mail = line.job.mail(
                    ready.claimed.variant, ready.reader, ready.at or line.clock(), ready.above
                )
            except EditionError as error:
                outcome = Outcome(DeliveryState.FAILED, parse(0, str(error)))
                line.gate.done(ready, None, beside)
                line.verdicts.judge(ready, outcome, self._transport)
            else:
                return _Load(line.journal, ready, mail)
        return None
