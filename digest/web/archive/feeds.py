"""Pure: past editions as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1. An edition keeps its id when the address of the site changes."""

import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from digest.compose.letterhead import Letterhead
from digest.web.archive.sharing import rfc3339

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition in a feed: plain text and HTML."""

    key: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A newsletter's feed at its own address, newest entry first; `opened` stands for its time while it has none."""

    head: Letterhead
    url: str
    entries: Sequence[Entry]
    opened: datetime

    @property
    def key(self) -> str:
        """Its id, by domain and slug."""
        return _key(f"{self.head.sender.domain}/{self.head.slug}")

    @property
    def updated(self) -> datetime:
        """When the last of its entries changed."""
        return max((entry.updated for entry in self.entries), default=self.opened)


def entry_key(head: Letterhead, day: str) -> str:
    """The id of an edition."""
    return _key(f"{head.sender.domain}/{head.slug}/{day}")


def atom(channel: Channel) -> bytes:
    """The feed as Atom."""
    head = channel.head
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]  # the stubs know no default namespace
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", head.language)
    _texts(feed, _ATOM, id=channel.key, title=head.name, updated=rfc3339(channel.updated))
    if head.tagline:
        _texts(feed, _ATOM, subtitle=head.tagline)
    _texts(etree.SubElement(feed, f"{{{_ATOM}}}author"), _ATOM, name=head.name)
    _link(feed, "self", channel.url, "application/atom+xml")
    _link(feed, "alternate", head.archive_url, "text/html")
    for one in channel.entries:
        entry = etree.SubElement(feed, f"{{{_ATOM}}}entry")
        _texts(
            entry, _ATOM, id=one.key, title=one.title, published=rfc3339(one.published),
            updated=rfc3339(one.updated), summary=one.summary,
        )  # fmt: skip
        _link(entry, "alternate", one.url, "text/html")
        content = etree.SubElement(entry, f"{{{_ATOM}}}content", type="html")
        content.text = one.html
    return _bytes(feed)


def rss(channel: Channel) -> bytes:
    """The feed as RSS 2.0, with the whole text in `content:encoded`."""
    head = channel.head
    feed = etree.Element("rss", version="2.0", nsmap={"atom": _ATOM, "content": _CONTENT})
    inside = etree.SubElement(feed, "channel")
    _texts(
        inside, "", title=head.name, link=head.archive_url, description=head.tagline or head.name,
        language=head.language, lastBuildDate=_rfc822(channel.updated),
    )  # fmt: skip
    _link(inside, "self", channel.url, "application/rss+xml")
    for one in channel.entries:
        item = etree.SubElement(inside, "item")
        _texts(item, "", title=one.title, link=one.url, description=one.summary)
        etree.SubElement(item, "guid", isPermaLink="false").text = one.key
        _texts(item, "", pubDate=_rfc822(one.published))
        _texts(item, _CONTENT, encoded=one.html)
    return _bytes(feed)


def json_feed(channel: Channel) -> bytes:
    """The feed as JSON Feed 1.1."""
    head = channel.head
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": head.name,
        "home_page_url": head.archive_url,
        "feed_url": channel.url,
        "language": head.language,
        "authors": [{"name": head.name}],
        **({"description": head.tagline} if head.tagline else {}),
        "items": [_json_item(one) for one in channel.entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


WRITERS: dict[str, Callable[[Channel], bytes]] = {"feed.atom": atom, "feed.rss": rss, "feed.json": json_feed}


def _json_item(one: Entry) -> dict[str, object]:
    return {
        "id": one.key,
        "url": one.url,
        "title": one.title,
        "summary": one.summary,
        "content_html": one.html,
        "date_published": rfc3339(one.published),
        "date_modified": rfc3339(one.updated),
        **({"image": one.image} if one.image else {}),
    }


def _texts(under: etree._Element, space: str, **texts: str) -> None:
    for name, text in texts.items():
        etree.SubElement(under, f"{{{space}}}{name}" if space else name).text = text


def _link(under: etree._Element, rel: str, href: str, kind: str) -> None:
    etree.SubElement(under, f"{{{_ATOM}}}link", rel=rel, href=href, type=kind)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _rfc822(moment: datetime) -> str:
    return format_datetime(moment)


def _key(name: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"digest:{name}").urn
