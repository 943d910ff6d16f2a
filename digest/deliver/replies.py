"""Pure: from an SMTP reply to an outcome (RFC 5321 §4.2.1, RFC 3463)."""

import re

from digest.deliver.outcome import Outcome, Reply
from digest.models import DeliveryState

_STATUS = re.compile(r"^\s*([245]\.\d{1,3}\.\d{1,3})\b")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
LONGEST_TEXT = 300


def parse(code: int, text: str) -> Reply:
    """A reply with its enhanced status taken out; addresses in the text are masked, since the ledger holds none."""
    found = _STATUS.match(text)
    rest = text[found.end() :] if found else text
    line = _ADDRESS.sub("<address>", " ".join(rest.split()))
    return Reply(code, found[1] if found else None, line[:LONGEST_TEXT])


def classify(reply: Reply) -> Outcome:
    """2yz sent, 4yz deferred, 5yz failed; after 421 the connection is not used again."""
    if 200 <= reply.code < 300:
        return Outcome(DeliveryState.SENT, reply)
    if 500 <= reply.code < 600:
        return Outcome(DeliveryState.FAILED, reply)
    return Outcome(DeliveryState.DEFERRED, reply, usable=reply.code != 421)
