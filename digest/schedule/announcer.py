"""Who runs a newsletter is told what is about to happen, what did not, and how it ended."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from digest import daily
from digest.compose.content import from_json
from digest.config.mailbox import Mailbox
from digest.deliver.ledger import Balance
from digest.models import Edition
from digest.newsroom import Newsroom
from digest.schedule import notes
from digest.schedule.memos import Memos
from digest.schedule.timetable import Slot, next_send


@dataclass(frozen=True, slots=True)
class Announcer:
    """Tells each thing once; newsletters without an editor, and houses without an operator, are told nothing."""

    memos: Memos
    operator: Mailbox | None
    desks: Mapping[str, str]

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
        drafted = await asyncio.to_thread(daily.draft, room, slot.day, clock=self.memos.clock)
        where = self.desks.get(room.slug) or f"digest preview --date {slot.day}"
        memo = notes.draft_note(room, drafted.content, slot, where)
        if memo:
            await self.memos.tell(about, memo)

    async def stopped(self, room: Newsroom, slot: Slot, what: str, reason: str) -> None:
        """An edition does not go out at its time."""
        subject, lines = notes.stopped_note(room, slot, what, reason)
        for who, memo in notes.to_whom(room, subject, lines, self.operator).items():
            await self.memos.tell(f"{what} {room.slug} {slot.day} {who}", memo)

    async def sent(self, room: Newsroom, edition: Edition, balance: Balance) -> None:
        """An edition is through."""
        memo = notes.report(room, edition.day.isoformat(), from_json(edition.content).subject, balance)
        if memo:
            await self.memos.tell(f"sent {room.slug} {edition.day}", memo)
