"""One source, asked once: what it announces, and the rows of what is new of it."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from digest.collect import dates, decoding, files
from digest.collect.article import Extract
from digest.collect.feeds import discover, parse, sitemap
from digest.collect.feeds.discover import Shape
from digest.collect.feeds.entry import Entry, Feed, row
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.fetcher import FEEDS, UNKNOWN, Fetched, Fetcher, Validators
from digest.collect.fetch.robots import Robots
from digest.collect.files import Found, Original, Rejected
from digest.collect.sources.state import Read
from digest.config.sources import SourceSettings
from digest.errors import UnreadableError

PATIENCE = 60.0
"""Seconds of a visit that are spent on waiting for the turns that hosts ask for (Crawl-delay in robots.txt)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A source's table, and what is known of it from the last time; `is_led` where a page named or hid this address."""

    slug: str
    table: SourceSettings
    url: str
    known: Validators = UNKNOWN
    hash: str = ""
    is_led: bool = False


@dataclass(slots=True)
class Answer:
    """What a visit gave: the version for the next time, where it was found for good, and the items that came."""

    url: str
    validators: Validators = UNKNOWN
    hash: str = ""
    is_unchanged: bool = False
    feed: Feed = field(default_factory=Feed)
    shape: Shape = Shape.FEED
    rows: list[Found | Rejected] = field(default_factory=list)


class Visitor:
    """Asks sources and pages through one fetcher."""

    def __init__(self, fetcher: Fetcher, robots: Robots, now: datetime) -> None:
        self._fetcher, self._robots, self._now = fetcher, robots, now

    async def ask(self, asked: Asked) -> Answer:
        """What a source announces now; a site's address leads to the feed that the site names.

        Raises:
            FetchError: nothing came.
            UnreadableError: what came is nothing that announces articles.
        """
        found = await self._fetcher.get(asked.url, known=asked.known, accept=FEEDS)
        if found.body is None:
            return Answer(asked.url, asked.known, asked.hash, is_unchanged=True)
        if not found.body.strip():
            raise UnreadableError("the answer is empty")
        answer = Answer(found.moved or asked.url, found.validators, hashlib.sha256(found.body).hexdigest())
        if answer.hash == asked.hash:  # a server that knows no conditions, and the same bytes
            answer.is_unchanged = True
            return answer
        answer.shape = discover.shape_of(found.body, found.kind, found.url)
        return await self._read(asked, found, answer)

    async def _read(self, asked: Asked, found: Fetched, answer: Answer) -> Answer:
        body = found.body or b""
        if answer.shape is Shape.FEED:
            answer.feed = parse.parse(body, found.url)
        elif answer.shape is Shape.SITEMAP:
            answer.feed = await self._mapped(asked, body)
        elif answer.shape is Shape.ROWS:
            answer.rows = _rows(found.url, body)
        else:
            return await self._site(asked, found, answer)
        return answer

    async def _site(self, asked: Asked, found: Fetched, answer: Answer) -> Answer:
        """A page: the site's feed where it names or hides one that we are not asking already, else an article itself."""
        if asked.is_led:
            raise UnreadableError(f"{found.url} is a page and no feed")
        html = decoding.page(found.body or b"", found.charset)
        there = discover.feed_of(html, found.url)
        if not asked.table.is_page:
            if there and there not in {asked.url, found.url}:
                return await self._named(asked, there)
            if hidden := await self._hidden(asked, found.url):
                return hidden
        await self._robots.require_allowed(found.url)
        answer.rows = [understood(asked, Feed(), Entry(url=found.url), html)]
        if not _is_article(answer.rows[0]):
            raise UnreadableError(_NOTHING)
        return answer

    async def _named(self, asked: Asked, there: str) -> Answer:
        try:
            return await self.ask(_led(asked, there))
        except FetchError as error:
            raise FetchError(f"its feed {there}: {error}", wait=error.wait) from error
        except UnreadableError as error:
            raise UnreadableError(f"its feed {there}: {error}") from error

    async def _hidden(self, asked: Asked, home: str) -> Answer | None:
        """What a site's home page does not name: a feed at one of the usual places, or the sitemaps of its robots.txt."""
        if urlsplit(home).path not in {"", "/"}:
            return None
        for there in [urljoin(home, path) for path in discover.USUAL] + await self._robots.sitemaps(home):
            try:
                answer = await self.ask(_led(asked, there))
            except (FetchError, UnreadableError):
                continue
            if answer.feed.entries:
                return answer
        return None

    async def _mapped(self, asked: Asked, body: bytes) -> Feed:
        """The pages of a sitemap, and of those that an index lists, one level deep."""
        since = sitemap.fresh(self._now, asked.table.days)
        top = sitemap.parse(body, since=since)
        pages, faults = list(top.pages), []
        for url in top.maps:
            try:
                found = await self._fetcher.get(url, accept=FEEDS)
                pages += sitemap.parse(found.body or b"", since=since).pages
            except (FetchError, UnreadableError) as error:
                faults.append(f"{url}: {error}")
        return Feed(entries=tuple(pages[: sitemap.MOST_PAGES]), faults=tuple(faults))

    async def pages(
        self, asked: Asked, feed: Feed, before: dict[str, Read]
    ) -> AsyncIterator[tuple[Read | None, Found | Rejected | None]]:
        """Fetch the page of each entry that is new or was announced in another version.

        Yields what is to be remembered (None where the page has to be asked again), and the row. A host that asks for a
        crawl delay is waited for until PATIENCE ends: the rest is left to the next visit.
        """
        waited = 0.0
        for entry in feed.entries:
            last = before.get(entry.key)
            if not entry.url or (last and last.version == entry.version):
                continue
            try:
                await self._robots.require_allowed(entry.url)
                pause = await self._robots.pause(entry.url)
                if (waited := waited + pause) > PATIENCE:
                    yield None, None
                    return
                await asyncio.sleep(pause)
                found = await self._fetcher.get(entry.url, known=last.validators if last else UNKNOWN)
                page = decoding.page(found.body, found.charset) if found.body is not None else None
            except (FetchError, UnreadableError) as error:
                given_up = Read(entry.key, entry.version) if _is_lasting(error) else None
                yield given_up, Rejected(entry.url, None, str(error))
                continue
            done = Read(entry.key, entry.version, found.validators)
            at = replace(entry, url=found.moved or entry.url)
            yield done, None if page is None else understood(asked, feed, at, page)


def understood(asked: Asked, feed: Feed, entry: Entry, page: str | None = None) -> Found | Rejected:
    """The row of an entry, cleaned; of a page that yields nothing the feed's own text is taken."""
    table = asked.table
    said = {"source": table.name or feed.title or ("" if page else asked.slug), "language": table.language or "", "section": table.section or entry.section or ""}  # fmt: skip
    fields = row(entry, feed, {name: value for name, value in said.items() if value}, page)
    if table.tags:
        fields["tags"] = [*entry.tags, *table.tags]
    raw = json.dumps(fields, ensure_ascii=False, sort_keys=True)
    found = files.understood(Original(entry.url or entry.key, None, "row", raw))
    if (
        isinstance(found, Found) and entry.updated
    ):  # not in the row: a feed that is made anew changes no article
        found = replace(found, extract=_dated(found.extract, dates.parse(entry.updated)))
    if page and entry.html and (isinstance(found, Rejected) or not found.extract.paragraphs):
        return understood(asked, feed, entry)
    return found


_NOTHING = "it names no feed and holds no article: give the address of a feed, a sitemap or an article"


def _led(asked: Asked, there: str) -> Asked:
    return replace(asked, url=there, known=UNKNOWN, hash="", is_led=True)


def _is_article(found: Found | Rejected) -> bool:
    return isinstance(found, Found) and bool(found.extract.paragraphs)


def _is_lasting(error: FetchError | UnreadableError) -> bool:
    """Whether the page need not be asked again before it is announced anew."""
    return error.is_lasting if isinstance(error, FetchError) else True


def rows_of(asked: Asked, answer: Answer) -> list[Found | Rejected]:
    """What a feed carries itself, the oldest first, so that an article which is announced twice keeps its last version."""
    carried = (_carried(asked, answer.feed, one) for one in reversed(answer.feed.entries))
    return [*faults_of(answer), *answer.rows, *carried]


def faults_of(answer: Answer) -> list[Rejected]:
    """The entries that could not be used."""
    return [Rejected(answer.url, None, fault) for fault in answer.feed.faults]


def _dated(found: Extract, updated: datetime | None) -> Extract:
    """The article with when it was updated; that is also the best that is known of one without a date."""
    return replace(found, updated=found.updated or updated, published=found.published or updated)


def _carried(asked: Asked, feed: Feed, entry: Entry) -> Found | Rejected:
    found = understood(asked, feed, entry)
    if _is_article(found) or not entry.url:
        return found
    why = f"its feed carries too little of its text; full_text = true in [sources.{asked.slug}] fetches its page"
    return Rejected(entry.url, None, why)


def _rows(url: str, body: bytes) -> list[Found | Rejected]:
    """The articles of JSON lines. Raises UnreadableError where there is none among them."""
    found: list[Found | Rejected] = []
    for number, line in enumerate(body.split(b"\n"), start=1):
        if line.strip():
            try:
                found.append(files.understood(Original(url, number, "row", decoding.text(line).strip())))
            except UnreadableError as error:
                found.append(Rejected(url, number, f"row {number}: {error}"))
    first = found[0] if found else None
    if isinstance(first, Rejected) and not any(map(_is_article, found)):
        raise UnreadableError(f"it is JSON, and neither a JSON Feed nor rows of articles: {first.reason}")
    return found
