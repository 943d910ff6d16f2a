"""A record becomes what it asks for: a reader's standing with a newsletter, or what is wrong with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from subscribers.address import Address, parse
from subscribers.errors import AddressError
from subscribers.models import Frequency, SuppressionReason
from subscribers.transfer import cells
from subscribers.transfer.cells import Cell
from subscribers.transfer.columns import Columns, recognise
from subscribers.transfer.formulas import unescaped
from subscribers.transfer.records import Record
from subscribers.transfer.statuses import Wish, meaning

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_SHAPES = 64  # of objects that are remembered: in one file they are mostly alike
ALL = "all:"  # before a reason that holds for all newsletters


@dataclass(frozen=True, slots=True)
class Bar:
    """Why the address must not be written to, for the line's newsletter or for all."""

    reason: SuppressionReason
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a row says of a reader; without a newsletter it is meant for those the whole file is for."""

    row: int
    address: Address
    wish: Wish
    name: str | None = None
    language: str | None = None
    zone: str | None = None
    newsletter: str | None = None
    created_at: datetime | None = None
    requested_at: datetime | None = None
    confirmed_at: datetime | None = None
    left_at: datetime | None = None
    paused_until: datetime | None = None
    source: str | None = None
    taste: str = ""
    frequency: Frequency = Frequency.DAILY
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row; the rest of the file goes on."""

    row: int
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read: its name, the status of rows that tell none, and the time after which nothing can have been."""

    now: datetime
    file_name: str = ""
    status: Wish | None = None


def lines(found: Iterator[Record], reading: Reading) -> Iterator[Line | Problem]:
    """What each row asks for. A file without titles is read by its first cell that holds an address."""
    first = next((record for record in found), None)
    while first is not None and first.problem is not None:
        yield Problem(first.row, "", first.problem)
        first = next((record for record in found), None)
    if first is None:
        return
    if first.fields is not None:
        yield from _objects(first, found, reading)
        return
    columns = recognise(first.cells, reading.file_name)
    if columns is None:
        columns = _untitled(first.cells)
        if columns is None:
            yield Problem(first.row, "", "no column holds e-mail addresses; name it email")
            return
        yield _line(first, _cell_of(first, columns), columns, reading)
    for record in found:
        yield _line(record, _cell_of(record, columns), columns, reading)


def _untitled(cells: Sequence[str]) -> Columns | None:
    place = next((place for place, cell in enumerate(cells) if "@" in cell and _is_address(cell)), None)
    return None if place is None else Columns({"email": place})


def _is_address(text: str) -> bool:
    try:
        parse(text.strip())
    except AddressError:
        return False
    return True


def _objects(first: Record, rest: Iterator[Record], reading: Reading) -> Iterator[Line | Problem]:
    known: dict[tuple[str, ...], Columns | None] = {}
    record: Record | None = first
    while record is not None:
        titles = tuple(record.fields or ())
        if titles not in known:
            if len(known) >= _SHAPES:
                known.clear()
            known[titles] = recognise(titles, reading.file_name)
        columns = known[titles]
        if record.problem is not None or columns is None:
            yield Problem(record.row, "", record.problem or "there is no email in it")
        else:
            values = ["" if value is None else str(value) for value in (record.fields or {}).values()]
            yield _line(record, _cells(values, columns, escapes=False), columns, reading)
        record = next(rest, None)


def _cell_of(record: Record, columns: Columns) -> Cell:
    return _cells(record.cells, columns, escapes=True)


def _cells(values: Sequence[str], columns: Columns, *, escapes: bool) -> Cell:
    places, many = columns.places, len(values)

    def cell(field: str) -> str:
        place = places.get(field, many)
        text = values[place].strip() if place < many else ""
        return unescaped(text) if escapes and text.startswith("'") else text

    return cell


def _line(record: Record, cell: Cell, columns: Columns, reading: Reading) -> Line | Problem:
    written = cell("email")
    if record.problem is not None:
        return Problem(record.row, written, record.problem)
    try:
        address = cells.address(written)
        wish = _wish(cell, columns, reading)
        newsletter, own = _own(cell, columns)
    except ValueError as error:
        return Problem(record.row, written, str(error))
    places, now = columns.places, reading.now
    return Line(
        record.row,
        address,
        wish,
        cells.name(cell),
        cells.language(cell("language")) if "language" in places else None,
        cells.zone(cell("zone")) if "zone" in places else None,
        newsletter,
        cells.moment(cell("created_at"), now) if "created_at" in places else None,
        cells.moment(cell("requested_at"), now) if "requested_at" in places else None,
        cells.moment(cell("confirmed_at"), now) if "confirmed_at" in places else None,
        cells.moment(cell("left_at") or cell("cleaned_at"), now),
        cells.moment(cell("paused_until"), None) if "paused_until" in places else None,
        cells.source(cell("source")) if "source" in places else None,
        *own,
    )


def _wish(cell: Cell, columns: Columns, reading: Reading) -> Wish:
    if cell("disabled").casefold() in {"true", "1", "yes"}:
        return Wish.UNSUBSCRIBED
    if cell("cleaned_at"):
        return Wish.BOUNCED
    field = "state" if columns.own else "status"
    if field not in columns.places:
        implied = reading.status or columns.implied
        if implied is None and cell("left_at"):
            return Wish.UNSUBSCRIBED
        if implied is None and columns.proves and not (cell("created_at") or cell("confirmed_at")):
            return Wish.NONE
        return implied or Wish.CONFIRMED
    found = meaning(cell(field)) if cell(field) else reading.status
    if found is None:
        raise ValueError(f"the {field} {cell(field)[:40]!r} is not known; give --status, or mend the file")
    return Wish.UNSUBSCRIBED if found is Wish.LEFT and not columns.own else found


_Own = tuple[str, Frequency, tuple[Bar, ...]]


def _own(cell: Cell, columns: Columns) -> tuple[str | None, _Own]:
    """What only a file of our own says: newsletter, then taste, frequency and bars."""
    if not columns.own:
        return None, ("", Frequency.DAILY, ())
    newsletter, taste = cell("newsletter"), cells.taste(cell("taste"))
    if not _SLUG.fullmatch(newsletter):
        raise ValueError(f"{newsletter[:40]!r} is no newsletter's short name")
    words = cell("suppressed").split()
    bars = tuple(Bar(SuppressionReason(word.removeprefix(ALL)), word.startswith(ALL)) for word in words)
    return newsletter, (taste, Frequency(cell("frequency") or Frequency.DAILY), bars)
