"""What the database keeps of a source: its version, when it is due, how it fares; and which items were read already."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlmodel import Session, col

from digest.collect.fetch.fetcher import UNKNOWN, Validators
from digest.database import reading, writing
from digest.models import Announced, SourceState

_AT_ONCE = 400  # keys of one IN: SQLite takes 32,766 values, older ones 999


def states(engine: Engine) -> Mapping[str, SourceState]:
    """The state of every source that was ever asked, by its slug.

    Raises:
        DatabaseError: the store cannot be reached.
    """
    with reading(engine) as session:
        return {one.slug: one for one in session.scalars(select(SourceState))}


def save(engine: Engine, state: SourceState) -> None:
    """Keep a source's state, in place of the last one."""
    with writing(engine) as session:
        session.merge(state)


def forget(engine: Engine, slug: str) -> None:
    """Drop the state of a source that is no longer asked; its articles stay."""
    with writing(engine) as session:
        session.execute(delete(SourceState).where(col(SourceState.slug) == slug))
        session.execute(delete(Announced).where(col(Announced.slug) == slug))


@dataclass(frozen=True, slots=True)
class Read:
    """An item whose page was read: the version that was announced, and what its host said of the page."""

    key: str
    version: str
    validators: Validators = UNKNOWN


def read_before(engine: Engine, slug: str, keys: Iterable[str]) -> dict[str, Read]:
    """Those of a source's items whose page was read before, by their keys."""
    hashes = {_hash(key): key for key in keys}
    found: dict[str, Read] = {}
    with reading(engine) as session:
        for row in _rows(session, slug, list(hashes)):
            key = hashes[row.key]
            found[key] = Read(key, row.version, Validators(row.etag, row.modified))
    return found


def keep_read(engine: Engine, slug: str, items: Iterable[Read], now: datetime) -> None:
    """Remember that pages were read."""
    with writing(engine) as session:
        for one in items:
            tag, modified = one.validators.etag, one.validators.modified
            session.merge(
                Announced(slug=slug, key=_hash(one.key), version=one.version, etag=tag, modified=modified, read_at=now)
            )  # fmt: skip


def _rows(session: Session, slug: str, hashes: list[str]) -> Iterable[Announced]:
    for start in range(0, len(hashes), _AT_ONCE):
        part = hashes[start : start + _AT_ONCE]
        yield from session.scalars(
            select(Announced).where(col(Announced.slug) == slug, col(Announced.key).in_(part))
        )


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
