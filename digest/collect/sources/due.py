"""Pure: which sources are to be asked, and when again."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from digest.config.sources import SourceSettings
from digest.models import SourceState

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


def due(
    tables: Mapping[str, SourceSettings],
    known: Mapping[str, SourceState],
    now: datetime,
    since: datetime | None = None,
) -> list[str]:
    """The slugs of the sources that are to be asked now: never asked, due, or led elsewhere since.

    Before an edition those too that were last asked before `since`, but for such as fail and are being waited for.
    """

    def is_due(state: SourceState | None, table: SourceSettings) -> bool:
        if state is None or state.url != place(table) or state.due_at <= now:
            return True
        return since is not None and not state.failures and state.checked_at < since

    return [slug for slug, table in tables.items() if table.is_collected and is_due(known.get(slug), table)]


def place(table: SourceSettings) -> str:
    """Where a source's table leads."""
    return table.url or str(table.folder or "")
