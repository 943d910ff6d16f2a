"""Lines become records: one for each row of a CSV file or each object of JSON Lines, however broken its neighbours are."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

DELIMITERS = ",;\t|"
_MOST_LINES = 200  # of one record: a quote that is never closed must not swallow the file
_MOST_CHARACTERS = 1 << 20
_UNQUOTED = "a quote is opened and never closed"
_LIST = "this is one JSON list; write each object on a line of its own, as jq -c '.[]' does"
_IS_LIST = re.compile(r"\s*\[\s*(?:\{|$)")
_EMPTY = DELIMITERS + " \r"  # spreadsheets end in rows that are nothing but separators
_TOLD = re.compile(rf"sep=([{DELIMITERS}])", re.IGNORECASE)  # a first line by which they tell the separator


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its cells, or what is wrong with it. `row` is the number of its first line, from 1."""

    row: int
    cells: Sequence[str] = ()
    fields: dict[str, object] | None = None  # of a JSON object
    problem: str | None = None


def records(lines: Iterable[str]) -> Iterator[Record]:
    """All rows that are not blank."""
    numbered = ((row, line) for row, line in enumerate(lines, 1) if line.strip(_EMPTY).strip())
    first = next(numbered, None)
    if first is None:
        return
    whole = chain([first], numbered)
    told = _TOLD.fullmatch(first[1].strip(" \r"))
    if first[1].lstrip().startswith("{"):
        yield from (_json(row, line) for row, line in whole)
    elif _IS_LIST.match(first[1]):
        yield Record(first[0], problem=_LIST)
    elif told:
        yield from _csv(numbered, told[1])
    else:
        yield from _csv(whole, delimiter(first[1]))


def delimiter(line: str) -> str:
    """What separates the cells of a file that begins with this line."""
    plain = "".join(line.split('"')[::2])  # what stands outside quotes
    return max(DELIMITERS, key=plain.count)


def _json(row: int, line: str) -> Record:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return Record(row, problem="this is not JSON")
    if not isinstance(found, dict):
        return Record(row, problem="this is not a JSON object")
    return Record(row, fields=found)


def _csv(lines: Iterator[tuple[int, str]], separator: str) -> Iterator[Record]:
    pushed: list[tuple[int, str]] = []  # read ahead for a quote that was not closed, in reverse
    while pushed or (pushed := [one for one in [next(lines, None)] if one]):
        row, line = pushed.pop()
        if '"' not in line:
            yield Record(row, line.split(separator))
            continue
        taken = [(row, line)]
        text = line
        while _is_open(text, separator) and len(taken) < _MOST_LINES and len(text) < _MOST_CHARACTERS:
            more = pushed.pop() if pushed else next(lines, None)
            if more is None:
                break
            taken.append(more)
            text = f"{text}\n{more[1]}"
        if _is_open(text, separator) or (len(taken) > 1 and not _is_strict(text, separator)):
            pushed.extend(reversed(taken[1:]))
            yield Record(row, problem=_UNQUOTED)
        else:
            yield _parsed(row, text, separator)


def _is_open(text: str, separator: str) -> bool:
    """Whether a quoted cell goes on after the text: an even number of quotes closes them all."""
    return text.count('"') % 2 == 1 and "unexpected end" in _complaint(text, separator)


def _is_strict(text: str, separator: str) -> bool:
    """Whether quotes stand only around cells: in a row of several lines one that does not is another row's."""
    return not _complaint(text, separator)


def _complaint(text: str, separator: str) -> str:
    try:
        list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error as error:
        return str(error)
    return ""


def _parsed(row: int, text: str, separator: str) -> Record:
    try:
        return Record(row, [cell for cells in csv.reader([text], delimiter=separator) for cell in cells])
    except csv.Error as error:
        return Record(row, problem=str(error))
