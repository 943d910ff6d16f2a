"""Plain text for a terminal: wrapped by columns, wide characters counted as two, addresses never broken."""

import unicodedata
from collections.abc import Iterator

WIDTH = 72
_OPENING = frozenset({"Ps", "Pi"})
_NEVER_FIRST = frozenset("ーゝゞヽヾ々っゃゅょゎぁぃぅぇぉッャュョヮァィゥェォ")


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """The text in lines of at most 72 columns, each after `indent` (the first after `first`).

    Words are kept whole while they fit a line; one that does not is cut, unless it is an address.
    """
    room = WIDTH - columns_of(indent)
    lines: list[str] = []
    line, used = "", 0
    for piece, gap in _pieces(text, room):
        width = columns_of(piece)
        if line and used + len(gap) + width > room:
            lines.append(line)
            line, used = piece, width
        else:
            line, used = (line + gap + piece, used + len(gap) + width) if line else (piece, width)
    lines.append(line)
    marks = [indent if first is None else first, *[indent] * (len(lines) - 1)]
    return "\n".join((mark + line).rstrip() for mark, line in zip(marks, lines, strict=True))


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """Words with the gap before each; runs of wide characters and words beyond a line in parts without a gap."""
    for word in text.split(" "):
        gap = " "
        for part in _parts(word, room):
            yield part, gap
            gap = ""


def _parts(word: str, room: int) -> Iterator[str]:
    width = columns_of(word)
    if (width <= room and (width == len(word) or _is_korean(word))) or "://" in word:
        yield word
        return
    part, used, opened = "", 0, False
    for char in word:
        wide = _columns(char)
        may_break = wide == 2 and used >= 2 and not opened and not _clings(char)
        if part and (used + wide > room or may_break):
            yield part
            part, used = "", 0
        part, used, opened = part + char, used + wide, unicodedata.category(char) in _OPENING
    if part:
        yield part


def _clings(char: str) -> bool:
    """Whether no line begins with it (JIS X 4051): closing marks, small kana, marks of length and repetition."""
    category = unicodedata.category(char)
    return char in _NEVER_FIRST or (category.startswith("P") and category not in _OPENING)


def _is_korean(word: str) -> bool:
    """Korean sets spaces between its words, and breaks lines there."""
    return any("\uac00" <= char <= "\ud7a3" for char in word)


def rule(mark: str = "-") -> str:
    """A line across the page."""
    return mark * WIDTH
