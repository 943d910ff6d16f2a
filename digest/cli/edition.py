"""`digest compose`: make or renew the draft of a day, and look at it."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.talk import data, data_json, say

DAY = Annotated[
    str | None, typer.Option("--date", help="The edition's day: 2026-11-24, today, tomorrow.", metavar="DATE")
]
NEWSLETTER = Annotated[
    str | None, typer.Option(help="Which newsletter, where there are several.", metavar="SLUG")
]
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]


def compose(
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    out: Annotated[Path | None, typer.Option(help="Write edition.html, .txt, .eml and .json here.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Say of each article why it is in or out.")] = False,
    as_json: JSON = False,
) -> None:
    """Compose the draft of a day, and look at it.

    It is made from the articles that were stored since the last edition; make it as often as you like.

    Example: digest compose --date tomorrow --out preview/
    """
    from digest import daily, printing
    from digest.cli.editions import described, printed, reason_lines, reasons
    from digest.cli.folder import write_edition
    from digest.cli.plan import tailored_line
    from digest.editorial.why import within

    room = context(of).newsroom(newsletter)
    clock = context(of).clock
    drafted = daily.draft(room, day_of(room, day, clock()), clock=clock)
    composed = daily.dressed(room, drafted)
    shape = described(drafted, composed)
    if composed.content is not None:
        drafted = replace(drafted, decisions=within(drafted.decisions, composed.content))
    for cut in composed.cuts:
        say(f"the mail would be too long: {cut}")
    if made := tailored_line(printing.variants(room, drafted.content, clock()), room.most_variants):
        say(f"variants: {made}")
    if out is not None:
        for path in write_edition(out, room, drafted, composed, shape):
            say(f"wrote {path}")
    if as_json:
        data_json({**shape, "why": reasons(drafted)} if why else {**shape})
        return
    data(printed(composed.content or drafted.content))
    if why:
        for line in reason_lines(drafted):
            data(line)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(compose)
