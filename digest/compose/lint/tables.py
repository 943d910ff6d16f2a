"""Layout tables: silent for a screen reader, and a table of fixed width for Outlook, which knows no max-width."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding
from digest.compose.lint.page import line_of, style_of

_MSO = re.compile(r"\s*\[if\b[^\]]{0,80}\bmso\b")
_TABLE = re.compile(r"<table\b[^>]*>", re.IGNORECASE)
_SILENT = re.compile(r"""role\s*=\s*["']?(?:presentation|none)\b""", re.IGNORECASE)


def layout_tables(case: Case) -> Iterator[Finding]:
    """role="presentation" on every table that holds no data."""
    for table in case.page.all("table"):
        if table.get("role") not in {"presentation", "none"} and not _holds_data(table):
            message = 'a layout table without role="presentation" is read out cell by cell'
            yield case.page.finding("layout-table", "fail", table, message)


def _holds_data(table: _Element) -> bool:
    return any(next(table.iter(tag), None) is not None for tag in ("th", "caption"))


def ghost_tables(case: Case) -> Iterator[Finding]:
    """A table in a conditional comment around what is fluid, itself silent."""
    page, ghosts = case.page, 0
    for comment in page.comments:
        for table in _TABLE.findall(comment.text or "") if _MSO.match(comment.text or "") else ():
            ghosts += 1
            if not _SILENT.search(table):
                line = line_of(comment)
                where = f"html line {line}: {table[:80]}"
                message = 'Outlook\'s table without role="presentation" is read out cell by cell'
                yield Finding("layout-table", "fail", where, message, line)
    fluid = next((table for table in page.all("table", "div") if "max-width" in style_of(table)), None)
    if fluid is not None and not ghosts:
        message = "Outlook knows no max-width: put a table of fixed width in <!--[if mso]> around it"
        yield page.finding("ghost-table", "fail", fluid, message)
