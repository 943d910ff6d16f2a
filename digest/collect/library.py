"""The stored articles, to be looked up: lists, one of them with all that is known of it, and what is withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Float, Integer, Select, delete, func, select, text
from sqlalchemy.orm import defer
from sqlmodel import Session, col

from digest.collect import query
from digest.collect.printed import Row
from digest.compose.content import from_json
from digest.database import alone
from digest.errors import DigestError
from digest.models import Article, ArticleVersion, Edition, Source

_MATCHES = {
    "sqlite": "SELECT rowid AS id, bm25(article_words, 10.0, 4.0, 4.0, 1.0) AS rank FROM article_words WHERE article_words MATCH :asked",
    "postgresql": "SELECT article_id AS id, -ts_rank_cd(words, asked) AS rank FROM article_words, to_tsquery('simple', :asked) asked WHERE words @@ asked",
}
_ID, _RANK = Column("id", Integer), Column("rank", Float)


class NoArticleError(DigestError, LookupError):
    """There is no article with this number."""

    def __init__(self, key: int) -> None:
        """Say which, and how to find the right one."""
        super().__init__(f"there is no article {key}; `digest articles list` shows their numbers")
        self.key = key


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles are wanted: stored from `since` on and before `until`; names count without their case."""

    source: str | None = None
    section: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """An edition that has an article, and the number of its story there."""

    edition: Edition
    story: int


def listed(session: Session, wanted: Filter, limit: int) -> list[Row]:
    """The articles that fit, the last stored first."""
    return _rows(session, _latest(_filtered(wanted)).limit(limit))


def searched(session: Session, asked: str, wanted: Filter, limit: int) -> list[Row]:
    """The articles that hold what is asked for, the best first; words in a title weigh most.

    Raises:
        QueryError: there is no word to look for.
    """
    terms = query.parse(asked)
    dialect = session.get_bind().dialect.name
    said = query.tsquery(terms) if dialect == "postgresql" else query.fts5(terms)
    rank = text(_MATCHES[dialect]).bindparams(asked=said).columns(_ID, _RANK).subquery()
    found = _filtered(wanted).join(rank, rank.c.id == col(Article.id)).order_by(rank.c.rank)
    return _rows(session, _latest(found).limit(limit))


def article(session: Session, key: int) -> Row:
    """One article, with its source's name. Raises NoArticleError."""
    for row in _rows(session, _joined().where(col(Article.id) == key)):
        return row
    raise NoArticleError(key)


def versions(session: Session, key: int) -> Sequence[ArticleVersion]:
    """What an article was before, the first version first."""
    wanted = select(ArticleVersion).where(col(ArticleVersion.article_id) == key)
    return session.scalars(wanted.order_by(col(ArticleVersion.replaced_at))).all()


def uses(session: Session, one: Article) -> list[Use]:
    """The editions that have an article, by their days: its time of storing lies in their windows."""
    wanted = select(Edition).where(
        col(Edition.window_start) < one.stored_at, col(Edition.window_end) >= one.stored_at
    )
    return [
        Use(edition, item.number)
        for edition in session.scalars(wanted.order_by(col(Edition.day), col(Edition.newsletter)))
        for item in from_json(edition.content).items()
        if one.id in item.articles
    ]


def withdraw(session: Session, key: int, now: datetime) -> Row:
    """Empty an article, and its versions: its text is gone, its address stays known, so that it does not come again.

    Raises:
        NoArticleError: there is none, or it was withdrawn before.
    """
    alone(session, Article)
    one, source = article(session, key)
    told = Article(**one.model_dump())
    session.execute(delete(ArticleVersion).where(col(ArticleVersion.article_id) == key))
    one.withdrawn_at = one.changed_at = now
    one.title = one.raw = one.raw_hash = ""
    one.dek = one.byline = one.kicker = one.section = one.image = None
    one.blocks, one.dropped, one.related, one.tags = [], [], [], []
    session.add(one)
    return told, source


def _rows(session: Session, wanted: "Select[tuple[Article, str | None]]") -> list[Row]:
    return [(one, source) for one, source in session.execute(wanted)]


def _joined() -> "Select[tuple[Article, str | None]]":
    joined = select(Article, col(Source.name)).outerjoin(Source, col(Source.id) == col(Article.source_id))
    return joined.where(col(Article.withdrawn_at).is_(None))  # type: ignore[return-value] # an outer join gives null


def _latest(wanted: "Select[tuple[Article, str | None]]") -> "Select[tuple[Article, str | None]]":
    spared = wanted.options(defer(Article.raw))  # type: ignore[arg-type] # SQLModel's field is a column
    return spared.order_by(col(Article.stored_at).desc(), col(Article.id).desc())


def _filtered(wanted: Filter) -> "Select[tuple[Article, str | None]]":
    found = _joined()
    for column, value in ((Source.name, wanted.source), (Article.section, wanted.section)):
        if value is not None:
            found = found.where(func.lower(col(column)) == value.lower())
    if wanted.language is not None:
        language = func.lower(col(Article.language))
        asked = wanted.language.lower()
        found = found.where((language == asked) | language.startswith(f"{asked}-", autoescape=True))
    if wanted.since is not None:
        found = found.where(col(Article.stored_at) >= wanted.since)
    if wanted.until is not None:
        found = found.where(col(Article.stored_at) < wanted.until)
    return found
