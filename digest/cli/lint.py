"""`digest lint`: is the edition, or a mail or page in a file, fit to be sent?"""

from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import Context, context, day_of
from digest.cli.edition import DAY, JSON, NEWSLETTER
from digest.cli.talk import EXIT_REFUSED, data, data_json

if TYPE_CHECKING:
    from digest.compose.lint import Finding

_PAGES = {".html", ".htm"}
_FIELDS = ("From", "To", "Subject", "Date", "Content-Type", "MIME-Version", "Message-ID")


def lint(
    of: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="A mail (.eml) or a page (.html); else the edition.", metavar="FILE")
    ] = None,
    day: DAY = None,
    newsletter: NEWSLETTER = None,
    as_json: JSON = False,
) -> None:
    """Check an edition as it would be mailed, or a mail or page in a file.

    Every fault comes with its place: size, contrast in light, dark and inverted, head, tables, images, links, text part, the way out, what mail clients support, stories and their sources. Exit 1 where a check fails; warnings alone pass.

    Example: digest lint --date tomorrow
    """
    from digest.cli.findings import as_answer, printed
    from digest.compose.lint import passed

    if file is not None and (day is not None or newsletter is not None):
        raise typer.BadParameter("a file, or --date and --newsletter; not both", param_hint="FILE")
    call = context(of)
    name, found = _of_file(call, file) if file is not None else _of_edition(call, newsletter, day)
    if as_json:
        data_json(as_answer(found))
    else:
        for line in printed(name, found):
            data(line)
    if not passed(found):
        raise typer.Exit(EXIT_REFUSED)


def _of_edition(call: Context, newsletter: str | None, day: str | None) -> "tuple[str, tuple[Finding, ...]]":
    from digest import daily

    room = call.newsroom(newsletter)
    drafted = daily.draft(room, day_of(room, day, call.clock()), clock=call.clock)
    name = f"{room.slug}, {drafted.edition.day} ({drafted.edition.state})"
    return name, daily.linted(room, drafted, daily.dressed(room, drafted))


def _of_file(call: Context, file: Path) -> "tuple[str, tuple[Finding, ...]]":
    from digest.compose.lint import lint_html, lint_mail
    from digest.errors import DigestError

    try:
        held = file.read_bytes()
    except OSError as error:
        raise DigestError(f"{file}: cannot be read: {error.strerror}") from error
    clients = _clients(call)
    if not held.strip():
        raise DigestError(f"{file}: there is nothing in it")
    if file.suffix.lower() in _PAGES or held.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return str(file), lint_html(_page(file, held), clients=clients)
    message = message_from_bytes(held)
    if not any(message[name] for name in _FIELDS):
        raise DigestError(f"{file}: neither a mail (no From, no Subject, no Date ...) nor a page (.html)")
    return str(file), lint_mail(held, clients=clients)


def _page(file: Path, held: bytes) -> str:
    from digest.collect.decoding import html
    from digest.errors import DigestError, UnreadableError

    try:
        return html(held).replace("\r\n", "\n")
    except UnreadableError as error:
        raise DigestError(f"{file}: {error}") from error


def _clients(call: Context) -> tuple[str, ...]:
    """The configured mail clients; a file can be looked at where no newsletter is configured."""
    from digest.config import DEFAULT_CLIENTS, FILE_NAME

    if call.config is None and not Path(FILE_NAME).exists():
        return DEFAULT_CLIENTS
    return call.settings.lint.clients


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(lint)
