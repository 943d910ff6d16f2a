"""What is public of an edition: its content, when it was fixed, and what was corrected since."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

from sqlalchemy import Engine, Select, select
from sqlmodel import Session, col

from digest.compose.content import EditionContent, Item, from_json
from digest.database import reading
from digest.editorial.variants import EVERYONE
from digest.models import FIXED_STATES, Edition, EditionVariant
from digest.records import Correction


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition whose bytes are fixed; `seed` is what its slots' tokens were made from."""

    day: date
    content: EditionContent
    seed: str
    published: datetime
    corrections: tuple[Correction, ...] = ()

    @property
    def changed(self) -> datetime:
        """When it was last changed: by a correction, or never."""
        return max((one.at for one in self.corrections), default=self.published)

    def told_of(self, number: int) -> Self:
        """The same with the corrections of one story alone."""
        return replace(self, corrections=tuple(one for one in self.corrections if one.story == number))

    def story(self, number: int) -> Item | None:
        """The story with that number."""
        return next((item for item in self.content.items() if item.number == number), None)


def issue_of(engine: Engine, slug: str, day: date) -> Issue | None:
    """The public edition of a day."""
    with reading(engine) as session:
        found = session.scalars(_fixed(slug).where(col(Edition.day) == day)).one_or_none()
        return next(_issues(session, [found]), None) if found else None


def newest(engine: Engine, slug: str, most: int, before: date | None = None) -> list[Issue]:
    """Up to `most` public editions, newest first."""
    wanted = _fixed(slug) if before is None else _fixed(slug).where(col(Edition.day) < before)
    with reading(engine) as session:
        return list(_issues(session, session.scalars(wanted.limit(most)).all()))


def newest_day(engine: Engine, slug: str) -> date | None:
    """The day of the newest public edition."""
    with reading(engine) as session:
        return session.execute(_fixed(slug).with_only_columns(col(Edition.day)).limit(1)).scalar()


def mailed_page(engine: Engine, slug: str, day: date) -> str:
    """The HTML that was mailed to those who muted nothing; empty where there is none."""
    wanted = select(col(EditionVariant.html)).join(Edition, col(Edition.id) == col(EditionVariant.edition_id))
    mine = (col(Edition.newsletter) == slug, col(Edition.day) == day, col(EditionVariant.key) == EVERYONE)
    with reading(engine) as session:
        return session.execute(wanted.where(*mine)).scalar() or ""


def _fixed(slug: str) -> Select[Edition]:
    fixed = select(Edition).where(col(Edition.newsletter) == slug, col(Edition.state).in_(FIXED_STATES))
    return fixed.order_by(col(Edition.day).desc())


def _issues(session: Session, editions: Iterable[Edition]) -> Iterator[Issue]:
    editions = list(editions)
    stamped = _corrections(session, [one.id or 0 for one in editions])
    for one in editions:
        when = one.frozen_at or one.window_end
        yield Issue(one.day, from_json(one.content), one.content, when, stamped.get(one.id or 0, ()))


def _corrections(session: Session, keys: list[int]) -> Mapping[int, tuple[Correction, ...]]:
    wanted = select(Correction).where(col(Correction.edition_id).in_(keys)).order_by(col(Correction.id))
    found: dict[int, tuple[Correction, ...]] = {}
    for one in session.scalars(wanted):
        found[one.edition_id] = (*found.get(one.edition_id, ()), one)
    return found
