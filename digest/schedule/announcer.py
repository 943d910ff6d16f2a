"""Who runs a newsletter is told what is about to happen, what did not, and how it ended."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.compose.content import from_json
from digest.config.mailbox import Mailbox
from digest.deliver.ledger import Balance
from digest.deliver.outcome import Reply
from digest.models import Edition
from digest.newsroom import Newsroom
from digest.schedule import agenda, notes
from digest.schedule.making import Maker
from digest.schedule.memos import Memos
from digest.schedule.timetable import Slot, next_send

REMIND = timedelta(hours=1)
"""How long an edition may be held before those who were told of it are reminded."""
UNREACHED = timedelta(minutes=15)
"""How long a mail host may keep an edition waiting before somebody is told; and until it is tried again to tell them."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """An edition that the mail host does not take: since when, why, and when it was last tried to tell of it."""

    since: datetime
    reason: str
    tried: datetime


@dataclass(frozen=True, slots=True)
class Announcer:
    """Tells each thing once; newsletters without an editor, and houses without an operator, are told nothing."""

    memos: Memos
    operator: Mailbox | None
    desks: Mapping[str, str]
    maker: Maker
    _stuck: dict[int, Stuck] = field(default_factory=dict)

    async def draft(self, room: Newsroom) -> None:
        """Some time before a send: make the draft, and tell the editor what is in it.

        Raises:
            EditionError: there is nothing to print yet.
        """
        newsletter, now = room.newsletter, self.memos.clock()
        slot = next_send(newsletter, now)
        about = f"draft {room.slug} {slot.day}"
        if newsletter.editor is None or not newsletter.draft_minutes:
            return
        if slot.at - now > timedelta(minutes=newsletter.draft_minutes) or await asyncio.to_thread(
            self.memos.told, about
        ):
            return
        drafted = await asyncio.to_thread(self.maker.draft, room, slot.day, clock=self.memos.clock)
        where = self.desks.get(room.slug) or f"digest preview --date {slot.day}"
        memo = notes.draft_note(room, drafted.content, slot, where)
        if memo:
            await self.memos.tell(about, memo)

    async def stopped(self, room: Newsroom, slot: Slot, what: str, reason: str) -> None:
        """An edition does not go out at its time."""
        subject, lines = notes.stopped_note(room, slot, what, reason)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"{what} {room.slug} {slot.day} {who}", memo)

    async def reminded(self, room: Newsroom, slot: Slot) -> None:
        """An edition has been held for a while, and could go out."""
        reason = await asyncio.to_thread(agenda.reason_of, room.engine, room.slug, slot.day)
        subject, lines = notes.reminder(room, slot, reason or "no reason given")
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"reminder {room.slug} {slot.day} {who}", memo)

    async def missed(self, room: Newsroom, slots: Sequence[Slot], reason: str) -> None:
        """Editions did not go out, since nothing was running at their time; oldest first."""
        subject, lines = notes.missed_note(room, slots, reason)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"missed {room.slug} {slots[0].day} {slots[-1].day} {who}", memo)

    async def sent(self, room: Newsroom, edition: Edition, balance: Balance) -> None:
        """An edition is through."""
        memo = notes.report(room, edition.day.isoformat(), from_json(edition.content).subject, balance)
        if memo:
            await self.memos.tell(f"sent {room.slug} {edition.day}", memo)

    async def unreached(self, room: Newsroom, edition: Edition, reason: str) -> None:
        """The mail host took nothing. After a while that is told: now if it can be, else when it is over."""
        key, now = edition.id or 0, self.memos.clock()
        stuck = self._stuck.get(key) or Stuck(now, reason, now)
        if now - stuck.tried >= UNREACHED:
            stuck = replace(stuck, tried=now)
            await self._tell_stuck(room, edition, stuck)
        self._stuck[key] = stuck

    async def paused(self, room: Newsroom, edition: Edition, reason: str) -> None:
        """An edition has paused itself: nobody else gets it before somebody has looked."""
        subject, lines = notes.paused_note(room, edition.day.isoformat(), reason)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"paused {room.slug} {edition.day} {who} {self.memos.clock():%H:%M}", memo)

    async def shut(self, room: Newsroom, edition: Edition, domain: str, reply: Reply) -> None:
        """A receiving domain refuses us: its readers wait, and somebody has to talk to its postmaster."""
        subject, lines = notes.shut_note(room, edition.day.isoformat(), domain, reply)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"shut {domain[:100]} {room.slug} {edition.day} {who}", memo)

    async def reached(self, room: Newsroom, edition: Edition) -> None:
        """The mail host takes mails."""
        stuck = self._stuck.pop(edition.id or 0, None)
        if stuck is not None and self.memos.clock() - stuck.since >= UNREACHED:
            await self._tell_stuck(room, edition, stuck)

    async def _tell_stuck(self, room: Newsroom, edition: Edition, stuck: Stuck) -> None:
        subject, lines = notes.stuck_note(room, edition.day.isoformat(), stuck.since, stuck.reason)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"unreached {room.slug} {edition.day} {who}", memo)
