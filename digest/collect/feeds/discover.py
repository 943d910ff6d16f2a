"""What kind of thing an address gave, and where a site says its feed is."""

import re
from enum import StrEnum
from urllib.parse import urljoin


class Shape(StrEnum):
    """What an answer is, by its content before what its server calls it."""

    FEED = "feed"
    SITEMAP = "sitemap"
    ROWS = "rows"
    PAGE = "page"


USUAL = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
"""Where sites have a feed that their home page does not name."""
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|urlset|sitemapindex|html)\b", re.IGNORECASE)
_LOOKED_AT = 8_192


def shape_of(body: bytes, kind: str, url: str) -> Shape:
    """Tell a feed, a sitemap, JSON lines and a page apart."""
    start = body[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    root = _ROOT.search(start)
    if start[:1] == b"{":
        head = start.partition(b"\n")[0]
        is_row = url.endswith((".jsonl", ".ndjson")) or (
            b'"version"' not in start and head.rstrip().endswith(b"}")
        )
        return Shape.ROWS if is_row else Shape.FEED
    name = root[1].lower() if root else b""
    if name in {b"urlset", b"sitemapindex"}:
        return Shape.SITEMAP
    if name in {b"rss", b"feed", b"rdf"}:
        return Shape.FEED
    return Shape.FEED if not root and any(one in kind for one in _FEED_TYPES) else Shape.PAGE


def feed_of(html: str, url: str) -> str | None:
    """The first feed that a page announces: `<link rel="alternate">` of a feed's type; comments' feeds come last."""
    from digest.collect import pages

    tree = pages.parse(html)
    if tree is None:
        return None
    found = []
    for link in tree.iter("link"):
        kinds, rel = (link.get("type") or "").lower(), (link.get("rel") or "").lower().split()
        if "alternate" in rel and any(one in kinds for one in _FEED_TYPES) and link.get("href"):
            found.append((link.get("href") or "", link.get("title") or ""))
    found.sort(key=lambda one: "comment" in f"{one[0]} {one[1]}".lower())
    return next((_joined(url, href) for href, _ in found), None)


def _joined(url: str, href: str) -> str:
    try:
        return urljoin(url, href.strip())
    except ValueError:
        return href
