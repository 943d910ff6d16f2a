"""A process's taps on the limits that all share: a slice is drawn when the last one is used up, many in a transaction."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import inf

from sqlmodel import Session

from digest.deliver import buckets
from digest.deliver.buckets import Grant, Wish
from digest.deliver.journal import Journal
from digest.deliver.pacing import BURST, Slice, WarmUp, slice_of

OPEN_RATE = 1e9  # a second; of what only a day's number bounds
WARM_SLICE = 20  # mails
LONGEST_SLICE = 2.0  # seconds; what is drawn at once where drawing takes long


class Tap:
    """One limit as this process sees it; times are the loop's."""

    def __init__(self, name: str, per_second: float | None, warm_up: WarmUp | None = None) -> None:
        rate = per_second or OPEN_RATE
        tokens = slice_of(rate) if per_second else WARM_SLICE
        self.wish = Wish(name, min(tokens, WARM_SLICE) if warm_up else tokens, per_second, warm_up)
        self.slice, self.grant = Slice(rate), Grant(0)
        self.is_drawing = self.is_spent = False

    def is_due(self, now: float) -> bool:
        """Whether a mail may go by this limit now."""
        return self.slice.is_due(now)

    def wait(self, now: float) -> float:
        """Seconds until the next token; without an end where one has to be drawn first."""
        return self.slice.at - now if self.slice.left else inf

    def wanted(self, seconds: float) -> Wish:
        """What to draw where a draw takes so long: enough to last until the next one has come, as others draw as well."""
        rate = self.wish.per_second
        if rate is None or self.wish.warm_up is not None:
            return self.wish
        return replace(self.wish, tokens=max(self.wish.tokens, int(rate * min(seconds, LONGEST_SLICE))))

    def granted(self, grant: Grant, asked: float, now: float) -> None:
        """A slice has come, asked for at a moment; none means that the mails of this day are used up.

        Its tokens count from the moment of asking; one that was long on its way has not lapsed, which it would
        again and again where the database is slow.
        """
        self.grant, self.is_drawing, self.is_spent = grant, False, not grant.tokens
        self.slice.left = grant.tokens
        self.slice.at = max(asked + grant.wait, now - BURST) if self.wish.per_second else now


class Drawer:
    """Draws what taps need; one transaction at a time, so that the rows are taken in one order."""

    def __init__(self, journal: Journal, ring: Callable[[], None]) -> None:
        self._journal, self._ring = journal, ring
        self._wanted: list[Tap] = []
        self._drawing: asyncio.Task[None] | None = None
        self._took = 0.0  # seconds of the last draw

    def want(self, tap: Tap) -> None:
        """Draw a slice for it, unless that is being done."""
        if tap.is_drawing or tap.is_spent or tap.slice.left:
            return
        tap.is_drawing = True
        self._wanted.append(tap)
        if self._drawing is None or self._drawing.done():
            self._drawing = asyncio.create_task(self._draw())

    async def quiet(self) -> None:
        """Wait for what is being drawn."""
        if self._drawing is not None:
            await asyncio.wait([self._drawing])

    async def give_back(self, taps: list[Tap]) -> None:
        """Return what was drawn and not used.

        Raises:
            DatabaseError: the database cannot be written; what is not returned lapses.
        """
        left = [(tap.wish, tap.grant, tap.slice.left) for tap in taps if tap.slice.left]

        def work(session: Session, _now: datetime) -> None:
            for wish, grant, unused in sorted(left, key=lambda one: one[0].name):
                buckets.give_back(session, wish, grant, unused)

        if left:
            await self._journal.aside(work)

    async def _draw(self) -> None:
        while self._wanted and self._journal.fault is None:
            taps, self._wanted = self._wanted, []
            wishes, asked = [tap.wanted(self._took) for tap in taps], _now()
            try:
                grants = await self._journal.aside(lambda session, _now: buckets.draw(session, wishes))  # noqa: B023 - awaited here
            except Exception:  # noqa: BLE001 - the journal keeps it, and the next mail to be handed over raises it
                grants = []
            now = _now()
            self._took = now - asked
            for tap, grant in zip(taps, grants, strict=False):
                tap.granted(grant, asked, now)
            self._ring()


def _now() -> float:
    return asyncio.get_running_loop().time()
