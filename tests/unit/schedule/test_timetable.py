"""Exactly one slot per send day, whatever the clocks do, and no mail to a list that does not expect one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import NewsletterSettings
from digest.config.settings import Weekday
from digest.schedule.timetable import Slot, Standing, Watching, last_send, next_send, standing
from digest.walltime import instant

# Whole and half hours, both hemispheres, changes at midnight, across midnight, of 30 minutes, on Fridays, and none.
ZONES = [
    "Europe/London", "America/New_York", "America/Nuuk", "America/Santiago", "America/Havana", "Asia/Beirut",
    "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu",
    "Asia/Gaza", "Antarctica/Troll", "UTC",
]  # fmt: skip
DAY = timedelta(days=1)


def newsletter(zone="UTC", at=time(7), days=tuple(Weekday)):
    return NewsletterSettings(
        name="Daily", postal_address="1 Street", zone=zone, send_at=at, days=tuple(days),
        **{"from": "a@example.org"},
    )  # fmt: skip


newsletters = st.builds(
    newsletter, st.sampled_from(ZONES), st.times(), st.sets(st.sampled_from(list(Weekday)), min_size=1)
)
moments = st.integers(0, 26 * 365 * 86_400).map(
    lambda s: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


@given(newsletters, moments)
def test_each_send_day_has_exactly_one_slot(paper, start):
    """Walking from slot to slot over 40 days meets every send day once, in order, and no other day."""
    zone, slots, at = ZoneInfo(paper.zone), [], start
    while at < start + 40 * DAY:
        slots.append(next_send(paper, at))
        at = slots[-1].at
    days = [slot.day for slot in slots]
    wanted, day = [], days[0]
    while day <= days[-1]:
        if list(Weekday)[day.weekday()] in paper.days and (zone.key, day) != (
            "Pacific/Apia",
            date(2011, 12, 30),
        ):
            wanted.append(day)
        day += DAY
    assert days == wanted


@given(newsletters, moments)
def test_the_wall_clock_shows_the_send_time_for_the_first_time(paper, start):
    """At the slot clocks show the send time, or have just jumped over it; never before on that day."""
    slot, zone = next_send(paper, start), ZoneInfo(paper.zone)
    wanted = datetime.combine(slot.day, paper.send_at)
    shown = slot.at.astimezone(zone).replace(tzinfo=None)
    just_before = (slot.at - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
    assert just_before < wanted <= shown
    if shown != wanted:
        assert shown - just_before > timedelta(minutes=10)
    assert slot.at.astimezone(zone).fold == 0 or shown != wanted


@given(newsletters, moments)
def test_last_and_next_meet_without_a_gap(paper, now):
    """The slot after the last one is the next one, and the last one is found again at its own moment."""
    last = last_send(paper, now)
    assert last.at <= now < next_send(paper, now).at
    assert next_send(paper, last.at) == next_send(paper, now)
    assert last_send(paper, last.at) == last


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T01:00:00"),  # 01:00 to 02:00 is jumped over
        ("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30:00"),  # the first 01:30 of two
        ("America/Santiago", date(2026, 9, 6), time(0), "2026-09-06T04:00:00"),  # midnight is jumped over
        ("America/Nuuk", date(2024, 3, 30), time(23, 30), "2024-03-31T01:00:00"),  # the end of Saturday is
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10), "2026-10-03T15:30:00"),  # by half an hour
        ("Asia/Kathmandu", date(2026, 11, 24), time(7), "2026-11-24T01:15:00"),
    ],
)  # fmt: skip
def test_clock_changes(zone, day, at, expected):
    """A time that does not exist is the first instant after the jump, one that comes twice is the first one."""
    assert instant(day, at, ZoneInfo(zone)) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_day_that_never_was_has_no_slot():
    """Samoa went from Thursday to Saturday: the Friday weekly comes a week later."""
    friday = newsletter("Pacific/Apia", time(7), [Weekday.FRI])
    assert next_send(friday, datetime(2011, 12, 25, tzinfo=UTC)).day == date(2012, 1, 6)
    assert last_send(friday, datetime(2012, 1, 3, tzinfo=UTC)).day == date(2011, 12, 23)


SEVEN = Slot(date(2026, 11, 24), datetime(2026, 11, 24, 7, tzinfo=UTC))


def verdict(now, *, since, printed, useful=24, paper=None):
    """On the slot of that Tuesday, 07:00."""
    paper = paper or newsletter()
    assert last_send(paper, now) == SEVEN
    return standing(paper, SEVEN, now, Watching(since, printed, timedelta(hours=useful)))


@pytest.mark.parametrize(
    ("started", "now", "printed", "expected"),
    [
        ("06:59", "07:00", False, Standing.DUE),
        ("07:00:30", "07:00:31", False, Standing.DUE),  # a restart in the minute of the very first send
        ("06:59", "10:00", False, Standing.DUE),  # the articles came late
        ("15:00", "15:00", False, Standing.BEFORE_US),  # installed in the afternoon
        ("15:00", "15:00", True, Standing.DUE),  # back after a failure
        ("19:01", "19:01", True, Standing.LATE),
        ("06:59", "19:01", False, Standing.LATE),
    ],
)
def test_what_is_made_up_for(started, now, printed, expected):
    """A list is mailed late only where it expects a mail, and only while the day is young enough."""
    at = {name: datetime.fromisoformat(f"2026-11-24T{name}").replace(tzinfo=UTC) for name in (started, now)}
    assert verdict(at[now], since=at[started], printed=printed) is expected


def test_yesterday_is_not_made_up_for_in_the_morning():
    """Before today's send time, yesterday's edition stays unsent."""
    morning = datetime(2026, 11, 25, 6, 30, tzinfo=UTC)
    assert verdict(morning, since=morning, printed=True) is Standing.LATE


def test_the_useful_hours_are_the_limit_of_a_weekly():
    """A weekly is made up for as long as it is useful, not for half a week."""
    paper = newsletter(days=[Weekday.TUE])
    for hours, expected in ((6, Standing.DUE), (6.1, Standing.LATE)):
        now = SEVEN.at + timedelta(hours=hours)
        assert verdict(now, since=now, printed=True, useful=6, paper=paper) is expected
