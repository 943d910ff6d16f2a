"""Two steps of a day's edition that somebody is woken for: it is fixed, and it goes out; those who have to know are told."""

import asyncio
from collections.abc import Callable
from datetime import date
from functools import partial

from sqlmodel import Session

from digest import daily
from digest.deliver.ledger import Balance
from digest.deliver.outcome import Reply
from digest.deliver.ration import Ration
from digest.deliver.sender import Watch
from digest.errors import EditionError, PausedError, SpentError, TransportError
from digest.models import DeliveryState, Edition
from digest.newsroom import Newsroom
from digest.schedule.announcer import Announcer
from digest.schedule.house import House
from digest.schedule.making import Made, What, fixed
from digest.schedule.memos import Memos
from digest.schedule.remarks import Remarks, log

Then = Callable[[Session, Edition], None]


class Dispatch:
    """What one house does with an edition that is due."""

    def __init__(self, house: House, remarks: Remarks) -> None:
        self._house, self._remarks = house, remarks
        self.announcer = Announcer(
            Memos(house.engine, house.transport, house.clock), house.operator, house.desks, house.maker
        )

    async def fix(self, room: Newsroom, day: date, then: Then = daily.no_more) -> None:
        """Freeze the edition of a day; `then` writes together with it. Why it could not be is remarked upon."""
        about = f"{room.slug} {day}"
        try:
            made = await asyncio.to_thread(partial(fixed, room, day, clock=self._house.clock, then=then))
        except EditionError as error:
            self._remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        if made.what is What.FIXED:
            tell_fixed(about, made)

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
        shut: dict[str, Reply] = {}
        watch = Watch(_both(house.pulse.settler(room.slug), settled), stop, shut.__setitem__)
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
        finally:
            for domain, reply in shut.items():
                await self.announcer.shut(room, edition, domain, reply)
        await self.announcer.reached(room, edition)
        log.info("edition %s: %s", edition.id, _summed(balance))
        if not balance.unfinished and not balance[DeliveryState.DEFERRED]:
            await self.announcer.sent(room, edition, balance)


def tell_fixed(about: str, made: Made) -> None:
    """Readers wait and nobody is awake to mend it: the edition goes out, and what a check fails is in the log."""
    log.info("%s: edition %s is fixed, for %d readers", about, made.edition, made.enrolled)
    for fault in made.faults:
        log.warning("%s: lint: %s", about, fault)


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
