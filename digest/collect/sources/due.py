"""Pure: when a source is asked again."""

from datetime import datetime, timedelta

LONGEST = timedelta(days=1)
"""A source that fails is asked at least so often: one that comes back is forgiven within a day."""
ALARMING = 3
"""Failures in a row from which the editor is told."""
_SPREAD = 0.1


def next_time(
    now: datetime, every: timedelta, *, failures: int = 0, wait: timedelta | None = None, chance: float = 0.5
) -> datetime:
    """The next moment: an interval on, twice as long for each failure in a row, never before what the host asked for.

    `chance` (0 to 1) spreads it by a tenth to either side, so that sources of one interval do not come together.
    """
    longest = max(every, LONGEST)
    step: timedelta = min(every * (1 << min(failures, 10)), longest)
    return now + max(step * (1 - _SPREAD + 2 * _SPREAD * chance), wait or timedelta())
