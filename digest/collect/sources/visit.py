"""One source, asked once: what it announces, and the rows of what is new of it."""

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from digest.collect import decoding, files
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


@dataclass(frozen=True, slots=True)
class Asked:
    """A source's table, and what is known of it from the last time."""

    slug: str
    table: SourceSettings
    url: str
    known: Validators = UNKNOWN
    hash: str = ""


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
            answer.rows = list(_rows(found.url, body))
        else:
            return await self._site(asked, found, answer)
        return answer

    async def _site(self, asked: Asked, found: Fetched, answer: Answer) -> Answer:
        """A page: the site's feed where it names one that we are not asking already, else an article itself."""
        html = decoding.html(found.body or b"", found.charset)
        there = discover.feed_of(html, found.url)
        if there and there not in {asked.url, found.url} and not asked.table.is_page:
            return await self.ask(replace(asked, url=there, known=UNKNOWN, hash=""))
        await self._robots.require_allowed(found.url)
        answer.rows = [understood(asked, Feed(), Entry(url=found.url), html)]
        return answer

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

        Yields what is to be remembered (None where the page has to be asked again), and the row.
        """
        for entry in feed.entries:
            last = before.get(entry.key)
            if not entry.url or (last and last.version == entry.version):
                continue
            try:
                await self._robots.require_allowed(entry.url)
                found = await self._fetcher.get(entry.url, known=last.validators if last else UNKNOWN)
                page = decoding.html(found.body, found.charset) if found.body is not None else None
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
    if page and entry.html and (isinstance(found, Rejected) or not found.extract.paragraphs):
        return understood(asked, feed, entry)
    return found


def _is_lasting(error: FetchError | UnreadableError) -> bool:
    """Whether the page need not be asked again before it is announced anew."""
    return error.is_lasting if isinstance(error, FetchError) else True


def rows_of(asked: Asked, answer: Answer) -> list[Found | Rejected]:
    """What a feed carries itself, the oldest first, so that an article which is announced twice keeps its last version."""
    faults = [Rejected(answer.url, None, fault) for fault in answer.feed.faults]
    return [
        *faults,
        *answer.rows,
        *(understood(asked, answer.feed, one) for one in reversed(answer.feed.entries)),
    ]


def _rows(url: str, body: bytes) -> list[Found | Rejected]:
    found: list[Found | Rejected] = []
    for number, line in enumerate(body.split(b"\n"), start=1):
        if line.strip():
            try:
                found.append(files.understood(Original(url, number, "row", decoding.text(line).strip())))
            except UnreadableError as error:
                found.append(Rejected(url, number, f"row {number}: {error}"))
    return found
