"""Pure: what a Postfix relay says in its log of mails that we know by their Message-ID.

`cleanup` names the Message-ID of a queue id as soon as it has read it; that the relay took the mail is said by `qmgr`, or by
whoever delivers it. A Message-ID without either was broken off before the end.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

_LINE = re.compile(
    r"^(\d{4}-\d\d-\d\dT[0-9:.]{8,15}(?:Z|[+-]\d\d:?\d\d)|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) \S{1,255} "
    r"(?:\S{0,40}/)?([a-z_]{2,20})\[\d{1,10}\]: ([0-9A-Za-z]{5,20}): (.*)$"
)
_TIME = re.compile(
    r"^(\d{4}-\d\d-\d\dT[0-9:.]{8,15}(?:Z|[+-]\d\d:?\d\d)|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) "
)
_MESSAGE_ID = re.compile(r"message-id=<([^<>@\s]{1,200})@")
_STATUS = re.compile(r"\bdsn=([245]\.\d{1,3}\.\d{1,3}),.{0,20} status=([a-z]{2,12})\b")


@dataclass(slots=True)
class Fate:
    """What the relay did with one mail; `status` is its last word (sent, deferred, bounced, expired), or empty."""

    accepted: bool = False
    status: str = ""
    dsn: str = ""

    @property
    def failed(self) -> bool:
        """Whether the relay has given it up."""
        return self.status in {"bounced", "expired"}


@dataclass(slots=True)
class Reading:
    """The lines of a log, taken in one by one; `wanted` are the left sides of the Message-IDs that are looked for."""

    wanted: Collection[str]
    now: datetime
    zone: tzinfo
    fates: dict[str, Fate] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    _queue: dict[str, str] = field(default_factory=dict)

    def take(self, lines: Iterable[str]) -> None:
        """Read on; the files of a log may come in any order, each in its own."""
        for line in lines:
            if found := _TIME.match(line):
                self._see(found[1])
                if entry := _LINE.match(line):
                    self._enter(entry[2], entry[3], entry[4])

    def covers(self, since: datetime, until: datetime) -> bool:
        """Whether the log was written over this whole time, so that what is not in it did not happen."""
        return self.first is not None and self.last is not None and self.first <= since and self.last > until

    def _enter(self, service: str, queue_id: str, text: str) -> None:
        if service == "cleanup":
            named = _MESSAGE_ID.search(text)
            if named and named[1] in self.wanted:
                self._queue[queue_id] = named[1]
            elif named:
                self._queue.pop(queue_id, None)  # a queue id that is used again
            return
        message = self._queue.get(queue_id)
        if message is None:
            return
        fate = self.fates.setdefault(message, Fate())
        if status := _STATUS.search(text):
            fate.accepted, fate.dsn, fate.status = True, status[1], status[2]
        elif service == "qmgr" and text.startswith("from=<"):
            fate.accepted = True

    def _see(self, text: str) -> None:
        at = when(text, self.now, self.zone)
        if at is not None:
            self.first = at if self.first is None else min(self.first, at)
            self.last = at if self.last is None else max(self.last, at)


def when(text: str, now: datetime, zone: tzinfo) -> datetime | None:
    """A line's time; that of the old syslog form has no year, and is never in the future."""
    try:
        if text[:1].isdigit():
            return datetime.fromisoformat(text)
        read = datetime.strptime(f"{now.year} {text}", "%Y %b %d %H:%M:%S").replace(tzinfo=zone)
        return read if read <= now + timedelta(days=1) else read.replace(year=now.year - 1)
    except ValueError:  # 29 February of another year
        return None
