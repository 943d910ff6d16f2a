"""`digest subscribers import` and `export`: lists of readers as files."""

import io
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Literal, TextIO

import typer

from digest.cli.context import Context, context
from digest.cli.talk import EXIT_REFUSED, data, data_json, progress, say
from digest.errors import UnreadableError

if TYPE_CHECKING:
    from subscribers.transfer.lines import Problem, Reading
    from subscribers.transfer.loading import Loaded, Told
    from subscribers.transfer.saving import Row
    from subscribers.transfer.sorting import Orders
    from subscribers.transfer.statuses import Wish

JSON = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]
NEWSLETTERS = Annotated[
    list[str] | None,
    typer.Option("--newsletter", help="Which newsletters; all of them unless given.", metavar="SLUG"),
]
_OUTCOMES = ("added", "unchanged", "suppressed", "ended", "duplicate", "refused")
_LONGEST_SOURCE = 200
EXIT_STOPPED = 130  # as shells count SIGINT


def import_readers(
    of: typer.Context,
    file: Annotated[Path, typer.Argument(help="CSV or JSON Lines; - for stdin.", metavar="FILE")],
    consent_source: Annotated[
        str, typer.Option(help="Where these readers gave their consent; kept with each.", metavar="TEXT")
    ],
    newsletter: NEWSLETTERS = None,
    status: Annotated[
        str | None,
        typer.Option(help="The status of rows that tell none, such as unsubscribed.", metavar="WORD"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen, row by row.")] = False,
    as_json: JSON = False,
) -> None:
    """Take in readers who agreed elsewhere: files of listmonk, Mailchimp, Substack, `export`, or any with an email column.

    Encoding and separator are found out. Who is unsubscribed, cleaned or blocklisted there is suppressed here. Each row
    that cannot be taken is told, and the rest goes on; after an interruption run it again.

    Example: digest subscribers import members.csv --consent-source "Mailchimp, form on our site" --dry-run
    """
    from subscribers.transfer.lines import Reading

    call = context(of)
    require_source(consent_source, "--consent-source")
    reading = Reading(call.clock(), file.name, _wish(status))
    counts: Counter[str] = Counter()
    with _opened(file) as (source, about), progress("Importing", about) as step, _ended_early(counts):
        for page in _loaded(source, reading, _orders(call, consent_source, newsletter), call, dry=dry_run):
            counts += page.counts
            counts["rows"] += page.rows
            _tell(page, as_json=as_json)
            step(page.rows)
    _sum_up(counts, dry=dry_run, as_json=as_json)


def require_source(told: str, option: str) -> None:
    """Raises BadParameter for a source of consent that says nothing, or that cannot be kept."""
    if not told.strip() or not told.isprintable() or len(told) > _LONGEST_SOURCE:
        raise typer.BadParameter(
            f"say in 1 to {_LONGEST_SOURCE} letters where the consent was given",
            param_hint=option,
        )


def _wish(word: str | None) -> "Wish | None":
    from subscribers.transfer.statuses import meaning

    found = meaning(word) if word else None
    if word and found is None:
        raise typer.BadParameter(
            f"{word!r} is no status; say subscribed, unsubscribed, bounced, complained or blocklisted",
            param_hint="--status",
        )
    return found


def _orders(call: Context, source: str, newsletter: list[str] | None) -> "Orders":
    from subscribers.transfer.sorting import Orders

    known = list(call.settings.newsletters)
    slugs = tuple(dict.fromkeys(call.slug(one) for one in newsletter or known))
    return Orders(slugs, frozenset(known), source, call.keys, call.clock())


def _loaded(
    source: BinaryIO, reading: "Reading", orders: "Orders", call: Context, *, dry: bool
) -> Iterator["Loaded"]:
    from digest.database import writing
    from subscribers.transfer import decoding, lines, loading, records

    found = lines.lines(records.records(decoding.lines(source)), reading)
    return loading.load(found, orders, lambda: writing(call.engine), dry=dry)


@contextmanager
def _ended_early(counts: Counter[str]) -> Iterator[None]:
    """Ctrl-C is an end in good order: each page is in as a whole or not at all."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"stopped after {counts['rows']:,} rows; run it again to go on: what is in stays as it is")
        raise typer.Exit(EXIT_STOPPED) from None


@contextmanager
def _opened(file: Path) -> Iterator[tuple[BinaryIO, int | None]]:
    """The file and about how many rows it has. Raises UnreadableError."""
    if str(file) == "-":
        yield sys.stdin.buffer, None
        return
    try:
        with file.open("rb") as source:
            if not source.seekable():  # a pipe with a name, such as <(zcat ...) of a shell
                yield source, None
                return
            about = sum(piece.count(b"\n") for piece in iter(lambda: source.read(1 << 20), b""))
            source.seek(0)
            yield source, about
    except OSError as error:
        raise UnreadableError(f"{file}: {error.strerror or error}") from error


def _tell(page: "Loaded", *, as_json: bool) -> None:
    """In the order of the file: what is wrong with a row; of a dry run what would become of it."""
    rows = [*map(_wrong, page.problems), *map(_right, page.told)]
    for row, told, text in sorted(rows, key=lambda one: one[0]):
        if as_json:
            data_json({"row": row, **told})
        else:
            data(f"row {row:<8} {told['address'] or '-'}: {text}")


def _wrong(one: "Problem") -> tuple[int, dict[str, str | None], str]:
    return one.row, {"address": one.address, "problem": one.text}, one.text


def _right(one: "Told") -> tuple[int, dict[str, str | None], str]:
    where = f" ({one.newsletter})" if one.newsletter else ""
    told = {"address": one.address, "newsletter": one.newsletter, "outcome": one.outcome}
    return one.row, told, f"{one.outcome}{where}"


def _sum_up(counts: Counter[str], *, dry: bool, as_json: bool) -> None:
    if as_json:
        data_json({"dry_run": dry, "rows": counts["rows"]} | {name: counts[name] for name in _OUTCOMES})
    else:
        told = ", ".join(f"{counts[name]:,} {name}" for name in _OUTCOMES if counts[name])
        data(
            f"{counts['rows']:,} {'row' if counts['rows'] == 1 else 'rows'}: {told or 'nothing in them'}{' (dry run: nothing is changed)' if dry else ''}"
        )
    if counts["refused"]:
        raise typer.Exit(EXIT_REFUSED)


def export_readers(
    of: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="Where to; - for stdout.", metavar="[FILE]", show_default=False)
    ] = Path("-"),
    newsletter: Annotated[str | None, typer.Option(help="Of this newsletter only.", metavar="SLUG")] = None,
    form: Annotated[
        Literal["csv", "jsonl"] | None,
        typer.Option("--format", help="Else by the file's name; CSV if that tells nothing."),
    ] = None,
) -> None:
    """Write the list as CSV or JSON Lines, one row for each reader and newsletter; `import` takes it back as it was.

    Cells that a spreadsheet would run as a formula begin with an apostrophe. Erased readers are in no row.

    Example: digest subscribers export readers.csv
    """
    from subscribers.transfer.saving import write_csv, write_json

    call = context(of)
    slug = call.slug(newsletter) if newsletter else None
    as_lines = form == "jsonl" or (form is None and file.suffix.lower() in {".jsonl", ".ndjson", ".json"})
    write = write_json if as_lines else write_csv
    count = 0
    with _written(file) as target, progress("Exporting", None) as step:
        for _ in write(_rows(call, slug), target):
            count += 1
            step(1)
    say(f"{count:,} {'row' if count == 1 else 'rows'}")


def _rows(call: Context, newsletter: str | None) -> Iterator["Row"]:
    from digest.database import reading
    from subscribers.transfer.saving import page

    after = (0, "")
    while True:
        with reading(call.engine) as session:
            found = page(session, newsletter, after)
        if not found:
            return
        yield from (row for _, row in found)
        after = found[-1][0]


@contextmanager
def _written(file: Path) -> Iterator[TextIO]:
    """A file that only its owner can read, there as a whole or not at all. Raises UnreadableError."""
    if str(file) == "-":
        with io.TextIOWrapper(os.fdopen(os.dup(1), "wb"), "utf-8", newline="") as target:
            yield target
        return
    part = file.with_name(f"{file.name}.part")
    try:
        with os.fdopen(
            os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
        ) as target:
            yield target
        part.replace(file)
    except OSError as error:
        raise UnreadableError(f"{file}: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
