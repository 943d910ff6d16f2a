"""Pure: whose mail came back, by the tag in its return path (VERP) and the links in it. Only what we signed counts."""

import re
from base64 import b32decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from subscribers.errors import TokenError
from subscribers.tokens import Keys, Purpose, macs, read

_TAG = re.compile(r"\+(n?)([0-9]{1,18})-([0-9]{1,10})-([a-z2-7]{16})(?=@|=|\b)", re.IGNORECASE)
_LEAVE = re.compile(r"/unsubscribe/([a-z0-9][a-z0-9_-]{0,63}\.[A-Za-z0-9_-]{20,40})")
_MESSAGE_ID = re.compile(r"<([0-9]{1,18})\.([a-z2-7]{24})@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail of ours; `edition_id` is None for a mail that was no edition, or where only the reader is known."""

    subscriber_id: int
    edition_id: int | None


def returned(keys: Keys, text: str) -> Sent | None:
    """The first mail of ours that a text names by a return path with a genuine HMAC."""
    for notice, number, reader, given in _TAG.findall(text):
        made = ("notice", int(number), int(reader)) if notice else (int(number), int(reader))
        if _genuine(keys, "bounce", made, given, 10):
            return Sent(int(reader), None if notice else int(number))
    return None


def linked(keys: Keys, text: str, now: datetime) -> Sent | None:
    """The reader whose link for leaving stands in a mail: complaints often come without a return path."""
    for token in _LEAVE.findall(text):
        try:
            claim = read(keys, Purpose.UNSUBSCRIBE, token, now=now, max_age=None)
        except TokenError:
            continue
        return Sent(claim.subscriber_id, next(editions(keys, text, claim.subscriber_id), None))
    return None


def editions(keys: Keys, text: str, subscriber_id: int) -> Iterator[int]:
    """The editions whose Message-ID for this reader stands in a text."""
    for edition, given in _MESSAGE_ID.findall(text):
        if _genuine(keys, "message-id", (int(edition), subscriber_id), given, 15):
            yield int(edition)


def _genuine(keys: Keys, purpose: str, parts: tuple[str | int, ...], given: str, length: int) -> bool:
    raw = b32decode(given.upper() + "=" * (-len(given) % 8))
    return any(compare_digest(made[:length], raw) for made in macs(keys, purpose, *parts))
