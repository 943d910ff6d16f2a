"""Pure: the sends to come, for each zone that readers are in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from digest.config import NewsletterSettings
from digest.schedule.timetable import next_send
from digest.walltime import next_time


@dataclass(frozen=True, slots=True)
class Ahead:
    """A send: the edition of a day, when it is mailed to the readers of a zone, and how many they are."""

    zone: str
    edition: date
    at: datetime
    readers: int

    @property
    def local(self) -> datetime:
        """The moment on the clocks of that zone."""
        return self.at.astimezone(ZoneInfo(self.zone))


def ahead(
    newsletter: NewsletterSettings, zones: Mapping[str, int], start: datetime, days: int
) -> Iterator[Ahead]:
    """Every send from `start` (aware) for this many days, in the order of time.

    `zones` are those to be told of, with their readers; those of another zone than the newsletter's get an edition at the
    first send time on their own clocks that is not before the newsletter's.
    """
    end, at = start + timedelta(days=days), start - timedelta(microseconds=1)
    found: list[Ahead] = []
    while (slot := next_send(newsletter, at)).at < end:
        at = slot.at
        for zone, readers in zones.items():
            is_own = zone == newsletter.zone or not newsletter.local_time
            moment = slot.at if is_own else next_time(newsletter.send_at, ZoneInfo(zone), slot.at)
            found.append(Ahead(zone, slot.day, moment, readers))
    yield from sorted(found, key=lambda one: (one.at, one.zone))
