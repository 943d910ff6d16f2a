"""`digest stories`: which rows of a file tell the same story; nothing is stored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from digest.cli.talk import EXIT_REFUSED, data, data_json, say

if TYPE_CHECKING:
    from digest.collect.extract import Extract
    from digest.collect.files import Original, Rejected
    from digest.editorial.candidates import Candidate
    from digest.editorial.stories import Story

ROWS = Annotated[
    Path,
    typer.Argument(
        help="A file of articles, one JSON object a line (.jsonl).", metavar="ROWS", dir_okay=False
    ),
]
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Read:
    """A row that can be grouped: the number of its line, and what was understood of it."""

    row: int
    extract: "Extract"


class Grouped(TypedDict):
    """The rows of one story, rising; a row is the number of its line, counted from 1."""

    rows: list[int]
    kind: str


def stories(
    of: typer.Context,  # noqa: ARG001 - commands have one shape
    path: ROWS,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")] = False,
) -> None:
    """Show which articles of a file tell one story; nothing is stored.

    A copy has the text of another row, an event is told in several texts. Rows are as `digest extract` takes them; one
    that has only a title counts as well.

    Example: digest stories more/wire.jsonl --json
    """
    from digest.collect import files

    good: list[Read] = []
    refusals = 0
    for item in _read(files.originals([path])):
        if isinstance(item, Read):
            good.append(item)
        else:
            refusals += 1
            say(f"digest: {item.path}: {item.reason}")
    found = grouped(good)
    if as_json:
        data_json(found)
    else:
        data(printed(found, good))
    if refusals:
        raise typer.Exit(EXIT_REFUSED)


def grouped(articles: Sequence[Read]) -> list[Grouped]:
    """The stories that these rows tell, by their first row; each row in one of them."""
    from digest.editorial.stories import group

    moments = [one.extract.published for one in articles if one.extract.published]
    candidates = [_candidate(one, max(moments, default=_LONG_AGO)) for one in articles]
    found: list[Grouped] = [
        {"rows": sorted(one.article_id for one in story.articles), "kind": _kind(story)}
        for story in group(candidates)
    ]
    return sorted(found, key=lambda one: one["rows"])


def printed(found: Sequence[Grouped], articles: Sequence[Read]) -> str:
    """The stories as a person reads them in a terminal."""
    known = {one.row: one.extract for one in articles}
    lines = []
    for story in found:
        lines.append(f"{story['kind']}, {len(story['rows'])} rows" if len(story["rows"]) > 1 else "single")
        for row in story["rows"]:
            source = known[row].source
            lines.append(f"{row:6}  {known[row].title or '(no title)'}{f' ({source})' if source else ''}")
    return "\n".join([*lines, f"{len(articles)} articles, {len(found)} stories"])


def _read(items: Iterable["Original | Rejected"]) -> Iterator["Read | Rejected"]:
    from digest.collect.files import Rejected

    for item in items:
        if isinstance(item, Rejected):
            yield item
        elif item.row is None:
            yield Rejected(item.path, None, "it holds one article; rows stand in a .jsonl file, one a line")
        else:
            yield _understood(item, item.row)


def _understood(item: "Original", row: int) -> "Read | Rejected":
    from digest.collect.extract import from_row
    from digest.collect.files import Rejected, without_text
    from digest.collect.rows import parse
    from digest.errors import DigestError

    try:
        found = from_row(parse(item.raw), title_is_enough=True)
    except DigestError as error:
        return Rejected(item.path, row, f"row {row}: {error}")
    return Read(row, found) if found.title or found.blocks else without_text(item)


def _candidate(article: Read, latest: datetime) -> "Candidate":
    """The article as the editors see it; one without a date stands with the latest of the file.

    Its identity is all that it says, so that the order of the rows decides nothing.
    """
    from digest.editorial.candidates import Candidate

    read = article.extract
    facts = (read.title, read.source, read.url, read.published, *read.paragraphs)
    return Candidate(
        article_id=article.row,
        identity="\n".join(str(fact) for fact in facts),
        title=read.title or "",
        stored_at=latest,
        blocks=tuple((block.kind, block.text) for block in read.blocks),
        language=read.language,
        source=read.source,
        url=read.url,
        published=read.published,
    )


def _kind(story: "Story") -> str:
    if len(story.tellings) > 1:
        return "event"
    return "copy" if len(story.articles) > 1 else "single"


def register(app: typer.Typer) -> None:
    """Add this room's command."""
    app.command()(stories)
