"""Pure: turn a validation error into lines that say which key, what was found, what is allowed, and where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Key = tuple[int | str, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_ASSIGNMENT = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")
_SECRET = ("password", "secret")
_TYPES = {
    "missing": "missing; it must be given",
    "extra_forbidden": "unknown key; see the commented digest.toml that `digest init` writes",
    "string_pattern_mismatch": "has a form that is not allowed",
}


def explain(error: ValidationError, path: Path, text: str, environ: Mapping[str, str]) -> list[str]:
    """One line for each wrong value, in the order they were found."""
    return [_line(details, path, text, environ) for details in error.errors(include_url=False)]


def _line(details: ErrorDetails, path: Path, text: str, environ: Mapping[str, str]) -> str:
    key = _spelled(details["loc"])
    where = _variable(key, environ) or _place(key, path, text)
    name = ".".join(str(part) for part in key) or "the configuration"
    said = _TYPES.get(details["type"], details["msg"].removeprefix("Value error, "))
    found = "" if details["type"] == "missing" else _found(name, details["input"])
    return f"{where}: {name}: {found}{said[:1].lower() + said[1:]}"


def _spelled(loc: Sequence[int | str]) -> Key:
    return tuple(part for part in loc if part != "[key]")


def _found(name: str, value: object) -> str:
    if any(word in name for word in _SECRET):
        return "(a secret): "
    shown = repr(value)
    return f"found {shown if len(shown) <= 80 else shown[:77] + '...'}: "


def _variable(key: Key, environ: Mapping[str, str]) -> str | None:
    names = {name.upper(): name for name in environ}
    for length in range(len(key), 0, -1):
        name = "DIGEST_" + "__".join(str(part) for part in key[:length]).upper()
        if name in names:
            return names[name]
    return None


def _place(key: Key, path: Path, text: str) -> str:
    line = line_of(text, key)
    return f"{path}, line {line}" if line else str(path)


def line_of(text: str, key: Key) -> int | None:
    """The 1-based line of a key in TOML text, else of the nearest table above it, else None."""
    best: tuple[int, int] | None = None
    for number, found in _keys(text):
        if found == key[: len(found)] and (best is None or len(found) > best[0]):
            best = (len(found), number)
    return best[1] if best else None


def _keys(text: str) -> Iterator[tuple[int, Key]]:
    table: Key = ()
    counts: dict[Key, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _split(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            yield number, table
        elif assignment := _ASSIGNMENT.match(line):
            yield number, (*table, *_split(assignment[1]))


def _split(dotted: str) -> Key:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
