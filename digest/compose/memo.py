"""A plain mail to the people who run a newsletter: a note, a report, an alarm."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from digest.compose import headers, quoted
from digest.config.mailbox import Mailbox


@dataclass(frozen=True, slots=True)
class Memo:
    """What it says; `text` has lines ended by a line feed."""

    sender: Mailbox
    to: Mailbox
    subject: str
    text: str


def written(memo: Memo, reference: str, moment: datetime) -> bytes:
    """The mail's bytes (RFC 5322, CRLF, 7-bit); `reference` makes its Message-ID, the same however often it is sent."""
    name = hashlib.sha256(reference.encode()).hexdigest()[:32]
    lines = (
        (b"From", headers.mailbox(memo.sender.name, memo.sender.address)),
        (b"To", headers.mailbox(memo.to.name, memo.to.address)),
        (b"Subject", headers.unstructured("Subject", memo.subject)),
        (b"Date", headers.date(moment)),
        (b"Message-ID", f"<memo.{name}@{memo.sender.domain}>".encode("ascii")),
        (b"Auto-Submitted", b"auto-generated"),
        (b"MIME-Version", b"1.0"),
        (b"Content-Type", b"text/plain; charset=utf-8"),
        (b"Content-Transfer-Encoding", b"quoted-printable"),
    )
    head = b"".join(field + b": " + value + b"\r\n" for field, value in lines)
    return head + b"\r\n" + quoted.encode(memo.text.rstrip("\n") + "\n")
