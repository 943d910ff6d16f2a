"""`digest subscribers`: the list, by hand."""

from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli import leaving, transfer
from digest.cli.context import Context, context
from digest.cli.talk import EXIT_REFUSED, data, data_json, say

if TYPE_CHECKING:
    from digest.cli.roster import Answer

JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]

group = typer.Typer(
    help="""The readers: the list by hand, in and out of files.

    Examples: digest subscribers search @example.org; digest subscribers show ada@example.org; digest subscribers export
    readers.csv; digest subscribers import members.csv --consent-source "the old list" --dry-run
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
)


@group.command()
def add(
    of: typer.Context,
    addresses: Annotated[list[str], typer.Argument(help="E-mail addresses.", metavar="ADDRESS...")],
    name: Annotated[str | None, typer.Option(help="The reader's name, with a single address.")] = None,
    newsletter: Annotated[
        list[str] | None, typer.Option(help="Which newsletters; all of them unless given.", metavar="SLUG")
    ] = None,
    source: Annotated[
        str, typer.Option(help="Where they gave their consent; kept with it.")
    ] = "command line",
    as_json: JSON = False,
) -> None:
    """Add readers who have agreed to get the newsletter; no confirmation is asked of them.

    Example: digest subscribers add ada@example.org --name "Ada Lovelace" --source "paper form, 2026-11"
    """
    from digest.cli.roster import add_one

    if name is not None and len(addresses) > 1:
        raise typer.BadParameter("--name goes with a single address")
    transfer.require_source(source, "--source")
    call = context(of)
    slugs = tuple(call.slug(one) for one in newsletter or list(call.settings.newsletters))
    answers = [
        add_one(call.engine, address, name, slugs, source=source, keys=call.keys, now=call.clock())
        for address in addresses
    ]
    for answer in answers:
        _tell(answer, as_json=as_json)
    if any(answer["outcome"] == "refused" for answer in answers):
        raise typer.Exit(EXIT_REFUSED)


def _tell(answer: "Answer", *, as_json: bool) -> None:
    if as_json:
        data_json(answer)
        return
    reason = f": {answer['reason']}" if answer["reason"] else ""
    tell = say if answer["outcome"] == "refused" else data
    tell(f"{answer['outcome']:<10} {answer['address']}{reason}")


@group.command(name="list")
def list_readers(
    of: typer.Context,
    newsletter: Annotated[str | None, typer.Option(help="Of this newsletter only.", metavar="SLUG")] = None,
    as_json: JSON = False,
) -> None:
    """List the readers, oldest first; one JSON object a line with --json.

    Example: digest subscribers list --json | wc -l
    """
    _list(context(of), newsletter, None, as_json=as_json)


@group.command()
def search(
    of: typer.Context,
    text: Annotated[str, typer.Argument(help="A piece of an address or name.", metavar="TEXT")],
    newsletter: Annotated[str | None, typer.Option(help="Of this newsletter only.", metavar="SLUG")] = None,
    as_json: JSON = False,
) -> None:
    """List the readers who have a text in address or name, in upper or lower case.

    Example: digest subscribers search @example.org
    """
    _list(context(of), newsletter, text, as_json=as_json)


@group.command()
def show(
    of: typer.Context,
    address: Annotated[str, typer.Argument(help="An e-mail address.", metavar="ADDRESS")],
    as_json: JSON = False,
) -> None:
    """Tell all that is held of an address: subscriptions, how and when consent was given, what bars it, the last editions.

    Example: digest subscribers show ada@example.org
    """
    from digest.cli.dossier import dossier, lines
    from subscribers.address import parse

    call = context(of)
    found = dossier(call.engine, parse(address), keys=call.keys)
    if found["subscriber"] is None and not found["suppressed"]:
        say(f"{address}: not found")
        raise typer.Exit(EXIT_REFUSED)
    if as_json:
        data_json(found)
        return
    for line in lines(found):
        data(line)


def _list(call: Context, newsletter: str | None, text: str | None, *, as_json: bool) -> None:
    from digest.cli.roster import pages

    slug = call.slug(newsletter) if newsletter else None
    count = 0
    for entry in pages(call.engine, slug, text):
        count += 1
        if as_json:
            data_json(entry)
        else:
            states = ", ".join(f"{one['newsletter']} {one['state']}" for one in entry["subscriptions"])
            data(f"{entry['subscriber']:>8}  {entry['email']}  {entry['name'] or ''}  {states}")
    say(f"{count:,} {'reader' if count == 1 else 'readers'}")


group.command(name="import")(transfer.import_readers)
group.command(name="export")(transfer.export_readers)
group.command()(leaving.remove)
group.command()(leaving.erase)
group.command()(leaving.suppress)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(group, name="subscribers")
