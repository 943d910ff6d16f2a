"""Files and folders of articles: each comes out as found, or as rejected with the one reason why."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from digest.collect import decoding, extract, rows
from digest.collect.boilerplate import Furniture
from digest.errors import DigestError, UnreadableError

Kind = Literal["text", "html", "markdown", "mail", "row"]
Place = Path | str
"""Where an article stood: a file, or a web address."""

LARGEST_FILE = 10_000_000
"""Bytes of a file that holds one article."""
LARGEST_ROW = 5_000_000
"""Bytes of a row in a .jsonl file."""

NOWHERE = "it is a link that leads nowhere"

_KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".eml": "mail",
    ".jsonl": "row",
    ".ndjson": "row",
}


@dataclass(frozen=True, slots=True)
class Original:
    """An article as it came: where it stood and its text. `row` is the number of its line, counted from 1, in a .jsonl file."""

    path: Place
    row: int | None
    kind: Kind
    raw: str


@dataclass(frozen=True, slots=True)
class Found(Original):
    """An article that was read, and what was understood of it."""

    extract: extract.Extract


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file, folder or row that could not be read, and the one reason."""

    path: Place
    row: int | None
    reason: str


def read(paths: Iterable[Path]) -> Iterator[Found | Rejected]:
    """Yield every article of these files and folders (sorted, hidden ones passed over), and all that cannot be read."""
    for item in originals(paths):
        yield item if isinstance(item, Rejected) else understood(item)


def originals(paths: Iterable[Path]) -> Iterator[Original | Rejected]:
    """Yield the same before anything is understood of it: one original for each that `read` finds or rejects."""
    for path in paths:
        for file in _files(path):
            yield from [file] if isinstance(file, Rejected) else _articles(file)


def understood(item: Original) -> Found | Rejected:
    """Clean one original; what cannot be read as an article is rejected with the reason."""
    try:
        found = extract_again(item.kind, item.raw)
    except DigestError as error:
        return _rejected(item.path, item.row, str(error))
    return Found(item.path, item.row, item.kind, item.raw, found)


def without_text(item: Original) -> Rejected:
    """The refusal of an article of which no text is left."""
    return _rejected(item.path, item.row, "no article text was found in it")


def _rejected(path: Place, row: int | None, reason: str) -> Rejected:
    return Rejected(path, row, reason if row is None else f"row {row}: {reason}")


def extract_again(kind: Kind, raw: str, *, known: Furniture | None = None) -> extract.Extract:
    """Clean a stored original once more, with what is known of its source by now; raises UnreadableError as at first."""
    if kind == "row":
        return extract.from_row(rows.parse(raw), known=known)
    if kind == "mail":
        return extract.from_mail(raw.encode("latin-1", "replace"), known=known)
    if kind == "html":
        return extract.from_html(raw, known=known)
    return (
        extract.from_markdown(raw, known=known) if kind == "markdown" else extract.from_text(raw, known=known)
    )


def _files(path: Path) -> Iterator[Path | Rejected]:
    """Yield the files of a folder in order, or the path itself where it is no folder."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        yield Rejected(path, None, _because(error))
        return
    if is_folder:
        yield from _in_folder(path, ())
    else:
        yield path


def _in_folder(folder: Path, above: tuple[str, ...]) -> Iterator[Path | Rejected]:
    """Walk a folder; a link that leads back into a folder above is rejected rather than followed for ever."""
    real = os.path.realpath(folder)
    if real in above:
        yield Rejected(folder, None, "it leads back to a folder that contains it")
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Rejected(folder, None, _because(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _in_folder(entry, (*above, real))
        else:
            yield entry


def _articles(path: Path) -> Iterator[Original | Rejected]:
    kind = _KINDS.get(path.suffix.lower())
    try:
        if not path.exists():
            yield Rejected(path, None, NOWHERE if path.is_symlink() else "there is no such file or folder")
        elif not path.is_file():
            yield Rejected(path, None, "it is no regular file")
        elif kind is None:
            yield Rejected(path, None, f"not a kind of file that holds articles ({', '.join(_KINDS)})")
        elif kind == "row":
            yield from _rows(path)
        else:
            yield _article(path, kind)
    except (OSError, ValueError) as error:
        yield Rejected(path, None, _because(error))


def _article(path: Path, kind: Kind) -> Original | Rejected:
    """Read a file that holds one article; a larger one than is allowed is not read at all."""
    size = path.stat().st_size
    if size > LARGEST_FILE:
        return Rejected(
            path, None, f"it has {size / 1e6:.1f} MB; an article's file may have {LARGEST_FILE // 1_000_000}"
        )
    with path.open("rb") as file:
        raw = file.read(LARGEST_FILE + 1)
    if not raw.strip():
        return Rejected(path, None, "it is empty")
    try:
        return Original(path, None, kind, _decoded(raw[:LARGEST_FILE], kind))
    except DigestError as error:
        return Rejected(path, None, str(error))


def _decoded(raw: bytes, kind: Kind) -> str:
    if kind == "mail":
        return raw.decode("latin-1")
    return decoding.html(raw) if kind == "html" else decoding.text(raw)


def _rows(path: Path) -> Iterator[Original | Rejected]:
    """Yield the rows of a .jsonl file, read one at a time; blank lines are passed over but counted, so that an editor finds row 7 on line 7."""
    found = False
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), start=1):
            if isinstance(line, int):
                yield _rejected(path, number, f"it has more than {LARGEST_ROW // 1_000_000} MB")
            elif line.strip():
                yield _row(path, number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            found = found or isinstance(line, int) or bool(line.strip())
    if not found:
        yield Rejected(path, None, "it is empty")


def _row(path: Path, number: int, line: bytes) -> Original | Rejected:
    try:
        return Original(path, number, "row", decoding.text(line).strip())
    except DigestError as error:
        return _rejected(path, number, str(error))


def _lines(file: BinaryIO) -> Iterator[bytes | int]:
    """Yield the lines of a file; of one that is too long only its number of bytes, without holding it in memory."""
    while line := file.readline(LARGEST_ROW + 1):
        if len(line) <= LARGEST_ROW or line.endswith(b"\n"):
            yield line
            continue
        size = len(line)
        while (more := file.readline(LARGEST_ROW)) and not more.endswith(b"\n"):
            size += len(more)
        yield size


def _because(error: Exception) -> str:
    if isinstance(error, UnreadableError):
        return str(error)
    if isinstance(error, PermissionError):
        return "it may not be read (permission denied)"
    return (
        f"it cannot be read: {error.strerror}"
        if isinstance(error, OSError) and error.strerror
        else f"it cannot be read: {error}"
    )
