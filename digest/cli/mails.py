"""`digest mails`: the mails beside the edition, to look at."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.edition import JSON, NEWSLETTER
from digest.cli.talk import data, data_json


def mails(
    of: typer.Context,
    out: Annotated[Path, typer.Argument(help="The folder to write them to.", metavar="FOLDER")],
    newsletter: NEWSLETTER = None,
    correction: Annotated[
        str, typer.Option(help="What the correction says; lines are paragraphs.", metavar="TEXT")
    ] = "What was wrong, and what is right, stands here in your own words.",
    as_json: JSON = False,
) -> None:
    """Write the other mails as files, to look at them: confirm, welcome, farewell, goodbye-undo, correction.

    They wear the newsletter's theme and language. Nothing is sent; their personal links lead nowhere.

    Example: digest mails preview/ --correction "The bridge is 21 metres high, not 12."
    """
    from digest.cli.letters import write_letters
    from digest.compose.notices import Correction

    room, now = context(of).newsroom(newsletter), context(of).clock()
    written = write_letters(out, room, Correction(room.today(now), correction), now)
    if as_json:
        data_json({"files": [str(path) for path in written]})
        return
    for path in written:
        data(str(path))


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(mails)
