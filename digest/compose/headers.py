"""Pure: header values that survive any relay, as ASCII bytes (RFC 5322, RFC 2047).

The standard library's `EmailMessage` folds long addresses into encoded-words and loses spaces between them, so
the values are made here, once, by the one encoder of it that does not: `email.header.Header`.
"""

import re
from binascii import b2a_base64
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache

LINE = 76
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text without control characters and lone surrogates, runs of white space made one space."""
    return " ".join(_CONTROL.sub(" ", text).split())


def unstructured(name: str, text: str) -> bytes:
    """The value of a header of free text (Subject): plain ASCII where it fits on a line, else encoded-words."""
    line = one_line(text)
    if line.isascii() and "=?" not in line and len(name) + 2 + len(line) <= LINE:
        return line.encode("ascii")
    return _words(line, used=len(name) + 2)


def mailbox(name: str, address: str) -> bytes:
    """`Name <address>` for From, To and Reply-To; the bare address where there is no name.

    An address with a non-ASCII local part is written in UTF-8, which only an SMTPUTF8 relay takes (RFC 6532).
    """
    phrase = _phrase(one_line(name))
    angle = f"<{address}>".encode()
    if not phrase:
        return address.encode()
    last = len(phrase) - (phrase.rfind(b"\n") + 1)
    joint = b" " if last + len(angle) + 10 <= LINE else b"\r\n "
    return phrase + joint + angle


def _phrase(name: str) -> bytes:
    if not name.isascii() or "=?" in name or len(name) > 50:
        return _word(name) or _words(name, used=10)
    if _ATOM.fullmatch(name) or not name:
        return name.encode("ascii")
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'.encode("ascii")


def _word(text: str) -> bytes | None:
    """One encoded-word where it fits: some parsers put a space between two in a display name."""
    word = b"=?utf-8?b?" + b2a_base64(text.encode(), newline=False) + b"?="
    return word if len(word) <= LINE - 4 else None


def _words(text: str, used: int) -> bytes:
    header = Header(text, "utf-8", maxlinelen=LINE, header_name="x" * max(used - 2, 1))
    return header.encode(linesep="\r\n").encode("ascii")


def date(moment: datetime) -> bytes:
    """The Date header's value, in UTC with +0000 (RFC 5322 §3.3)."""
    return _dated(moment.astimezone(UTC).replace(microsecond=0))


@lru_cache(maxsize=4)
def _dated(second: datetime) -> bytes:
    """Thousands of mails are written in a second."""
    return format_datetime(second).encode("ascii")
