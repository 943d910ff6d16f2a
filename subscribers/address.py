"""Addresses and names at the door: only what is parsed here is ever used in a mail."""

import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from subscribers.errors import AddressError

_LOCAL_OCTETS, _ALL_OCTETS = 64, 254  # RFC 5321 section 4.5.3.1, RFC 3696 erratum 1690
_NAME_LENGTH = 100
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # turn the text around them


@dataclass(frozen=True, slots=True)
class Address:
    """An address that mail can be sent to."""

    email: str  # as sent to: the local part as written (NFC), the domain in IDNA form (RFC 5891)
    key: str  # the same for all spellings of the same mailbox
    ascii: bool  # False: can be delivered only where SMTPUTF8 (RFC 6531) is offered


def parse(text: str) -> Address:
    """The address in `text`, spaces around it left off; nothing is asked of the DNS.

    Raises AddressError for anything that is not exactly one address of the form local@domain: quoted
    local parts, address literals, comments, display names, control and invisible characters.
    """
    if not text.isprintable():  # controls, line separators, surrogates, invisible characters
        raise AddressError("An address cannot hold control or invisible characters.")
    try:
        found = validate_email(text.strip(" "), check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError) as problem:
        raise AddressError(str(problem)) from problem
    email = f"{found.local_part}@{found.ascii_domain}"
    if len(found.local_part.encode()) > _LOCAL_OCTETS or len(email.encode()) > _ALL_OCTETS:
        raise AddressError("The address is too long.")
    key = unicodedata.normalize("NFC", f"{found.local_part.casefold()}@{found.ascii_domain}".lower())
    return Address(email, key, email.isascii())


def parse_name(text: str) -> str | None:
    """A reader's name: spaces collapsed, NFC, cut at 100 characters; None when nothing is left.

    Raises AddressError for control characters, line separators, text-turning marks, and web addresses (signup forms
    are misused to mail them to strangers).
    """
    if not text.isprintable() and any(
        unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _BIDI for char in text
    ):
        raise AddressError("A name cannot hold control characters.")
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if "://" in name or "www." in name.casefold():
        raise AddressError("A name cannot hold a web address.")
    return name[:_NAME_LENGTH].rstrip() or None
