"""Mails that carry an article (RFC 5322, MIME): the HTML part or else the text part, and what the head says."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from digest.collect import dates, decoding, lines
from digest.collect.said import absolute
from digest.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail's subject, sender and date, where it stands on the web, and its text in either form; empty where it has none."""

    subject: str | None
    sender: str | None
    sent: datetime | None
    url: str | None
    html: str
    text: str


def read(raw: bytes) -> Mail:
    """Parse a mail; raises UnreadableError where the bytes hold none or it has no text."""
    message = _parsed(raw)
    if not message.keys():
        raise UnreadableError(
            "it has no mail head (From:, Subject:, Date:); save the mail as .eml with its head"
        )
    html, text = (_part(message, kind) for kind in ("html", "plain"))
    if not html.strip() and not text.strip():
        raise UnreadableError("the mail has neither an HTML nor a text part")
    name, address = parseaddr(_head(message, "From") or "")
    return Mail(
        subject=_head(message, "Subject"),
        sender=name.strip() or address.rpartition("@")[2] or None,
        sent=dates.parse(_head(message, "Date")),
        url=_archived_at(message),
        html=html,
        text=text,
    )


def _parsed(raw: bytes) -> EmailMessage:
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
    except Exception as error:  # the standard parser fails in many ways on broken heads
        raise UnreadableError(f"it cannot be parsed as a mail ({type(error).__name__})") from error
    return message


def _head(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return lines.tidy(str(value)) or None if value is not None else None
    except Exception:  # noqa: BLE001 - a broken head field raises whatever its parser stumbled on; it is then unknown
        return None


def _archived_at(message: EmailMessage) -> str | None:
    """Return the address that the head gives in brackets (RFC 5064). Links in the text are each reader's own: they are none."""
    given = re.search(r"<([^<>]*)>", _head(message, "Archived-At") or "")
    return absolute("".join(given[1].split()), None) if given else None


def _part(message: EmailMessage, kind: str) -> str:
    """Return the decoded text of the first part of this kind that is no attachment."""
    for part in message.walk():
        if part.get_content_type() == f"text/{kind}" and not _is_attachment(part):
            return _decoded(part, kind)
    return ""


def _is_attachment(part: MIMEPart) -> bool:
    return str(part.get("Content-Disposition", "")).lower().startswith("attachment")


def _decoded(part: MIMEPart, kind: str) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decoding.html(raw) if kind == "html" else raw.decode("utf-8", "replace")
