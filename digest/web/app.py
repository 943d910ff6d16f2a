"""The web app of an installation: signup, archive, health, and the schedule that lives in the same process."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

from fastapi import FastAPI
from fastapi.responses import RedirectResponse
from sqlalchemy import Engine

import subscribers.web
from digest.config import Settings
from digest.deliver.intake import Intake
from digest.deliver.transport import Transport
from digest.newsroom import Clock, Newsroom
from digest.schedule.pulse import Pulse
from digest.schedule.rounds import House
from digest.schedule.scheduler import Rhythm, Scheduler
from digest.web import archive, faults, ops, webhooks, wiring
from digest.web.api import create_api
from digest.web.desks import Desks, addresses
from digest.web.door import Host, signup
from digest.web.ops.figures import Figures
from digest.web.ops.health import Health
from digest.web.ops.keyhole import Keyhole
from digest.web.pages import Pages
from subscribers.tokens import Keys
from subscribers.web import NewsletterCard


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
) -> FastAPI:
    """The app; its schedule starts and ends with it. Call its `state.end` when the server begins to stop.

    Raises:
        TemplateFault: the theme's folder is missing, or a mail of it does not render.
    """
    rooms = {slug: wiring.newsroom(settings, engine, slug) for slug in settings.newsletters}
    scheduler, pulse = None, Pulse()
    if with_scheduler:
        way_out = transport or wiring.transport(settings)
        sweep = partial(wiring.sweep, engine, settings, clock)
        live = timedelta(hours=settings.signup.confirm_hours)
        house = House(
            engine,
            rooms,
            wiring.notice_mails(rooms, live),
            way_out,
            clock,
            sweep,
            settings.alerts.to,
            addresses(settings),
            pulse,
        )
        scheduler = Scheduler(house, rhythm or Rhythm(), wiring.gathering(settings, engine, clock))
    desks = Desks(settings, clock)
    app = FastAPI(
        title="digest-mailer", docs_url=None, redoc_url=None, lifespan=_lifespan(scheduler, desks)
    )  # the documentation pages would load scripts from elsewhere
    app.state.end = desks.end
    desks.mount(app)
    _include(app, settings, rooms, clock)
    watched = Health(engine, pulse if with_scheduler else None)
    app.include_router(
        ops.routes(_ops(settings, rooms, watched, Figures(engine, rooms, clock, _collected(settings), pulse)))
    )
    app.add_middleware(ops.Steps, pulse=pulse)
    return app


def _ops(settings: Settings, rooms: Mapping[str, Newsroom], health: Health, figures: Figures) -> ops.Ops:
    tokens = (settings.web.metrics_token, settings.web.status_token)
    metrics, status = (Keyhole(token.get_secret_value() if token else None) for token in tokens)
    pages = Pages(next(iter(rooms.values())).templates)
    return ops.Ops(health, figures, pages, metrics, status, settings.web.base_url.startswith("https:"))


def _collected(settings: Settings) -> frozenset[str]:
    return frozenset(slug for slug, table in settings.sources.items() if table.is_collected)


def _lifespan(
    scheduler: Scheduler | None, desks: Desks
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        async with desks.open():
            if scheduler is None:
                yield
                return
            scheduler.start()
            try:
                yield
            finally:
                await scheduler.stop()

    return life


def _include(app: FastAPI, settings: Settings, rooms: Mapping[str, Newsroom], clock: Clock) -> None:
    first = next(iter(rooms.values()))
    engine, pages = first.engine, Pages(first.templates)
    cards = {slug: _card(room) for slug, room in rooms.items()}
    keys = Keys.from_secrets(settings.secrets)
    asked = signup(settings, Host(engine, cards, pages, keys, clock))
    app.include_router(subscribers.web.router(asked))
    app.include_router(archive.routes(archive.Archive(rooms, cards, pages)))
    app.include_router(webhooks.routes(webhooks.Webhooks(Intake(engine, keys, clock), settings.webhooks)))
    app.mount("/api", create_api(engine, rooms, keys, clock, settings.web.trusted_proxies))
    app.add_api_route("/", _to_signup, methods=["GET", "HEAD"], include_in_schema=False)
    faults.install(app, pages, f"{settings.web.base_url}/subscribe")


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
