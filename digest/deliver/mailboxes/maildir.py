"""A Maildir: what is in `new` is read, and moved to `cur` when it is done."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from digest.deliver.intake import LONGEST, Door, Taken
from digest.errors import UnreadableError


def read(folder: Path, intake: Door) -> Iterator[Taken]:
    """Take every new mail; one that was taken, and not moved because the power went, is taken again without harm.

    Raises:
        UnreadableError: this is no Maildir, or it cannot be read.
        DatabaseError: the store cannot be reached; what is not done stays in `new`.
    """
    new, done = folder / "new", folder / "cur"
    if not (new.is_dir() and done.is_dir()):
        raise UnreadableError(f"{folder} is no Maildir: it needs the folders new, cur and tmp")
    try:
        waiting = sorted(path for path in new.iterdir() if path.is_file())
    except OSError as error:
        raise UnreadableError(f"{new} cannot be read: {error.strerror}") from error
    for path in waiting:
        taken = _take(path, intake)
        if taken is not None:
            with suppress(FileNotFoundError):  # another reader was faster here
                path.rename(done / f"{path.name.partition(':')[0]}:2,S")
            yield taken


def _take(path: Path, intake: Door) -> Taken | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST)
    except FileNotFoundError:  # another reader was faster
        return None
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}") from error
    return intake.take(raw)
