"""`digest demo`: the whole day on sample articles, through real SMTP, with nothing to set up."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import EXIT_REFUSED, data, data_json, say


def demo(
    of: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(help="Where to put it all; a temporary folder unless given.")
    ] = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")] = False,
) -> None:
    """Run the whole day on sample articles, on this machine.

    Thirty articles become today's edition, which goes to three readers through an SMTP catcher on loopback.

    Example: digest demo --no-open
    """
    from digest.cli.browser import open_page
    from digest.cli.showing import check, stage

    shown = stage(folder, context(of).clock, say)
    faults = check(shown)
    for fault in faults:
        say(f"digest: {fault}")
    if as_json:
        data_json(shown.as_json())
    else:
        for line in shown.lines():
            data(line)
    if not no_open:
        open_page(shown.html.resolve().as_uri())
    if faults:
        raise typer.Exit(EXIT_REFUSED)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(demo)
