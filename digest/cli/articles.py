"""`digest collect` and `digest extract`: articles into the store, or only looked at."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import EXIT_REFUSED, data, data_json, progress, say

PATHS = Annotated[
    list[Path], typer.Argument(help="Files (.txt .md .html .jsonl .eml) or folders.", metavar="PATH...")
]
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]


def collect(of: typer.Context, paths: PATHS, as_json: JSON = False) -> None:
    """Store the articles of files and folders, each once.

    What cannot be read is told with its reason, and the rest goes on.

    Example: digest collect articles/ more/wire.jsonl
    """
    from digest.collect.collector import collect as store

    engine = context(of).engine
    with progress("Collecting", None) as step:
        result = store(engine, paths, clock=context(of).clock, seen=lambda _path: step())
    rejected = [{"path": str(one.path), "reason": one.reason} for one in result.rejected]
    for one in rejected:
        say(f"digest: {one['path']}: {one['reason']}")
    if as_json:
        counts = {"new": result.new, "updated": result.updated, "unchanged": result.unchanged}
        data_json({**counts, "rejected": rejected})
    else:
        data(
            f"{result.new} new, {result.updated} updated, {result.unchanged} unchanged, {len(rejected)} rejected"
        )
    if rejected:
        raise typer.Exit(EXIT_REFUSED)


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
