"""`digest correct`: a mistake in an edition that is out, mended in the archive and told to those who had it."""

from typing import Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.edition import DAY, JSON, NEWSLETTER
from digest.cli.talk import data, data_json


def correct(
    of: typer.Context,
    story: Annotated[int, typer.Option(min=1, help="The number of the story.")],
    text: Annotated[str, typer.Option(help="What was wrong, and what is right; lines are paragraphs.")],
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    send: Annotated[
        bool, typer.Option("--send", help="Also mail it, once, to everyone who had the story.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Correct a story of an edition that is out: the archive shows it, with its time.

    The text of the story stays as it was mailed. The same correction given twice is stamped once and mailed once.

    Example: digest correct --date yesterday --story 3 --text "The bridge is 21 metres high, not 12." --send
    """
    from digest import corrections
    from digest.cli import loop
    from digest.deliver import notices
    from digest.web.wiring import correction_mails

    call = context(of)
    room = call.newsroom(newsletter)
    when = day_of(room, day, call.clock())
    made = corrections.correct(room, when, story, text, clock=call.clock, mail=send)
    sent = 0
    if send:
        mails = correction_mails({room.slug: room})
        sent = loop.run(notices.drain(room.engine, mails, call.transport(), clock=call.clock))
    found = made.correction
    if as_json:
        data_json({"correction": found.id, "date": when.isoformat(), "story": story, "headline": made.headline, "at": found.at.isoformat(), "queued": made.queued, "sent": sent})  # fmt: skip
        return
    data(f"corrected {found.at:%Y-%m-%d %H:%M} UTC: story {story}, “{made.headline}”")
    data(f"{room.head.archive_url}/{when}/{story}")
    if send:
        data(f"{made.queued} readers had it; {sent} mails sent now")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(correct)
