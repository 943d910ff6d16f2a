"""What was read becomes Article rows, each once; what could not be read is told and the rest goes on."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from digest.collect import files
from digest.collect.columns import hash_of, storable, storable_text
from digest.collect.files import Found, Place, Rejected
from digest.collect.identity import identity
from digest.collect.shelf import Arrived, Shelf
from digest.collect.window import moment
from digest.database import alone, writing
from digest.models import Article

CHUNK = 100
CHUNK_CHARACTERS = 4_000_000  # what a chunk's originals may have together: files may be large

Outcome = Literal["new", "updated", "unchanged", "withdrawn"]
"""What became of an article; one that an editor has withdrawn is not stored again."""


@dataclass(slots=True)
class Collected:
    """What a collection did: how many articles were new, changed, as they were, and what was refused."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)


def collect(
    engine: Engine,
    paths: Iterable[Path],
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Place], None] = lambda _path: None,
) -> Collected:
    """Store the articles of files and folders; `seen` is called after each file or row.

    Of several versions of an article among them the last one is kept; where that is what the store holds already,
    the earlier ones count as unchanged too, so that collecting the same folder again changes nothing.
    An article's `stored_at` is read from `clock` inside the transaction that stores it, so that no edition's
    window closes between the two.

    Raises:
        DatabaseError: the store cannot be reached; what was stored before stays.
    """
    run, result = _Run(tuple(paths)), Collected()
    _fill(engine, Shelf(run.comes_after), _chunks(run.arriving(result, seen)), result, clock)
    return result


def store(engine: Engine, items: Sequence[Found | Rejected], *, clock: Callable[[], datetime]) -> Collected:
    """Store articles that were read already; of several versions of one the last is kept.

    Raises:
        DatabaseError: the store cannot be reached; what was stored before stays.
    """
    result, last = Collected(), {}
    arrived = list(_sorted_out(enumerate(items), result))
    for one in arrived:
        last[one.hash] = one.number
    _fill(engine, Shelf(lambda raw, number: last.get(raw, -1) > number), _chunks(arrived), result, clock)
    return result


def put(session: Session, item: Found, *, clock: Callable[[], datetime]) -> tuple[Article, Outcome]:
    """Store one article in the session's transaction; returns its row, and what became of it."""
    arrived = _arrived(0, storable(item))
    alone(session, Article)
    counted = Shelf(lambda _raw, _number: False).store(session, [arrived], moment(session, clock()))
    row = session.scalars(select(Article).where(col(Article.identity) == arrived.key)).one()
    if row.withdrawn_at is not None:
        return row, "withdrawn"
    return row, "new" if counted.new else "updated" if counted.updated else "unchanged"


def _fill(
    engine: Engine, shelf: Shelf, chunks: Iterable[list[Arrived]], result: Collected, clock: Callable[[], datetime]
) -> None:  # fmt: skip
    for chunk in chunks:
        with writing(engine) as session:
            alone(session, Article)
            counted = shelf.store(session, chunk, moment(session, clock()))
        result.new += counted.new
        result.updated += counted.updated
        result.unchanged += counted.unchanged


def _sorted_out(
    items: Iterable[tuple[int, Found | Rejected]], result: Collected, seen: Callable[[Place], None] = lambda _place: None
) -> Iterator[Arrived]:  # fmt: skip
    """Yield what can be stored; what cannot is noted in `result`."""
    for number, item in items:
        if isinstance(item, Rejected):
            result.rejected.append(item)
        elif not item.extract.paragraphs:
            result.rejected.append(files.without_text(item))
        else:
            yield _arrived(number, storable(item))
        seen(item.path)


class _Run:
    """The files of one collection, read in their order; read ahead only where it matters what is still to come."""

    def __init__(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths

    def arriving(self, result: Collected, seen: Callable[[Place], None]) -> Iterator[Arrived]:
        """Yield what can be stored; what cannot is noted in `result`."""
        return _sorted_out(enumerate(files.read(self._paths)), result, seen)

    def comes_after(self, raw_hash: str, number: int) -> bool:
        """Say whether an original with this hash follows the `number`-th of the run."""
        return self._last.get(raw_hash, -1) > number

    @cached_property
    def _last(self) -> dict[str, int]:
        read = enumerate(files.originals(self._paths))
        return {
            hash_of(storable_text(item.raw)): number
            for number, item in read
            if not isinstance(item, Rejected)
        }


def _arrived(number: int, found: Found) -> Arrived:
    return Arrived(number, identity(found.extract), hash_of(found.raw), found)


def _chunks(items: Iterable[Arrived]) -> Iterator[list[Arrived]]:
    chunk: list[Arrived] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.found.raw)
        if len(chunk) == CHUNK or size > CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
