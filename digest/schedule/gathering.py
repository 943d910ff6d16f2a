"""What keeps the store fresh: sources are asked as they fall due, and all of them once in the hour before an edition."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from digest.collect.sources.due import ALARMING, due
from digest.collect.sources.ways import Ways
from digest.config import SourceSettings
from digest.config.newsletter import NewsletterSettings
from digest.engines.port import Waker
from digest.schedule import calling
from digest.schedule.remarks import Remarks, log, origin
from digest.schedule.timetable import next_send

LAST_CALL = timedelta(hours=1)
"""How long before a send every source is asked once more."""


@dataclass(frozen=True, slots=True)
class Visited:
    """How a source fared: articles that came, or why none could and how often in a row."""

    slug: str
    new: int
    updated: int
    error: str | None
    failures: int


Collect = Callable[[Mapping[str, SourceSettings], Sequence[str], Ways], list[Visited]]
"""Asks some of the sources, and blocks until they have been asked."""


def here(tables: Mapping[str, SourceSettings], slugs: Sequence[str], ways: Ways) -> list[Visited]:
    """Ask them in this process, in a loop of its own."""
    # Extracting and fetching are loaded where there is something to ask, and not while the pages begin to answer.
    from digest.collect.sources.run import collect_sources

    visits = asyncio.run(collect_sources(tables, list(slugs), ways, lambda _visit: None))
    return [
        Visited(one.slug, one.collected.new, one.collected.updated, one.error, one.failures) for one in visits
    ]


@dataclass(frozen=True, slots=True)
class Gathering:
    """The sources of an installation, and how they are reached."""

    tables: Mapping[str, SourceSettings]
    newsletters: Mapping[str, NewsletterSettings]
    ways: Ways
    waker: Waker | None = None  # where workers do it
    collect: "Collect" = field(default_factory=lambda: here)


class Gatherer:
    """Collects in a thread with a loop of its own, so that reading feeds never keeps the web or a send waiting."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._stopping = threading.Event()
        self._remarks = Remarks(gathering.ways.clock)
        self._busy = asyncio.Lock()

    async def gather(self) -> None:
        """Ask what is due, unless that is being done already. Errors are logged, and the next call tries again."""
        if self._busy.locked() or not self._gathering.tables:
            return
        async with self._busy:
            try:
                visits = await asyncio.to_thread(self._gathered)
            except Exception as error:  # noqa: BLE001 - the schedule must outlive whatever happens in one round
                self._remarks.warn("collecting", origin(error))
                return
        for visit in visits:
            self._tell(visit)

    async def stop(self) -> None:
        """Ask nothing more, and wait for what is under way: an answer or two."""
        self._stopping.set()
        async with self._busy:
            return

    def _gathered(self) -> list[Visited]:
        from digest.collect.sources.state import states

        gathering, ways = self._gathering, replace(self._gathering.ways, stopped=self._stopping.is_set)
        wanted = due(gathering.tables, states(ways.engine), ways.clock(), self._since(ways.clock()))
        if not wanted or self._stopping.is_set():
            return []
        if gathering.waker is not None:
            calling.collect(ways.engine, gathering.waker, wanted)
            return []
        return gathering.collect(gathering.tables, wanted, ways)

    def _since(self, now: datetime) -> datetime | None:
        """The start of the hour before the next send, while that hour runs."""
        sends = [next_send(one, now).at - LAST_CALL for one in self._gathering.newsletters.values()]
        return max((one for one in sends if one <= now), default=None)

    def _tell(self, visit: Visited) -> None:
        about = f"source {visit.slug}"
        if visit.error is None:
            self._remarks.forget(about)
            if visit.new or visit.updated:
                log.info("%s: %d new, %d updated", about, visit.new, visit.updated)
        else:
            alert = f" ({visit.failures} times in a row)" if visit.failures >= ALARMING else ""
            self._remarks.warn(about, f"{visit.error}{alert}")
