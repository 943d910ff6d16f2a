"""The header fields and the build of a mail, as bulk senders have to write them (RFC 5322, 2046, 8058)."""

import re
from collections.abc import Iterator
from email.message import Message

from digest.compose.lint.case import Case, header
from digest.compose.lint.finding import Finding

_ONCE = ("Date", "From", "To", "Subject", "Message-ID")
_ADDRESS = re.compile(r"<\s*(https?://[^<>\s]+)\s*>", re.IGNORECASE)
_LOCAL = re.compile(r"http://(?:localhost|127\.|\[::1\])", re.IGNORECASE)
_ONE_CLICK = "List-Unsubscribe=One-Click"


def fields(case: Case) -> Iterator[Finding]:
    """The fields that a mail has exactly once, and those that it may not have."""
    if case.message is None:
        return
    for name in _ONCE:
        count = len(case.message.get_all(name, []))
        if count != 1:
            said = "is missing" if not count else f"stands {count} times"
            yield _about(name, "header-once", f"{name} {said}; a mail has it exactly once (RFC 5322 §3.6)")
    if "Subject" in case.message and not header(case.message, "Subject"):
        yield _about("Subject", "header-once", "the subject is empty")
    if "Bcc" in case.message:
        yield _about("Bcc", "header-once", "Bcc tells every reader who else got it")


def one_click(case: Case) -> Iterator[Finding]:
    """The pair that mailbox providers ask of bulk mail (RFC 8058 §3.1); not of an answer to one person."""
    if case.message is None or case.is_private:
        return
    value = header(case.message, "List-Unsubscribe")
    address = _ADDRESS.search(value)
    if not value:
        yield _about("List-Unsubscribe", "list-unsubscribe", "it is missing: Gmail and Yahoo ask for it")
    elif address is None:
        yield _about(
            "List-Unsubscribe", "list-unsubscribe", f"no <https://...> in {value[:60]!r} (RFC 8058 §3.1)"
        )
    elif not address[1].lower().startswith("https:"):
        yield _not_https(address[1])
    posted = header(case.message, "List-Unsubscribe-Post")
    if posted != _ONE_CLICK:
        message = f"it has to say {_ONE_CLICK}" + (f", not {posted[:40]!r}" if posted else "; it is missing")
        yield _about("List-Unsubscribe-Post", "list-unsubscribe", message)


def _not_https(address: str) -> Finding:
    if _LOCAL.match(address):
        message = "it leads to this machine: set base_url in [web] to an https address that readers reach"
        return Finding("list-unsubscribe", "warn", "header List-Unsubscribe", message)
    return _about("List-Unsubscribe", "list-unsubscribe", "one-click works by https only (RFC 8058 §3.1)")


def build(case: Case) -> Iterator[Finding]:
    """Both parts as alternatives, the plainest first (RFC 2046 §5.1.4); nothing that a parser stumbles over."""
    if case.message is None:
        return
    kinds = [part.get_content_type() for part in case.message.walk() if not part.is_multipart()]
    if "text/html" not in kinds:
        yield Finding("mime", "fail", "mail", "there is no HTML part")
    elif "text/plain" in kinds and kinds.index("text/plain") > kinds.index("text/html"):
        yield Finding(
            "mime", "fail", "mail", "the text part has to stand before the HTML part: clients show the last"
        )
    for part in case.message.walk():
        for defect in part.defects:
            yield Finding(
                "mime", "fail", f"part {part.get_content_type()}", f"{type(defect).__name__}: {defect}"
            )


def parts_of(message: Message) -> tuple[str | None, str]:
    """The text part, or None, and the HTML part, or nothing."""
    text, html = _content(message, "plain"), _content(message, "html")
    return text, html or ""


def _content(message: Message, subtype: str) -> str | None:
    for part in message.walk():
        if part.get_content_type() == f"text/{subtype}" and part.get_content_disposition() != "attachment":
            return _decoded(part)
    return None


def _decoded(part: Message) -> str:
    """The part's letters with \\n line ends, whatever its charset claims to be."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, UnicodeError):
        text = data.decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _about(name: str, check: str, message: str) -> Finding:
    return Finding(check, "fail", f"header {name}", message)
