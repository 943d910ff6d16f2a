"""`digest pause`, `digest resume` and `digest cancel`: an edition that is on its way."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.edition import DAY, NEWSLETTER
from digest.cli.talk import say

if TYPE_CHECKING:
    from sqlmodel import Session

    from digest.models import Edition


def pause(
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    reason: Annotated[str, typer.Option(help="Why, for whoever asks.", metavar="TEXT")] = "",
) -> None:
    """Stop an edition that is being sent, within about a second.

    Mails that are on their way are finished, whichever process sends them. Who was not reached waits until `digest resume`.

    Example: digest pause --reason "a wrong figure in the lead"
    """
    from digest.deliver import control

    _change(of, day, newsletter, lambda session, edition: control.pause(session, edition, reason))


def resume(of: typer.Context, day: DAY = None, newsletter: NEWSLETTER = None) -> None:
    """Let a paused edition go on.

    Whoever has it gets nothing again. Under `digest serve` it goes on by itself; else by `digest send`.

    Example: digest resume
    """
    from digest.deliver import control

    _change(of, day, newsletter, control.resume)


def cancel(of: typer.Context, day: DAY = None, newsletter: NEWSLETTER = None) -> None:
    """Give up a paused edition: who was not reached does not get it any more.

    Example: digest cancel
    """
    from digest.deliver import control

    now = context(of).clock()
    _change(of, day, newsletter, lambda session, edition: control.cancel(session, edition, now=now))


def _change(
    of: typer.Context, day: str | None, newsletter: str | None, step: "Callable[[Session, Edition], None]"
) -> None:
    from digest import editions
    from digest.database import writing
    from digest.errors import EditionError

    call = context(of)
    room = call.newsroom(newsletter)
    when = day_of(room, day, call.clock())
    with writing(room.engine) as session:
        edition = editions.find(session, room.slug, when)
        if edition is None:
            raise EditionError(f"{room.slug} has no edition of {when}")
        step(session, edition)
        say(f"the edition of {edition.day} is {edition.state}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(pause)
    app.command()(resume)
    app.command()(cancel)
