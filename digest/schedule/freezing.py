"""An edition whose time has come is fixed, held or skipped, and who has to know is told."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from digest.errors import EditionError
from digest.models import EditionState
from digest.newsroom import Newsroom
from digest.schedule import agenda, calling
from digest.schedule.announcer import REMIND
from digest.schedule.dispatch import Dispatch, tell_fixed
from digest.schedule.house import House
from digest.schedule.making import TO_FREEZE, What
from digest.schedule.missed import REASON, record_missed
from digest.schedule.remarks import Remarks
from digest.schedule.timetable import Slot, Standing, Watching, last_send, standing


@dataclass(frozen=True, slots=True)
class Freezer:
    """Works in threads, one edition at a time; `since` is when this process began, and once `stopping` is set nothing begins."""

    house: House
    dispatch: Dispatch
    remarks: Remarks
    since: datetime
    stopping: asyncio.Event

    async def freeze(self, room: Newsroom) -> None:
        """Fix, hold or skip the edition of the newest slot that has passed, where it is open still."""
        now, engine = self.house.clock(), self.house.engine
        slot = last_send(room.newsletter, now)
        state = await asyncio.to_thread(agenda.state_of, engine, room.slug, slot.day)
        printed = await asyncio.to_thread(agenda.was_printed, engine, room.slug, slot.at)
        found = standing(room.newsletter, slot, now, Watching(self.since, printed, room.useful))
        if state is EditionState.HELD and found is Standing.DUE and now - slot.at >= REMIND:
            await self.dispatch.announcer.reminded(room, slot)
        if self.stopping.is_set() or state not in TO_FREEZE:
            return
        if found is not Standing.BEFORE_US:
            await self._tell_missed(room, slot, now)
            await self._decide(room, slot, found)
        elif slot.day == room.today(now):
            self.remarks.warn(f"{room.slug} {slot.day}", _before_us(slot), once=True)

    async def _tell_missed(self, room: Newsroom, newest: Slot, now: datetime) -> None:
        """Before the newest edition closes the gap: those between it and the last one are on record, and told of."""
        missed = await asyncio.to_thread(record_missed, room, newest, now)
        for slot in missed:
            self.remarks.warn(f"{room.slug} {slot.day}", f"skipped: {REASON}", once=True)
        if missed:
            await self.dispatch.announcer.missed(room, missed, REASON)

    async def _decide(self, room: Newsroom, slot: Slot, found: Standing) -> None:
        """Have done with an edition what its newsletter's rules say, and tell who has to know."""
        about, house = f"{room.slug} {slot.day}", self.house
        settle = partial(house.maker.settle, room, slot, found, clock=house.clock)
        try:
            made = await asyncio.to_thread(settle, freezes=house.waker is None)
        except EditionError as error:
            self.remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        if made.what is What.DUE and house.waker is not None:
            await asyncio.to_thread(calling.freeze, house.engine, house.waker, room.slug, slot.day)
        elif made.what is What.FIXED:
            tell_fixed(about, made)
        elif made.what in {What.HELD, What.SKIPPED}:
            self.remarks.warn(about, f"{made.what}: {made.reason}", once=True)
            await self.dispatch.announcer.stopped(room, slot, made.what, made.reason)


def _before_us(slot: Slot) -> str:
    return (
        f"the send of {slot.at:%Y-%m-%d %H:%M} UTC was before this newsletter was on the air; "
        f"`digest send --date {slot.day}` sends it now"
    )
