"""The editor's desk of each newsletter on the web, behind an address that only those know who have the secret."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from digest.config import FILE_NAME, Settings, load
from digest.database import connect
from digest.errors import ConfigError
from digest.newsroom import Clock
from digest.schedule.timetable import next_send
from digest.web import wiring
from digest.web.deskways import token

if TYPE_CHECKING:
    from digest.web.preview.press import Bench


class _Desk:
    """A newsletter's desk, made when somebody comes to it first: most days nobody does, and it takes longer than the rest."""

    def __init__(self, settings: Settings, slug: str, clock: Clock) -> None:
        self._settings, self._slug, self._clock = settings, slug, clock
        self._made: FastAPI | None = None
        self._lock = asyncio.Lock()
        self.life: AsyncExitStack | None = None  # that of the server, where one runs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._lock:
            made = self._made = self._made or await self._opened()
        await made(scope, receive, send)

    def end(self) -> None:
        """Close its event streams."""
        if self._made is not None:
            self._made.state.end()

    async def _opened(self) -> FastAPI:
        from digest.web.preview import create_preview  # they bring what makes an edition
        from digest.web.preview.press import Press

        settings, site = self._settings, urlsplit(self._settings.web.base_url)
        file = settings.place.file or settings.place.root / FILE_NAME
        press = Press(partial(_bench, settings, self._slug), file, self._clock)
        key = token(settings, self._slug)
        made = create_preview(press, key, site=(site.scheme, site.netloc), editor="the web desk")
        if self.life is not None:  # a mounted app's own lifespan is not called
            await self.life.enter_async_context(made.router.lifespan_context(made))
            self.life.push_async_callback(asyncio.to_thread, press.close)
        return made


class Desks:
    """The desks of an installation: they show the edition that goes out next, and follow the store while somebody looks."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._desks = {slug: _Desk(settings, slug, clock) for slug in settings.newsletters}

    def mount(self, app: FastAPI) -> None:
        """Put each desk under `/desk/<slug>/<token>/`."""
        for slug, desk in self._desks.items():
            app.mount(f"/desk/{slug}", desk)

    def end(self) -> None:
        """Close all event streams, so that the server need not wait for them."""
        for desk in self._desks.values():
            desk.end()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Let the desks that are opened meanwhile watch while the server runs."""
        async with AsyncExitStack() as stack:
            for desk in self._desks.values():
                desk.life = stack
            yield


def _bench(settings: Settings, slug: str) -> "Bench":
    """A newsroom of its own, by the configuration as it is now."""
    from digest.web.preview.press import Bench

    fresh = _reread(settings)
    if slug not in fresh.newsletters:
        raise ConfigError(f"digest.toml has no newsletter {slug!r} any more; start `digest serve` again")
    room = wiring.newsroom(fresh, connect(fresh.database_url), slug)
    theme: Path | None = fresh.path(fresh.compose.theme) if fresh.compose.theme else None

    def upcoming(moment: datetime) -> date:
        return next_send(room.newsletter, moment).day

    return Bench(room, wiring.transport(fresh), upcoming, theme)


def _reread(settings: Settings) -> Settings:
    file = settings.place.file
    return load(file, environment=settings.reads_environment) if file else settings
