"""What a newsletter has printed of late, with the stored articles behind each story."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from digest.compose.content import EditionContent, Item, from_json
from digest.models import FIXED_STATES, Article, Edition, Source

BATCH = 500
"""Articles asked for at once: databases limit the values of a statement."""

Row = tuple[Article, str | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the edition of `day`, and those of its articles that are still stored, each with its source's name."""

    day: date
    item: Item
    rows: tuple[Row, ...]


def told_before(session: Session, newsletter: str, day: date, days: int) -> list[Told]:
    """The stories of the newsletter's frozen editions in the `days` days before `day`, in the order of printing."""
    if not days:
        return []
    wanted = (
        select(Edition)
        .where(col(Edition.newsletter) == newsletter, col(Edition.state).in_(FIXED_STATES))
        .where(col(Edition.day) < day, col(Edition.day) >= day - timedelta(days=days))
        .order_by(col(Edition.day))
    )
    return as_told(session, *(from_json(edition.content) for edition in session.scalars(wanted)))


def as_told(session: Session, *editions: EditionContent) -> list[Told]:
    """The stories of editions, with their articles."""
    items = [(edition.day, item) for edition in editions for item in edition.items()]
    rows = rows_of(session, [key for _, item in items for key in item.articles])
    return [Told(day, item, tuple(rows[key] for key in item.articles if key in rows)) for day, item in items]


def rows_of(session: Session, keys: Iterable[int]) -> dict[int, Row]:
    """Those of the articles that are still stored and not withdrawn, by id, each with its source's name."""
    found: dict[int, Row] = {}
    for some in _batches(sorted(set(keys))):
        wanted = (
            select(Article, col(Source.name))
            .outerjoin(Source, col(Source.id) == col(Article.source_id))
            .where(col(Article.id).in_(some), col(Article.withdrawn_at).is_(None))
        )
        found |= {article.id or 0: (article, name) for article, name in session.execute(wanted)}
    return found


def _batches(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
