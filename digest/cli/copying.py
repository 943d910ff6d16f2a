"""`digest backup`, `digest restore`, `digest migrate-database`: all that an installation knows, safe and elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from digest.cli.context import context
from digest.cli.talk import data, progress, say
from digest.errors import ConfigError


def backup(
    of: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE.zip")],
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write everything in the database to a file, as of this moment, also while an edition is being sent.

    The file holds readers' addresses: keep it where the database is safe. digest.toml, with its secret, is not in it.

    Example: digest backup /srv/backups/digest-2026-11-24.zip
    """
    from digest.copying.backup import size, write_backup
    from digest.migrations import head

    if file.exists() and not force:
        raise ConfigError(f"{file} is there already; choose another name, or --force replaces it")
    call = context(of)
    with progress("Backing up", size(call.engine)) as step:
        written = write_backup(call.engine, file, head(), call.clock(), step)
    data(f"{written} rows in {file}")
    say("keep digest.toml with it: without its secret_key the links in mails that are out stop working")


def restore(
    of: typer.Context, file: Annotated[Path, typer.Argument(help="A backup.", metavar="FILE.zip")]
) -> None:
    """Read a backup into an empty database: all of it, or nothing.

    Example: digest restore /srv/backups/digest-2026-11-24.zip
    """
    from digest.copying.backup import manifest
    from digest.copying.backup import restore as read
    from digest.migrations import head

    told = sum(int(one["rows"]) for one in manifest(file)["tables"].values())
    with progress("Restoring", told) as step:
        written = read(file, context(of).engine, head(), step)
    data(f"{written} rows restored")


def migrate_database(
    of: typer.Context,
    to: Annotated[
        str, typer.Option(help="The other database: postgresql://user:password@host/name.", metavar="URL")
    ],
) -> None:
    """Copy everything to another, empty database, and prove that it is all there.

    Stop `digest serve` and all workers first: nobody can write to the old one meanwhile. Afterwards set database.url
    in digest.toml to the new one. An edition that is half sent goes on there.

    Example: digest migrate-database --to postgresql://digest@localhost/digest
    """
    from digest.copying.backup import size
    from digest.copying.moving import move
    from digest.database import connect
    from digest.migrations import upgrade
    from digest.work.idle import require_idle

    if not to.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise typer.BadParameter(
            "it is not a database URL; allowed: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME",
            param_hint="--to",
        )
    call = context(of)
    target = connect(to.replace("postgresql://", "postgresql+psycopg://", 1))
    try:
        upgrade(target)
        with progress("Moving", 3 * size(call.engine)) as step:
            moved = move(call.engine, target, step, lambda source: require_idle(source, call.clock))
    finally:
        target.dispose()
    data(f"{moved} rows moved, and proved to be the same")
    say("now set database.url in digest.toml to the new database")


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(backup)
    app.command()(restore)
    app.command("migrate-database")(migrate_database)
