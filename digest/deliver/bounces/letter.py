"""A mail that came back, taken apart: what a person reads, what a program reads, and the mail that it is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from html import unescape

LONGEST = 200_000
"""Characters of a part that are read; who reports writes less, and what comes back whole can be any size."""
_MOST_PARTS = 60
_ORIGINAL = (
    "message/rfc822",
    "text/rfc822-headers",
    "message/rfc822-headers",
    "message/global",
    "message/partial",
)
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_FIELDS = re.compile(r"^(?:final|original)-recipient[ \t]*:", re.IGNORECASE | re.MULTILINE)
_BREAKS = re.compile(r"<(?:br|p|/p|div|/div|tr|/tr|li|/li|td|/td|h\d|/h\d)\b[^<>]{0,300}>", re.IGNORECASE)
_HIDDEN = tuple(
    re.compile(rf"<({name})\b(?:(?!<(?:{name})\b).){{0,20000}}?</\1\s*>", re.IGNORECASE | re.DOTALL)
    for name in ("style|script", "head")
)
"""What no reader sees; a search ends where the next one begins, so that a million of them take no longer than their length."""
LONGEST_HEADER = 10_000
_TAG = re.compile(r"</?[a-z!][^<>@]{0,500}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a mail that came back, as text."""

    headers: Message
    notice: str
    """What a person is told: the plain parts, else the HTML ones without their tags."""
    fields: str
    """What a program is told: delivery status (RFC 3464)."""
    feedback: str
    """A complaint's fields (RFC 5965)."""
    original: str
    """The beginning of the mail that it is about, its headers first."""

    def header(self, name: str) -> str:
        """A header's value, decoded and on one line; empty where there is none."""
        return decoded(self.headers, name)


def opened(raw: bytes) -> Letter:
    """Take a mail apart. Never raises: what cannot be decoded is read as far as it goes."""
    try:
        mail = message_from_bytes(raw)
    except RecursionError:  # parts in parts in parts, which nobody sends who reports something
        mail = BytesHeaderParser().parsebytes(raw)
    return parted(mail)


def parted(mail: Message) -> Letter:
    """A mail's parts; one inside it is not opened, but kept as it stands."""
    found: dict[str, list[str]] = {"plain": [], "html": [], "fields": [], "feedback": [], "original": []}
    pending, seen = [mail], 0
    while pending and seen < _MOST_PARTS:
        part, seen = pending.pop(0), seen + 1
        kind = part.get_content_type()
        children = part.get_payload() if part.is_multipart() else None
        if kind in _ORIGINAL:
            found["original"].append(_whole(part))
        elif kind in _REPORTS or (kind == "application/octet-stream" and _FIELDS.search(_text(part))):
            found["fields"].append(_whole(part))
        elif kind == "message/feedback-report":
            found["feedback"].append(_whole(part))
        elif isinstance(children, list):
            pending[:0] = [child for child in children if isinstance(child, Message)]
        elif kind.startswith(("text/", "multipart/")) or part is mail:  # parts that nobody could part
            found["html" if kind == "text/html" else "plain"].append(_text(part))
    plain = "\n\n".join(found["plain"])
    notice = plain if plain.strip() else _stripped("\n".join(found["html"]))
    joined = {name: "\n\n".join(found[name]) for name in ("fields", "feedback", "original")}
    return Letter(headers=mail, notice=notice[:LONGEST], **joined)


def enclosed(mail: Message) -> Iterator[Message]:
    """The mails inside a mail, one level deep."""
    pending, seen = [mail], 0
    while pending and seen < _MOST_PARTS:
        part, seen = pending.pop(0), seen + 1
        children = part.get_payload() if part.is_multipart() else []
        inside = [child for child in children if isinstance(child, Message)]
        if part.get_content_type() == "message/rfc822":
            yield from inside
            return
        pending[:0] = inside


def decoded(mail: Message, name: str) -> str:
    """A header's value, decoded and on one line."""
    try:
        value = str(mail.get(name, ""))[:LONGEST_HEADER]
        pieces = decode_header(value)
        text = "".join(_word(piece, charset) for piece, charset in pieces)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ""
    return " ".join(text.split())


def _word(piece: "bytes | str", charset: str | None) -> str:
    return piece if isinstance(piece, str) else _as_text(piece, charset)


def _whole(part: Message) -> str:
    """A part that is itself a mail or a list of fields, as it stands on the wire."""
    children = part.get_payload()
    if not isinstance(children, list):
        return _text(part)
    text = "\n\n".join(_flat(child) for child in children if isinstance(child, Message))
    encoding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding in ("base64", "quoted-printable"):
        wrapped = Message()
        wrapped["Content-Transfer-Encoding"] = encoding
        wrapped.set_payload(text.encode("utf-8", "replace").decode("ascii", "replace"))
        return _text(wrapped)
    return text[:LONGEST]


def _flat(mail: Message) -> str:
    """A mail's headers and its text; 8-bit headers are UTF-8, as in a report about an international address (RFC 6533)."""
    head = "\n".join(f"{name}: {value}" for name, value in mail.raw_items())
    head = head.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return f"{head}\n\n{_text(mail)}"


def _text(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError):
        data, charset = str(part.get_payload()).encode("utf-8", "replace"), None
    return (
        _as_text(data if isinstance(data, bytes) else b"", charset)[:LONGEST]
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )


def _as_text(data: bytes, charset: str | None) -> str:
    for name in (charset, "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _stripped(html: str) -> str:
    """HTML as lines of text; an address between angle brackets is no tag."""
    shown = html[:LONGEST]
    for hidden in _HIDDEN:
        shown = hidden.sub(" ", shown)
    text = _TAG.sub("", _BREAKS.sub("\n", shown))
    return unescape(text).replace("\xa0", " ")
