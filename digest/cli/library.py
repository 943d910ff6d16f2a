"""`digest articles`: the stored articles, to be listed, looked at, searched, cleaned again and withdrawn."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import data, data_json, progress, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.collect.library import Filter
    from digest.collect.printed import Row
    from digest.collect.query import Term

commands = typer.Typer(no_args_is_help=True, help="The stored articles: look, search, withdraw, clean again.")
JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]
SOURCE = Annotated[str | None, typer.Option(help="Only of this source, by its name.")]
SECTION = Annotated[str | None, typer.Option(help="Only of this section, as the source calls it.")]
LANGUAGE = Annotated[str | None, typer.Option(help="Only in this language, as in en or pt-BR.")]
DAY = Annotated[
    str | None,
    typer.Option("--day", help="Only what was stored on this day (UTC), as in 2026-11-24.", metavar="DATE"),
]
LIMIT = Annotated[int, typer.Option(min=1, max=10_000, help="No more articles than this.")]
ID = Annotated[int, typer.Argument(help="The article's number.", metavar="ID", min=1, max=2**31 - 1)]


@commands.command("list")
def list_(
    of: typer.Context,
    source: SOURCE = None,
    day: DAY = None,
    language: LANGUAGE = None,
    section: SECTION = None,
    limit: LIMIT = 50,
    as_json: JSON = False,
) -> None:
    """List stored articles, the last stored first.

    Example: digest articles list --source "The Harbour Wire" --day 2026-11-24
    """
    from digest.collect.library import listed
    from digest.database import reading

    wanted = _wanted(source, day, language, section)
    with reading(context(of).engine) as session:
        _tell(listed(session, wanted, limit), as_json=as_json)


@commands.command()
def search(  # noqa: PLR0913, PLR0917 - a filter is an option
    of: typer.Context,
    words: Annotated[
        list[str], typer.Argument(help='Words, "a phrase", the start of a wor*, -without.', metavar="WORD...")
    ],
    source: SOURCE = None,
    day: DAY = None,
    language: LANGUAGE = None,
    section: SECTION = None,
    limit: LIMIT = 20,
    as_json: JSON = False,
) -> None:
    """Search titles, bylines and texts of stored articles, the best first; every word has to be there.

    Before a word that begins with a minus stands --, as in: digest articles search -- harbour -ferry

    Examples: digest articles search harbour light*; digest articles search '"harbour council" ferry' --language en
    """
    from digest.collect.library import searched
    from digest.collect.query import parse
    from digest.database import reading

    asked = " ".join(words)
    wanted = _wanted(source, day, language, section)
    with reading(context(of).engine) as session:
        _tell(searched(session, asked, wanted, limit), as_json=as_json, asked=parse(asked))


@commands.command()
def show(
    of: typer.Context,
    key: ID,
    why: Annotated[
        bool, typer.Option("--why", help="The lines that were left out too, each with its reason.")
    ] = False,
    as_json: JSON = False,
) -> None:
    """Show an article: what is known of it, its text, its versions, and the editions that have it.

    Example: digest articles show 12 --why
    """
    from digest.cli.shelved import described, printed
    from digest.collect.library import article, uses, versions
    from digest.database import reading

    with reading(context(of).engine) as session:
        row = article(session, key)
        shape = described(row, versions(session, key), uses(session, row[0]))
    if as_json:
        data_json(shape)
    else:
        data(printed(shape, why=why))


@commands.command()
def drop(of: typer.Context, key: ID, as_json: JSON = False) -> None:
    """Withdraw an article: its text and versions are deleted, no later edition prints it, and it is not collected again.

    An edition that is approved or sent keeps what it took of it. Its number and address stay, so that it is known when it
    comes again.

    Example: digest articles drop 12
    """
    from digest.collect.library import uses, withdraw
    from digest.database import scrub, writing
    from digest.models import RENEWED_STATES

    ours = context(of)
    with writing(ours.engine) as session:
        told, _ = withdraw(session, key, ours.clock())
        kept = [use.edition for use in uses(session, told) if use.edition.state not in RENEWED_STATES]
    scrub(ours.engine)
    places = [f"{one.newsletter} of {one.day.isoformat()}" for one in kept]
    if as_json:
        data_json({"id": key, "title": told.title, "url": told.url, "kept_in": places})
        return
    data(f"article {key} is withdrawn: {told.title or '(no title)'}")
    for place in places:
        say(f"{place} has it and is not changed")


@commands.command()
def clean(of: typer.Context, source: SOURCE = None, as_json: JSON = False) -> None:
    """Clean stored articles again from their originals, with the rules of today and all that recurs in their sources.

    Editions that were made keep their text.

    Example: digest articles clean --source "The Harbour Wire"
    """
    from digest.collect.recleaning import clean as clean_again

    with progress("Cleaning", None) as step:
        done = clean_again(context(of).engine, source, seen=step)
    if as_json:
        data_json({"changed": done.changed, "unchanged": done.unchanged, "kept": done.kept})
        return
    kept = f", {done.kept} cannot be read again and stay as they are" if done.kept else ""
    data(f"{done.changed} changed, {done.unchanged} unchanged{kept}")


def _wanted(source: str | None, day: str | None, language: str | None, section: str | None) -> "Filter":
    """The filter that was asked for. Raises BadParameter."""
    from digest.collect.library import Filter

    try:
        start = datetime.combine(date.fromisoformat(day), time(), UTC) if day else None
        end = start + timedelta(days=1) if start else None
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(f"{day!r} is no day; write it as 2026-11-24", param_hint="--day") from error
    return Filter(source, section, language, start, end)


def _tell(rows: "Sequence[Row]", *, as_json: bool, asked: "Sequence[Term]" = ()) -> None:
    from digest.cli.shelved import listed_shape, row_line

    if as_json:
        data_json([listed_shape(row, asked) for row in rows])
        return
    for row in rows:
        data(row_line(row, asked))
    if not rows:
        say("no stored article fits")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.add_typer(commands, name="articles")
