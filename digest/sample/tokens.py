"""The dates of the sample: offsets from the moment of sending, so that it never grows old.

`{{published -5h}}` becomes an ISO 8601 date-time, `{{rfc5322 -3h15m}}` one in the form of a mail's
Date header, `{{weekday -1d}}` the English name of a day.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

TOKEN: Final = re.compile(r"\{\{(?P<kind>[a-z0-9]+) -(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?\}\}")

# strftime would answer in the language of the machine.
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def fill(text: str, moment: datetime) -> str:
    """Replace every date token in `text` by its date, counted back from `moment` (aware).

    Raises ValueError when `moment` has no time zone, and KeyError for a kind of token that does not exist.
    """
    if moment.tzinfo is None:
        raise ValueError("the moment of the sample needs a time zone: pass an aware datetime")
    return TOKEN.sub(lambda token: _WRITERS[token["kind"]](_before(moment, token)), text)


def _before(moment: datetime, token: re.Match[str]) -> datetime:
    """Count in real hours, then tell them in the zone of `moment`: a clock change may lie between."""
    days, hours, minutes = (int(token[unit] or 0) for unit in "dhm")
    ago = timedelta(days=days, hours=hours, minutes=minutes)
    return (moment.astimezone(UTC) - ago).astimezone(moment.tzinfo)


def _iso(when: datetime) -> str:
    return when.isoformat(timespec="seconds")


def _weekday(when: datetime) -> str:
    return WEEKDAYS[when.weekday()]


_WRITERS: Final[dict[str, Callable[[datetime], str]]] = {
    "published": _iso,
    "rfc5322": format_datetime,
    "weekday": _weekday,
}
