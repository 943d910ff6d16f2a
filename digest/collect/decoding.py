"""Bytes into text: marks at the start, the declared character set, UTF-8; nothing is guessed silently."""

import codecs
import re

from digest.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
"""What browsers really read under these names (WHATWG Encoding Standard)."""


def text(raw: bytes) -> str:
    """Return a text file's content: by its byte-order mark, else UTF-8; raises UnreadableError with the bad byte's place."""
    marked = _by_mark(raw)
    if marked is not None:
        return marked
    if b"\0" in raw:
        raise UnreadableError(f"it is binary, not text (a NUL byte at offset {raw.index(0)})")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"it is not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}; save it as UTF-8"
        raise UnreadableError(message) from error


def html(raw: bytes, said: str | None = None) -> str:
    """Return a page's source: by its mark, the character set that its server `said` or that it declares, UTF-8, and Windows-1252 only where it says that."""
    name = _web_name(said) if said else _declared(raw[:4096])
    if name and _by_mark(raw) is None and b"\0" not in raw:
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass  # the page's word is wrong as often as not: UTF-8 is tried next
    return text(raw)


def _by_mark(raw: bytes) -> str | None:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            try:
                return raw.decode(name).lstrip("\ufeff")
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    f"it begins as {name.upper()} but is broken at offset {error.start}"
                ) from error
    return None


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head) or _XML_DECLARED.search(head)
    if match is None:
        return None
    return _web_name(match[1].decode("ascii", "replace"))


def _web_name(name: str) -> str:
    return _WEB_NAMES.get(name.lower(), name.lower())
