"""What a page says about its article: JSON-LD, then Open Graph, then other meta elements, then the markup."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from digest.collect import bios, dates, kickers, lines
from digest.collect.article import ImageRef

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|\w*NewsArticle|Report|Review|\w*Posting)\Z")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "parsely-pub-date", "sailthru.date", "datepublished", "date",
    "pubdate", "publishdate", "publish-date", "publication_date", "dc.date.issued", "dc.date", "dcterms.created", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "cxenseparse:author",
)


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
    image: ImageRef | None = None


class _Page:
    """The places of a page where metadata may stand, each looked up once."""

    def __init__(self, tree: "HtmlElement") -> None:
        self.tree = tree
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = _plain(element.get("content"))
            if name and content:
                self.meta.setdefault(name.lower(), content)
        self.ld = next(_articles(tree), {})

    def first(self, *names: str) -> str | None:
        """Return the content of the first of these meta elements that has one."""
        return next((self.meta[name] for name in names if name in self.meta), None)

    def text(self, xpath: str) -> str | None:
        """Return the text of the first element that an XPath finds and that has any."""
        found = self.tree.xpath(xpath)
        return next((text for e in found if (text := _plain("".join(e.itertext())))), None)


def read(tree: "HtmlElement", url: str | None) -> Metadata:
    """Return a page's metadata; `url` is where it came from, if that is known."""
    page = _Page(tree)
    address = _address(page, url)
    source = page.first("og:site_name", "application-name") or _name(page.ld.get("publisher"))
    section = _plain(_one(page.ld.get("articleSection"))) or page.first(
        "article:section", "section", "parsely-section"
    )
    kicker = page.text(
        "//*[contains(@class, 'kicker') or contains(@class, 'eyebrow')][not(self::body or self::html)]"
    )
    return Metadata(
        title=_title(page, source),
        dek=page.first("og:description", "description", "twitter:description")
        or _plain(page.ld.get("description")),
        byline=_byline(page, source),
        kicker=kicker if kicker and len(kicker.split()) <= 5 else _kicker(section),
        url=address,
        source=source or (_host(address) if address else None),
        language=_language(page),
        section=section,
        published=_published(page),
        image=_image(page, address),
    )


def _articles(tree: "HtmlElement") -> Iterator[Mapping[str, object]]:
    """Yield the objects of the page's JSON-LD that describe an article."""
    for script in tree.xpath("//script[contains(translate(@type, 'LDJSON', 'ldjson'), 'ld+json')]"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            kinds = item.get("@type")
            if any(
                isinstance(k, str) and _ARTICLE.match(k)
                for k in (kinds if isinstance(kinds, list) else [kinds])
            ):
                yield item


def _objects(data: object) -> Iterator[Mapping[str, object]]:
    queue, seen = [data], 0
    while queue and seen < 2000:
        item, seen = queue.pop(0), seen + 1
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            yield item
            queue.extend(
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement")
                if key in item
            )


def _plain(value: object) -> str | None:
    """Return one line of plain text: entities resolved (twice, since feeds escape twice), no tags."""
    if not isinstance(value, str):
        return None
    text = html.unescape(value[:2000])
    return lines.tidy(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))) or None


def _one(value: object) -> object:
    return value[0] if isinstance(value, list) and value else value


def _name(value: object) -> str | None:
    value = _one(value)
    return _plain(value.get("name") if isinstance(value, dict) else value)


def _title(page: _Page, source: str | None) -> str | None:
    for given in (
        _plain(page.ld.get("headline")),
        page.first("og:title", "twitter:title", "dc.title"),
        page.text("//h1"),
        page.text("//title"),
    ):
        if given:
            return _without_site(given, source)
    return None


def _without_site(title: str, source: str | None) -> str:
    """Take the outlet's name off a title: `Council closes library | The Courier`."""
    head, mark, tail = title.rpartition(" | ")
    if not mark:
        head, mark, tail = next(
            (p for m in (" - ", " – ", " — ") if (p := title.rpartition(m))[1]), ("", "", "")
        )
        if mark and (
            source is None
            or lines.normalise(tail)
            not in (lines.normalise(source), lines.normalise(source).removeprefix("the "))
        ):
            return title
    return head if mark and len(head.split()) >= 2 and len(tail.split()) <= 5 else title


def _byline(page: _Page, source: str | None) -> str | None:
    authors = page.ld.get("author") or page.ld.get("creator")
    names = [name for a in (authors if isinstance(authors, list) else [authors]) if (name := _name(a))]
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
    name = bios.byline(name) or re.sub(r"\A(?:by|von|por|par)\s+", "", name, flags=re.IGNORECASE).strip(" ,|")
    is_name = 1 < len(name) <= 80 and "/" not in name and "@" not in name and len(name.split()) <= 12
    return name if is_name and any(c.isupper() for c in name) else None


def _kicker(section: str | None) -> str | None:
    """A section is a kicker where it is one that publishers set above headlines (`Speed Read`)."""
    return section if section and " " in section and kickers.is_kicker(section) else None


def _published(page: _Page) -> datetime | None:
    given = [page.ld.get("datePublished"), page.first(*_DATES)]
    marked = page.tree.xpath("//*[@itemprop='datePublished'] | //time[@datetime]")
    given.extend(element.get("content") or element.get("datetime") for element in marked)
    return next((moment for value in given[:12] if (moment := dates.parse(_one(value)))), None)


def _address(page: _Page, url: str | None) -> str | None:
    canonical = page.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    main = _one(page.ld.get("mainEntityOfPage"))
    given = [
        *canonical[:1],
        page.first("og:url"),
        main.get("@id") if isinstance(main, dict) else main,
        page.ld.get("url"),
        url,
    ]
    return next((a for value in given if (a := _absolute(value, url))), None)


def _absolute(value: object, page_url: str | None) -> str | None:
    """Return an http(s) address, made absolute by the page's own where it is relative, or None."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2000:
        return None
    try:
        address = urljoin(page_url or "", value.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _host(address: str) -> str | None:
    return (urlsplit(address).hostname or "").removeprefix("www.") or None


def _language(page: _Page) -> str | None:
    given = (
        page.tree.get("lang")
        or page.first("og:locale", "content-language", "language")
        or _plain(page.ld.get("inLanguage"))
        or ""
    )
    match = re.match(r"[A-Za-z]{2,3}(?=[-_]|\Z)", given.strip())
    return match[0].lower() if match else None


def _image(page: _Page, address: str | None) -> ImageRef | None:
    ld = _one(page.ld.get("image"))
    fields = ld if isinstance(ld, dict) else {"url": ld}
    url = _absolute(page.first("og:image", "og:image:url", "og:image:secure_url"), address)
    if url:
        return ImageRef(
            url,
            page.first("og:image:alt", "twitter:image:alt") or "",
            _pixels(page.first("og:image:width")),
            _pixels(page.first("og:image:height")),
        )
    url = _absolute(fields.get("url") or fields.get("contentUrl"), address) or _absolute(
        page.first("twitter:image"), address
    )
    if url is None:
        return None
    alt = _plain(fields.get("caption")) or page.first("twitter:image:alt") or ""
    return ImageRef(url, alt, _pixels(fields.get("width")), _pixels(fields.get("height")))


def _pixels(value: object) -> int | None:
    match = (
        re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z", str(value))
        if isinstance(value, str | int | float)
        else None
    )
    return int(match[1]) or None if match else None
