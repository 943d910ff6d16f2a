"""Cells that a spreadsheet would run: made harmless on the way out, and given back as they were on the way in."""

import re

_STARTS = "=+\\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"'*[{_STARTS}]")
_ESCAPED = re.compile(f"'+[{_STARTS}]")


def escaped(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula, or for such an apostrophe."""
    return "'" + cell if _DANGEROUS.match(cell) else cell


def unescaped(cell: str) -> str:
    """What `escaped` was given."""
    return cell[1:] if _ESCAPED.match(cell) else cell
