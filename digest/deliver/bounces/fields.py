"""Delivery status in fields (RFC 3464), read leniently: many who send them do so from memory."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from digest.deliver.bounces.address import FORM, is_address, tidy, unwrapped

_FIELD = re.compile(r"^[ \t>|]{0,8}([A-Za-z][A-Za-z0-9\-]{1,40})[ \t]{0,3}:[ \t]*(.*)$")
_RECIPIENT = ("final-recipient", "original-recipient", "x-actual-recipient")
_OURS = (
    *_RECIPIENT,
    "action",
    "status",
    "diagnostic-code",
    "remote-mta",
    "x-failed-recipient",
    "smtp-remote-recipient",
)
MOST = 100
_ANY = re.compile(FORM)
DELIVERED = ("delivered", "relayed", "expanded")


@dataclass(frozen=True, slots=True)
class Entry:
    """One recipient's group of fields; `address` is empty where the fields name no mailbox."""

    address: str
    action: str
    status: str
    diagnostic: str
    spare: str = ""
    """An address that stands inside a field that names none alone: a command, a route."""


def entries(text: str) -> list[Entry]:
    """Every recipient's group of fields; of `MOST` at the most."""
    return [found for group in islice(_groups(text), MOST) if (found := _entry(group)) is not None]


def _groups(text: str) -> Iterator[dict[str, str]]:
    group: dict[str, str] = {}
    last = ""
    for line in text.splitlines():
        field = _FIELD.match(line)
        name = field[1].lower() if field else ""
        if not line.strip():
            last = ""
            if _names_somebody(group):
                yield group
                group = {}
        elif field and name in _OURS:
            if name in group and _names_somebody(group):
                yield group
                group = {}
            group[name], last = field[2].strip(), name
        elif field and not line[:1].isspace():
            last = ""
        elif last and len(group[last]) < 4000:
            group[last] += f" {line.strip()}"
    if _names_somebody(group):
        yield group


def _names_somebody(group: dict[str, str]) -> bool:
    return any(name in group for name in _RECIPIENT)


def _entry(group: dict[str, str]) -> Entry | None:
    values = [_value(group.get(name, "")) for name in _RECIPIENT]
    named = [one for value in values if is_address(value) and (one := unwrapped(value))]
    address = next((one for one in named if "." in one.rpartition("@")[2]), named[0] if named else "")
    inside = (tidy(found[0]) for value in values if (found := _ANY.search(value)))
    spare = next((one for one in inside if is_address(one)), "")
    action = group.get("action", "").split(" ")[0].strip(";,.").lower()
    return Entry(address, action, group.get("status", ""), group.get("diagnostic-code", ""), spare)


def _value(field: str) -> str:
    """`rfc822; somebody@example.org` without its type (RFC 3464 §2.1.2)."""
    kind, semicolon, rest = field.partition(";")
    return tidy(rest if semicolon and "@" not in kind else field)
