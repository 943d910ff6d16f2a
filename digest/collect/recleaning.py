"""Stored articles cleaned once more, from their originals: rules and what is known of their sources have grown since."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from digest.collect import files
from digest.collect.article import Extract
from digest.collect.boilerplate import Furniture, Story, learn, story
from digest.collect.columns import storable
from digest.collect.files import Found
from digest.database import alone, reading, writing
from digest.errors import DigestError
from digest.models import Article, Source

AT_ONCE = 100
"""Articles of one transaction."""
LEARNED_FROM = 400
"""Latest articles of a source that say what recurs in it."""

_T = TypeVar("_T")


class NoSourceError(DigestError, LookupError):
    """No stored article is of a source of this name."""


@dataclass(slots=True)
class Cleaned:
    """How many articles came out otherwise, how many as they were, and how many could not be read again and stay."""

    changed: int = 0
    unchanged: int = 0
    kept: int = 0


def clean(engine: Engine, source: str | None, *, seen: Callable[[], None] = lambda: None) -> Cleaned:
    """Clean all articles, or those of one source, from their stored originals; `seen` is called after each.

    Editions are not touched: they keep their own text. Killed half-way, it has cleaned some of them.

    Raises:
        NoSourceError: there is no such source.
        DatabaseError: the store cannot be reached.
    """
    done = Cleaned()
    for key in _sources(engine, source):
        keys, stories = _learned(engine, key)
        furniture = learn(stories.values())
        for some in _parts(keys, AT_ONCE):
            with writing(engine) as session:
                alone(session, Article)
                for one in session.scalars(select(Article).where(col(Article.id).in_(some))):
                    _clean(one, furniture.besides(stories.get(one.id or 0, Story())), done)
                    seen()
    return done


def _clean(one: Article, others: Furniture, done: Cleaned) -> None:
    """Clean one article; what was understood of it beside its text stays."""
    again = _extracted(one, others) or _extracted(one, None)
    if again is None:
        done.kept += 1
        return
    new = {
        "blocks": [asdict(block) for block in again.blocks],
        "dropped": [asdict(line) for line in again.dropped],
        "related": [asdict(other) for other in again.related],
    }
    if all(getattr(one, name) == value for name, value in new.items()):
        done.unchanged += 1
        return
    done.changed += 1
    for name, value in new.items():
        setattr(one, name, value)


def _extracted(one: Article, others: Furniture | None) -> Extract | None:
    """What is understood of an article's original; None where nothing is left of it, or it cannot be read any more."""
    kind: files.Kind = one.raw_kind  # type: ignore[assignment] # it was one when it was stored
    try:
        found = files.extract_again(kind, one.raw, known=others)
    except DigestError:
        return None
    return storable(Found("", None, kind, one.raw, found)).extract if found.paragraphs else None


def _sources(engine: Engine, name: str | None) -> Sequence[int | None]:
    """The keys of the sources to be cleaned; None is that of articles without one."""
    with reading(engine) as session:
        wanted = select(Source).order_by(col(Source.id))
        found = [
            one.id for one in session.scalars(wanted) if name is None or one.name.lower() == name.lower()
        ]
    if name is not None and not found:
        raise NoSourceError(f"no stored article is of a source {name!r}; `digest articles list` names them")
    return found if name is not None else [*found, None]


def _learned(engine: Engine, source: int | None) -> tuple[list[int], dict[int, Story]]:
    """The keys of a source's articles, the first stored first, and the stories of its latest ones; none where there is no source."""
    with reading(engine) as session:
        keys = list(_keys(session, source))
        wanted = select(col(Article.id), col(Article.blocks), col(Article.dropped))
        stories = {
            key: story((block["text"] for block in blocks), (line["text"] for line in dropped))
            for some in _parts(keys[-LEARNED_FROM:] if source is not None else [], AT_ONCE)
            for key, blocks, dropped in session.execute(wanted.where(col(Article.id).in_(some)))
        }
    return keys, {key: stories[key] for key in reversed(keys) if key in stories}


def _keys(session: Session, source: int | None) -> Sequence[int]:
    wanted = select(col(Article.id)).where(
        col(Article.source_id).is_(None) if source is None else col(Article.source_id) == source,
        col(Article.withdrawn_at).is_(None),
    )
    found = session.scalars(wanted.order_by(col(Article.stored_at), col(Article.id)))
    return [key for key in found if key is not None]


def _parts(keys: Sequence[_T], size: int) -> Iterator[Sequence[_T]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
