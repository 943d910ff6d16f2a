"""What a page says about its article: JSON-LD, then Open Graph, then other meta elements, then the markup."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.collect import bios, dates, kickers, lines, tags
from digest.collect.article import ImageRef
from digest.collect.said import Page, absolute, first_of, host, image, language, name_in, plain, prose
from digest.words import count_words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_CHANGES = ("article:modified_time", "og:updated_time", "article:updated_time", "dcterms.modified", "lastmod")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "cxenseparse:author",
)
_MARKS = (" | ", " - ", " – ", " — ")
"""What stands between a headline and the outlet's name."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; None where the page does not say."""

    title: str | None = None
    dek: str | None = None
    byline: str | None = None
    kicker: str | None = None
    url: str | None = None
    source: str | None = None
    language: str | None = None
    section: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    image: ImageRef | None = None
    tags: tuple[str, ...] = ()
    body: str | None = None


def read(tree: "HtmlElement", url: str | None) -> Metadata:
    """Return a page's metadata; `url` is where it came from, if that is known."""
    page = Page(tree)
    address = _address(page, url)
    source = page.first("og:site_name", "application-name") or name_in(page.ld.get("publisher"))
    section = plain(first_of(page.ld.get("articleSection"))) or page.first(
        "article:section", "section", "parsely-section"
    )
    section = section if section and count_words(section) <= 6 else None
    source = None if source and "://" in source else source
    kicker = page.text(
        "//*[contains(@class, 'kicker') or contains(@class, 'eyebrow')][not(self::body or self::html)]"
    )
    return Metadata(
        title=_title(page, source),
        dek=page.first("og:description", "description", "twitter:description")
        or plain(page.ld.get("description")),
        byline=_byline(page, source),
        kicker=kicker if kicker and count_words(kicker) <= 5 else _kicker(section),
        url=address,
        source=source or (host(address) if address else None),
        language=language(page),
        section=section,
        published=_published(page),
        updated=_updated(page),
        image=image(page, address),
        tags=tags.of_page(page),
        body=prose(page.ld.get("articleBody")),
    )


def _title(page: Page, source: str | None) -> str | None:
    """The first of the places of a headline that does not hold the outlet's name instead."""
    of_window = page.text("//title")
    given = [
        plain(page.ld.get("headline")),
        page.first("og:title", "twitter:title", "dc.title"),
        *page.texts("//h1"),
        of_window,
    ]
    outlets = {_bare(name) for name in (source, _named_last(of_window, given)) if name}
    titles = [_without_site(one, outlets) for one in given if one]
    return next((one for one in titles if _bare(one) not in outlets), next(iter(titles), None))


def _named_last(of_window: str | None, given: Sequence[str | None]) -> str | None:
    """Return the heading that only ends the window's longer title: a page's logo (`Council closes library | The Courier`)."""
    for mark in _MARKS:
        head, found, tail = (of_window or "").rpartition(mark)
        if found and tail in given and len(tail) < len(head):
            return tail
    return None


def _without_site(title: str, outlets: Set[str]) -> str:
    """Take the outlet's name off a title: `Council closes library | The Courier`, `The Courier - Council closes library`."""
    for mark in _MARKS:
        head, found, tail = title.rpartition(mark)
        is_outlets = _bare(tail) in outlets or (mark == " | " and count_words(tail) <= 5)
        if found and is_outlets and count_words(head) >= 2:
            return head
        if found and mark == " | ":
            break
    return _without_site_before(title, outlets)


def _without_site_before(title: str, outlets: Set[str]) -> str:
    for mark in _MARKS:
        head, found, tail = title.partition(mark)
        if found and _bare(head) in outlets and count_words(tail) >= 2:
            return tail
    return title


def _bare(name: str) -> str:
    return lines.normalise(name).removeprefix("the ")


def _byline(page: Page, source: str | None) -> str | None:
    authors = page.ld.get("author") or page.ld.get("creator")
    names = [name for a in (authors if isinstance(authors, list) else [authors]) if (name := name_in(a))]
    if not names:
        names = [
            n
            for n in (
                page.first(*_AUTHORS),
                page.text("//*[@rel='author' or @itemprop='author']"),
                page.text("//*[contains(@class, 'byline')]"),
            )
            if n
        ][:3]
        names = names[:1]
    kept = [n for name in names if (n := _person(name)) and n.casefold() not in (source or "").casefold()]
    return ", ".join(dict.fromkeys(kept)) or None


def _person(name: str) -> str | None:
    """Return a person's name without `By` and without what is no name: an address, a handle, a whole sentence."""
    name = re.split(r"\s+(?:Published|Updated|Posted)\b|\s*\|\s*", name)[0]
    name = bios.byline(name) or re.sub(r"\A(?:by|von|por|par)\s+", "", name, flags=re.IGNORECASE).strip(" ,|")
    is_name = 1 < len(name) <= 80 and "/" not in name and "@" not in name and len(name.split()) <= 12
    return name if is_name and any(c.isupper() for c in name) else None


def _kicker(section: str | None) -> str | None:
    """A section is a kicker where it is one that publishers set above headlines (`Speed Read`)."""
    return section if section and " " in section and kickers.is_kicker(section) else None


def _published(page: Page) -> datetime | None:
    given = [page.ld.get("datePublished"), page.first(*_DATES)]
    marked = page.tree.xpath("//*[@itemprop='datePublished'] | //time[@datetime]")
    given.extend(element.get("content") or element.get("datetime") for element in marked)
    return next((moment for value in given[:12] if (moment := dates.parse(first_of(value)))), None)


def _updated(page: Page) -> datetime | None:
    given = [page.ld.get("dateModified"), page.first(*_CHANGES)]
    marked = page.tree.xpath("//*[@itemprop='dateModified']")
    given.extend(element.get("content") or element.get("datetime") for element in marked[:1])
    return next((moment for value in given if (moment := dates.parse(first_of(value)))), None)


def _address(page: Page, url: str | None) -> str | None:
    canonical = page.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    main = first_of(page.ld.get("mainEntityOfPage"))
    given = [
        *canonical[:1],
        page.first("og:url"),
        main.get("@id") if isinstance(main, dict) else main,
        page.ld.get("url"),
        url,
    ]
    return next((a for value in given if (a := absolute(value, url))), None)
