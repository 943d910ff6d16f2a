"""RSS, Atom and RDF by feedparser, JSON Feed by its own rules (version 1.1): any bytes give a feed or one clear refusal."""

import json
import re
from calendar import timegm
from collections.abc import Mapping
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

from digest.collect.feeds.entry import Entry, Feed
from digest.errors import UnreadableError

MOST = 500
"""Entries of one feed that count; the newest stand first in every feed seen."""
_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def parse(body: bytes, url: str) -> Feed:
    """Read a feed that came from `url`, against which its addresses count.

    Raises:
        UnreadableError: it is no feed, or one that defines entities (which real ones do not, and bombs do).
    """
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json_feed(body, url)
    if _ENTITY.search(body.replace(b"\0", b"")):  # also in UTF-16
        raise UnreadableError("it defines XML entities, which no feed needs; it is not read")
    return _xml_feed(body, url)


def _xml_feed(body: bytes, url: str) -> Feed:
    import feedparser

    try:
        found = feedparser.parse(body, response_headers={"content-location": url}, sanitize_html=False)
    except Exception as error:
        raise UnreadableError(f"it cannot be read as a feed ({type(error).__name__})") from error
    if not found.get("version") and not found.entries:
        raise UnreadableError("it is no feed")
    entries, faults = [], []
    for number, one in enumerate(found.entries[:MOST], start=1):
        entry = _xml_entry(one, url)
        if entry.url or entry.html or entry.title:
            entries.append(entry)
        else:
            faults.append(f"entry {number} has neither address, id, title nor text")
    return Feed(
        _text(found.feed.get("title")), _text(found.feed.get("language")), tuple(entries), tuple(faults)
    )


def _xml_entry(one: Mapping[str, Any], url: str) -> Entry:
    contents = [str(part.get("value") or "") for part in one.get("content") or ()]
    return Entry(
        url=_address(one.get("link") or one.get("id"), url),
        guid=_text(one.get("id")),
        title=_text(one.get("title")),
        html=max([*contents, str(one.get("summary") or "")], key=len),
        byline=_text(one.get("author")),
        published=_moment(one.get("published_parsed") or _updated(one)),
        updated=_moment(_updated(one)),
        section=None,
        image=_address(_picture(one), url),
        tags=tuple(tag for part in one.get("tags") or () if (tag := _text(part.get("term")))),
    )


def _picture(one: Mapping[str, Any]) -> str | None:
    """The first picture that an entry brings along: an enclosure, or what Media RSS calls content and thumbnail."""
    enclosed = [
        part.get("href") for part in one.get("enclosures") or () if str(part.get("type")).startswith("image/")
    ]
    media = [part.get("url") for part in one.get("media_content") or () if part.get("medium") == "image" or str(part.get("type")).startswith("image/")]  # fmt: skip
    small = [part.get("url") for part in one.get("media_thumbnail") or ()]
    return next((str(found) for found in (*enclosed, *media, *small) if found), None)


def _updated(one: Mapping[str, Any]) -> struct_time | None:
    """When an entry was updated; feedparser warns where it is asked and there is none."""
    return one.get("updated_parsed") if "updated_parsed" in one else None


def _moment(parsed: struct_time | None) -> str | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _json_feed(body: bytes, url: str) -> Feed:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("it begins like a JSON Feed and is not JSON") from error
    items = found.get("items")
    if not isinstance(items, list) or "jsonfeed.org" not in str(found.get("version")):
        raise UnreadableError("it is JSON and no JSON Feed: it needs `version` and `items`")
    entries, faults = [], []
    for number, item in enumerate(items[:MOST], start=1):
        entry = _json_entry(item, url) if isinstance(item, dict) else Entry()
        if entry.key:
            entries.append(entry)
        else:
            faults.append(f"item {number} has neither address, id, title nor text")
    return Feed(_text(found.get("title")), _text(found.get("language")), tuple(entries), tuple(faults))


def _json_entry(item: Mapping[str, Any], url: str) -> Entry:
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [name for one in authors or () if isinstance(one, dict) and (name := _text(one.get("name")))]
    plain = _text(item.get("content_text")) or _text(item.get("summary")) or ""
    html = item.get("content_html")
    tags = item.get("tags") if isinstance(item.get("tags"), list) else []
    return Entry(
        url=_address(item.get("url") or item.get("external_url"), url),
        guid=_text(item.get("id")),
        title=_text(item.get("title")),
        html=html
        if isinstance(html, str) and html.strip()
        else _as_html(str(item.get("content_text") or plain)),
        byline=", ".join(names) or None,
        published=_text(item.get("date_published") or item.get("date_modified")),
        updated=_text(item.get("date_modified")),
        image=_address(item.get("image") or item.get("banner_image"), url),
        tags=tuple(tag for one in tags or () if (tag := _text(one))),
    )


def _as_html(plain: str) -> str:
    from html import escape

    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", plain) if part.strip())


def _text(value: object) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return _SPACE.sub(" ", str(value)).strip() or None


def _address(value: object, base: str) -> str | None:
    text = _text(value)
    try:
        made = urljoin(base, text) if text else ""
    except ValueError:
        return None
    return made if made.startswith(("http://", "https://")) else None
