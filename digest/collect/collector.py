"""What was read becomes Article rows, each once; what could not be read is told and the rest goes on."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col

from digest.collect import files
from digest.collect.article import Extract
from digest.collect.boilerplate import Furniture, learn
from digest.collect.files import Found, Rejected
from digest.collect.identity import canonical_url, identity
from digest.database import writing
from digest.models import Article, Source

CHUNK = 100
REMEMBERED = 60  # stored articles of a source that its furniture is learned from


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
    seen: Callable[[Path], None] = lambda _path: None,
) -> Collected:
    """Store the articles of files and folders; `seen` is called after each file or row.

    An article's `stored_at` is read from `clock` inside the transaction that stores it, so that no edition's
    window closes between the two.

    Raises:
        DatabaseError: the store cannot be reached; what was stored before stays.
    """
    result = Collected()
    for chunk in _chunks(_found(files.read(paths), result, seen)):
        try:
            counted = _store(engine, chunk, clock)
        except IntegrityError:  # another collector stored one of these just now: look again
            counted = _store(engine, chunk, clock)
        result.new += counted.new
        result.updated += counted.updated
        result.unchanged += counted.unchanged
    return result


def _found(
    items: Iterable[Found | Rejected], result: Collected, seen: Callable[[Path], None]
) -> Iterator[Found]:
    for item in items:
        if isinstance(item, Rejected):
            result.rejected.append(item)
        elif not item.extract.paragraphs:
            result.rejected.append(Rejected(item.path, item.row, "no article text was found in it"))
        else:
            yield item
        seen(item.path)


def _chunks(items: Iterator[Found]) -> Iterator[list[Found]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _store(engine: Engine, chunk: Sequence[Found], clock: Callable[[], datetime]) -> Collected:
    counted = Collected()
    with writing(engine) as session:
        session.connection()  # SQLite's write lock first, then the time
        now = clock()
        sources = _sources(session, chunk, now)
        cleaned = _cleaned(session, chunk, sources)
        known = _known(session, [identity(extract) for _, extract in cleaned])
        for found, extract in cleaned:
            key = identity(extract)
            row = known.get(key)
            if row is not None and row.raw_hash == _hash(found.raw):
                counted.unchanged += 1
                continue
            counted.new += row is None
            counted.updated += row is not None
            known[key] = _put(session, row, _columns(found, extract, sources, now), key, now)
    return counted


def _known(session: Session, keys: Sequence[str]) -> dict[str, Article]:
    rows = session.scalars(select(Article).where(col(Article.identity).in_(keys)))
    return {row.identity: row for row in rows}


def _sources(session: Session, chunk: Sequence[Found], now: datetime) -> dict[str, int]:
    names = sorted({found.extract.source for found in chunk if found.extract.source})
    rows = {row.name: row for row in session.scalars(select(Source).where(col(Source.name).in_(names)))}
    for name in names:
        if name not in rows:
            rows[name] = Source(name=name, created_at=now)
            session.add(rows[name])
    session.flush()
    return {name: row.id for name, row in rows.items() if row.id is not None}


def _cleaned(
    session: Session, chunk: Sequence[Found], sources: dict[str, int]
) -> list[tuple[Found, Extract]]:
    """Clean again what holds lines that recur across its source's other articles, stored or beside it."""
    beside: dict[str, list[list[str]]] = defaultdict(list)
    for found in chunk:
        beside[found.extract.source or ""].append(_lines(found.extract))
    furniture = {
        name: learn([*_remembered(session, sources[name]), *beside[name]]) for name in beside if name
    }
    return [(found, _again(found, furniture.get(found.extract.source or ""))) for found in chunk]


def _again(found: Found, known: Furniture | None) -> Extract:
    kept = [block.text for block in found.extract.blocks]
    if known is None or not known.recurring(_lines(found.extract)) & known.recurring(kept):
        return found.extract
    again = files.extract_again(found.kind, found.raw, known=known)
    return again if again.paragraphs else found.extract


def _remembered(session: Session, source_id: int) -> list[list[str]]:
    latest = (
        select(col(Article.blocks), col(Article.dropped))
        .where(col(Article.source_id) == source_id)
        .order_by(col(Article.stored_at).desc(), col(Article.identity))
        .limit(REMEMBERED)
    )
    return [[part["text"] for part in (*blocks, *dropped)] for blocks, dropped in session.execute(latest)]


def _lines(extract: Extract) -> list[str]:
    return [*(block.text for block in extract.blocks), *(line.text for line in extract.dropped)]


def _put(session: Session, row: Article | None, columns: Mapping[str, Any], key: str, now: datetime) -> Article:
    row = row or Article(identity=key, stored_at=now, **columns)
    for name, value in columns.items():
        setattr(row, name, value)
    session.add(row)
    return row


def _columns(found: Found, extract: Extract, sources: Mapping[str, int], now: datetime) -> dict[str, Any]:
    """What the columns of an article's row hold, by name."""
    return {
        "source_id": sources.get(extract.source or ""),
        "url": canonical_url(extract.url),
        "title": (extract.title or extract.paragraphs[0])[:1000],
        "dek": extract.dek,
        "byline": _cut(extract.byline, 300),
        "kicker": _cut(extract.kicker, 200),
        "section": _cut(extract.section, 200),
        "language": _cut(extract.language, 35),
        "published": extract.published,
        "blocks": [asdict(block) for block in extract.blocks],
        "dropped": [asdict(line) for line in extract.dropped],
        "related": [asdict(story) for story in extract.related],
        "image": asdict(extract.image) if extract.image else None,
        "raw_kind": found.kind,
        "raw": found.raw,
        "raw_hash": _hash(found.raw),
        "changed_at": now,
    }


def _cut(text: str | None, longest: int) -> str | None:
    return text[:longest] if text else None


def _hash(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
