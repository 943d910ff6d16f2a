"""Pure: which line of a TOML text says what. The parser itself is asked, so no line is ever guessed."""

import tomllib
from collections.abc import Iterator, Mapping

Key = tuple[int | str, ...]


def lines_of(text: str) -> dict[Key, int]:
    """The 1-based line on which each key of a valid TOML text begins; a table's is that of its first header.

    What stands inside a value of several lines has the line on which the value begins.
    """
    table: Key = ()
    counts: dict[Key, int] = {}
    lines: dict[Key, int] = {}
    for number, statement, parsed in _statements(text):
        if statement.lstrip().startswith("["):
            table = _entered(parsed, counts, opens=statement.lstrip().startswith("[["))
            lines.setdefault(table, number)
        else:
            for key in _keys(parsed, table):
                lines.setdefault(key, number)
    return lines


def deepest(lines: Mapping[Key, int], key: Key) -> int | None:
    """The line of a key, else of the nearest table around it, else None."""
    around = (key[:length] for length in range(len(key), 0, -1))
    return next((lines[one] for one in around if one in lines), None)


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Each statement with the line it begins on: the shortest run of lines that the parser takes alone."""
    begun, held = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        held = f"{held}{line}\n"
        try:
            parsed = tomllib.loads(held)
        except tomllib.TOMLDecodeError:
            continue
        if parsed:
            yield begun, held, parsed
        begun, held = number + 1, ""


def _entered(header: object, counts: dict[Key, int], *, opens: bool) -> Key:
    """The place of a header's table; below an array of tables that is its last one (TOML 1.0, Array of Tables)."""
    place: Key = ()
    while isinstance(header, dict) and header:
        ((name, header),) = header.items()
        place = (*place, name)
        if isinstance(header, list):
            header = header[0]
            counts[place] = counts.get(place, -1) + opens
        if place in counts:
            place = (*place, counts[place])
    return place


def _keys(value: object, place: Key) -> Iterator[Key]:
    """Every place inside a value, and the places of the tables that its dotted keys imply."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, found in inside:
        yield (*place, name)
        yield from _keys(found, (*place, name))
