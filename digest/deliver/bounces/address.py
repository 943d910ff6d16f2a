"""Addresses as they stand in the text of a notice."""

import re
from collections.abc import Iterable

_OTHER_SCRIPT = r"(?![\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef])"
LETTER = rf"(?:{_OTHER_SCRIPT}[\w\-])"
"""A letter of a domain; Chinese, Japanese and Korean text stands around an address without a space."""
_QUOTED = r'"[^"\s<>@]{1,64}"'
_LOCAL = rf"(?:{_OTHER_SCRIPT}(?:[^\s<>()\[\]{{}},;:\"'\\@|]|(?<=[A-Za-z0-9])'(?=[A-Za-z0-9]))){{1,128}}"
_DOMAIN = rf"{LETTER}{{1,63}}(?:\.{LETTER}{{1,63}}){{0,12}}|\[(?:IPv6:)?[0-9A-Fa-f.:]{{3,45}}\]"
FORM = rf"(?:{_QUOTED}|{_LOCAL})@(?:{_DOMAIN})"
_ADDRESS = re.compile(FORM)
_WHOLE = re.compile(FORM + r"\.?")
_WRAPPED = re.compile(r"IMCEA[A-Z0-9]{0,12}-([^@]{1,400})@", re.IGNORECASE)
_MACHINES = re.compile(
    r"^(mailer-?daemon|post[_\-]?master|mail-?daemon|nobody|double-bounce|root|abuse)(?:[+\-.][^@]{0,100})?@",
    re.IGNORECASE,
)


def addresses(text: str) -> list[str]:
    """Every address in a text, each once, in its order."""
    found = dict.fromkeys(tidy(one) for one in _ADDRESS.findall(text))
    return [one for one in found if is_address(one)]


def tidy(address: str) -> str:
    """Without what a sentence or a protocol put around it."""
    bare = address.strip().strip("<>`*")
    if re.match(rf"{_QUOTED}@", bare):
        return bare
    bare = bare.strip("<>\"'`*")
    bare = re.sub(r"^(?:mailto|smtp|rfc822|to)[:=]", "", bare, flags=re.IGNORECASE)
    return bare.lstrip(".").rstrip(".,;:!?'\"`*>_-")


def is_address(text: str) -> bool:
    """Whether this is one address and nothing else; one with stars for its letters is none."""
    return bool(_WHOLE.fullmatch(text)) and not text.startswith(("@", "/")) and "**" not in text


def unwrapped(address: str) -> str:
    """The address inside one that Exchange wrapped ("IMCEASMTP-ida+40harbour+2Eexample@..."); empty where it wraps a directory's name."""
    found = _WRAPPED.match(address)
    if found is None:
        return address
    inner = re.sub(r"\+([0-9A-F]{2})", lambda one: chr(int(one[1], 16)), found[1].replace("_", "/"))
    return inner if is_address(inner) else ""


def is_machine(address: str) -> bool:
    """Whether this is who reports bounces rather than who gets mails."""
    return bool(_MACHINES.match(address))


def distinct(many: Iterable[str]) -> list[str]:
    """Each address once, however its letters are cased; the first spelling is kept."""
    first: dict[str, str] = {}
    for one in many:
        first.setdefault(one.lower(), one)
    return list(first.values())
