"""`digest compose`: make or renew the draft of a day, and look at it."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.talk import data, data_json, say

if TYPE_CHECKING:
    from digest.compose.composer import Composed
    from digest.editions import Drafted
    from digest.newsroom import Clock, Newsroom

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
    from digest.cli.editions import described, printed, reason_lines, reasons
    from digest.cli.folder import write_edition

    room, clock = context(of).newsroom(newsletter), context(of).clock
    drafted, composed = _made(room, day_of(room, day, clock()), clock)
    shape = described(drafted, composed)
    _tell(room, drafted, composed, clock())
    if out is not None:
        for path in write_edition(out, room, drafted, composed, shape):
            say(f"wrote {path}")
    if as_json:
        data_json({**shape, "why": reasons(drafted)} if why else shape)
        return
    for line in (printed(composed.content or drafted.content), *(reason_lines(drafted) if why else ())):
        data(line)


def _made(room: "Newsroom", day: date, clock: "Clock") -> "tuple[Drafted, Composed]":
    """The draft and its mail; what the mail had no room for is told of in the draft's decisions."""
    from digest import daily
    from digest.editorial.why import within

    drafted = daily.draft(room, day, clock=clock)
    composed = daily.dressed(room, drafted)
    if composed.content is not None:
        drafted = replace(drafted, decisions=within(drafted.decisions, composed.content))
    return drafted, composed


def _tell(room: "Newsroom", drafted: "Drafted", composed: "Composed", now: datetime) -> None:
    """Say what was cut so that the mail is not too long, and how many variants it has."""
    from digest import printing
    from digest.cli.plan import tailored_line

    for cut in composed.cuts:
        say(f"the mail would be too long: {cut}")
    if made := tailored_line(printing.variants(room, drafted.content, now), room.most_variants):
        say(f"variants: {made}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(compose)
