"""`digest bounces`: what the mails that came back say, and what follows."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context
from digest.cli.edition import JSON
from digest.cli.talk import data, data_json, say

if TYPE_CHECKING:
    from digest.cli.context import Context
    from digest.deliver.bounces.report import Report
    from digest.deliver.intake import Door


def bounces(
    of: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="With --classify: mails to look at.", metavar="[PATH]...", exists=True, dir_okay=False
        ),
    ] = None,
    look: Annotated[
        bool, typer.Option("--classify", help="Say what each mail is; nothing is stored.")
    ] = False,
    maildir: Annotated[
        Path | None, typer.Option(help="Read this Maildir, else what [bounces] names.", metavar="FOLDER")
    ] = None,
    listen: Annotated[
        bool, typer.Option("--listen", help="Take mails at our own port until stopped.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Read the mails that came back: who cannot be reached, or called it spam, is not written to any more.

    Reads the new mails of a Maildir and the unseen ones of an IMAP box; what is done is moved or marked. With --classify each file is one mail, which is only looked at.

    Example: digest bounces --classify returned.eml
    """
    if bool(paths) != look:
        raise typer.BadParameter("mails to look at go with --classify: digest bounces --classify PATH...")
    if look:
        _look(paths or [], as_json=as_json)
    elif listen:
        _listen(context(of))
    else:
        _read(context(of), maildir, as_json=as_json)


def _look(paths: list[Path], *, as_json: bool) -> None:
    from digest.deliver.bounces.classify import classify

    for path in paths:
        report = classify(path.read_bytes())
        if as_json:
            data_json(_as_object(path, report))
        else:
            _tell(path, report)


def _read(call: "Context", maildir: Path | None, *, as_json: bool) -> None:
    from digest.cli.returned import Tally
    from digest.web.postbox import boxes

    found, tally = boxes(call.settings, maildir), Tally()
    if not found:
        raise typer.BadParameter(
            "there is nowhere to read from; set [bounces] maildir or imap_host, or add --maildir FOLDER"
        )
    try:
        for box in found:
            for taken in box(_intake(call)):
                tally.add(taken)
    finally:  # what was done before a box failed is done
        data_json(tally.counts()) if as_json else data(tally.line())


def _listen(call: "Context") -> None:
    import threading

    from digest.deliver.mailboxes.listener import listener

    asked = call.settings.bounces
    if asked.listen_port is None:
        raise typer.BadParameter(
            "set [bounces] listen_port, and have your mail server hand the mails over there"
        )
    server = listener(
        _intake(call),
        (str(asked.listen_host), asked.listen_port),
        asked.protocol,
        lambda one: say(f"{one.kind}: {one.effect}"),
    )
    server.start()
    say(f"taking mails that came back at {asked.listen_host}:{asked.listen_port} ({asked.protocol})")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        server.stop()


def _intake(call: "Context") -> "Door":
    from digest.web.working import intake

    return intake(call.settings, call.engine, call.clock)


def _as_object(path: Path, report: "Report") -> Mapping[str, object]:
    rows = [
        {
            "address": one.address,
            "status": one.status,
            "class": one.duration,
            "hard": one.hard,
            "reason": one.reason,
        }
        for one in report.failures
    ]
    return {"path": str(path), "kind": report.kind, "recipients": rows}


def _tell(path: Path, report: "Report") -> None:
    data(f"{path}: {report.kind}")
    for one in report.failures:
        hard = ", hard" if one.hard else ""
        data(f"  {one.address}  {one.status or '-'}  {one.duration}{hard}  {one.reason}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(bounces)
