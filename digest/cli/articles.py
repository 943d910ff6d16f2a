"""`digest collect` and `digest extract`: articles into the store, or only looked at."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import Context, context
from digest.cli.talk import EXIT_REFUSED, data, data_json, progress, say

if TYPE_CHECKING:
    from digest.collect.sources.run import Visit

PATHS = Annotated[
    list[Path], typer.Argument(help="Files (.txt .md .html .jsonl .eml) or folders.", metavar="PATH...")
]
SOME_PATHS = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Files (.txt .md .html .jsonl .eml) or folders; else the sources that are due.",
        metavar="[PATH]...",
    ),
]
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]


def collect(
    of: typer.Context,
    paths: SOME_PATHS = None,
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source of digest.toml, due or not; may be repeated.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every source of digest.toml, due or not.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Store articles, each once: of files and folders, or of the sources in digest.toml that are due.

    What cannot be read is told with its reason, and the rest goes on.

    Examples: digest collect articles/ more/wire.jsonl; digest collect; digest collect --source harbour-wire
    """
    from digest.collect.collector import collect as store

    if not paths:
        _from_sources(context(of), source, everything=everything, as_json=as_json)
        return
    if source or everything:
        raise typer.BadParameter("give files or folders, or sources, not both")
    engine = context(of).engine
    with progress("Collecting", None) as step:
        result = store(engine, paths, clock=context(of).clock, seen=lambda _path: step())
    rejected = [{"path": str(one.path), "reason": one.reason} for one in result.rejected]
    for one in rejected:
        say(f"digest: {one['path']}: {one['reason']}")
    _warn_of_sources(context(of))
    if as_json:
        counts = {"new": result.new, "updated": result.updated, "unchanged": result.unchanged}
        data_json({**counts, "rejected": rejected})
    else:
        data(
            f"{result.new} new, {result.updated} updated, {result.unchanged} unchanged, {len(rejected)} rejected"
        )
    if rejected:
        raise typer.Exit(EXIT_REFUSED)


def _from_sources(ours: Context, slugs: list[str] | None, *, everything: bool, as_json: bool) -> None:
    from digest.cli.sources import fetch

    visits = fetch(ours, slugs, everything=everything)
    faults = 0
    for visit in visits:
        for one in visit.collected.rejected:
            say(f"digest: {visit.slug}: {one.path}: {one.reason}")
        if visit.error:
            faults += 1
            again = f" ({visit.failures} times in a row)" if visit.failures > 1 else ""
            say(f"digest: {visit.slug}: {visit.error}{again}")
    if visits:
        _warn_of_sources(ours)
    shape = [
        {
            "source": visit.slug,
            "new": visit.collected.new,
            "updated": visit.collected.updated,
            "unchanged": visit.collected.unchanged,
            "not_modified": visit.is_unchanged,
            "rejected": [{"path": str(one.path), "reason": one.reason} for one in visit.collected.rejected],
            "error": visit.error,
        }
        for visit in visits
    ]
    if as_json:
        data_json(shape)
    else:
        for visit in visits:
            data(_line(visit))
        if not visits:
            say("no source is due; `digest collect --all` asks them all, `digest sources list` shows when")
    if faults:
        raise typer.Exit(EXIT_REFUSED)


def _warn_of_sources(ours: Context) -> None:
    """Tables of sources that mean no outlet, where the name of one is much like theirs."""
    from digest.doctor.outlets import outlets_of, unmatched

    if any(not table.is_collected for table in ours.settings.sources.values()):
        for one in unmatched(ours.settings.sources, outlets_of(ours.engine)):
            if one.near:
                say(f"digest: {one.told()}")


def _line(visit: "Visit") -> str:
    done = visit.collected
    if visit.error:
        return f"{visit.slug}: failed"
    if visit.is_unchanged:
        return f"{visit.slug}: nothing new"
    return f"{visit.slug}: {done.new} new, {done.updated} updated, {done.unchanged} unchanged, {len(done.rejected)} rejected"


def extract(
    of: typer.Context,  # noqa: ARG001 - commands have one shape
    paths: PATHS,
    as_json: JSON = False,
    words: Annotated[int | None, typer.Option(min=1, help="The lead's budget in words.")] = None,
    sentences: Annotated[int | None, typer.Option(min=1, help="The lead's budget in sentences.")] = None,
) -> None:
    """Show what is understood of files; nothing is stored.

    Title, byline, the paragraphs that are kept, each dropped line with its reason, and the lead that would be picked.

    Example: digest extract page.html --words 60
    """
    from digest.cli.extraction import budget, described, printed, refused
    from digest.collect import files

    wanted, refusals = budget(words, sentences), 0
    for item in files.read(paths):
        if isinstance(item, files.Rejected):
            refusals += 1
            say(f"digest: {item.path}: {item.reason}")
            found = refused(item)
        else:
            found = described(item, wanted)
        if as_json:
            data_json(found)
        elif not isinstance(item, files.Rejected):
            data(printed(found))
    if refusals:
        raise typer.Exit(EXIT_REFUSED)


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(collect)
    app.command()(extract)
