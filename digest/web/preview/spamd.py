"""The score of a SpamAssassin daemon, where one listens on this machine (SPAMC protocol 1.5)."""

import asyncio
import re
from dataclasses import dataclass

PLACE = ("127.0.0.1", 783)
_CONNECT_SECONDS, _ANSWER_SECONDS = 1.0, 60.0
_MOST = 1_000_000  # bytes of an answer
_SCORE = re.compile(
    rb"^Spam:\s*(?:True|False|Yes|No)\s*;\s*(-?[\d.]+)\s*/\s*(-?[\d.]+)", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Points, the points from which a mail is spam, and the daemon's own account of it."""

    score: float
    limit: float
    report: str


async def verdict(mail: bytes, place: tuple[str, int] = PLACE) -> Verdict | None:
    """What the daemon says of a mail; None where none listens, or it answers nothing that can be read."""
    try:
        reader, writer = await asyncio.wait_for(asyncio.open_connection(*place), _CONNECT_SECONDS)
    except (OSError, TimeoutError):
        return None
    try:
        writer.write(b"REPORT SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(mail) + mail)
        writer.write_eof()
        answer = await asyncio.wait_for(_whole(reader), _ANSWER_SECONDS)
    except (OSError, TimeoutError):
        return None
    finally:
        writer.close()
    return _read(answer)


async def _whole(reader: asyncio.StreamReader) -> bytes:
    answer = b""
    while len(answer) < _MOST and (more := await reader.read(65536)):
        answer += more
    return answer


def _read(answer: bytes) -> Verdict | None:
    head, _, report = answer.partition(b"\r\n\r\n")
    found = _SCORE.search(head)
    if not head.startswith(b"SPAMD/") or found is None:
        return None
    try:
        return Verdict(float(found[1]), float(found[2]), report.decode("utf-8", "replace").strip())
    except ValueError:
        return None
