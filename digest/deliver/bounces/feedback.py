"""Complaints as providers report them (RFC 5965)."""

import re

from digest.deliver.bounces.address import addresses, distinct, is_address, tidy
from digest.deliver.bounces.letter import Letter

_FIELD = re.compile(
    r"^(original-rcpt-to|removal-recipient|original-recipient|feedback-type)[ \t]*:[ \t]*(.*)$",
    re.IGNORECASE | re.MULTILINE,
)
_TO = re.compile(
    r"^(?:to|x-original-to|delivered-to|x-hmxmroriginalrecipient)[ \t]*:[ \t]*(.*(?:\n[ \t].*){0,5})",
    re.IGNORECASE | re.MULTILINE,
)

_OUTLOOK = re.compile(r"^x-hmxmroriginalrecipient[ \t]*:(.*)$", re.IGNORECASE | re.MULTILINE)


def is_complaint(letter: Letter) -> bool:
    """Whether somebody pressed "this is spam"; a report of authentication failures (RFC 6591) is none."""
    kinds = [
        value.strip().lower()
        for name, value in _FIELD.findall(letter.feedback)
        if name.lower() == "feedback-type"
    ]
    if letter.feedback.strip():
        return not kinds or kinds[0] not in ("auth-failure", "not-spam", "dkim")
    return bool(_outlook(letter))


def complainers(letter: Letter) -> list[str]:
    """Whom the complaint is from, as far as it says so: many providers leave the address out."""
    named = [
        tidy(value.partition(";")[2] or value)
        for name, value in _FIELD.findall(letter.feedback)
        if name.lower() != "feedback-type"
    ]
    found = [one for one in named if is_address(one)]
    if not found:
        found = _outlook(letter)
    if not found:
        first = _TO.search(letter.original)
        found = addresses(first[1]) if first else []
    return distinct(found)


def _outlook(letter: Letter) -> list[str]:
    """Outlook's program sends the mail back as it is and names the reader in a header, of this mail or of that one."""
    head = "" if letter.fields else letter.original.partition("\n\n")[0]
    inside = _OUTLOOK.search(head)
    return addresses(letter.header("X-HmXmrOriginalRecipient") or (inside[1] if inside else ""))
