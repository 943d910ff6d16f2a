"""`digest doctor`: whether it can do its work, and what mends it."""

from typing import TYPE_CHECKING

import typer

from digest.cli.context import context
from digest.cli.edition import JSON
from digest.cli.talk import EXIT_REFUSED, data, data_json

if TYPE_CHECKING:
    from digest.doctor.finding import Finding


def doctor(of: typer.Context, as_json: JSON = False) -> None:
    """Look at configuration, database, clock, disk, mail host, web address and DNS, and say what mends what.

    Nothing is changed and no mail is sent. Exit 1 where something is in the way of the work.

    Example: digest doctor
    """
    from dns.exception import DNSException
    from dns.resolver import Resolver

    from digest.database import connect
    from digest.doctor.examination import examined
    from digest.doctor.finding import is_fit

    call = context(of)
    try:
        resolver = Resolver()
    except DNSException:  # no /etc/resolv.conf: every question will say that nobody answers
        resolver = Resolver(configure=False)
    engine = connect(call.settings.database_url)  # not at head, perhaps: that is one of the findings
    try:
        found = []
        for one in examined(call.settings, engine, resolver, call.clock):
            found.append(one)
            if not as_json:
                _print(one)
    finally:
        engine.dispose()
    if as_json:
        told = [
            {"check": one.check, "level": str(one.level), "message": one.message, "mend": one.mend}
            for one in found
        ]
        data_json({"fit": is_fit(found), "findings": told})
    if not is_fit(found):
        raise typer.Exit(EXIT_REFUSED)


def _print(one: "Finding") -> None:
    data(f"{one.level:<5} {one.check}: {one.message}")
    if one.mend:
        data(f"      mend: {one.mend}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(doctor)
