"""`digest init` and `digest migrate`: a place to start, and a store at the newest schema."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import data, say


def init(
    of: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where to put it; made where it is missing.")] = Path(),
    sample: Annotated[
        bool, typer.Option("--sample", help="With about 30 sample articles and three readers.")
    ] = False,
) -> None:
    """Start a newsletter: digest.toml, a secret, the database.

    The file is commented and the secret fresh; the database stands beside them. An existing digest.toml is never overwritten.

    Example: digest init my-briefing --sample
    """
    from digest.cli.start import PLACEHOLDER, begin, fill_with_sample
    from digest.sample.library import NEWSLETTER

    path = begin(folder, NEWSLETTER if sample else PLACEHOLDER)
    say(f"wrote {path}")
    if sample:
        stored, readers = fill_with_sample(path, context(of).clock)
        say(f"stored {stored} sample articles in {path.parent / 'articles'}, and {readers} readers")
    say("next:")
    if folder != Path():
        data(f"cd {shlex.quote(str(folder))}")
    data("digest compose" if sample else "digest collect PATH...")
    data("digest preview")
    data("digest send --dry-run")


def migrate(of: typer.Context) -> None:
    """Bring the database to the schema of this version.

    Nothing happens where it is there already.

    Example: digest migrate
    """
    from digest.database import connect
    from digest.engines.schema import set_up
    from digest.migrations import head, revision, upgrade

    settings = context(of).settings
    engine = connect(settings.database_url)
    before = revision(engine)
    upgrade(engine)
    if settings.workers.engine == "procrastinate":
        set_up(engine)
    said = "is at the newest schema" if before == head() else f"went from {before or 'nothing'} to {head()}"
    engine.dispose()
    data(f"{engine.url.render_as_string(hide_password=True)} {said}")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(init)
    app.command()(migrate)
