"""`digest sources`: where articles come from, edited in digest.toml, and how each one fares."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import Context, context
from digest.cli.talk import EXIT_REFUSED, data, data_json, progress, say
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.collect.sources.run import Visit
    from digest.collect.sources.ways import Ways

commands = typer.Typer(
    no_args_is_help=True, help="Where articles come from: feeds, sites, sitemaps, pages, folders."
)
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]


@commands.command()
def add(
    of: typer.Context,
    address: Annotated[
        str, typer.Argument(help="A feed, a site, a sitemap, a page, or a folder.", metavar="ADDRESS")
    ],
    name: Annotated[str | None, typer.Option(help="The source's name; else what the feed says.")] = None,
    slug: Annotated[
        str | None, typer.Option(help="Its slug in digest.toml; else made from the name.")
    ] = None,
    full_text: Annotated[bool, typer.Option("--full-text", help="Fetch the page of each item.")] = False,
    unseen: Annotated[bool, typer.Option("--unseen", help="Do not ask it first.")] = False,
    as_json: JSON = False,
) -> None:
    """Add a source to digest.toml, after a look at what it gives.

    Of a site its address is enough: the feed that it names, or has at a usual place, is found.

    Examples: digest sources add harbour-wire.example --full-text; digest sources add /srv/drop --name "The Desk"
    """
    from digest.cli.sourcing import Wanted, added

    row = added(context(of), Wanted(address, name, slug, is_full=full_text, is_unseen=unseen))
    if as_json:
        data_json(row)
        return
    number = row["items"]
    told = "" if number is None else "; 1 item in it now" if number == 1 else f"; {number} items in it now"
    data(f"{row['slug']} added{told}. `digest collect` fetches it.")
    if row["teasers"]:
        say("its items carry a few sentences only: `full_text = true` in its table fetches their pages")


@commands.command()
def remove(
    of: typer.Context,
    slug: Annotated[str, typer.Argument(help="The source's slug.")],
    as_json: JSON = False,
) -> None:
    """Take a source out of digest.toml; its articles stay.

    Example: digest sources remove harbour-wire
    """
    from digest.collect.sources.state import forget
    from digest.config.editing import without_source

    ours = context(of)
    edit(ours, lambda text: without_source(text, slug))
    forget(ours.engine, slug)
    if as_json:
        data_json({"slug": slug, "removed": True})
    else:
        data(f"{slug} removed; its articles stay")


@commands.command("import")
def import_(
    of: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="An OPML file, as feed readers export it.", metavar="FILE.opml")
    ],
    as_json: JSON = False,
) -> None:
    """Add the feeds of an OPML file; those that are there already are passed over.

    Example: digest sources import feeds.opml
    """
    from digest.cli.sourcing import imported

    new, known = imported(context(of), file)
    if as_json:
        data_json({"added": new, "known": known})
    else:
        data(f"{len(new)} added, {known} known already")


@commands.command()
def export(of: typer.Context) -> None:
    """Write the feeds as OPML to stdout.

    Example: digest sources export > feeds.opml
    """
    from digest.collect.feeds import opml

    tables = context(of).settings.sources
    outlines = [opml.Outline(table.name or slug, table.url) for slug, table in tables.items() if table.url]
    data(opml.write(outlines, "Sources").rstrip("\n"))


@commands.command("list")
def list_(of: typer.Context, as_json: JSON = False) -> None:
    """Show every source with its health: when it was asked last, what it gave, and why it fails.

    Example: digest sources list
    """
    from digest.cli.health import rows, table

    found = rows(context(of))
    if as_json:
        data_json(found)
    else:
        table(found)


@commands.command()
def check(
    of: typer.Context,
    slugs: Annotated[list[str] | None, typer.Argument(help="Slugs; else all.", metavar="[SLUG]...")] = None,
    as_json: JSON = False,
) -> None:
    """Ask sources now and say what they give; nothing is stored.

    Examples: digest sources check; digest sources check harbour-wire --json
    """
    from digest.cli.sourcing import checked

    ours = context(of)
    rows = checked(ours, chosen(ours, slugs))
    if as_json:
        data_json(rows)
    else:
        for row in rows:
            data(f"{row['slug']}: {row['error'] or str(row['items']) + ' items, ' + str(row['shape'])}")
    if any(row["error"] for row in rows):
        raise typer.Exit(EXIT_REFUSED)


def chosen(ours: Context, slugs: list[str] | None) -> list[str]:
    """The sources that were asked for, else all that are collected. Raises BadParameter."""
    tables = {slug for slug, table in ours.settings.sources.items() if table.is_collected}
    wrong = [slug for slug in slugs or () if slug not in tables]
    if wrong:
        known = ", ".join(sorted(tables)) or "none yet; `digest sources add ADDRESS`"
        raise typer.BadParameter(f"there is no source {wrong[0]!r} to collect from; there are: {known}")
    return list(slugs or sorted(tables))


def fetch(ours: Context, slugs: list[str] | None, *, everything: bool) -> list["Visit"]:
    """Collect from sources: those named, else those that are due, with a bar."""
    import asyncio

    from digest.collect.sources.due import due
    from digest.collect.sources.run import collect_sources
    from digest.collect.sources.state import states

    tables = ours.settings.sources
    wanted = chosen(ours, slugs)
    if not slugs and not everything:
        wanted = due(tables, states(ours.engine), ours.clock())
    with progress("Collecting", len(wanted)) as step:
        return asyncio.run(collect_sources(tables, wanted, ways(ours), lambda _visit: step()))


def ways(ours: Context) -> "Ways":
    """How a run reaches the web and the store."""
    from digest.collect.sources.ways import Ways

    return Ways(ours.engine, ours.clock, ours.settings.collect, ours.settings.place.root)


def edit(ours: Context, change: Callable[[str], str]) -> None:
    """Change digest.toml, once the changed one is known to be good."""
    file = ours.settings.place.file
    if file is None:
        raise ConfigError("there is no digest.toml to be edited; run `digest init`")
    from digest.config.load import rewrite

    rewrite(file, change)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(commands, name="sources")
