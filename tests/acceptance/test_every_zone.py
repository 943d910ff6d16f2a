"""Exactly one edition a local day: every zone of the zone database, three years, each half-hour of the day."""

import os
import time
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall_time
from zoneinfo import ZoneInfo, available_timezones

from digest.config import NewsletterSettings
from digest.schedule.timetable import next_send

SMOKE = bool(os.environ.get("SMOKE"))
FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
HALF_HOURS = [wall_time(minute // 60, minute % 60) for minute in range(0, 24 * 60, 30)]


def clocks(name):
    """The offset of a zone in every hour of those years, told by its changes: zones whose clocks agree are one to us."""
    zone, at = ZoneInfo(name), datetime.combine(FIRST - 3 * DAY, wall_time(), UTC)
    changes, last = [], None
    while at < datetime.combine(LAST + 3 * DAY, wall_time(), UTC):
        offset = at.astimezone(zone).utcoffset()
        if offset != last:
            changes.append((at, offset))
            last = offset
        at += HOUR
    return tuple(changes)


def faults(name, at):
    """What is wrong with a newsletter of this zone and send time; every day there is has to have one send, at its time."""
    paper = NewsletterSettings(
        name="Daily", postal_address="1 Street", zone=name, send_at=at, **{"from": "a@example.org"}
    )
    zone, moment, day = ZoneInfo(name), datetime.combine(FIRST, wall_time(), ZoneInfo(name)), FIRST
    moment = moment.astimezone(UTC) - timedelta(microseconds=1)
    while day <= LAST:
        slot = next_send(paper, moment)
        shown = slot.at.astimezone(zone)
        before = (slot.at - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
        wanted = datetime.combine(day, at)
        if slot.day != day or not before < wanted <= shown.replace(tzinfo=None):
            yield f"{name} {at:%H:%M} {day}: {slot}"
        if shown.replace(tzinfo=None) == wanted and shown.fold:
            yield f"{name} {at:%H:%M} {day}: the second time of two"
        moment, day = slot.at, day + DAY


def test_every_local_day_has_one_send(capsys):
    """Each day of three years has one slot, at the first moment that its clocks show the send time or have jumped over it."""
    begun, alike = time.monotonic(), defaultdict(list)
    for name in sorted(available_timezones())[:: 40 if SMOKE else 1]:
        alike[clocks(name)].append(name)
    times = HALF_HOURS[1::12] if SMOKE else HALF_HOURS
    found = [fault for names in alike.values() for at in times for fault in faults(names[0], at)]
    with capsys.disabled():
        zones, days = sum(map(len, alike.values())), (LAST - FIRST).days + 1
        print(
            f"\n{zones} zones of {len(alike)} clocks x {days} days x {len(times)} times: "
            f"{len(found)} faults, {time.monotonic() - begun:.0f} s"
        )
    assert found == []
