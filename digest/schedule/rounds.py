"""One look at what is due, and everything that follows from it; woken too often or twice at once, it does no harm."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from digest import daily, desk
from digest.compose.lint import Finding
from digest.config.mailbox import Mailbox
from digest.deliver import notices
from digest.deliver.ledger import Balance
from digest.deliver.notices import NoticeMail
from digest.deliver.sender import Watch
from digest.deliver.transport import Transport
from digest.errors import DigestError, EditionError, TransportError
from digest.models import FIXED_STATES, DeliveryState, Edition, EditionState
from digest.newsroom import Clock, Newsroom
from digest.schedule import agenda
from digest.schedule.announcer import Announcer
from digest.schedule.memos import Memos
from digest.schedule.policy import Case, Fate, rule
from digest.schedule.pulse import Pulse
from digest.schedule.remarks import Remarks, log
from digest.schedule.timetable import Slot, Standing, Watching, last_send, standing

_TO_FREEZE = frozenset({None, EditionState.DRAFT, EditionState.APPROVED})


@dataclass(frozen=True, slots=True)
class House:
    """The newsletters of an installation and their ways out."""

    engine: Engine
    rooms: Mapping[str, Newsroom]
    notices: Mapping[str, NoticeMail]
    transport: Transport
    clock: Clock
    sweep: Callable[[], None] = lambda: None  # forgets what is not kept
    operator: Mailbox | None = None
    desks: Mapping[str, str] = field(default_factory=dict)  # where each newsletter's desk is
    pulse: Pulse = field(default_factory=Pulse)


class Rounds:
    """The night watch: freezes what is due, delivers what waits, hands over notices.

    What it knows is in the database. Errors are logged, with ids and never with addresses, and the next round tries
    again. Composing runs in a thread, one edition at a time, so that the web stays awake.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._since = house.clock()
        self._remarks = Remarks(house.clock)
        self._announcer = Announcer(
            Memos(house.engine, house.transport, house.clock), house.operator, house.desks
        )
        self._stopping = asyncio.Event()
        self._looking = asyncio.Lock()
        self._sends: dict[int, asyncio.Task[None]] = {}
        self._drain: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Freeze every edition whose slot has come, and start to deliver every one that can move."""
        async with self._looking:
            for room in self._house.rooms.values():
                await self._guarded(room.slug, partial(self._freeze, room))
                await self._guarded(f"draft of {room.slug}", partial(self._announcer.draft, room))
            await self._guarded("deliveries", self._start_sends)
            self._house.pulse.beat()

    async def drain(self) -> None:
        """Hand over the notices (confirm, welcome) that are due, unless that is being done already."""
        if self._drain is None or self._drain.done():
            self._drain = asyncio.create_task(self._guarded("notices", self._hand_notices))
            await self._drain

    async def sweep(self) -> None:
        """Forget what is not kept for longer."""
        await self._guarded("sweep", partial(asyncio.to_thread, self._house.sweep))

    async def stop(self, patience: timedelta) -> None:
        """End in good order: mails that are on the wire are finished, the rest is given back.

        What is not done after `patience` is broken off; a mail that was just being handed over is then `uncertain`.
        """
        self._stopping.set()
        tasks = {asyncio.create_task(self._looked()), *self._sends.values()}
        tasks |= {self._drain} if self._drain else set()
        _, late = await asyncio.wait(tasks, timeout=patience.total_seconds())
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _looked(self) -> None:
        async with self._looking:  # a look that is under way ends soon, and starts nothing any more
            return

    async def _guarded(self, about: str, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except DigestError as error:
            self._remarks.warn(about, str(error))
        except Exception as error:  # noqa: BLE001 - the watch must outlive whatever happens in one round
            self._remarks.defect(about, error)
        else:
            self._remarks.forget(about)

    async def _freeze(self, room: Newsroom) -> None:
        now, engine = self._house.clock(), self._house.engine
        slot = last_send(room.newsletter, now)
        state = await asyncio.to_thread(agenda.state_of, engine, room.slug, slot.day)
        printed = await asyncio.to_thread(agenda.was_printed, engine, room.slug, slot.at)
        found = standing(room.newsletter, slot, now, Watching(self._since, printed, room.useful))
        if self._stopping.is_set() or state not in _TO_FREEZE:
            return
        if found is not Standing.BEFORE_US:
            await self._decide(room, slot, found)
        elif slot.day == room.today(now):
            self._remarks.warn(f"{room.slug} {slot.day}", _before_us(slot), once=True)

    async def _decide(self, room: Newsroom, slot: Slot, found: Standing) -> None:
        """Do with an edition what its newsletter's rules say, and tell who has to know."""
        about, clock = f"{room.slug} {slot.day}", self._house.clock
        try:
            drafted = await asyncio.to_thread(daily.draft, room, slot.day, clock=clock)
        except EditionError as error:
            self._remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        stories = sum(1 for _ in drafted.content.items())
        ruling = rule(room.newsletter, Case(drafted.edition, stories, slot, found, clock()))
        if ruling.fate is Fate.FREEZE:
            await self._freeze_now(room, slot)
            return
        what = "held" if ruling.fate is Fate.HOLD else "skipped"
        if ruling.fate is Fate.HOLD:
            await asyncio.to_thread(desk.hold, room, slot.day, ruling.reason, clock=clock)
        else:
            keep = ruling.fate is Fate.MERGE
            await asyncio.to_thread(desk.skip, room, slot.day, ruling.reason, keep_stories=keep, clock=clock)
        self._remarks.warn(about, f"{what}: {ruling.reason}", once=True)
        await self._announcer.stopped(room, slot, what, ruling.reason)

    async def _freeze_now(self, room: Newsroom, slot: Slot) -> None:
        about = f"{room.slug} {slot.day}"
        try:
            edition = await asyncio.to_thread(daily.freeze, room, slot.day, clock=self._house.clock)
        except (EditionError, IntegrityError) as error:
            state = await asyncio.to_thread(agenda.state_of, self._house.engine, room.slug, slot.day)
            if state not in FIXED_STATES and isinstance(
                error, EditionError
            ):  # else another process was faster
                self._remarks.warn(about, f"not sent yet: {error}", once=True)
            return
        log.info("%s: edition %s is fixed, for %d readers", about, edition.id, edition.enrolled)
        await self._tell_faults(room, slot.day)

    async def _tell_faults(self, room: Newsroom, day: date) -> None:
        """Readers wait and nobody is awake to mend it: the edition goes out, and what a check fails is in the log."""
        for one in await asyncio.to_thread(self._faults, room, day):
            if one.level == "fail":
                log.warning("%s %s: lint: %s: %s: %s", room.slug, day, one.check, one.where, one.message)

    def _faults(self, room: Newsroom, day: date) -> tuple[Finding, ...]:
        fixed = daily.draft(room, day, clock=self._house.clock)
        return daily.linted(room, fixed, daily.dressed(room, fixed))

    async def _start_sends(self) -> None:
        house = self._house
        waiting = await asyncio.to_thread(agenda.waiting, house.engine, house.rooms.keys(), house.clock())
        self._sends = {key: task for key, task in self._sends.items() if not task.done()}
        for edition in waiting:
            key = edition.id or 0
            if key not in self._sends and not self._stopping.is_set():
                self._sends[key] = asyncio.create_task(self._send(edition))

    async def _send(self, edition: Edition) -> None:
        await self._guarded(f"edition {edition.id}", partial(self._deliver, edition))

    async def _deliver(self, edition: Edition) -> None:
        house, room = self._house, self._house.rooms[edition.newsletter]
        watch = Watch(house.pulse.settler(room.slug), self._stopping)
        try:
            balance = await daily.deliver(room, edition, house.transport, clock=house.clock, watch=watch)
        except TransportError as error:
            await self._announcer.unreached(room, edition, str(error))
            raise
        await self._announcer.reached(room, edition)
        log.info("edition %s: %s", edition.id, _summed(balance))
        if not balance.unfinished and not balance[DeliveryState.DEFERRED]:
            await self._announcer.sent(room, edition, balance)

    async def _hand_notices(self) -> None:
        house = self._house
        sent = await notices.drain(house.engine, house.notices, house.transport, clock=house.clock)
        house.pulse.notices += sent
        if sent:
            log.info("notices: %d sent", sent)


def _before_us(slot: Slot) -> str:
    return (
        f"the send of {slot.at:%Y-%m-%d %H:%M} UTC was before this newsletter was on the air; "
        f"`digest send --date {slot.day}` sends it now"
    )


def _summed(balance: Balance) -> str:
    parts = [f"{balance[state]} {state}" for state in DeliveryState if balance[state]]
    return f"{balance.enrolled} enrolled: {', '.join(parts) or 'nobody'}"
