"""Dates as pages and feeds write them, into aware UTC datetimes."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EARLIEST = 1900
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WORDED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}}|\d{{2}}(?![\d:.]))"
    rf"|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}}))"
    r"(?:,?\s*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s*(?P<half>[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(
    r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일](?:\D{0,8}?(\d{1,2})\s?[:：時时시]\s?(\d{2}))?"
)
_MAIL = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|[A-Z]{1,5})")
_UNIX = re.compile(r"\d{9,13}(?:\.\d+)?")


def parse(text: object) -> datetime | None:
    """Return the moment that `text` names, aware and in UTC; a naive one is taken as UTC; None where there is none.

    Understands ISO 8601 (RFC 3339), mail dates (RFC 5322), dates in English words or Chinese, Japanese and Korean signs, and Unix seconds.
    """
    if isinstance(text, datetime):
        return _aware(text)
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        return None
    try:
        return (
            _from_number(float(text))
            if not isinstance(text, str)
            else _from_text(" ".join(text.split())[:100])
        )
    except (ValueError, OverflowError, OSError, TypeError, IndexError):
        return None


def _from_number(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)


def _from_text(text: str) -> datetime | None:
    if match := _ISO.match(text):
        return _from_iso(match)
    if _UNIX.fullmatch(text):
        return _from_number(float(text))
    if _MAIL.search(text):
        return _aware(parsedate_to_datetime(text))
    if match := _EAST_ASIAN.search(text):
        year, month, day, hour, minute = (int(part or 0) for part in match.groups())
        return _aware(datetime(year, month, day, hour, minute, tzinfo=UTC))
    match = _WORDED.search(text)
    return _from_words(match) if match else None


def _from_iso(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second, zone = match.groups()
    zone = "+00:00" if zone is None or zone in "zZ" else zone
    return _aware(
        datetime.fromisoformat(f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}")
    )


def _from_words(match: re.Match[str]) -> datetime | None:
    day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
    month = _MONTHS[(match["month"] or match["month2"]).lower()]
    hour, half = int(match["hour"] or 0), (match["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    century = 2000 if year < 100 else 0
    return _aware(datetime(year + century, month, day, hour, int(match["minute"] or 0), tzinfo=UTC))


def _aware(moment: datetime) -> datetime | None:
    """Return the moment in UTC; years before the web are placeholders of a publishing system (`0001-01-01`)."""
    if moment.year < EARLIEST:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
