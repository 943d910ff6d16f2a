"""The schedule of an installation, as `digest serve` and `digest schedule` run it."""

import asyncio
import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import Engine

from digest.config import Settings
from digest.deliver.transport import Transport
from digest.newsroom import Clock, Newsroom
from digest.schedule.gathering import here
from digest.schedule.making import Here
from digest.schedule.pulse import Pulse
from digest.schedule.scheduler import Rhythm, Scheduler
from digest.web import postbox, wiring, working
from digest.web.fetching import Away
from digest.web.making import Apart
from digest.work import roll

_STOPS = (signal.SIGINT, signal.SIGTERM)


def newsrooms(settings: Settings, engine: Engine) -> dict[str, Newsroom]:
    """Every configured newsletter.

    Raises:
        TemplateFault: the theme's folder is missing.
    """
    return {slug: wiring.newsroom(settings, engine, slug) for slug in settings.newsletters}


def scheduler(
    settings: Settings,
    rooms: Mapping[str, Newsroom],
    *,
    clock: Clock,
    pulse: Pulse,
    transport: Transport | None = None,
    rhythm: Rhythm | None = None,
    apart: bool = False,
) -> Scheduler:
    """The schedule of all newsletters, not started yet; through the configured way out unless another is given.

    Editions are made and sources asked in this process, or `apart` from it.

    Raises:
        TemplateFault: a mail of the theme does not render.
    """
    engine = next(iter(rooms.values())).engine
    waker = working.distant(settings, engine)
    house = replace(
        working.house(settings, rooms, transport or wiring.transport(settings), clock),
        notices=wiring.notice_mails(rooms, timedelta(hours=settings.signup.confirm_hours)),
        sweep=partial(wiring.sweep, engine, settings, clock),
        postbox=postbox.reader(settings, engine, clock),
        pulse=pulse,
        waker=waker,
        lacking=partial(roll.lacking, engine, clock) if waker else _nothing,
        maker=Apart(settings) if apart else Here(),
    )
    gathering = replace(
        wiring.gathering(settings, engine, clock), waker=waker, collect=Away(settings) if apart else here
    )
    return Scheduler(house, rhythm or Rhythm(), gathering)


def _nothing() -> None:
    """Who does it all himself lacks no workers."""


async def until_told(schedule: Scheduler) -> None:
    """Run a schedule until SIGTERM or SIGINT, and to its end in good order; a second signal ends us as it would any program."""
    running, told = asyncio.get_running_loop(), asyncio.Event()
    for number in _STOPS:
        with suppress(NotImplementedError):  # Windows
            running.add_signal_handler(number, told.set)
    schedule.start()
    try:
        await told.wait()
    finally:
        for number in _STOPS:
            running.remove_signal_handler(number)
        await schedule.stop()
