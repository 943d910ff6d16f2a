"""The `digest` command: its groups, its one error handler, its exit codes.

Exit 0: done. 1: something was refused, and said; the rest is done. 2: the command line itself is wrong.
"""

import io
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from digest.cli import (
    ahead,
    approving,
    articles,
    bounces,
    copying,
    correcting,
    demo,
    doctoring,
    edition,
    library,
    lint,
    mails,
    pausing,
    previewing,
    readers,
    reconcile,
    sending,
    serving,
    setup,
    signing,
    sources,
    stories,
    tokens,
    working,
)
from digest.cli.context import Context
from digest.cli.talk import EXIT_REFUSED
from digest.errors import DigestError
from subscribers.errors import SubscribersError

app = typer.Typer(
    name="digest",
    help="Compose a daily briefing from stored articles and mail it, once, to everyone who asked for it.",
    epilog="Try it: `digest demo`. Start your own: `digest init my-briefing --sample`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"digest-mailer {version('digest-mailer')}")
        raise typer.Exit


@app.callback()
def _common(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="The configuration; else digest.toml in the current folder.")
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    context.obj = Context(config)
    context.call_on_close(context.obj.close)


for room in (
    setup,
    articles,
    library,
    sources,
    stories,
    edition,
    lint,
    mails,
    pausing,
    approving,
    ahead,
    sending,
    correcting,
    bounces,
    signing,
    readers,
    reconcile,
    tokens,
    serving,
    working,
    previewing,
    copying,
    doctoring,
    demo,
):
    room.register(app)


def run() -> None:
    """The entry point: known errors become one line each and exit 1, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # not every terminal can show every letter
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="digest")
    except (DigestError, SubscribersError) as error:
        for line in str(error).splitlines():
            typer.echo(f"digest: {line}", err=True)
        sys.exit(EXIT_REFUSED)
