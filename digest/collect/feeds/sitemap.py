"""Sitemaps (sitemaps.org 0.9) with Google's news extension: which pages a site has, and when they changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.collect import dates
from digest.collect.feeds.entry import Entry
from digest.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PAGES = 200
"""Newest pages of one sitemap that count."""
MOST_MAPS = 10
"""Newest sitemaps of an index that are asked."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """A sitemap's pages, the newest first, or the addresses of the sitemaps that it lists."""

    pages: tuple[Entry, ...] = ()
    maps: tuple[str, ...] = ()


def parse(body: bytes, *, since: datetime) -> Sitemap:
    """Read a sitemap or an index of them; pages without a date, or with one before `since`, do not count.

    Raises:
        UnreadableError: it is none, or its pages have no dates.
    """
    from lxml import etree

    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False
    )
    try:
        root = etree.fromstring(body, reader)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("it cannot be read as a sitemap") from error
    if root is None or not isinstance(root.tag, str) or _name(root) not in {"urlset", "sitemapindex"}:
        raise UnreadableError("it is no sitemap")
    listed = [(_changed(one), one) for one in root if isinstance(one.tag, str)]
    undated = [one for moment, one in listed if moment is None]
    found = [(moment, one) for moment, one in listed if moment and moment >= since]
    found.sort(key=lambda pair: pair[0], reverse=True)
    if _name(root) == "sitemapindex":
        maps = [_said(one, "loc") for one in (*(one for _, one in found), *undated)]
        return Sitemap(maps=tuple(filter(None, maps))[:MOST_MAPS])
    if undated and len(undated) == len(listed):
        raise UnreadableError(
            "none of its pages has a date (<lastmod>), so nobody can tell what is new in it"
        )
    return Sitemap(tuple(_page(one, moment) for moment, one in found[:MOST_PAGES] if _said(one, "loc")))


def _page(one: "_Element", moment: datetime) -> Entry:
    words = (word.strip() for word in (_said(one, "keywords") or "").split(","))
    is_news = dates.parse(_said(one, "publication_date")) is not None
    return Entry(
        url=_said(one, "loc"),
        title=_said(one, "title"),
        published=moment.isoformat() if is_news else None,
        updated=None if is_news else moment.isoformat(),
        tags=tuple(filter(None, words)),
    )


def _changed(one: "_Element") -> datetime | None:
    return dates.parse(_said(one, "publication_date")) or dates.parse(_said(one, "lastmod"))


def _said(one: "_Element", name: str) -> str | None:
    """The text of the first element of this name inside another, whatever its namespace."""
    texts = (
        (part.text or "").strip() for part in one.iter() if isinstance(part.tag, str) and _name(part) == name
    )
    return next((text for text in texts if text), None)


def _name(one: "_Element") -> str:
    return str(one.tag).rpartition("}")[2]


def fresh(now: datetime, days: int) -> datetime:
    """The moment from which pages count."""
    return now - timedelta(days=days)
