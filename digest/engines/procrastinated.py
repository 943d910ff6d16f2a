"""Procrastinate as the engine: calls are rows of the same PostgreSQL, written in the transaction that gives rise to them."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import Unpack

from procrastinate import App, Blueprint, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import JobDeferrer, Status
from procrastinate.tasks import ConfigureTaskOptions
from procrastinate.types import JSONValue
from procrastinate.worker import Worker
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import URL, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from digest.engines.port import PRIORITY, Answer, Call, Kind, Later

log = logging.getLogger("digest.engines")
BEAT_SECONDS, SILENT_SECONDS = 5.0, 15.0
"""How often a worker shows that it lives; after how much silence its calls are given to others."""
POLL_SECONDS = 1.0  # where a notification was missed, as while a worker starts
AGAIN_SECONDS = 1.0
AWAY_SECONDS = 10.0  # how long a database that is away is waited for before the worker is begun anew
SPACE = "digest"
_WAITING = text(
    "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND task_name = :task AND args->>'about' = :about"
)
_LOCKED = text(
    "SELECT queueing_lock FROM procrastinate_jobs WHERE status = 'todo' AND queueing_lock = ANY(:locks)"
)


class _Watched(Worker):
    """Ends when its heartbeat or its listener does, as Procrastinate's own means to.

    That one stops watching them where it has no periodic tasks, since the task that defers those ends at once: after an outage it
    was taken for dead, and its calls given to others, for as long as it lived.
    """

    async def _periodic_deferrer(self) -> None:
        await asyncio.Event().wait()


class ProcrastinateWaker:
    """Calls are deferred over the session's own connection, and answered by Procrastinate's workers."""

    def __init__(self, url: URL, beat_seconds: float = BEAT_SECONDS) -> None:
        self._conninfo = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._giver = App(connector=SyncPsycopgConnector(conninfo=self._conninfo))  # never opened: see `call`
        self._taker: App | None = None
        self._beat_seconds = beat_seconds
        logging.getLogger("procrastinate").setLevel(logging.WARNING)  # each job is no news

    def call(self, session: Session, calls: Sequence[Call]) -> None:
        """Have these answered once the session's transaction has committed."""
        many: dict[Kind, list[Call]] = defaultdict(list)
        single = dict.fromkeys(call for call in calls if call.once)
        for call in calls:
            if not call.once:
                many[call.kind].append(call)
        for call in single:
            self._defer_once(session, call)
        for some in many.values():
            connection = session.connection().connection.driver_connection
            asked: list[dict[str, JSONValue]] = [{"about": one.about} for one in some]
            _deferrer(self._giver, some[0], connection=connection).batch_defer(*asked)

    def _defer_once(self, session: Session, call: Call) -> None:
        if session.execute(_LOCKED, {"locks": [_lock(call)]}).first() is not None:
            return
        with suppress(AlreadyEnqueued, IntegrityError), session.begin_nested():  # somebody was quicker
            connection = session.connection().connection.driver_connection
            _deferrer(self._giver, call, connection=connection).defer(about=call.about)

    def waiting(self, session: Session, call: Call) -> int:
        """How many calls like this one wait to be answered."""
        asked = {"task": _task(call.kind), "about": call.about}
        return int(session.execute(_WAITING, asked).scalar_one())

    async def serve(self, answer: Answer, kinds: Collection[Kind], at_once: int, stop: asyncio.Event) -> None:
        """Answer calls of these kinds, so many at once, until `stop`; those that were begun are waited for.

        A database that goes away is waited for.
        """
        while not stop.is_set():
            app = self._made(answer, at_once)
            try:
                async with app.open_async():
                    self._taker = app
                    await self._served(app, kinds, at_once, stop)
            except Exception as error:  # noqa: BLE001 - whatever ended it, a worker goes on until it is stopped
                log.warning("procrastinate's worker ended and is started again: %s", type(error).__name__)
            finally:
                self._taker = None
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN_SECONDS)

    async def revive(self) -> int:
        """Give calls whose worker died to others; returns how many."""
        if self._taker is None:
            return 0
        manager, revived = self._taker.job_manager, 0
        try:
            stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS)
            for job in stalled:
                try:
                    await manager.retry_job(job)
                    revived += 1
                except (AlreadyEnqueued, ConnectorException):  # the same waits already
                    await manager.finish_job(job, Status.FAILED, delete_job=True)
        except ConnectorException as error:
            log.warning("stalled calls wait for the next sweep: %s", type(error).__name__)
        return revived

    def _made(self, answer: Answer, at_once: int) -> App:
        connector = PsycopgConnector(
            conninfo=_hasty(self._conninfo),
            min_size=1,
            max_size=at_once + 2,
            timeout=AWAY_SECONDS,
            reconnect_timeout=AWAY_SECONDS,
        )
        app, tasks = App(connector=connector), Blueprint()
        for kind in Kind:
            tasks.task(name=str(kind), queue=str(kind))(_answering(app, answer, kind))
        app.add_tasks_from(tasks, namespace=SPACE)
        return app

    async def _served(self, app: App, kinds: Collection[Kind], at_once: int, stop: asyncio.Event) -> None:
        worker = _Watched(
            app,
            queues=[str(kind) for kind in kinds],
            concurrency=at_once,
            delete_jobs="always",
            install_signal_handlers=False,
            fetch_job_polling_interval=POLL_SECONDS,
            update_heartbeat_interval=self._beat_seconds,
            stalled_worker_timeout=SILENT_SECONDS,
        )
        working = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call] # Procrastinate's
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not working.done():
            working.cancel()  # it waits for the jobs that it has begun
        with suppress(asyncio.CancelledError):
            await working


def _hasty(conninfo: str) -> str:
    """So that what a worker takes and ends waits for no disk: a call that a crash brings back, or loses, does no harm."""
    known = str(conninfo_to_dict(conninfo).get("options") or "")
    return make_conninfo(conninfo, options=f"{known} -c synchronous_commit=off".strip())


def _answering(app: App, answer: Answer, kind: Kind) -> Callable[[str], Awaitable[None]]:
    async def task(about: str) -> None:
        call = Call(kind, about)
        try:
            await answer(call)
        except Later as later:
            # Called for meanwhile, over which Procrastinate's own retry stumbles; or the database is away, and the sweep calls.
            with suppress(AlreadyEnqueued, ConnectorException):
                await _deferrer(app, call, schedule_in={"seconds": later.seconds}).defer_async(about=about)

    return task


def _deferrer(app: App, call: Call, **options: Unpack[ConfigureTaskOptions]) -> JobDeferrer:
    """What writes such calls down."""
    return app.configure_task(
        _task(call.kind),
        queue=str(call.kind),
        priority=PRIORITY[call.kind],
        queueing_lock=_lock(call) if call.once else None,
        **options,
    )


def _task(kind: Kind) -> str:
    return f"{SPACE}:{kind}"


def _lock(call: Call) -> str:
    return f"{SPACE} {call.kind} {call.about}"
