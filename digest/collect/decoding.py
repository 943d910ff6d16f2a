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
_WIDE = ("utf-16", "utf-32")
_WESTERN = "cp1252"
_OFF_THE_WEB = re.compile(r"mac_|hp_|cp[78]|cp1125|kz", re.IGNORECASE)
"""Character sets of machines before the web: what looks like one of them is another."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_FEW_A_RUN = 2
"""Bytes beyond ASCII in a row, on average, from which a text is not in Latin letters."""


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
    if name and _by_mark(raw) is None and (b"\0" in raw) == name.startswith(_WIDE):
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass  # the page's word is wrong as often as not: UTF-8 is tried next
    return text(raw)


def page(raw: bytes, said: str | None = None) -> str:
    """Return the source of a page from the web, which nobody here can save anew.

    As `html`; what that refuses is read as its bytes look: UTF-16 without its mark, Windows-1252 between the UTF-8, or the
    likeliest character set.

    Raises:
        UnreadableError: it is no text.
    """
    try:
        return html(raw, said)
    except UnreadableError:
        name = _as_it_looks(raw)
        if name is None:
            raise
    return _western(raw) if name == _WESTERN else raw.decode(name, "replace")


def _as_it_looks(raw: bytes) -> str | None:
    """Name the character set of a page that says none, or a wrong one; None where it is no text."""
    start = raw.lstrip()[:2]
    if b"\0" in raw:
        return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(start)
    runs = _HIGH.findall(raw)
    if sum(map(len, runs)) < _FEW_A_RUN * len(runs):  # letters with marks stand alone among plain ones
        return _WESTERN
    from trafilatura.utils import detect_encoding

    likely = detect_encoding(raw)
    return next((name for name in likely if not _OFF_THE_WEB.match(name)), next(iter(likely), None))


def _western(raw: bytes) -> str:
    """Read UTF-8, and what is none of it as Windows-1252."""

    def letters(run: re.Match[bytes]) -> bytes:
        try:
            return run[0].decode("utf-8").encode()
        except UnicodeDecodeError:
            return run[0].decode("cp1252", "replace").encode()

    return _HIGH.sub(letters, raw).decode("utf-8")


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
