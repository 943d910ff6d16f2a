"""Bytes become lines of text, whatever they are: nothing here raises for what is in a file.

UTF-8 with or without a mark, UTF-16 and UTF-32; single bytes that are no UTF-8 are read as Windows-1252, which is
how older programs of spreadsheets write.
"""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

LONGEST = 1 << 20  # characters of a line; a file without line ends must not fill the memory
_LOOK = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding(start: bytes) -> str:
    """The encoding that a file begins in."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    pairs = len(start) // 2
    if pairs and start[1::2].count(0) > pairs * 0.4:
        return "utf-16-le"
    if pairs and start[::2].count(0) > pairs * 0.4:
        return "utf-16-be"
    return "utf-8"


def lines(file: BinaryIO) -> Iterator[str]:
    """The file's lines without their ends; one that is longer than LONGEST comes cut, its rest is left out."""
    peeked = file.read(_LOOK)
    name = encoding(peeked)
    errors = "subscribers-windows-1252" if name.startswith("utf-8") else "replace"
    text = io.TextIOWrapper(io.BufferedReader(_Again(peeked, file), 1 << 16), name, errors)
    while line := text.readline(LONGEST):
        yield line.removesuffix("\n")
        while len(line) == LONGEST and not line.endswith("\n"):
            line = text.readline(LONGEST)
    text.detach()


class _Again(io.RawIOBase):
    """A stream that gives once more what was looked at; pipes cannot go back."""

    def __init__(self, peeked: bytes, rest: BinaryIO) -> None:
        self._peeked, self._rest = peeked, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type] # typeshed has no name for what RawIOBase hands over
        data = self._peeked[: len(view)] or self._rest.read(len(view))
        self._peeked = self._peeked[len(view) :]
        view[: len(data)] = data
        return len(data)


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_letter(byte) for byte in wrong), error.end


def _letter(byte: int) -> str:
    single = bytes((byte,))
    try:
        return single.decode("cp1252")
    except UnicodeDecodeError:  # five bytes mean nothing there
        return single.decode("latin-1")


codecs.register_error("subscribers-windows-1252", _single_bytes)
