"""The sends to come, for readers all over the world."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from digest.config import NewsletterSettings
from digest.schedule.ahead import ahead

ZONES = [
    "Asia/Tokyo",
    "Pacific/Honolulu",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
]


def newsletter(**more):
    return NewsletterSettings(
        name="Daily", postal_address="1 Street", zone="Europe/London", **{"from": "a@example.org"} | more
    )


def test_each_zone_gets_it_in_its_own_morning():
    """London's edition of the 24th reaches New York that day, and Tokyo, where 07:00 is past, on the 25th."""
    start = datetime(2026, 11, 24, tzinfo=UTC)
    sends = list(ahead(newsletter(), {"Europe/London": 5, "Asia/Tokyo": 2, "America/New_York": 3}, start, 1))
    assert [(one.zone, one.local.isoformat(), one.readers) for one in sends] == [
        ("Europe/London", "2026-11-24T07:00:00+00:00", 5),
        ("America/New_York", "2026-11-24T07:00:00-05:00", 3),
        ("Asia/Tokyo", "2026-11-25T07:00:00+09:00", 2),
    ]
    assert {str(one.edition) for one in sends} == {"2026-11-24"}


def test_without_local_time_all_get_it_at_once():
    """One moment for everybody, shown on everybody's clock."""
    start = datetime(2026, 11, 24, tzinfo=UTC)
    sends = list(ahead(newsletter(local_time=False), {"Asia/Tokyo": 2}, start, 1))
    assert [one.local.isoformat() for one in sends] == ["2026-11-24T16:00:00+09:00"]


@given(st.sampled_from(ZONES), st.integers(0, 3 * 365), st.integers(1, 20))
def test_every_edition_comes_once_within_a_day(zone, day, days):
    """Over clock changes too: one send for each edition, never before it is frozen, never a day and an hour after."""
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=day)
    own = {one.edition: one.at for one in ahead(newsletter(), {"Europe/London": 1}, start, days)}
    theirs = list(ahead(newsletter(), {zone: 1}, start, days))
    assert sorted(one.edition for one in theirs) == sorted(own)
    for one in theirs:
        assert timedelta() <= one.at - own[one.edition] <= timedelta(hours=25)
        shown = one.local.time()
        assert (shown.hour, shown.minute) == (7, 0), (one, ZoneInfo(zone))
