"""Pure: what clocks on a wall show, in any zone and over every change of them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which clocks in `zone` show `at` on `day`, or have jumped over it."""
    local = datetime.combine(day, at, zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return found
    return _jump(local.replace(fold=1).astimezone(UTC), found, zone)


def next_time(at: time, zone: ZoneInfo, moment: datetime) -> datetime:
    """The first moment (UTC) not before another at which clocks in `zone` show `at`, or have jumped over it."""
    start = moment.astimezone(zone).date() - _DAY
    found = (instant(start + days * _DAY, at, zone) for days in range(4))
    return next(one for one in found if one >= moment)


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The second at which the offset changes between two moments on either side of a clock change."""
    old = before.astimezone(zone).utcoffset()
    low, high = before.replace(microsecond=0), after
    while high - low > _SECOND:
        middle = low + ((high - low) // 2 // _SECOND) * _SECOND
        if middle.astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return low + _SECOND
