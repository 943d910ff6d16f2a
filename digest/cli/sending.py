"""`digest send` and `digest status`: the plan, the send, the balance."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context, day_of
from digest.cli.edition import DAY, JSON, NEWSLETTER
from digest.cli.talk import EXIT_REFUSED, data, data_json, say

if TYPE_CHECKING:
    from digest.cli.context import Context
    from digest.cli.plan import SendPlan
    from digest.deliver.transport import Transport
    from digest.newsroom import Clock, Newsroom


def send(  # noqa: PLR0913, PLR0917 - an option each
    of: typer.Context,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the plan and stop.")] = False,
    test: Annotated[
        str | None, typer.Option(help="Send one mail, marked as a test, to ADDR only.", metavar="ADDR")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Send it although `digest lint` finds faults.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Send the edition of a day to everyone who is due, once.

    The edition is checked as by `digest lint`, and not sent where a check fails. Then it is frozen: its content, its bytes, its readers. A second call for the same day sends nothing to whoever has it already; after a kill it goes on with the rest.

    Example: digest send --dry-run
    """
    from digest.cli import run

    call = context(of)
    room, way, refused = call.newsroom(newsletter), call.transport(), False
    when = day_of(room, day, call.clock())
    if test is not None:
        say(run.one_test(room, when, way, test, call.clock))
    else:
        found = _tell_plan(room, when, way, call.clock)
        if found.pending and not dry_run:
            _require_fit(room, found, force=force)
            _ask(yes=yes)
            refused = not run.everyone(room, when, way, call.clock, pending=found.pending)
        elif found.is_unclosed and not dry_run:
            run.everyone(room, when, way, call.clock, pending=0)
    if test is None or as_json:
        _print_balance(call, room, when, as_json=as_json)
    if refused:
        raise typer.Exit(EXIT_REFUSED)


def _tell_plan(room: "Newsroom", day: date, way: "Transport", clock: "Clock") -> "SendPlan":
    """Say what is about to be sent, and how many are due."""
    from digest.cli.plan import plan

    found = plan(room, day, way, clock)
    for line in (*found.lines(), *([found.nothing] if found.nothing else [])):
        say(line)
    return found


def _require_fit(room: "Newsroom", found: "SendPlan", *, force: bool) -> None:
    """Refuse an edition that a check fails; one that is frozen is under way, and its readers are to get the same."""
    from digest import daily
    from digest.cli.findings import refusal, verdict
    from digest.compose.lint import passed
    from digest.errors import EditionError
    from digest.models import FIXED_STATES

    if found.edition.state in FIXED_STATES:
        return
    faults = daily.linted(room, found.drafted, daily.dressed(room, found.drafted))
    if not (force or passed(faults)):
        raise EditionError(refusal(faults))
    if faults:
        say(f"checks    {verdict(faults)}; `digest lint` shows them")


def _ask(*, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter("nobody can be asked here; add --yes to send, or --dry-run to look")
    if not typer.confirm("Send it now?", err=True):
        say("nothing was sent")
        raise typer.Exit(EXIT_REFUSED)


def status(of: typer.Context, day: DAY = None, newsletter: NEWSLETTER = None, as_json: JSON = False) -> None:
    """Say where the readers of an edition stand, who works, and which sources have failed three times in a row.

    Of the newest edition, unless a date is given.

    Example: digest status --date yesterday
    """
    from digest.cli.health import alarms

    call = context(of)
    room = call.newsroom(newsletter)
    asked = day_of(room, day, call.clock()) if day else None
    _print_balance(call, room, asked, as_json=as_json, failing=alarms(call))


def _print_balance(
    call: "Context", room: "Newsroom", day: date | None, *, as_json: bool, failing: Sequence[Mapping[str, object]] = ()
) -> None:  # fmt: skip
    from digest.cli import bounds
    from digest.cli.editions import balance_lines, balanced, returned_line
    from digest.cli.plan import on_the_roll, shut_shape, where_it_stands, worker_shape
    from digest.work import roll

    found, workers = where_it_stands(room, day), on_the_roll(room)
    limits = bounds.limits(call.settings, call.engine, call.clock())
    if as_json:
        told = balanced(found.edition, found.balance, found.returned) if found else balanced(None, None)
        rest = {
            "shut_domains": [shut_shape(one) for one in found.shut] if found else [],
            "limits": limits,
            "workers": [worker_shape(one) for one in workers],
            "failing_sources": list(failing),
        }
        data_json({**told, **rest})
        return
    if found is None:
        data(f"{room.slug}: no edition {'of that day' if day else 'yet'}")
    else:
        lines = balance_lines(found.edition, found.balance, found.reasons)
        shut = (f"  {one.domain} {one.said}" for one in found.shut)
        for line in (*lines, *shut, *returned_line(found.returned)):
            data(line)
    for line in (*bounds.lines(limits), *(f"worker {one.worker.name}  {one.said}" for one in workers)):
        data(line)
    if call.settings.workers.engine != "embedded" and (lacking := roll.unanswered(workers)):
        data(f"ALERT: {lacking}")
    for row in failing:
        data(f"source {row['slug']}  ALERT: {row['failures']} failures in a row: {row['error']}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(send)
    app.command()(status)
