"""Status codes in what servers write: enhanced ones (RFC 3463) and replies (RFC 5321 §4.2)."""

import re
from dataclasses import dataclass

from digest.deliver.bounces.report import Duration, Reason

_ENHANCED = re.compile(
    r"(?:(?<=[45]\d\d-)|(?<![\w.:/\-])(?<!version ))#?([245])\.(\d{1,3})\.(\d{1,3})(?![\w]|\.\d|[:/]\d)"
)
_REPLY = re.compile(
    r"(?:^|[:;\[\](<\"'#>=,.|«→：]|<--|<<<|@[\w.\-]{3,80}(?: -)?|\b(?:said|says|answered|got|gave|esmtp|ошибка|код|错误|代码|エラー|error|\w{0,20}code|reply|response|status|smtp|returned|server|with|fehler|antwort|erreur|codigo|was|is|host|rcpt|data)\b:?)"
    r"[ \t]{0,4}([45][0-5]\d)(?=[ \t\-:;,.\])>\"'#]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_UNITS = re.compile(
    r"[ \t]{0,3}(?:hours?|minutes?|seconds?|days?|[gmk]b|bytes?|messages|recipients|users|times?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Codes:
    """What a text says in numbers: the best enhanced status, or empty, and the first reply, or None."""

    status: str = ""
    reply: int | None = None

    @property
    def duration(self) -> Duration | None:
        """For good or for now, as the codes say it; None where there are none."""
        first = self.status[:1] or str(self.reply or "")[:1]
        return {"5": Duration.PERMANENT, "4": Duration.TEMPORARY}.get(first)


def codes(text: str) -> Codes:
    """The codes in a text. Of several enhanced ones the first that names a cause stands for all."""
    found = [".".join(str(int(part)) for part in one) for one in _ENHANCED.findall(text) if one[0] != "2"]
    known = [one for one in found if int(one.split(".")[1]) <= 7]
    best = next((one for one in known if is_specific(one)), known[0] if known else "")
    return Codes(best, reply(text))


def reply(text: str) -> int | None:
    """The first SMTP reply in a text that refuses something."""
    for found in _REPLY.finditer(text):
        if not _UNITS.match(text, found.end()):
            return int(found[1])
    return None


def is_specific(status: str) -> bool:
    """Whether an enhanced status says why: X.0.0 does not."""
    return bool(status) and not status.endswith(".0.0")


_BY_SUBJECT = {
    "1": Reason.INVALID, "2": Reason.BOUNCED, "3": Reason.BOUNCED, "4": Reason.TIMED_OUT,
    "5": Reason.BOUNCED, "6": Reason.OTHER, "7": Reason.BLOCKED, "0": Reason.BOUNCED,
}  # fmt: skip
_BY_DETAIL = {
    "1.0": Reason.BOUNCED, "1.5": Reason.BOUNCED, "1.7": Reason.BLOCKED, "1.8": Reason.BLOCKED, "1.9": Reason.OTHER,
    "2.1": Reason.BOUNCED, "3.5": Reason.OTHER, "4.4": Reason.INVALID, "4.6": Reason.OTHER, "5.1": Reason.BOUNCED,
}  # fmt: skip


def reason(status: str) -> Reason | None:
    """What an enhanced status means in anymail's words; None for one that says nothing."""
    if not is_specific(status):
        return None
    _, subject, detail = status.split(".")
    return _BY_DETAIL.get(f"{subject}.{detail}", _BY_SUBJECT.get(subject))
