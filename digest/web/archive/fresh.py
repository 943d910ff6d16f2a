"""Answers that others may keep, and that are not sent again to who has them (RFC 9110 §13)."""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from fastapi import Request
from fastapi.responses import Response

_OF_THE_BODY = {"content-length", "content-type"}


def fresh(request: Request, answer: Response, changed: datetime | None = None) -> Response:
    """The answer with its ETag and the time of its last change; 304 without a body where it is known as it is."""
    tag = f'"{hashlib.sha256(bytes(answer.body)).hexdigest()[:24]}"'
    answer.headers["ETag"] = tag
    if changed is not None:
        answer.headers["Last-Modified"] = format_datetime(changed.astimezone(UTC), usegmt=True)
    if not _is_known(request, tag, changed):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name not in _OF_THE_BODY}
    return Response(status_code=304, headers=kept)


def _is_known(request: Request, tag: str, changed: datetime | None) -> bool:
    """By the tag where one was named, which goes before the time."""
    named = request.headers.get("if-none-match")
    if named is not None:
        return named.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in named.split(",")}
    since = _time(request.headers.get("if-modified-since"))
    return since is not None and changed is not None and changed.replace(microsecond=0) <= since


def _time(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC) if found else None
