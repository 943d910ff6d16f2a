"""Pure: how long an answer asks to be left alone (Retry-After, RFC 9110, 10.2.3)."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(days=2)
"""Who asks for more is taken at two days: a source must not be able to put itself out of the digest for ever."""


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Seconds or a date, as time from now; None where nothing readable was asked."""
    if not value:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(timedelta(seconds=int(text[:9])), LONGEST)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if until.tzinfo is None:
        return None
    return min(max(until - now, timedelta()), LONGEST)
