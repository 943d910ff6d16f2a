"""What an edition hangs on, as marks that are cheap to take ten times a second and differ when it has changed."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from time import sleep

from sqlalchemy import func, select
from sqlmodel import Session, col

from digest.database import reading
from digest.editions import find
from digest.models import FIXED_STATES, Article, Edition, EditionState
from digest.newsroom import Newsroom

Stamps = tuple[tuple[str, int, int], ...]
"""Path, time of change in nanoseconds, size in bytes."""
Mark = tuple[str, ...]
_SETTLE_SECONDS = 0.02
_FIRST_WINDOW = timedelta(days=8)
_REMEMBERED = 40  # editions that an edition may look back on


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one moment: configuration, words (which the editors use as well), templates and styles."""

    configuration: Stamps = ()
    words: Stamps = ()
    templates: Stamps = ()


@dataclass(frozen=True, slots=True)
class StoreMark:
    """The store of one moment: the articles of the window, the editions before, and the one that is looked at."""

    articles: Mark
    editions: tuple[Mark, ...]
    own: Mark | None


def settled(configuration: Path, folders: tuple[Path, ...]) -> Files:
    """The files once nobody is in the middle of writing them, waited for up to a fifth of a second."""
    found = files(configuration, folders)
    for _ in range(10):
        sleep(_SETTLE_SECONDS)
        again = files(configuration, folders)
        if again == found:
            break
        found = again
    return found


def files(configuration: Path, folders: tuple[Path, ...]) -> Files:
    """All files that count, as they are now."""
    every = tuple(sorted(stamp for folder in folders for stamp in _below(folder)))
    words = tuple(stamp for stamp in every if Path(stamp[0]).parent.name == "words")
    return Files(tuple(_stamp(configuration)), words, tuple(stamp for stamp in every if stamp not in words))


def _below(folder: Path) -> Iterator[tuple[str, int, int]]:
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.startswith("."):  # an editor's swap file
                yield from _stamp(Path(place, name))


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    try:
        found = path.stat()
    except OSError:
        return  # gone, or never there: its absence is its mark
    yield str(path), found.st_mtime_ns, found.st_size


def store_mark(room: Newsroom, day: date, now: datetime) -> StoreMark:
    """The store as it is now. Raises DatabaseError."""
    with reading(room.engine) as session:
        editions = _editions(session, room.slug)
        since = max((end for _, state, _, end in editions if state in FIXED_STATES), default=None)
        start = since or now.replace(hour=0, minute=0, second=0, microsecond=0) - _FIRST_WINDOW
        articles = select(func.count(), func.max(col(Article.id)), func.max(col(Article.changed_at)))
        counted = session.execute(articles.where(col(Article.stored_at) > start)).one()
        own = find(session, room.slug, day)
    others = tuple((str(when), str(state), hashed) for when, state, hashed, _ in editions if when != day)
    return StoreMark(tuple(map(str, counted)), others, own_mark(own) if own else None)


def _editions(session: Session, slug: str) -> Sequence[tuple[date, EditionState, str, datetime]]:
    columns = (Edition.day, Edition.state, Edition.hash, Edition.window_end)
    wanted = select(*map(col, columns)).where(col(Edition.newsletter) == slug)
    rows = session.execute(wanted.order_by(col(Edition.day).desc()).limit(_REMEMBERED))
    return [tuple(row) for row in rows]


def own_mark(edition: Edition) -> Mark:
    """What of an edition's own row would be seen: its state, its content, why it was stopped, what its editor changed."""
    return tuple(map(str, (edition.state, edition.hash, edition.reason, edition.changes)))
