"""What was read becomes Article rows, each once; what could not be read is told and the rest goes on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from digest.collect import files
from digest.collect.article import Extract
from digest.collect.boilerplate import Furniture, learn
from digest.collect.columns import columns, hash_of, storable
from digest.collect.files import Found, Rejected
from digest.collect.identity import identity
from digest.collect.lines import normalise
from digest.collect.window import moment
from digest.database import alone, writing
from digest.errors import UnreadableError
from digest.models import Article, Source

CHUNK = 100
CHUNK_CHARACTERS = 4_000_000  # what a chunk's originals may have together: files may be large
REMEMBERED = 60  # stored articles of a source that its furniture is learned from


_Lines = defaultdict[str, defaultdict[str, list[str]]]
"""Lines by source and article."""


@dataclass(slots=True)
class Collected:
    """What a collection did: how many articles were new, changed, as they were, and what was refused."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Arrived:
    """An article at the door; it is known by what its original says, whatever is learned of its source later."""

    key: str
    found: Found

    @property
    def source(self) -> str:
        return self.found.extract.source or ""


def collect(
    engine: Engine,
    paths: Iterable[Path],
    *,
    clock: Callable[[], datetime],
    seen: Callable[[Path], None] = lambda _path: None,
) -> Collected:
    """Store the articles of files and folders; `seen` is called after each file or row.

    An article's `stored_at` is read from `clock` inside the transaction that stores it, so that no edition's
    window closes between the two.

    Raises:
        DatabaseError: the store cannot be reached; what was stored before stays.
    """
    result = Collected()
    for chunk in _chunks(_arriving(files.read(paths), result, seen)):
        with writing(engine) as session:
            alone(session, Article)
            counted = _store(session, chunk, moment(session, clock()))
        result.new += counted.new
        result.updated += counted.updated
        result.unchanged += counted.unchanged
    return result


def _arriving(
    items: Iterable[Found | Rejected], result: Collected, seen: Callable[[Path], None]
) -> Iterator[_Arrived]:
    for item in items:
        if isinstance(item, Rejected):
            result.rejected.append(item)
        elif not item.extract.paragraphs:
            where = "" if item.row is None else f"row {item.row}: "
            result.rejected.append(Rejected(item.path, item.row, f"{where}no article text was found in it"))
        else:
            found = storable(item)
            yield _Arrived(identity(found.extract), found)
        seen(item.path)


def _chunks(items: Iterable[_Arrived]) -> Iterator[list[_Arrived]]:
    chunk: list[_Arrived] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.found.raw)
        if len(chunk) == CHUNK or size > CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _store(session: Session, chunk: Sequence[_Arrived], now: datetime) -> Collected:
    counted = Collected()
    sources = _sources(session, chunk, now)
    beside = _lines_of(chunk)
    furniture = _furniture(session, beside, sources)
    known = _known(session, chunk)
    for one in chunk:
        row = known.get(one.key)
        if row is not None and row.raw_hash == hash_of(one.found.raw):
            counted.unchanged += 1
            continue
        counted.new += row is None
        counted.updated += row is not None
        extract = _again(one.found, furniture.get(one.source), beside[one.source][one.key])
        row = row or Article(identity=one.key, stored_at=now)  # type: ignore[call-arg] # the rest follows at once
        for name, value in columns(one.found, extract, sources.get(one.source), now).items():
            setattr(row, name, value)
        session.add(row)
        known[one.key] = row
    return counted


def _known(session: Session, chunk: Sequence[_Arrived]) -> dict[str, Article]:
    rows = session.scalars(select(Article).where(col(Article.identity).in_([one.key for one in chunk])))
    return {row.identity: row for row in rows}


def _sources(session: Session, chunk: Sequence[_Arrived], now: datetime) -> dict[str, int]:
    names = sorted({one.source for one in chunk if one.source})
    rows = {row.name: row for row in session.scalars(select(Source).where(col(Source.name).in_(names)))}
    for name in names:
        if name not in rows:
            rows[name] = Source(name=name, created_at=now)
            session.add(rows[name])
    session.flush()
    return {name: row.id for name, row in rows.items() if row.id is not None}


def _lines_of(chunk: Iterable[_Arrived]) -> _Lines:
    """The lines of each article of each source; two versions of one article are one."""
    found: _Lines = defaultdict(lambda: defaultdict(list))
    for one in chunk:
        found[one.source][one.key] += _lines(one.found.extract)
    return found


def _furniture(session: Session, beside: _Lines, sources: Mapping[str, int]) -> dict[str, Furniture]:
    """What recurs around the articles of each source, those of the chunk and those that were stored last."""
    return {
        name: learn([*_remembered(session, key, beside[name]), *beside[name].values()])
        for name, key in sources.items()
    }


def _remembered(session: Session, source_id: int, coming: Iterable[str]) -> list[list[str]]:
    """The lines of a source's latest articles, but for older versions of those that are coming in."""
    latest = (
        select(col(Article.blocks), col(Article.dropped))
        .where(col(Article.source_id) == source_id, col(Article.identity).not_in(list(coming)))
        .order_by(col(Article.stored_at).desc(), col(Article.identity))
        .limit(REMEMBERED)
    )
    return [[part["text"] for part in (*blocks, *dropped)] for blocks, dropped in session.execute(latest)]


def _again(found: Found, known: Furniture | None, own: Iterable[str]) -> Extract:
    """Cleaned once more, where lines were kept that recur in the source's other articles; `own` are this one's."""
    if known is None:
        return found.extract
    itself = frozenset(map(normalise, own)) - {""}
    others = Furniture(tuple(story for story in known.stories if story != itself))
    kept = {normalise(block.text) for block in found.extract.blocks}
    if not others.recurring(_lines(found.extract)) & kept:
        return found.extract
    try:
        again = files.extract_again(found.kind, found.raw, known=others)
    except UnreadableError:  # all of it recurs: better with its furniture than not at all
        return found.extract
    return again if again.paragraphs else found.extract


def _lines(extract: Extract) -> list[str]:
    return [*(block.text for block in extract.blocks), *(line.text for line in extract.dropped)]
