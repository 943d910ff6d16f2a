"""An article out of whatever it came in: raw text, a page, Markdown, a mail, a row; nothing is fetched or stored."""

import re
from dataclasses import replace

from digest.collect import dates, lines
from digest.collect import text as cleaner
from digest.collect.article import Block, BlockKind, Dropped, Extract, ImageRef, Related
from digest.collect.boilerplate import Furniture

__all__ = ["Block", "BlockKind", "Dropped", "Extract", "Furniture", "ImageRef", "Related", "from_text"]

_HEAD_LINE = re.compile(
    r"(?P<key>source|url|link|published|date|section|title|byline|author|kicker)\s*:\s*(?P<value>.*)\Z",
    re.IGNORECASE,
)
_SAME = {"link": "url", "date": "published", "author": "byline"}


def from_text(text: str, *, known: Furniture | None = None) -> Extract:
    """Clean the raw text of one page, as a scraper left it.

    `Source:`, `URL:`, `Published:` and `Section:` lines may stand at the very top, ended by a blank line.
    """
    head, rest = _split_head(text)
    found = cleaner.clean(lines.from_text(rest), title=head.get("title"), known=known)
    return replace(
        found,
        source=head.get("source"),
        url=head.get("url"),
        section=head.get("section"),
        byline=head.get("byline") or found.byline,
        kicker=head.get("kicker") or found.kicker,
        published=dates.parse(head.get("published")) or found.published,
    )


def _split_head(text: str) -> tuple[dict[str, str], str]:
    """Split the head lines off: they count only when all lines up to the first blank one have their shape."""
    block, _, rest = text.lstrip("\ufeff").replace("\r\n", "\n").partition("\n\n")
    matches = [_HEAD_LINE.match(line.strip()) for line in block.splitlines()]
    pairs = [(m["key"].lower(), lines.tidy(m["value"])) for m in matches if m]
    if not pairs or len(pairs) != len(matches) or len(text) == len(block):
        return {}, text
    return {_SAME.get(key, key): value for key, value in pairs if value}, rest
