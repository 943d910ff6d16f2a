"""HTML pages into blocks of plain text: trafilatura finds the article, this reads what it found."""

import logging
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from digest.collect import gaps, listings, visible
from digest.collect.article import BlockKind

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = list[tuple[BlockKind, str]]

PROSE = 80
"""Letters from which a line of a page may be prose."""
LEAST_FOUND = 0.35
"""The share of a page's prose that its article has at least, mostly."""
SHORT = 400
"""Letters: an article that is shorter may be only a part of it."""

_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "heading",
    "quote": "quote",
    "item": "item",
    "row": "item",
}


def parse(html: str) -> "HtmlElement | None":
    """Return the tree of a page, or None where there is nothing in it that could be one."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(
        logging.CRITICAL
    )  # its complaints about a page are no concern of the user's
    try:
        tree = trafilatura.load_html(html if "<body" in html.lower() else f"<html><body>{html}</body></html>")
    except Exception:  # noqa: BLE001 - a page can upset a foreign parser in ways that it does not document
        return None
    return tree


def article(tree: "HtmlElement") -> Found | None:
    """Return the blocks of the page's article: what trafilatura finds (precision mode, without comments), and what it passed over.

    None where the page is a list of others.

    Its second extractors run only where the first one found little of the page's prose.
    """
    visible.drop_unseen(tree)
    visible.drop_cards(tree)
    seen = visible.lines(tree)
    found = _extracted(tree, alone=True)
    if _looks_short(found, seen):
        found = max(found, _extracted(tree, alone=False), key=_length)
    found = gaps.filled(found, seen)
    return None if listings.is_listing(found, seen) else found


def _extracted(tree: "HtmlElement", *, alone: bool) -> Found:
    """Return what trafilatura finds, by its own rules alone or beside the extractors that it knows."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, fast=alone)
    except Exception:  # noqa: BLE001 - a page can upset a foreign parser in ways that it does not document
        return []
    body = getattr(found, "body", None)
    return [] if body is None else _blocks(body)


def _looks_short(found: Found, seen: Sequence[visible.Seen]) -> bool:
    """Say whether most of the page's prose was left."""
    prose = sum(len(text) for line in seen if line.linked * 3 < len(text := line.text) > PROSE)
    return _length(found) < max(prose * LEAST_FOUND, SHORT)


def _length(found: Found) -> int:
    return sum(len(text) for _, text in found)


def _blocks(body: "HtmlElement") -> Found:
    """Read trafilatura's tree: the text of each element belongs to the nearest block around it."""
    found: Found = []
    stack: list[BlockKind] = ["paragraph"]
    for event, element, text in _walk(body):
        if event == "text":
            found[-1:] = [(found[-1][0], found[-1][1] + text)] if found else [(stack[-1], text)]
            continue
        kind = _KINDS.get(element)
        if event == "start" and kind is not None:
            stack.append("quote" if kind == "paragraph" and stack[-1] == "quote" else kind)
        elif event == "end" and kind is not None:
            stack.pop()
        if kind is not None or element in ("lb", "list", "table", "div", "body"):
            found.append((stack[-1], ""))
        elif element == "cell":
            found[-1:] = [(found[-1][0], found[-1][1] + " ")] if found else []
    return [(kind, text) for kind, raw in found if (text := " ".join(raw.split()))]


def flat(tree: "HtmlElement") -> list[tuple[BlockKind | None, str]]:
    """Return every visible block of a page or fragment: headings, items and quotations by their elements."""
    return [(line.kind, line.text) for line in visible.lines(tree)]


def _walk(root: "HtmlElement") -> Iterator[tuple[str, str, str]]:
    """Yield ("start" or "end", tag, "") around each element and ("text", tag, text) for its text, in order."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_seen = bool(tag) and visible.is_seen(element)
        if event == "start" and is_seen:
            yield "start", tag, ""
            if element.text:
                yield "text", tag, element.text
        elif event == "start":
            walker.skip_subtree()
        if event == "end":
            if is_seen:
                yield "end", tag, ""
            if element.tail and element is not root:
                yield "text", tag, element.tail
