"""Where articles are put: a chunk at a time, each in its own row, without what recurs in its source's others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from digest.collect import files
from digest.collect.article import Extract
from digest.collect.boilerplate import Furniture, Story, learn, story
from digest.collect.columns import columns
from digest.collect.files import Found
from digest.collect.memory import Memory
from digest.errors import UnreadableError
from digest.models import Article, ArticleVersion, Source

WITHDRAWN = ""
"""What stands for the hash of an article that an editor has taken out: it is not stored again."""
Stories = defaultdict[str, dict[str, Story]]
"""What arrived together, by source and article."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The `number`-th article of a run; it is known by what its original says, whatever is learned of its source later."""

    number: int
    key: str
    hash: str
    found: Found

    @property
    def source(self) -> str:
        """The name of its outlet; empty where none is known."""
        return self.found.extract.source or ""


@dataclass(slots=True)
class Counted:
    """How many articles of a chunk were new, changed, and as they were."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(slots=True)
class Shelf:
    """The store, as one collection fills it; `comes_after` says whether an original follows another in the run."""

    comes_after: Callable[[str, int], bool]
    memory: Memory = field(default_factory=Memory)

    def store(self, session: Session, chunk: Sequence[Arrived], now: datetime) -> Counted:
        """Store what is new or changed; of a chunk that holds neither nothing more is asked than that."""
        counted = Counted()
        fresh = self._sifted(chunk, _hashes(session, chunk), counted)
        if fresh:
            self._put(session, chunk, fresh, now)
        return counted

    def _sifted(self, chunk: Sequence[Arrived], hashes: dict[str, str], counted: Counted) -> list[Arrived]:
        """Return what has to be stored. An original that is stored already and comes again later has the last word."""
        fresh: list[Arrived] = []
        for one in chunk:
            stored = hashes.get(one.key)
            if stored in {one.hash, WITHDRAWN} or (stored and self.comes_after(stored, one.number)):
                counted.unchanged += 1
                continue
            counted.new += stored is None
            counted.updated += stored is not None
            hashes[one.key] = one.hash
            fresh.append(one)
        return fresh

    def _put(
        self, session: Session, chunk: Sequence[Arrived], fresh: Sequence[Arrived], now: datetime
    ) -> None:
        sources = _sources(session, fresh, now)
        beside = _stories(one for one in chunk if one.source in sources)
        furniture = {
            name: learn([*self.memory.stories(session, key, beside[name]), *beside[name].values()])
            for name, key in sources.items()
        }
        rows = _rows(session, fresh)
        for one in fresh:
            extract, source_id = one.found.extract, sources.get(one.source)
            if source_id is not None:
                extract = _cleaned(one.found, furniture[one.source].besides(beside[one.source][one.key]))
            row = rows.get(one.key)
            if row is None:
                row = Article(identity=one.key, stored_at=now)  # type: ignore[call-arg] # the rest follows at once
            elif row.id is not None:
                session.merge(_version(row, row.id, now))
            for name, value in columns(one.found, extract, source_id, now).items():
                setattr(row, name, value)
            session.add(row)
            rows[one.key] = row
            if source_id is not None:
                self.memory.keep(source_id, row, _told(extract))


def _version(row: Article, key: int, now: datetime) -> ArticleVersion:
    """What an article was until now: an edition that was made of it can be explained later."""
    return ArticleVersion(
        article_id=key, replaced_at=now, title=row.title, raw_kind=row.raw_kind, raw=row.raw, raw_hash=row.raw_hash
    )  # fmt: skip


def _hashes(session: Session, chunk: Sequence[Arrived]) -> dict[str, str]:
    wanted = select(col(Article.identity), col(Article.raw_hash)).where(
        col(Article.identity).in_([one.key for one in chunk])
    )
    return dict(session.execute(wanted).all())


def _rows(session: Session, fresh: Sequence[Arrived]) -> dict[str, Article]:
    rows = session.scalars(select(Article).where(col(Article.identity).in_([one.key for one in fresh])))
    return {row.identity: row for row in rows}


def _sources(session: Session, fresh: Sequence[Arrived], now: datetime) -> dict[str, int]:
    names = sorted({one.source for one in fresh if one.source})
    rows = {row.name: row for row in session.scalars(select(Source).where(col(Source.name).in_(names)))}
    for name in names:
        if name not in rows:
            rows[name] = Source(name=name, created_at=now)
            session.add(rows[name])
    session.flush()
    return {name: row.id for name, row in rows.items() if row.id is not None}


def _stories(arrived: Iterable[Arrived]) -> Stories:
    """The story of each article; two versions of one article are one."""
    found: Stories = defaultdict(dict)
    for one in arrived:
        known = found[one.source].get(one.key, Story())
        found[one.source][one.key] = known | _told(one.found.extract)
    return found


def _cleaned(found: Found, others: Furniture) -> Extract:
    """Clean once more, where lines were kept that recur in the source's other articles."""
    told = _told(found.extract)
    kept = story(found.extract.texts).lines
    if not others.recurring(told) & kept:
        return found.extract
    try:
        again = files.extract_again(found.kind, found.raw, known=others)
    except UnreadableError:  # all of it recurs: better with its furniture than not at all
        return found.extract
    return again if again.paragraphs else found.extract


def _told(extract: Extract) -> Story:
    return story(extract.texts, (line.text for line in extract.dropped))
