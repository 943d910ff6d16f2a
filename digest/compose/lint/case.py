"""What the checks of a mail look at, and what is known of it beside its bytes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message

from digest.compose.content import EditionContent
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import Page
from digest.config import DEFAULT_CLIENTS


@dataclass(frozen=True, slots=True)
class Case:
    """One mail or page. `text` and `message` are None where only HTML is looked at."""

    page: Page
    text: str | None = None
    message: Message | None = None
    content: EditionContent | None = None
    postal_address: str = ""
    clients: tuple[str, ...] = DEFAULT_CLIENTS

    @property
    def is_private(self) -> bool:
        """Whether it answers one person's request (RFC 3834), as a confirmation does: nobody can leave by it."""
        return self.message is not None and header(self.message, "Auto-Submitted").lower() not in {"", "no"}


def header(message: Message, name: str) -> str:
    """A header field's text on one line, its encoded-words decoded; nothing where there is none."""
    raw = " ".join(str(message.get(name, "")).split())
    if "=?" not in raw:
        return raw
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return raw


Check = Callable[[Case], Iterator[Finding]]
