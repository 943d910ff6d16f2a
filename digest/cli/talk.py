"""Data on stdout, talk on stderr: JSON lines, plain lines, a progress bar."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import typer

EXIT_REFUSED = 1


def say(text: str) -> None:
    """A line for a person, on stderr."""
    typer.echo(text, err=True)


def data(text: str) -> None:
    """A line of the answer, on stdout."""
    typer.echo(text)


def data_json(value: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
    """One JSON object, or a list of them, on one line of stdout, in ASCII where the letters cannot be written as they are."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        text = json.dumps(value, separators=(",", ":"))
    typer.echo(text)


@contextmanager
def progress(title: str, total: int | None) -> Iterator[Callable[..., None]]:
    """Yields what to call at each step, or with the number of steps; a bar on stderr shows count, rate and time left where somebody looks on."""
    if not sys.stderr.isatty():
        yield lambda _steps=1: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from digest.cli.rate import RateColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(title, total=total)
        yield lambda steps=1: bar.advance(task, steps)
