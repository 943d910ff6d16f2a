"""Which articles are an edition's: windows over the time of storing that lie end to end.

An article is stored, and a window is closed, while its transaction holds the `article` table alone (see
`digest.database.alone`). So no article is lost between two windows, and none is in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from digest.collect.printed import Row, Told
from digest.models import CLOSED_STATES, FIXED_STATES, Article, Edition, Source


@dataclass(frozen=True, slots=True)
class Window:
    """The articles stored after `start` and not after `end`, each with its source's name, in no order.

    `number` is that of the edition to be made of them, counted from 1; `told` are the stories of the last ones.
    """

    start: datetime
    end: datetime
    number: int
    rows: Sequence[Row]
    told: Sequence[Told] = ()


def moment(session: Session, now: datetime) -> datetime:
    """When an article counts as stored: now, yet after every closed window, also when this clock runs behind."""
    closed = select(func.max(col(Edition.window_end))).where(col(Edition.state).in_(CLOSED_STATES))
    last = session.execute(closed).scalar_one_or_none()
    return max(now, last + timedelta(microseconds=1)) if last else now


def open_window(session: Session, newsletter: str, *, first: datetime, now: datetime) -> Window:
    """The window since the newsletter's last edition that is frozen or was skipped, or since `first` where none is frozen yet.

    It ends now, or with the last article where the clock that stored that one runs ahead of ours.
    """
    printed, closed = _printed(session, newsletter)
    start = closed or first
    wanted = (
        select(Article, col(Source.name))
        .outerjoin(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.stored_at) > start, col(Article.withdrawn_at).is_(None))
    )
    rows = [(article, name) for article, name in session.execute(wanted)]
    return Window(start, max(now, start, *(one.stored_at for one, _ in rows)), printed + 1, rows)


def next_number(session: Session, newsletter: str) -> int:
    """The number of the next edition to be frozen."""
    return _printed(session, newsletter)[0] + 1


def closed_until(session: Session, newsletter: str, otherwise: datetime) -> datetime:
    """Where the newsletter's next window begins: at the end of the last one, where there was one."""
    return _printed(session, newsletter)[1] or otherwise


def _printed(session: Session, newsletter: str) -> tuple[int, datetime | None]:
    fixed = func.count().filter(col(Edition.state).in_(FIXED_STATES))
    wanted = select(fixed, func.max(col(Edition.window_end))).where(
        col(Edition.newsletter) == newsletter, col(Edition.state).in_(CLOSED_STATES)
    )
    printed, closed = session.execute(wanted).one()
    return printed, closed
