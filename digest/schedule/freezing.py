"""An edition whose time has come is fixed, held or skipped, and who has to know is told."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from digest import daily, desk
from digest.errors import EditionError
from digest.models import Edition, EditionState
from digest.newsroom import Newsroom
from digest.schedule import agenda, calling
from digest.schedule.dispatch import Dispatch
from digest.schedule.house import House
from digest.schedule.policy import Case, Fate, Ruling, rule
from digest.schedule.remarks import Remarks
from digest.schedule.timetable import Slot, Standing, Watching, last_send, standing

_TO_FREEZE = frozenset({None, EditionState.DRAFT, EditionState.APPROVED})


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
        if self.stopping.is_set() or state not in _TO_FREEZE:
            return
        if found is not Standing.BEFORE_US:
            await self._decide(room, slot, found)
        elif slot.day == room.today(now):
            self.remarks.warn(f"{room.slug} {slot.day}", _before_us(slot), once=True)

    async def _decide(self, room: Newsroom, slot: Slot, found: Standing) -> None:
        """Do with an edition what its newsletter's rules say, and tell who has to know."""
        about, clock = f"{room.slug} {slot.day}", self.house.clock
        try:
            drafted = await asyncio.to_thread(daily.draft, room, slot.day, clock=clock)
        except EditionError as error:
            self.remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        stories = sum(1 for _ in drafted.content.items())
        ruling = rule(room.newsletter, Case(drafted.edition, stories, slot, found, clock()))
        if ruling.fate is Fate.FREEZE:
            await self._freeze_now(room, slot)
            return
        try:
            what = await asyncio.to_thread(self._stop, room, drafted.edition, ruling)
        except EditionError:  # an editor, or another server, was faster: the next look judges it anew
            return
        self.remarks.warn(about, f"{what}: {ruling.reason}", once=True)
        await self.dispatch.announcer.stopped(room, slot, what, ruling.reason)

    def _stop(self, room: Newsroom, judged: Edition, ruling: Ruling) -> str:
        """Hold or skip an edition that stands as it was judged; what became of it."""
        day, reason, clock = judged.day, ruling.reason, self.house.clock
        if ruling.fate is Fate.HOLD:
            desk.hold(room, day, reason, clock=clock, judged=judged)
            return "held"
        keep = ruling.fate is Fate.MERGE
        desk.skip(room, day, reason, keep_stories=keep, clock=clock, judged=judged)
        return "skipped"

    async def _freeze_now(self, room: Newsroom, slot: Slot) -> None:
        if (waker := self.house.waker) is None:
            await self.dispatch.fix(room, slot.day)
        else:
            await asyncio.to_thread(calling.freeze, self.house.engine, waker, room.slug, slot.day)


def _before_us(slot: Slot) -> str:
    return (
        f"the send of {slot.at:%Y-%m-%d %H:%M} UTC was before this newsletter was on the air; "
        f"`digest send --date {slot.day}` sends it now"
    )
