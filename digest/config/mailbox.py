"""A mailbox as RFC 5322 §3.4 writes it: `Name <local@domain>`, or the bare address."""

import re
from dataclasses import dataclass
from email.utils import formataddr
from typing import Annotated

from pydantic import BeforeValidator

_FORM = re.compile(
    r'^\s*(?:"?(?P<name>[^"<>\x00-\x1f\x7f]*?)"?\s*<(?P<angle>[^<>\s]+)>|(?P<bare>[^<>\s"]+))\s*$'
)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name (may be empty) and an ASCII address whose domain is in IDNA form."""

    name: str
    address: str

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.address.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]

    def __str__(self) -> str:
        return formataddr((self.name, self.address))


def parse_mailbox(text: object) -> Mailbox:
    """Read a mailbox.

    Raises:
        ValueError: it is no address, or one that only SMTPUTF8 could carry.
    """
    from email_validator import EmailNotValidError, validate_email  # 40 ms, and help needs none of it

    if isinstance(text, Mailbox):
        return text
    found = _FORM.match(text) if isinstance(text, str) else None
    if found is None:
        raise ValueError("not a mailbox; use the form Daily Brief <brief@news.example.org>")
    try:
        checked = validate_email(
            found["angle"] or found["bare"],
            check_deliverability=False,
            allow_smtputf8=False,
            test_environment=True,
        )
    except EmailNotValidError as error:
        message = f"not an e-mail address ({str(error).rstrip('.')}); use the form Daily Brief <brief@news.example.org>"
        raise ValueError(message) from error
    return Mailbox((found["name"] or "").strip(), checked.ascii_email or checked.normalized)


MailboxField = Annotated[Mailbox, BeforeValidator(parse_mailbox)]
