"""What one cell of a row says: an address, a name, a time ... as other senders write them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from subscribers.address import Address, parse, parse_name
from subscribers.errors import AddressError
from subscribers.taste import Taste

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+(?:[.+][A-Za-z0-9_-]+)*")
_LONGEST_SOURCE = 200
_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)

Cell = Callable[[str], str]
"""Gives the text of a field; an empty one where the row has none."""


def address(written: str) -> Address:
    """As `parse`, quicker for the plain ones: the domain is looked at once, the local part needs no look.

    Raises ValueError for none and for what is no address.
    """
    local, at, domain = written.rpartition("@")
    if at and len(local) < 64 and len(domain) < 180 and _PLAIN.fullmatch(local):
        spelled = _domain(domain)
        return Address(f"{local}@{spelled}", f"{local}@{spelled}".lower(), True)
    if not written:
        raise ValueError("there is no address in it")
    return parse(written)


@lru_cache(maxsize=8192)
def _domain(domain: str) -> str:
    return parse(f"x@{domain}").email.removeprefix("x@")


def taste(text: str) -> str:
    """A taste in its canonical spelling. Raises ValueError for one that cannot be read."""
    try:
        kept = Taste.parse(text)
        return str(Taste.of(kept.sections, kept.sources, text_only=kept.text_only))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("the taste cannot be read") from error


def name(cell: Cell) -> str | None:
    """A name that cannot be put into a mail is left out: the reader is not refused for it."""
    whole = cell("name") or f"{cell('first_name')} {cell('last_name')}".strip()
    try:
        return parse_name(whole) if whole else None
    except AddressError:
        return None


def source(text: str) -> str | None:
    """Where consent was given, without what a database or a terminal would stumble over; None for nothing."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(kept.split())[:_LONGEST_SOURCE].rstrip() or None


def language(tag: str) -> str | None:
    """A language tag (BCP 47); None for what is none."""
    return tag if _LANGUAGE.fullmatch(tag) else None


@lru_cache(maxsize=1024)
def zone(key: str) -> str | None:
    """A time zone (IANA); None for what is none."""
    try:
        return ZoneInfo(key).key if key and len(key) <= 64 else None
    except (ValueError, OSError, LookupError):
        return None


def moment(text: str, latest: datetime | None) -> datetime | None:
    """A time as other senders write it, in UTC where they do not say; None for what is none or cannot have been."""
    try:
        moment = datetime.fromisoformat(text) if text else None
        moment = moment.astimezone(UTC) if moment and moment.tzinfo else moment and moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    if moment is None or moment < _OLDEST or (latest is not None and moment > latest):
        return None
    return moment
