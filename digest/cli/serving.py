"""`digest serve`: the web app with its schedule; `digest schedule`: that alone."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import Context, context
from digest.cli.edition import NEWSLETTER
from digest.cli.talk import data, say

if TYPE_CHECKING:
    from digest.config import Settings
    from digest.schedule.scheduler import Scheduler

PORT = Annotated[int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")]


HOST = Annotated[str | None, typer.Option(help="The address to listen on, else [web] host.")]


def serve(
    of: typer.Context,
    host: HOST = None,
    port: PORT = None,
    schedule: Annotated[
        bool, typer.Option(help="Whether to send as well; else `digest schedule` does it elsewhere.")
    ] = True,
) -> None:
    """Run the signup pages, the archive and the schedule until you stop it.

    Each newsletter is sent at its own time, once, also when this is stopped and started again meanwhile.

    Example: digest serve --host 0.0.0.0 --port 8080
    """
    import gc

    gc.disable()  # what is loaded now stays for good: looking through it again and again took a fifth of the start
    from digest.cli import logs
    from digest.web import listening
    from digest.web.app import create_app

    call = context(of)
    settings, engine = call.settings, call.engine
    on = listening.listen(host or settings.web.host, settings.web.port if port is None else port)
    with on:
        logs.begin(settings.log)
        app = create_app(settings, engine, clock=call.clock, with_scheduler=schedule, apart=True)
        say(f"serving {listening.address(on)}; the links in mails lead to {settings.web.base_url}")
        _tell_sends(settings, call.clock() if schedule else None)
        gc.freeze()
        gc.enable()
        listening.serve(app, on, app.state.end)
    engine.dispose()
    say("stopped")


def schedule(
    of: typer.Context,
    host: HOST = None,
    port: Annotated[
        int | None,
        typer.Option(min=0, max=65535, help="Where it tells how it does; else it does not listen."),
    ] = None,
) -> None:
    """Run the schedule alone until you stop it: collect, draft, send, hand over notices; no pages.

    For those who run the web elsewhere: `digest serve --no-schedule`. With --port it answers /healthz, /readyz, /metrics and /status.

    Example: digest schedule --port 8001
    """
    from digest.cli import logs, loop
    from digest.web.scheduling import until_told

    call = context(of)
    settings, engine = call.settings, call.engine
    if port is not None:
        _watch(call, host or settings.web.host, port)
    else:
        logs.begin(settings.log)
        working = _scheduler(call)
        _tell_sends(settings, call.clock())
        loop.run(until_told(working))
    engine.dispose()
    say("stopped")


def _scheduler(call: Context) -> "Scheduler":
    from digest.schedule.pulse import Pulse
    from digest.web.scheduling import newsrooms, scheduler

    rooms = newsrooms(call.settings, call.engine)
    return scheduler(call.settings, rooms, clock=call.clock, pulse=Pulse(), apart=True)


def _watch(call: Context, host: str, port: int) -> None:
    """The schedule, with a port where it tells how it does."""
    from digest.cli import logs
    from digest.web import listening
    from digest.web.app import create_watch

    with listening.listen(host, port) as on:
        logs.begin(call.settings.log)
        app = create_watch(call.settings, call.engine, clock=call.clock)
        say(f"watched at {listening.address(on)}/readyz")
        _tell_sends(call.settings, call.clock())
        listening.serve(app, on)


def desk(of: typer.Context, newsletter: NEWSLETTER = None) -> None:
    """Print the address of the editor's desk at `digest serve`.

    Whoever has it can change, approve and hold editions: give it to editors alone. It changes with secret_key.

    Example: digest desk
    """
    from digest.web.deskways import address

    call = context(of)
    data(address(call.settings, call.slug(newsletter)))


def _tell_sends(settings: "Settings", now: datetime | None) -> None:
    """When each newsletter goes out next; no moment where somebody else sends."""
    from zoneinfo import ZoneInfo

    from digest.schedule.timetable import next_send

    if now is None:
        say("the schedule runs elsewhere: `digest schedule`")
        return
    for slug, newsletter in settings.newsletters.items():
        at = next_send(newsletter, now).at.astimezone(ZoneInfo(newsletter.zone))
        say(f"next send of {slug}: {at:%a %Y-%m-%d %H:%M} {newsletter.zone}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(serve)
    app.command()(schedule)
    app.command()(desk)
