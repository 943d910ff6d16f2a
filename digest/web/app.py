"""The web app of an installation: signup, archive, health, and the schedule that lives in the same process."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import UTC, datetime

from fastapi import APIRouter, FastAPI
from fastapi.responses import RedirectResponse
from sqlalchemy import Engine

import subscribers.web
from digest.config import Settings
from digest.deliver.transport import Transport
from digest.newsroom import Clock, Newsroom
from digest.schedule.pulse import Pulse
from digest.schedule.scheduler import Rhythm, Scheduler
from digest.web import archive, faults, ops, webhooks, working
from digest.web.api import create_api
from digest.web.desks import Desks
from digest.web.door import Host, signup
from digest.web.ops.figures import Figures
from digest.web.ops.health import Health
from digest.web.ops.keyhole import Keyhole
from digest.web.pages import Pages
from digest.web.scheduling import newsrooms, scheduler
from subscribers.tokens import Keys
from subscribers.web import NewsletterCard

Life = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def _now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    engine: Engine,
    *,
    clock: Clock = _now,
    transport: Transport | None = None,
    with_scheduler: bool = True,
    rhythm: Rhythm | None = None,
    apart: bool = False,
) -> FastAPI:
    """The app; its schedule starts and ends with it. Call its `state.end` when the server begins to stop.

    Editions are made in this process, or `apart` from it: what one takes is given back, and no page waits for it.

    Raises:
        TemplateFault: the theme's folder is missing, or a mail of it does not render.
    """
    rooms, pulse = newsrooms(settings, engine), Pulse()
    schedule = None
    if with_scheduler:
        schedule = scheduler(
            settings, rooms, clock=clock, pulse=pulse, transport=transport, rhythm=rhythm, apart=apart
        )
    desks = Desks(settings, clock)
    app = _empty(_lifespan(schedule, desks))
    app.state.end = desks.end
    desks.mount(app)
    _include(app, settings, rooms, clock)
    app.include_router(_watched(settings, rooms, clock, pulse, scheduled=with_scheduler))
    app.add_middleware(ops.Steps, pulse=pulse)
    return app


def create_watch(settings: Settings, engine: Engine, *, clock: Clock = _now) -> FastAPI:
    """An app of the schedule and of what tells how it does: health, metrics, the status page; no page for readers.

    Raises:
        TemplateFault: the theme's folder is missing, or a mail of it does not render.
    """
    rooms, pulse = newsrooms(settings, engine), Pulse()
    app = _empty(_lifespan(scheduler(settings, rooms, clock=clock, pulse=pulse, apart=True), None))
    app.include_router(_watched(settings, rooms, clock, pulse, scheduled=True))
    return app


def _empty(life: Life) -> FastAPI:
    """An app without documentation pages, which would load scripts from elsewhere."""
    return FastAPI(title="digest-mailer", docs_url=None, redoc_url=None, lifespan=life)


def _watched(
    settings: Settings, rooms: Mapping[str, Newsroom], clock: Clock, pulse: Pulse, *, scheduled: bool
) -> APIRouter:
    """What tells how it does; a schedule of this process belongs to its health."""
    engine = next(iter(rooms.values())).engine
    health = Health(engine, pulse if scheduled else None)
    figures = Figures(engine, rooms, clock, _collected(settings), pulse)
    figures.needs_workers = settings.workers.engine != "embedded"
    return ops.routes(_ops(settings, rooms, health, figures))


def _ops(settings: Settings, rooms: Mapping[str, Newsroom], health: Health, figures: Figures) -> ops.Ops:
    tokens = (settings.web.metrics_token, settings.web.status_token)
    metrics, status = (Keyhole(token.get_secret_value() if token else None) for token in tokens)
    pages = Pages(next(iter(rooms.values())).templates)
    return ops.Ops(health, figures, pages, metrics, status, settings.web.base_url.startswith("https:"))


def _collected(settings: Settings) -> frozenset[str]:
    return frozenset(slug for slug, table in settings.sources.items() if table.is_collected)


def _lifespan(schedule: Scheduler | None, desks: Desks | None) -> Life:
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        async with desks.open() if desks else nullcontext():
            if schedule is None:
                yield
                return
            schedule.start()
            try:
                yield
            finally:
                await schedule.stop()

    return life


def _include(app: FastAPI, settings: Settings, rooms: Mapping[str, Newsroom], clock: Clock) -> None:
    first = next(iter(rooms.values()))
    engine, pages = first.engine, Pages(first.templates)
    cards = {slug: _card(room) for slug, room in rooms.items()}
    keys = Keys.from_secrets(settings.secrets)
    asked = signup(settings, Host(engine, cards, pages, keys, clock))
    app.include_router(subscribers.web.router(asked))
    app.include_router(archive.routes(archive.Archive(rooms, cards, pages)))
    returns = working.intake(settings, engine, clock)
    app.include_router(webhooks.routes(webhooks.Webhooks(returns, settings.webhooks)))
    app.mount("/api", create_api(engine, rooms, keys, clock, settings.web.trusted_proxies))
    app.add_api_route("/", _to_signup, methods=["GET", "HEAD"], include_in_schema=False)
    faults.install(app, pages, f"{settings.web.base_url}/subscribe", first.head.language)


def _card(room: Newsroom) -> NewsletterCard:
    head, newsletter = room.head, room.newsletter
    sections = tuple(rule.name for rule in newsletter.sections)
    return NewsletterCard(
        head.slug,
        head.name,
        head.tagline,
        head.postal_address,
        head.language,
        head.base_url,
        sections,
        newsletter.zone,
    )


def _to_signup() -> RedirectResponse:
    return RedirectResponse("subscribe", 307)  # relative: a proxy may serve us under a path
