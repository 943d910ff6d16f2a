"""How much a client takes: bytes of HTML, bytes of style blocks, and how deep their @ rules go."""

from collections.abc import Iterator

from digest.compose.lint.case import Case
from digest.compose.lint.finding import Finding, Level

HTML_BYTES = (50 * 1024, 100 * 1024)  # Gmail clips a mail at 102 KB
LARGEST = 2_000_000  # characters of HTML; of a page beyond all measure nothing but its size is told
STYLE_BYTES = (8192, 16384)  # Gmail drops the style blocks past it


def html_bytes(case: Case) -> Iterator[Finding]:
    """The HTML as it is sent, before it is encoded for the way."""
    size = len(case.page.source.encode("utf-8", "replace"))
    level = _level(size, HTML_BYTES)
    if level:
        message = f"{size / 1024:.1f} KB of HTML; stay under 50 KB, Gmail cuts a mail off at 102 KB"
        if len(case.page.source) > LARGEST:
            message += "; nothing else of it was looked at"
        yield Finding("html-bytes", level, "html", message)


def style_bytes(case: Case) -> Iterator[Finding]:
    """All style blocks together."""
    styles = [style for style, _ in case.page.sheets]
    size = sum(len((style.text or "").encode("utf-8", "replace")) for style in styles)
    level = _level(size, STYLE_BYTES)
    if level:
        message = f"{size} bytes of style blocks; Gmail drops all that goes past {STYLE_BYTES[1]}"
        yield case.page.finding("style-bytes", level, styles[-1], message)


def nested_at_rules(case: Case) -> Iterator[Finding]:
    """Gmail drops a whole style block that has an @ rule within an @ rule."""
    for _, sheet in case.page.sheets:
        for rule in sheet.at_rules:
            if rule.inside:
                where = f"html line {rule.line}: {rule.prelude[:60]}"
                message = f"{rule.prelude.split()[0]} within {rule.inside[-1].split()[0]}: Gmail drops the whole style block"
                yield Finding("nested-at-rule", "fail", where, message, rule.line)


def _level(size: int, limits: tuple[int, int]) -> Level | None:
    return "fail" if size > limits[1] else "warn" if size > limits[0] else None
