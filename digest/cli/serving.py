"""`digest serve`: the web app with its schedule."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context
from digest.cli.edition import NEWSLETTER
from digest.cli.talk import data, say

if TYPE_CHECKING:
    from digest.config import Settings

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
    from digest.cli import logs
    from digest.web import listening
    from digest.web.app import create_app

    call = context(of)
    settings, engine = call.settings, call.engine
    on = listening.listen(host or settings.web.host, settings.web.port if port is None else port)
    with on:
        logs.begin(settings.log)
        app = create_app(settings, engine, clock=call.clock)
        say(f"serving {listening.address(on)}; the links in mails lead to {settings.web.base_url}")
        for line in _next_sends(settings, call.clock()):
            say(line)
        listening.serve(app, on, app.state.end)
    engine.dispose()
    say("stopped")


def desk(of: typer.Context, newsletter: NEWSLETTER = None) -> None:
    """Print the address of the editor's desk at `digest serve`.

    Whoever has it can change, approve and hold editions: give it to editors alone. It changes with secret_key.

    Example: digest desk
    """
    from digest.web.desks import address

    call = context(of)
    data(address(call.settings, call.slug(newsletter)))


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
    app.command()(desk)
