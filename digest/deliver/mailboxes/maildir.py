"""A Maildir: what is in `new` is read, and moved to `cur` when it is done."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from digest.deliver.intake import LONGEST, Door, Taken
from digest.errors import UnreadableError


def read(folder: Path, intake: Door) -> Iterator[Taken]:
    """Take every new mail; one that was taken, and not moved because the power went, is taken again without harm.

    Raises:
        UnreadableError: this is no Maildir, or something in it cannot be read or moved; whatever can be was taken then.
        DatabaseError: the store cannot be reached; what is not done stays in `new`.
    """
    new, done = folder / "new", folder / "cur"
    if not (new.is_dir() and done.is_dir()):
        raise UnreadableError(f"{folder} is no Maildir: it needs the folders new, cur and tmp")
    try:
        waiting = sorted(path for path in new.iterdir() if path.is_file())
    except OSError as error:
        raise UnreadableError(f"{new} cannot be read: {error.strerror}") from error
    stuck: list[tuple[Path, OSError]] = []
    for path in waiting:
        try:
            with suppress(FileNotFoundError):  # another reader was faster
                yield _taken(path, done, intake)
        except OSError as error:
            stuck.append((path, error))
    for path, why in stuck[:1]:
        raise UnreadableError(f"{path} cannot be read and moved to {done}: {why.strerror}") from why


def _taken(path: Path, done: Path, intake: Door) -> Taken:
    with path.open("rb") as file:
        raw = file.read(LONGEST)
    taken = intake.take(raw)
    with suppress(FileNotFoundError):  # another reader was faster here
        path.rename(done / f"{path.name.partition(':')[0]}:2,S")
    return taken
