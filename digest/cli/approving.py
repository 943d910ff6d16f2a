"""`digest approve`, `digest hold` and `digest release`: whether the edition of a day may go."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.edition import DAY, JSON, NEWSLETTER
from digest.cli.talk import data, data_json, say

if TYPE_CHECKING:
    from digest.editions import Drafted
    from digest.newsroom import Newsroom


def editor() -> str:
    """Who works here, by the name of the account; nobody where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def approve(
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    seen: Annotated[
        str | None, typer.Option("--hash", help="Only if it is still the one with this hash.", metavar="HASH")
    ] = None,
    as_json: JSON = False,
) -> None:
    """Approve the edition of a day: it stays as it is, to the byte, until it is sent.

    Articles that come later wait for the next edition. `digest compose --json` and `digest preview` show the hash of what you looked at.

    Example: digest approve --date tomorrow
    """
    from digest import daily, desk

    call = context(of)
    room = call.newsroom(newsletter)
    when = day_of(room, day, call.clock())
    wanted = seen or daily.draft(room, when, clock=call.clock).edition.hash
    drafted = desk.approve(room, when, wanted, clock=call.clock, by=editor())
    _warn_of_faults(room, drafted)
    _tell(room, drafted, as_json=as_json)


def hold(
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    reason: Annotated[str, typer.Option(help="Why, for whoever asks.", metavar="TEXT")] = "",
    as_json: JSON = False,
) -> None:
    """Keep the edition of a day from being sent, until it is released.

    Example: digest hold --date tomorrow --reason "A source is being checked."
    """
    from digest import desk

    call = context(of)
    room = call.newsroom(newsletter)
    when = day_of(room, day, call.clock())
    _tell(room, desk.hold(room, when, reason, clock=call.clock), as_json=as_json)


def release(of: typer.Context, day: DAY = None, newsletter: NEWSLETTER = None, as_json: JSON = False) -> None:
    """Let the edition of a day go again: a held or approved one is a draft, made anew until it is sent.

    Example: digest release --date tomorrow
    """
    from digest import desk

    call = context(of)
    room = call.newsroom(newsletter)
    when = day_of(room, day, call.clock())
    _tell(room, desk.release(room, when, clock=call.clock), as_json=as_json)


def _warn_of_faults(room: "Newsroom", drafted: "Drafted") -> None:
    """An approval is no way round the checks: say so now rather than when it is to be sent."""
    from digest import daily
    from digest.cli.findings import verdict
    from digest.compose.lint import passed

    faults = daily.linted(room, drafted, daily.dressed(room, drafted))
    if not passed(faults):
        say(f"checks    {verdict(faults)}; it will not be sent so, `digest lint` shows them")


def _tell(room: "Newsroom", drafted: "Drafted", *, as_json: bool) -> None:
    """How the edition stands now."""
    from digest.desk import standing

    edition = drafted.edition
    if as_json:
        data_json({
            "edition": edition.id,
            "newsletter": edition.newsletter,
            "date": edition.day.isoformat(),
            "subject": drafted.content.subject,
            "hash": edition.hash,
            "state": str(edition.state),
            "reason": edition.reason,
            "approved_at": edition.approved_at.isoformat() if edition.approved_at else None,
            "approved_by": edition.approved_by,
        })  # fmt: skip
    else:
        data(f"{edition.newsletter}, {edition.day}: {standing(room, edition)}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    for command in (approve, hold, release):
        app.command()(command)
