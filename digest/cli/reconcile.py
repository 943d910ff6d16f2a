"""`digest reconcile`: mails whose answer was lost, settled by the relay's log."""

import gzip
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from digest.cli.context import context
from digest.cli.edition import JSON, NEWSLETTER
from digest.cli.talk import data, data_json
from digest.errors import UnreadableError

if TYPE_CHECKING:
    from sqlmodel import Session

    from digest.cli.context import Context
    from digest.deliver.maillog import Reading
    from digest.deliver.reconcile import Doubt, Verdict


def reconcile(
    of: typer.Context,
    log: Annotated[
        list[Path] | None,
        typer.Option(help="Postfix's log, also .gz; several, else delivery.relay_logs.", metavar="FILE"),
    ] = None,
    journal: Annotated[
        bool, typer.Option("--journal", help="Read the log from this machine's journal.")
    ] = False,
    policy: Annotated[
        Literal["hold", "resend"] | None, typer.Option(help="For what is left, else delivery.uncertain.")
    ] = None,
    people: Annotated[bool, typer.Option("--people", help="Print what is left, person by person.")] = False,
    newsletter: NEWSLETTER = None,
    as_json: JSON = False,
) -> None:
    """Settle the mails whose answer was lost, by what the relay's log says of their Message-IDs.

    A mail that the relay took was sent, or failed where the relay gave it up. One that a log written all the while does not know is queued again. The rest is held, or with `resend` queued under the same Message-ID.

    Example: digest reconcile --log /var/log/mail.log --people
    """
    call = context(of)
    found = _doubts(call, call.slug(newsletter))
    read = _read(call, found, log or [], journal=journal) if found else None
    resends = (policy or call.settings.delivery.uncertain) == "resend"
    counts, left = _settled(call, found, read, resends=resends)
    if people and not as_json:
        _name(call, left)
    _tell(len(found), counts, len(left), as_json=as_json)


def _doubts(call: "Context", room: str) -> "list[Doubt]":
    from digest.database import writing
    from digest.deliver import reconcile as core

    with writing(call.engine) as session:
        return core.doubts(session, room, call.keys)


def _settled(
    call: "Context", found: "list[Doubt]", read: "Reading | None", *, resends: bool
) -> "tuple[Counter[Verdict], list[Doubt]]":
    """How many were settled in which way, and who is left."""
    from digest.database import writing
    from digest.deliver import reconcile as core

    if read is None:
        return Counter(), []
    with writing(call.engine) as session:
        counts, left = core.settle(session, found, read, call.clock())
        return counts, _resent(session, call, left) if resends else left


def _name(call: "Context", left: "list[Doubt]") -> None:
    """Print who is left, person by person."""
    from digest.database import reading
    from digest.deliver import reconcile as core

    with reading(call.engine) as session:
        known = core.addresses(session, left)
    for one in left:
        address = known.get(one.subscriber_id, "(erased)")
        data(f"{one.day}  {one.subscriber_id:>8}  {address}  <{one.names[0]}@>")


def _resent(session: "Session", call: "Context", left: "list[Doubt]") -> "list[Doubt]":
    from digest.deliver import leases

    for edition in {one.edition_id for one in left}:
        leases.resend_uncertain(session, edition, now=call.clock())
    return []


def _tell(uncertain: int, counts: "Counter[Verdict]", held: int, *, as_json: bool) -> None:
    from digest.deliver.reconcile import Verdict

    unknown = counts[Verdict.UNKNOWN]
    told = {
        "uncertain": uncertain, "sent": counts[Verdict.SENT], "failed": counts[Verdict.FAILED],
        "queued": counts[Verdict.QUEUED] , "resent": unknown - held, "held": held,
    }  # fmt: skip
    if as_json:
        data_json(told)
    elif not uncertain:
        data("nothing is uncertain")
    else:
        parts = [f"{number} {word}" for word, number in list(told.items())[1:] if number]
        data(f"{uncertain} uncertain: {', '.join(parts)}")


def _read(call: "Context", found: "list[Doubt]", logs: list[Path], *, journal: bool) -> "Reading":
    from digest.deliver.maillog import Reading

    now = call.clock()
    zone = now.astimezone().tzinfo
    assert zone is not None  # noqa: S101 - astimezone gives one
    read = Reading({name for one in found for name in one.names}, now, zone)
    settings = call.settings
    for path in logs or [settings.path(one) for one in settings.delivery.relay_logs]:
        read.take(_lines(path))
    if journal:
        read.take(_journal(min(one.since for one in found).timestamp()))
    return read


def _lines(path: Path) -> Iterator[str]:
    try:
        with (gzip.open if path.suffix == ".gz" else open)(
            path, "rt", encoding="utf-8", errors="replace"
        ) as file:
            yield from file
    except (OSError, EOFError) as error:
        raise UnreadableError(f"the relay's log {path} cannot be read: {error}") from error


def _journal(since: float) -> Iterator[str]:
    """The mail facility's lines; a minute more than is needed, so that the log is seen to cover the time."""
    command = [
        "journalctl",
        "--no-pager",
        "-q",
        "-o",
        "short-iso",
        "--since",
        f"@{int(since) - 60}",
        "SYSLOG_FACILITY=2",
    ]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=True, errors="replace")  # noqa: S603 - fixed words
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnreadableError(f"the journal cannot be read: {error}; name a file with --log") from error
    return iter(ran.stdout.splitlines())


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(reconcile)
