"""Pure: a provider's notification that comes as a mail, with its JSON in the text (Amazon SNS to an address)."""

import json
import re

from digest.deliver.bounces.providers import Event, Json, ses
from digest.deliver.bounces.report import Duration, Failure, Kind, Reason, Report
from digest.deliver.bounces.verdict import without_repeats

_KEY = re.compile(r'"(?:notificationType|eventType)\\?"\s{0,3}:|\\"(?:notificationType|eventType)\\"')
_FOLD = re.compile(r"\n[ \t]{0,8}")  # a mail's lines are folded, within strings too
_READ = json.JSONDecoder(strict=False)


def notified(text: str) -> Report | None:
    """What a notification reports; None where the text is none."""
    start = text.find("{")
    if start < 0 or not _KEY.search(text):
        return None
    events = list(ses(_object(text[start:])))
    gone = [one for one in events if not one.delivered]
    if not gone:
        return Report(Kind.OTHER)
    kind = Kind.BOUNCE if any(one.kind is Kind.BOUNCE for one in gone) else Kind.COMPLAINT
    return Report(kind, without_repeats(map(_failure, gone)))


def _failure(event: Event) -> Failure:
    return event.failure or Failure(event.address, "", Duration.PERMANENT, Reason.SPAM)


def _object(text: str) -> Json:
    """The first object in a text; what Amazon wraps around a notification is taken off."""
    found = _first(_FOLD.sub("", text))
    inner = found.get("Message")
    return _object(inner) if isinstance(inner, str) else found


def _first(text: str) -> Json:
    try:
        found, _ = _READ.raw_decode(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
