"""`digest serve` and `digest preview`: the web app with its schedule, and today's edition in the browser."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.browser import open_page
from digest.cli.context import Context, context, day_of
from digest.cli.edition import DAY, NEWSLETTER
from digest.cli.talk import say

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.web.proof import Proof

PORT = Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")]


def serve(
    of: typer.Context,
    host: Annotated[str | None, typer.Option(help="The address to listen on, else [web] host.")] = None,
    port: PORT = None,
) -> None:
    """Run the signup pages, the archive and the schedule until you stop it.

    Each newsletter is sent at its own time, once, also when this is stopped and started again meanwhile.

    Example: digest serve --host 0.0.0.0 --port 8080
    """
    from digest.web import listening
    from digest.web.app import create_app

    call = context(of)
    settings, engine = call.settings, call.engine
    on = listening.listen(host or settings.web.host, settings.web.port if port is None else port)
    with on:
        _log_lines()
        app = create_app(settings, engine, clock=call.clock)
        say(f"serving {listening.address(on)}; the links in mails lead to {settings.web.base_url}")
        for line in _next_sends(settings, call.clock()):
            say(line)
        listening.serve(app, on)
    engine.dispose()
    say("stopped")


def preview(
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    demo: Annotated[bool, typer.Option("--demo", help="Show the sample, in a temporary folder.")] = False,
    port: PORT = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
) -> None:
    """Show today's edition in the browser, made anew on every reload, until you stop it.

    Only this machine can see it, under an address that holds a secret.

    Example: digest preview --date tomorrow
    """
    from digest.web import listening
    from digest.web.preview import create_preview

    call = _on_sample(context(of)) if demo else context(of)
    token = secrets.token_urlsafe(16)
    with listening.listen("127.0.0.1", port or 0) as on:
        page = f"{listening.address(on)}/{token}/"
        say(f"{page}\nreload it to see what changed; stop with Ctrl-C")
        if not no_open:
            open_page(page)
        listening.serve(create_preview(_proofs(call, day, newsletter), token), on)


def _proofs(call: Context, day: str | None, newsletter: str | None) -> "Callable[[], Proof]":
    """Everything is read again for each proof: the configuration too may have been edited."""

    def make() -> "Proof":
        from digest.web.proof import proof

        fresh = Context(call.config, call.clock, call.environment)
        engine = fresh.engine
        try:
            room = fresh.newsroom(newsletter)
            return proof(room, day_of(room, day, fresh.clock()), clock=fresh.clock)
        finally:
            engine.dispose()

    return make


def _on_sample(call: Context) -> Context:
    import tempfile
    from pathlib import Path

    from digest.cli.start import begin, fill_with_sample

    config = begin(Path(tempfile.mkdtemp(prefix="digest-preview-")), environment=False)
    fill_with_sample(config, call.clock, environment=False)
    say(f"the sample is in {config.parent}")
    return Context(config, call.clock, environment=False)


def _log_lines() -> None:
    """One line for each event, on stderr, with ids and never with addresses."""
    import logging

    from digest.web.listening import Lines

    handler = logging.StreamHandler()
    handler.setFormatter(Lines("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for chatty in ("uvicorn", "aiosmtplib", "alembic", "asyncio"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _next_sends(settings: "Settings", now: datetime) -> list[str]:
    from zoneinfo import ZoneInfo

    from digest.schedule.timetable import next_send

    lines = []
    for slug, newsletter in settings.newsletters.items():
        at = next_send(newsletter, now).at.astimezone(ZoneInfo(newsletter.zone))
        lines.append(f"next send of {slug}: {at:%a %Y-%m-%d %H:%M} {newsletter.zone}")
    return lines


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(serve)
    app.command()(preview)
