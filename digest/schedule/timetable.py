"""Pure: when a newsletter is sent, and whether a send that was missed is still worth making up for.

One slot per send day, at the local wall time of the newsletter's zone. Where clocks jump over that time, it is the
first instant after the jump; where an hour comes twice, it is the first of the two. A day that a zone never had
(Samoa's 30 December 2011) has no slot.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, takewhile
from zoneinfo import ZoneInfo

from digest.config import NewsletterSettings
from digest.config.settings import Weekday
from digest.schedule.holidays import is_holiday
from digest.walltime import instant

FIRST_GRACE = timedelta(minutes=10)
_DAY = timedelta(days=1)
_WEEK = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Slot:
    """The moment (UTC) at which the edition of a local day is due."""

    day: date
    at: datetime


class Standing(StrEnum):
    """What is to be done about the newest slot that has passed."""

    DUE = "due"
    LATE = "late"  # nobody wants it any more
    BEFORE_US = "before us"  # it passed before this newsletter was on the air


@dataclass(frozen=True, slots=True)
class Watching:
    """What is known of a newsletter: since when this process watches over it, and whether it was printed before."""

    since: datetime
    printed: bool
    useful: timedelta


def next_send(newsletter: NewsletterSettings, after: datetime) -> Slot:
    """The first slot later than `after` (aware)."""
    start = after.astimezone(ZoneInfo(newsletter.zone)).date() - _DAY
    return next(slot for slot in _slots(newsletter, start, 1) if slot.at > after)


def last_send(newsletter: NewsletterSettings, now: datetime) -> Slot:
    """The newest slot that is not later than `now` (aware)."""
    start = now.astimezone(ZoneInfo(newsletter.zone)).date() + _DAY
    return next(slot for slot in _slots(newsletter, start, -1) if slot.at <= now)


def between(newsletter: NewsletterSettings, day: date, newest: Slot) -> list[Slot]:
    """The slots after the one of `day` and before `newest`, oldest first."""
    earlier = _slots(newsletter, newest.day - _DAY, -1)
    return list(takewhile(lambda slot: slot.day > day, earlier))[::-1]


def standing(newsletter: NewsletterSettings, slot: Slot, now: datetime, watching: Watching) -> Standing:
    """Whether the edition of the newest slot that has passed should go out now.

    Two rules, and neither needs a memory of its own, so that they hold over restarts:

    - Too late: `useful` has passed since the slot, or half of the way to the next one; a daily at 07:00 is made up
      for until 19:00, and never on the next morning, an hour before the next edition.
    - Not ours: a newsletter that had no edition before the slot is made up for only by a process that was started
      before the slot or within FIRST_GRACE after it. So a first start in the afternoon does not mail everyone at once,
      while a restart half a minute after the very first send time still does. After its first edition, made by the
      clock or by `digest send`, only the first rule holds.
    """
    limit = min(watching.useful, (next_send(newsletter, slot.at).at - slot.at) / 2)
    if newsletter.late_hours is not None:
        limit = min(limit, timedelta(hours=newsletter.late_hours))
    if not watching.printed and watching.since > slot.at + FIRST_GRACE:
        return Standing.BEFORE_US
    return Standing.DUE if now - slot.at <= limit else Standing.LATE


def _slots(newsletter: NewsletterSettings, start: date, step: int) -> Iterator[Slot]:
    zone, wanted = ZoneInfo(newsletter.zone), {_WEEK.index(day) for day in newsletter.days}
    for days in count(0, step):
        day = start + days * _DAY
        if day.weekday() in wanted and _exists(day, zone) and not _is_off(newsletter, day):
            yield Slot(day, instant(day, newsletter.send_at, zone))


def _is_off(newsletter: NewsletterSettings, day: date) -> bool:
    """Whether nothing is sent on a day although its weekday is one: a skipped date, or a public holiday."""
    return day in newsletter.skip_dates or (
        newsletter.holidays is not None and is_holiday(newsletter.holidays, day)
    )


def _exists(day: date, zone: ZoneInfo) -> bool:
    return instant(day, time(0), zone).astimezone(zone).date() == day
