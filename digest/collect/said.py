"""The places of a page where something is said about its article, and how those values are read."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from digest.collect import lines
from digest.collect.article import ImageRef

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_PROSE = 500_000
"""Letters of an article that JSON-LD carries."""
_PARAGRAPH_END = re.compile(r"</p>|<br ?/?>|</li>|</h[1-6]>|</div>", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|\w*NewsArticle|Report|Review|\w*Posting)\Z")


class Page:
    """The places of a page where metadata may stand, each looked up once."""

    def __init__(self, tree: "HtmlElement") -> None:
        self.tree = tree
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = plain(element.get("content"))
            if name and content:
                self.meta.setdefault(name.lower(), content)
        self.ld = next(articles(tree), {})

    def first(self, *names: str) -> str | None:
        """Return the content of the first of these meta elements that has one."""
        return next((self.meta[name] for name in names if name in self.meta), None)

    def text(self, xpath: str) -> str | None:
        """Return the text of the first element that an XPath finds and that has any."""
        return next(iter(self.texts(xpath)), None)

    def texts(self, xpath: str) -> list[str]:
        """Return the texts of the first elements that an XPath finds and that have any."""
        found = self.tree.xpath(xpath)[:20]
        return [text for element in found if (text := plain("".join(element.itertext())))]


def articles(tree: "HtmlElement") -> Iterator[Mapping[str, object]]:
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


def plain(value: object) -> str | None:
    """Return one line of plain text: entities resolved (twice, since feeds escape twice), no tags."""
    if not isinstance(value, str):
        return None
    text = html.unescape(value[:2000])
    return lines.tidy(html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))) or None


def prose(value: object) -> str | None:
    """Return text of several lines: elements that end a paragraph end a line, other tags and the rest of long texts are gone."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = _PARAGRAPH_END.sub("\n\n", html.unescape(value[:LONGEST_PROSE]))
    return html.unescape(re.sub(r"</?[a-zA-Z][^<>]*>", " ", text))


def first_of(value: object) -> object:
    """Return the first of a list, and anything else as it is: JSON-LD allows both everywhere."""
    return value[0] if isinstance(value, list) and value else value


def name_in(value: object) -> str | None:
    """Return the name of a person or organisation, which may be given bare or as an object."""
    value = first_of(value)
    return plain(value.get("name") if isinstance(value, dict) else value)


def absolute(value: object, page_url: str | None) -> str | None:
    """Return an http(s) address, made absolute by the page's own where it is relative, or None."""
    if not isinstance(value, str) or not value.strip() or len(value) > 2000:
        return None
    try:
        address = urljoin(page_url or "", value.strip())
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def host(address: str) -> str | None:
    """Return the host of an address, without `www.`."""
    return (urlsplit(address).hostname or "").removeprefix("www.") or None


def language(page: Page) -> str | None:
    """Return the page's language as the first subtag of what it declares (BCP 47)."""
    given = (
        page.tree.get("lang")
        or page.first("og:locale", "content-language", "language")
        or plain(page.ld.get("inLanguage"))
        or ""
    )
    match = re.match(r"[A-Za-z]{2,3}(?=[-_]|\Z)", given.strip())
    return match[0].lower() if match else None


def image(page: Page, address: str | None) -> ImageRef | None:
    """Return the page's lead image: Open Graph's, which is made for sharing, else JSON-LD's, else Twitter's."""
    ld = first_of(page.ld.get("image"))
    fields = ld if isinstance(ld, dict) else {"url": ld}
    url = absolute(page.first("og:image", "og:image:url", "og:image:secure_url"), address)
    if url:
        return ImageRef(
            url,
            page.first("og:image:alt", "twitter:image:alt") or "",
            _pixels(page.first("og:image:width")),
            _pixels(page.first("og:image:height")),
        )
    url = absolute(fields.get("url") or fields.get("contentUrl"), address) or absolute(
        page.first("twitter:image"), address
    )
    if url is None:
        return None
    alt = plain(fields.get("caption")) or page.first("twitter:image:alt") or ""
    return ImageRef(url, alt, _pixels(fields.get("width")), _pixels(fields.get("height")))


def _pixels(value: object) -> int | None:
    match = (
        re.match(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*\Z", str(value))
        if isinstance(value, str | int | float)
        else None
    )
    return int(match[1]) or None if match else None
