"""Two steps of a day's edition that somebody is woken for: it is fixed, and it goes out; those who have to know are told."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from digest import daily
from digest.compose.lint import Finding
from digest.deliver.ledger import Balance
from digest.deliver.ration import Ration
from digest.deliver.sender import Watch
from digest.errors import EditionError, PausedError, SpentError, TransportError
from digest.models import FIXED_STATES, DeliveryState, Edition
from digest.newsroom import Newsroom
from digest.schedule import agenda
from digest.schedule.announcer import Announcer
from digest.schedule.house import House
from digest.schedule.memos import Memos
from digest.schedule.remarks import Remarks, log

Then = Callable[[Session, Edition], None]


class Dispatch:
    """What one house does with an edition that is due."""

    def __init__(self, house: House, remarks: Remarks) -> None:
        self._house, self._remarks = house, remarks
        self.announcer = Announcer(
            Memos(house.engine, house.transport, house.clock), house.operator, house.desks
        )

    async def fix(self, room: Newsroom, day: date, then: Then = lambda _session, _edition: None) -> None:
        """Freeze the edition of a day; `then` writes together with it. Why it could not be is remarked upon."""
        about, clock = f"{room.slug} {day}", self._house.clock
        try:
            edition = await asyncio.to_thread(partial(daily.freeze, room, day, clock=clock, then=then))
        except (EditionError, IntegrityError) as error:
            state = await asyncio.to_thread(agenda.state_of, self._house.engine, room.slug, day)
            if state not in FIXED_STATES and isinstance(error, EditionError):  # else another was faster
                self._remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        log.info("%s: edition %s is fixed, for %d readers", about, edition.id, edition.enrolled)
        await self._tell_faults(room, day)

    async def deliver(
        self,
        edition: Edition,
        stop: asyncio.Event,
        ration: Ration | None = None,
        settled: Callable[[DeliveryState], None] | None = None,
    ) -> None:
        """Send what is due of an edition, or as much as the ration allows.

        Raises:
            TransportError: the mail host cannot be used.
        """
        house, room = self._house, self._house.rooms[edition.newsletter]
        watch = Watch(_both(house.pulse.settler(room.slug), settled), stop)
        try:
            balance = await daily.deliver(
                room, edition, house.transport, clock=house.clock, watch=watch, ration=ration
            )
        except PausedError as error:
            await self.announcer.paused(room, edition, str(error))
            raise
        except SpentError:  # a new address is being warmed up: as it was configured
            raise
        except TransportError as error:
            await self.announcer.unreached(room, edition, str(error))
            raise
        await self.announcer.reached(room, edition)
        log.info("edition %s: %s", edition.id, _summed(balance))
        if not balance.unfinished and not balance[DeliveryState.DEFERRED]:
            await self.announcer.sent(room, edition, balance)

    async def _tell_faults(self, room: Newsroom, day: date) -> None:
        """Readers wait and nobody is awake to mend it: the edition goes out, and what a check fails is in the log."""
        for one in await asyncio.to_thread(self._faults, room, day):
            if one.level == "fail":
                log.warning("%s %s: lint: %s: %s: %s", room.slug, day, one.check, one.where, one.message)

    def _faults(self, room: Newsroom, day: date) -> tuple[Finding, ...]:
        fixed = daily.draft(room, day, clock=self._house.clock)
        return daily.linted(room, fixed, daily.dressed(room, fixed))


def _both(
    one: Callable[[DeliveryState], None], other: Callable[[DeliveryState], None] | None
) -> Callable[[DeliveryState], None]:
    def settled(state: DeliveryState) -> None:
        one(state)
        if other is not None:
            other(state)

    return settled


def _summed(balance: Balance) -> str:
    parts = [f"{balance[state]} {state}" for state in DeliveryState if balance[state]]
    return f"{balance.enrolled} enrolled: {', '.join(parts) or 'nobody'}"
