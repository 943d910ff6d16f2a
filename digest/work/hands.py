"""What a worker does when it is called: four kinds of work, each of them harmless when it is done twice."""

import asyncio
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from digest.database import reading
from digest.deliver.intake import Intake
from digest.deliver.ration import Ration
from digest.deliver.spool import read
from digest.engines.port import Call, Kind, Later, Waker
from digest.errors import DigestError
from digest.models import Edition
from digest.schedule import agenda, calling
from digest.schedule.dispatch import Dispatch
from digest.schedule.gathering import Gathering
from digest.schedule.house import House
from digest.schedule.remarks import Remarks, log
from digest.work.press import REST_SECONDS, Presses, Settler

FRESH = timedelta(seconds=30)
"""A source that was asked so lately is not asked again, though two calls for it came."""


@dataclass(slots=True)
class Hands:
    """The house, its sources, its way back; and the engine, by which a freeze calls for the sends."""

    house: House
    gathering: Gathering
    intake: Intake
    waker: Waker
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    presses: Presses = field(default_factory=Presses)
    _remarks: Remarks = field(init=False)
    _dispatch: Dispatch = field(init=False)

    def __post_init__(self) -> None:
        self._remarks = Remarks(self.house.clock)
        self._dispatch = Dispatch(self.house, self._remarks)

    async def answer(self, call: Call) -> None:
        """Do what was called for. Errors are said, and what was not done is called for again.

        Raises:
            Later: it cannot be done now.
        """
        work = {
            Kind.SEND: self._send,
            Kind.FREEZE: self._freeze,
            Kind.COLLECT: self._collect,
            Kind.BOUNCE: self._read,
        }
        about = f"{call.kind} {call.about}"
        try:
            await work[call.kind](call.about)
        except DigestError as error:
            self._remarks.warn(about, str(error))
            raise Later(REST_SECONDS) from error
        except (Later, asyncio.CancelledError):
            raise
        except Exception as error:  # noqa: BLE001 - a worker outlives whatever happens in one call
            self._remarks.defect(about, error)
        else:
            self._remarks.forget(about)

    async def end(self) -> None:
        """Begin nothing more, finish the mails that are on the wire, give the rest back."""
        self.stop.set()
        self.presses.stop()
        await self.presses.quiet()

    async def _send(self, about: str) -> None:
        edition = await asyncio.to_thread(self._movable, int(about))
        if edition is None:
            return

        async def run(ration: Ration, settled: Settler) -> None:
            await self._dispatch.deliver(edition, self.stop, ration, settled)

        await self.presses.chunk(edition.id or 0, calling.CHUNK, run)

    def _movable(self, key: int) -> Edition | None:
        """The edition, where there is something to do for it: calls may come too late."""
        with reading(self.house.engine) as session:
            edition = session.get(Edition, key)
            if edition is None or edition.newsletter not in self.house.rooms:
                return None
            found = agenda.movable(session, [edition.newsletter], self.house.clock(), key)
        return found[0] if found else None

    async def _freeze(self, about: str) -> None:
        slug, _, day = about.partition(" ")
        room = self.house.rooms.get(slug)
        if room is not None:
            await self._dispatch.fix(room, date.fromisoformat(day), self._call_for_sends)

    def _call_for_sends(self, session: Session, edition: Edition) -> None:
        """In the freeze's own transaction: workers begin as soon as it has committed."""
        session.flush()
        calling.send(session, self.waker, edition, self.house.clock())

    async def _collect(self, slug: str) -> None:
        from digest.collect.sources.run import collect_sources
        from digest.collect.sources.state import states

        tables, ways = self.gathering.tables, self.gathering.ways
        known = (await asyncio.to_thread(states, ways.engine)).get(slug)
        if slug not in tables or (known is not None and ways.clock() - known.checked_at < FRESH):
            return
        (visit,) = await asyncio.to_thread(
            asyncio.run, collect_sources(tables, [slug], ways, lambda _visit: None)
        )
        if visit.error is not None:
            self._remarks.warn(f"source {slug}", visit.error)
        elif visit.collected.new or visit.collected.updated:
            log.info("source %s: %d new, %d updated", slug, visit.collected.new, visit.collected.updated)

    async def _read(self, about: str) -> None:
        taken = await asyncio.to_thread(read, self.intake, int(about))
        if taken is not None:
            log.info("a mail that came back: %s, %s", taken.kind, taken.effect)
