"""The editor's desk of each newsletter on the web, behind an address that only those know who have the secret."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI

from digest.config import FILE_NAME, Settings, load
from digest.database import connect
from digest.errors import ConfigError
from digest.newsroom import Clock
from digest.schedule.timetable import next_send
from digest.web import wiring
from digest.web.deskways import token
from digest.web.preview import create_preview
from digest.web.preview.press import Bench, Press


class Desks:
    """The desks of an installation: they show the edition that goes out next, and follow the store while somebody looks."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._desks: dict[str, tuple[Press, FastAPI]] = {}
        site = urlsplit(settings.web.base_url)
        for slug in settings.newsletters:
            file = settings.place.file or settings.place.root / FILE_NAME
            press = Press(partial(_bench, settings, slug), file, clock)
            made = create_preview(
                press, token(settings, slug), site=(site.scheme, site.netloc), editor="the web desk"
            )
            self._desks[slug] = press, made

    def mount(self, app: FastAPI) -> None:
        """Put each desk under `/desk/<slug>/<token>/`."""
        for slug, (_, made) in self._desks.items():
            app.mount(f"/desk/{slug}", made)

    def end(self) -> None:
        """Close all event streams, so that the server need not wait for them."""
        for _, made in self._desks.values():
            made.state.end()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Watch while the server runs; a mounted app's own lifespan is not called."""
        async with AsyncExitStack() as stack:
            for press, made in self._desks.values():
                await stack.enter_async_context(made.router.lifespan_context(made))
                stack.push_async_callback(asyncio.to_thread, press.close)
            yield


def _bench(settings: Settings, slug: str) -> Bench:
    """A newsroom of its own, by the configuration as it is now."""
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
