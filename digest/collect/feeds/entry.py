"""The one shape of what a feed or sitemap announces, and the row that is stored of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """An announced article; `published` and `updated` as the feed writes them or ISO 8601, `html` what the feed carries of the text."""

    url: str | None = None
    guid: str | None = None
    title: str | None = None
    html: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    image: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What is the same whenever this article is announced: its address, else its id, its title, its text."""
        named = self.url or self.guid or self.title
        return named or (
            hashlib.sha256(self.html.encode("utf-8", "replace")).hexdigest() if self.html else ""
        )

    @property
    def version(self) -> str:
        """SHA-256 over all that is announced: another one means that the article changed."""
        told = [
            self.url,
            self.guid,
            self.title,
            self.html,
            self.byline,
            self.published or self.updated,
            self.section,
            *self.tags,
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, and its entries in its order; `faults` are entries that could not be used."""

    title: str | None = None
    language: str | None = None
    entries: tuple[Entry, ...] = ()
    faults: tuple[str, ...] = ()


def row(entry: Entry, feed: Feed, said: Mapping[str, str], page: str | None = None) -> dict[str, object]:
    """The row of an announced article, with its page where that was fetched; `said` is what the source's table says."""
    fields: dict[str, object] = {
        "title": entry.title,
        "html": page or entry.html,
        "url": entry.url,
        "guid": entry.guid,
        "source": feed.title,
        "published": entry.published,
        "byline": entry.byline,
        "section": entry.section,
        "language": feed.language,
        "image": entry.image,
        "tags": list(entry.tags),
        **said,
    }
    return {name: value for name, value in fields.items() if value}
