"""HTML pages into blocks of plain text: trafilatura finds the article, this reads what it found."""

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.collect.article import BlockKind
from digest.collect.phrases import words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Found = list[tuple[BlockKind, str]]

_KINDS: dict[str, BlockKind] = {
    "p": "paragraph",
    "head": "heading",
    "quote": "quote",
    "item": "item",
    "row": "item",
}
_FLAT_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_BLOCKS = words_of(
    "address article aside blockquote body button caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol option p pre section select "
    "summary table tbody td tfoot th thead tr ul br"
)
_SKIPPED = frozenset(
    ("script", "style", "meta", "noscript", "template", "svg", "iframe", "title", "object", "canvas", "math")
)


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


def article(tree: "HtmlElement") -> Found:
    """Return the blocks of the page's article as trafilatura sees them (precision mode, without comments)."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False)
    except Exception:  # noqa: BLE001 - a page can upset a foreign parser in ways that it does not document
        return []
    body = getattr(found, "body", None)
    return [] if body is None else _blocks(body)


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
    found: list[tuple[BlockKind | None, str]] = [(None, "")]
    stack: list[BlockKind | None] = [None]
    for event, element, text in _walk(tree):
        if event == "text":
            found[-1] = (found[-1][0], found[-1][1] + text)
            continue
        if element in _FLAT_KINDS:
            stack = [*stack, _FLAT_KINDS[element]] if event == "start" else stack[:-1]
        if element in _BLOCKS:
            found.append((stack[-1] if stack else None, ""))
    return [(kind, text) for kind, raw in found if (text := " ".join(raw.split()))]


def _walk(root: "HtmlElement") -> Iterator[tuple[str, str, str]]:
    """Yield ("start" or "end", tag, "") around each element and ("text", tag, text) for its text, in order."""
    from lxml import etree

    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_seen = bool(tag) and tag not in _SKIPPED and not _is_hidden(element)
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


def _is_hidden(element: "HtmlElement") -> bool:
    """Say whether an element is not shown, as the preheader of a mail is."""
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style
