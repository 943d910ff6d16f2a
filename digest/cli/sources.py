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
    from digest.models import SourceState

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
) -> None:
    """Add a source to digest.toml, after a look at what it gives.

    Example: digest sources add https://harbour-wire.example --full-text
    """
    from digest.cli.sourcing import looked_at
    from digest.config.editing import name_for, slug_for, with_source

    ours = context(of)
    tables = ours.settings.sources
    is_web = address.startswith(("http://", "https://"))
    if not is_web and not (ours.settings.place.root / address).exists():
        raise typer.BadParameter(f"{address!r} is neither a web address nor a folder", param_hint="ADDRESS")
    seen = looked_at(ours, address) if is_web and not unseen else None
    called = name or (seen.name if seen else "") or (address if not is_web else "")
    chosen = slug or slug_for(called or address.partition("://")[2].partition("/")[0], tables)
    values: dict[str, str | int | bool] = {"name": name_for(called, _names(ours), address)} if called else {}
    values |= {"url": seen.url if seen else address} if is_web else {"folder": address}
    values |= {"full_text": True} if full_text else {}
    _edit(ours, lambda text: with_source(text, chosen, values))
    found = f"; {seen.items} items in it now" if seen else ""
    data(f"{chosen} added{found}. `digest collect` fetches it.")


@commands.command()
def remove(of: typer.Context, slug: Annotated[str, typer.Argument(help="The source's slug.")]) -> None:
    """Take a source out of digest.toml; its articles stay."""
    from digest.collect.sources.state import forget
    from digest.config.editing import without_source

    ours = context(of)
    _edit(ours, lambda text: without_source(text, slug))
    forget(ours.engine, slug)
    data(f"{slug} removed; its articles stay")


@commands.command("import")
def import_(
    of: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="An OPML file, as feed readers export it.", metavar="FILE.opml")
    ],
) -> None:
    """Add the feeds of an OPML file; those that are there already are passed over."""
    from digest.collect.feeds import opml
    from digest.config.editing import name_for, slug_for, with_source

    ours = context(of)
    try:
        outlines = opml.parse(file.read_bytes())
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ConfigError(f"{file}: {error}") from error
    known = {table.url for table in ours.settings.sources.values()}
    new = [one for one in outlines if one.url not in known]

    def edited(text: str) -> str:
        taken, names = set(ours.settings.sources), _names(ours)
        for one in new:
            host = one.url.partition("://")[2].partition("/")[0]
            name = name_for(one.name or host, names, one.url)
            slug = slug_for(name, taken)
            text = with_source(text, slug, {"name": name, "url": one.url})
            taken.add(slug)
            names.append(name)
        return text

    if new:
        _edit(ours, edited)
    data(f"{len(new)} added, {len(outlines) - len(new)} known already")


@commands.command()
def export(of: typer.Context) -> None:
    """Write the feeds as OPML to stdout."""
    from digest.collect.feeds import opml

    tables = context(of).settings.sources
    outlines = [opml.Outline(table.name or slug, table.url) for slug, table in tables.items() if table.url]
    data(opml.write(outlines, "Sources").rstrip("\n"))


@commands.command("list")
def list_(of: typer.Context, as_json: JSON = False) -> None:
    """Show every source with its health."""
    from digest.collect.sources.state import states

    ours = context(of)
    known = states(ours.engine)
    rows = [
        _row(ours, slug, known.get(slug))
        for slug, table in ours.settings.sources.items()
        if table.is_collected
    ]
    if as_json:
        data_json(rows)
    else:
        _table(rows)


@commands.command()
def check(
    of: typer.Context,
    slugs: Annotated[list[str] | None, typer.Argument(help="Slugs; else all.", metavar="[SLUG]...")] = None,
    as_json: JSON = False,
) -> None:
    """Ask sources now and say what they give; nothing is stored."""
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


def _names(ours: Context) -> list[str]:
    return [table.name or slug for slug, table in ours.settings.sources.items()]


def _edit(ours: Context, change: Callable[[str], str]) -> None:
    """Change digest.toml, once the changed one is known to be good."""
    file = ours.settings.place.file
    if file is None:
        raise ConfigError("there is no digest.toml to be edited; run `digest init`")
    from digest.config.load import rewrite

    rewrite(file, change)


def _row(ours: Context, slug: str, state: "SourceState | None") -> dict[str, object]:
    from digest.collect.sources.due import ALARMING, place

    table = ours.settings.sources[slug]
    failures = state.failures if state else 0
    health = (
        "never asked"
        if state is None
        else "good"
        if not failures
        else "failing"
        if failures < ALARMING
        else "ALERT"
    )
    moments = {name: getattr(state, name, None) for name in ("checked_at", "due_at", "new_at")}
    return {
        "slug": slug,
        "name": table.name or slug,
        "address": place(table),
        "health": health,
        "failures": failures,
        "error": state.error if state else None,
        "articles": state.stored if state else 0,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }


def _table(rows: list[dict[str, object]]) -> None:
    if not rows:
        say("no sources yet: `digest sources add https://example.org` adds a site's feed")
    width = max((len(str(row["slug"])) for row in rows), default=0)
    for row in rows:
        fault = f"  {row['error']}" if row["error"] else ""
        data(
            f"{row['slug']!s:<{width}}  {row['health']!s:<11}  {row['articles']:>6} articles  {row['address']}{fault}"
        )


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(commands, name="sources")
