"""What a mail makes use of, by the names of caniemail.com: what clients may show in full, in part or not at all."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.etree import _Element

from digest.compose.lint.clients import uses
from digest.compose.lint.css import Declaration, Sheet, declarations
from digest.compose.lint.page import Page, line_of
from digest.compose.lint.support import table

_DOCTYPE = re.compile(r"\s*<!doctype\s+html\s*>", re.IGNORECASE)
_PSEUDO = re.compile(r"::?[a-z-]+")
_MEDIA = {
    "prefers-color-scheme": "css-at-media-prefers-color-scheme",
    "prefers-reduced-motion": "css-at-media-prefers-reduced-motion",
    "orientation": "css-at-media-orientation",
    "hover": "css-at-media-hover",
    "device-pixel-ratio": "css-at-media-device-pixel-ratio",
}
_SIDES = re.compile(r"(border|margin|padding)-(?:top|right|bottom|left)(?:-(?:width|style|color))?\Z")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl"})
_SEMANTIC = frozenset(
    {"article", "section", "header", "footer", "main", "nav", "aside", "figure", "figcaption"}
)
_PICTURES = {
    ".jpg": "jpg", ".jpeg": "jpg", ".png": "png", ".gif": "gif", ".svg": "svg", ".webp": "webp", ".avif": "avif",
    ".bmp": "bmp", ".tiff": "tiff", ".tif": "tiff", ".ico": "ico", ".heic": "heif", ".heif": "heif",
}  # fmt: skip


def features(page: Page) -> dict[str, int]:
    """Each feature of the table that the mail uses, with the line of its first use, in the order of the source."""
    known, found = table().features, dict[str, int]()
    for slug, line in _all(page):
        if slug in known:
            found[slug] = min(line, found.get(slug, line))
    return dict(sorted(found.items(), key=lambda one: one[1]))


def _all(page: Page) -> Iterator[tuple[str, int]]:
    if _DOCTYPE.match(page.source):
        yield "html-doctype", 1
    for element in page.elements:
        line = line_of(element)
        for slug in _of_element(element):
            yield slug, line
        for one in declarations(element.get("style") or ""):
            for slug in _of_declaration(one):
                yield slug, line
    for _, sheet in page.sheets:
        yield from _of_sheet(sheet)
    for use in uses(page):
        yield use.slug, use.line


def _of_element(element: _Element) -> Iterator[str]:
    tag = str(element.tag)
    yield f"html-{tag}"
    if tag in _HEADINGS:
        yield "html-h1-h6"
    elif tag in _LISTS:
        yield "html-lists"
    elif tag in _SEMANTIC:
        yield "html-semantics"
    elif tag == "meta" and (element.get("name") or "").lower() == "color-scheme":
        yield "html-meta-color-scheme"
    elif tag == "img":
        yield _kind_of(element.get("src") or "")
    elif tag == "a" and (element.get("href") or "").startswith("mailto:"):
        yield "html-mailto-links"
    elif tag == "a" and (element.get("href") or "").startswith("#"):
        yield "html-anchor-links"
    yield from (f"html-{name}" for name in map(str, element.attrib))


def _kind_of(source: str) -> str:
    if source.lower().startswith("data:"):
        return "image-base64"
    try:
        path = urlsplit(source).path.lower()
    except ValueError:
        return ""
    return next((f"image-{kind}" for end, kind in _PICTURES.items() if path.endswith(end)), "")


def _of_declaration(one: Declaration) -> Iterator[str]:
    side = _SIDES.match(one.name)
    yield f"css-{side[1] if side else one.name}"
    if one.name == "display" and one.value.lower() == "none":
        yield "css-display-none"
    if one.important:
        yield "css-important"


def _of_sheet(sheet: Sheet) -> Iterator[tuple[str, int]]:
    for at_rule in sheet.at_rules:
        prelude = at_rule.prelude.lower()
        yield f"css-at-{prelude[1:].partition(' ')[0].partition('(')[0]}", at_rule.line
        if prelude.startswith("@media"):
            yield from ((slug, at_rule.line) for word, slug in _MEDIA.items() if word in prelude)
    for rule in sheet.rules:
        selector = rule.selector.lower()
        if "[" in selector:
            yield "css-selector-attribute", rule.line
        for pseudo in _PSEUDO.findall(selector):
            kind = "element" if pseudo.startswith("::") else "class"
            yield f"css-pseudo-{kind}-{pseudo.strip(':')}", rule.line
        for one in rule.declarations:
            yield from ((slug, rule.line) for slug in _of_declaration(one))
