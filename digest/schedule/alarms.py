"""APScheduler behind a small typed surface: it only wakes, at a moment or at intervals, and remembers nothing."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

Call = Callable[[], Coroutine[None, None, None]]


class Alarms:
    """Starts coroutines on the running loop. They are tasks of their own, since APScheduler cancels its jobs at the end."""

    def __init__(self) -> None:
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        self._tasks: set[asyncio.Task[None]] = set()
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # each wake-up is no news

    def start(self) -> None:
        """Begin; there must be a running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        """Wake nobody any more; what was started goes on."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def every(self, seconds: float, call: Call) -> None:
        """Call now, and then at this interval."""
        trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
        self._scheduler.add_job(self._begin, trigger, args=(call,), next_run_time=datetime.now(UTC))

    def at(self, moment: datetime, name: str, call: Call) -> None:
        """Call once at this moment (aware, by the machine's own clock); replaces what `name` was set to."""
        trigger = DateTrigger(moment, timezone=UTC)
        self._scheduler.add_job(self._begin, trigger, args=(call,), id=name, replace_existing=True)

    async def _begin(self, call: Call) -> None:
        task = asyncio.create_task(call())
        self._tasks.add(task)  # the loop itself holds tasks weakly
        task.add_done_callback(self._tasks.discard)
