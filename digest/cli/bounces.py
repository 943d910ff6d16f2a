"""`digest bounces`: what the mails that came back say."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.edition import JSON
from digest.cli.talk import data, data_json

if TYPE_CHECKING:
    from digest.deliver.bounces.report import Report


def bounces(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Mails to look at.", metavar="PATH...", exists=True, dir_okay=False),
    ] = None,
    look: Annotated[
        bool, typer.Option("--classify", help="Say what each mail is; nothing is stored.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Say what mails that came back report, and of whom.

    With --classify each file is one mail; with --json each gets one object on a line of its own.

    Example: digest bounces --classify returned.eml
    """
    from digest.deliver.bounces.classify import classify

    if not (look and paths):
        raise typer.BadParameter("say which mails to look at: digest bounces --classify PATH...")
    for path in paths:
        report = classify(path.read_bytes())
        if as_json:
            data_json(_as_object(path, report))
        else:
            _tell(path, report)


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
