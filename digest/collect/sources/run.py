"""Every source that is due, into the store: several hosts at once, one that fails stops no other."""

import asyncio
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from digest.collect.collector import Collected, collect, store
from digest.collect.feeds.discover import Shape
from digest.collect.fetch.errors import FetchError
from digest.collect.fetch.fetcher import UNKNOWN, Bounds, Fetcher, Validators
from digest.collect.fetch.network import PublicNetwork, resolved
from digest.collect.fetch.robots import Robots
from digest.collect.files import Found, Rejected
from digest.collect.sources.due import LONGEST, next_time, place
from digest.collect.sources.state import Read, keep_read, read_before, save, states
from digest.collect.sources.visit import Answer, Asked, Visitor, faults_of, rows_of
from digest.collect.sources.ways import Ways
from digest.config.sources import SourceSettings
from digest.errors import DigestError, UnreadableError
from digest.models import SourceState

AT_ONCE = 8
"""Sources that are asked at the same time."""
PAGES = 20
"""Pages that are stored together: what a kill loses is fetched again."""
AGENT = "digest-mailer/0.1 (news digest; feed reader)"


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit to a source ended."""

    slug: str
    collected: Collected = field(default_factory=Collected)
    is_unchanged: bool = False
    error: str | None = None
    failures: int = 0


async def collect_sources(
    tables: Mapping[str, SourceSettings], slugs: list[str], ways: Ways, seen: Callable[[Visit], None]
) -> list[Visit]:
    """Ask these sources and store what is new; `seen` is called after each.

    Raises:
        DatabaseError: the store cannot be reached; what was stored before stays, and the rest is due still.
    """
    known = await asyncio.to_thread(states, ways.engine)
    agent, settings = ways.settings.agent or AGENT, ways.settings
    network = PublicNetwork(settings.allow_hosts, ways.resolve or resolved)
    gate, writer = asyncio.Semaphore(AT_ONCE), asyncio.Lock()
    async with Fetcher(network, agent, Bounds(settings.most_mb * 1_000_000, settings.seconds)) as fetcher:
        visitor = Visitor(fetcher, Robots(fetcher, agent), ways.clock())

        async def one(slug: str) -> Visit | None:
            async with gate:
                if ways.stopped():
                    return None
                visit = await _Call(ways, visitor, writer).made(slug, tables[slug], known.get(slug))
                seen(visit)
                return visit

        ended = await asyncio.gather(*map(one, slugs), return_exceptions=True)
    for end in ended:  # a lost store, or a defect: the others are done, and it must not pass in silence
        if isinstance(end, BaseException):
            raise end
    return [end for end in ended if isinstance(end, Visit)]


class _Call:
    """One visit with all that is written down of it: articles first, then the state, so that a kill loses nothing."""

    def __init__(self, ways: Ways, visitor: Visitor, writer: asyncio.Lock) -> None:
        self._ways, self._visitor, self._writer = ways, visitor, writer

    async def made(self, slug: str, table: SourceSettings, before: SourceState | None) -> Visit:
        now = self._ways.clock()
        is_same = before and before.url == place(table) and before.full_text == table.full_text
        before = before if is_same else None
        state = SourceState(
            slug=slug, url=place(table), full_text=table.full_text, checked_at=now, due_at=now
        )
        if before:
            state = SourceState(**before.model_dump() | {"checked_at": now})
        try:
            visit = await self._visited(slug, table, state)
        except (FetchError, UnreadableError) as error:
            hint = f"; `digest sources remove {slug}` takes it out" if _is_final(error) else ""
            visit = Visit(slug, error=f"{error}{hint}", failures=state.failures + 1)
            wait = getattr(error, "wait", None)
            state.due_at = self._next(state, table, visit.failures, LONGEST * 7 if _is_final(error) else wait)
        else:
            state.due_at, state.good_at = self._next(state, table, 0, None), now
            state.stored += visit.collected.new
            state.new_at = now if visit.collected.new else state.new_at
        state.failures, state.error = visit.failures, (visit.error or "")[:500] or None
        await asyncio.to_thread(save, self._ways.engine, state)
        return visit

    async def _visited(self, slug: str, table: SourceSettings, state: SourceState) -> Visit:
        if table.folder:
            return Visit(slug, await self._folder(self._ways.root / table.folder))
        known = Validators(state.etag, state.modified)
        asked = Asked(slug, table, state.found_url or state.url, known, state.body_hash or "")
        answer = await self._visitor.ask(asked)
        if answer.is_unchanged:
            return Visit(slug, is_unchanged=True)
        wants_pages = table.full_text or answer.shape is Shape.SITEMAP
        collected = await (self._pages(asked, answer) if wants_pages else self._store(rows_of(asked, answer)))
        state.found_url = answer.url if answer.url != state.url else None
        state.etag, state.modified = _cut(answer.validators.etag, 500), _cut(answer.validators.modified, 100)
        state.body_hash = answer.hash
        return Visit(slug, collected)

    async def _folder(self, folder: Path) -> Collected:
        async with self._writer:
            return await asyncio.to_thread(_watched, self._ways, folder)

    async def _store(self, rows: list[Found | Rejected]) -> Collected:
        async with self._writer:
            return await asyncio.to_thread(store, self._ways.engine, rows, clock=self._ways.clock)

    async def _pages(self, asked: Asked, answer: Answer) -> Collected:
        """Fetch the pages of what is new, and store them in batches."""
        keys = [entry.key for entry in answer.feed.entries]
        before = await asyncio.to_thread(read_before, self._ways.engine, asked.slug, keys)
        total, done = Collected(), []
        rows: list[Found | Rejected] = [*faults_of(answer)]
        async for read, row in self._visitor.pages(asked, answer.feed, before):
            if read is None:  # it is to be asked again: then the feed has to be read again too
                answer.validators, answer.hash = UNKNOWN, ""
            if self._ways.stopped():
                answer.validators, answer.hash = UNKNOWN, ""
                break
            rows += [row] if row is not None else []
            done += [read] if read is not None else []
            if len(rows) + len(done) >= 2 * PAGES:
                await self._kept(asked.slug, rows, done, total)
                rows, done = [], []
        await self._kept(asked.slug, rows, done, total)
        return total

    async def _kept(
        self, slug: str, rows: list[Found | Rejected], done: list[Read], total: Collected
    ) -> None:
        collected = await self._store(rows)
        total.new, total.updated = total.new + collected.new, total.updated + collected.updated
        total.unchanged += collected.unchanged
        total.rejected += collected.rejected
        await asyncio.to_thread(keep_read, self._ways.engine, slug, done, self._ways.clock())

    def _next(
        self, state: SourceState, table: SourceSettings, failures: int, wait: timedelta | None
    ) -> datetime:
        seed = hashlib.sha256(f"{state.slug} {state.checked_at.isoformat()}".encode()).digest()
        every = timedelta(minutes=table.every_minutes)
        return next_time(state.checked_at, every, failures=failures, wait=wait, chance=seed[0] / 255)


def _watched(ways: Ways, folder: Path) -> Collected:
    if not folder.exists():
        raise UnreadableError(f"there is no folder {folder}")
    return collect(ways.engine, [folder], clock=ways.clock)


def _cut(text: str | None, longest: int) -> str | None:
    """A validator that is too long to be kept is none at all: half of one would never match."""
    return text if text and len(text) <= longest else None


def _is_final(error: DigestError) -> bool:
    return isinstance(error, FetchError) and error.is_final
