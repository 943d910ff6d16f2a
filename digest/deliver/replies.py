"""Pure: from an SMTP reply to an outcome (RFC 5321 §4.2.1, RFC 3463)."""

import re

from digest.deliver.outcome import Outcome, Reply
from digest.models import DeliveryState

_STATUS = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"<?[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+>?")
_UNSTORABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")  # lone surrogates are a relay's Latin-1
LONGEST_TEXT = 300
_LONGEST_READ = 2000  # a relay may send 32 KB; the masking is quadratic in a line without spaces


def parse(code: int, text: str) -> Reply:
    """A reply with its enhanced status taken out; addresses in the text are masked, since the ledger holds none."""
    found = _STATUS.match(text)
    rest = text[found.end() if found else 0 :][:_LONGEST_READ]
    line = _ADDRESS.sub("<address>", " ".join(_UNSTORABLE.sub(" ", rest).split()))
    return Reply(code, found[1] if found else None, line[:LONGEST_TEXT])


def classify(reply: Reply) -> Outcome:
    """2yz sent, 4yz deferred, 5yz failed. After 421 the connection is not used again, nor after what is no final reply."""
    if 200 <= reply.code < 300:
        return Outcome(DeliveryState.SENT, reply)
    if 500 <= reply.code < 600:
        return Outcome(DeliveryState.FAILED, reply)
    return Outcome(DeliveryState.DEFERRED, reply, usable=400 <= reply.code < 500 and reply.code != 421)


def is_final(reply: Reply) -> bool:
    """Whether this ends a command for good: 2yz, 4yz or 5yz. Anything else means that replies are out of step."""
    return 200 <= reply.code < 300 or 400 <= reply.code < 600
