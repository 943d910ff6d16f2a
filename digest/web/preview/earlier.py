"""The edition before this one, and what has become of its stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlmodel import col, select

from digest import daily, editions
from digest.compose.content import EditionContent, Item, from_json
from digest.compose.message import Tokens
from digest.database import reading
from digest.deliver.personal import NOBODY
from digest.models import Edition, EditionState
from digest.newsroom import Newsroom

Fate = Literal["new", "goes on", "gone"]
_STOPPED = (EditionState.SKIPPED, EditionState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition before: what it said, and its HTML without anybody's links."""

    content: EditionContent
    state: str
    html: str

    @property
    def day(self) -> date:
        """Its day."""
        return self.content.day


@dataclass(frozen=True, slots=True)
class Line:
    """One story in a list of headlines; `other` is its number in the edition that stands beside, where it is there."""

    item: Item
    fate: Fate
    other: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both editions' headlines, each with what has become of it."""

    before: tuple[Line, ...]
    now: tuple[Line, ...]


def earlier(room: Newsroom, day: date) -> Earlier | None:
    """The newest edition before a day that was not stopped; None where there is none.

    Raises:
        TemplateFault: it is a draft, and a template does not render.
    """
    wanted = (
        select(Edition)
        .where(col(Edition.newsletter) == room.slug, col(Edition.day) < day, col(Edition.content) != "")
        .where(col(Edition.state).not_in(_STOPPED))
        .order_by(col(Edition.day).desc())
        .limit(1)
    )
    with reading(room.engine) as session:
        edition = session.scalars(wanted).one_or_none()
    if edition is None:
        return None
    content = from_json(edition.content)
    html = daily.dressed(room, editions.Drafted(edition, content)).html
    values = room.personal(edition.id or 0).values(NOBODY, edition.created_at)
    return Earlier(content, str(edition.state), Tokens.of(edition.content).fill(html, values))


def compare(before: EditionContent, now: EditionContent) -> Comparison:
    """A story is the same where an article of it is."""
    old, new = tuple(before.items()), tuple(now.items())
    return Comparison(
        tuple(_line(item, _same(item, new), "gone") for item in old),
        tuple(_line(item, _same(item, old), "goes on" if item.earlier else "new") for item in new),
    )


def _line(item: Item, other: Item | None, alone: Fate) -> Line:
    return Line(item, "goes on", other.number) if other else Line(item, alone)


def _same(item: Item, among: Iterable[Item]) -> Item | None:
    articles = set(item.articles)
    return next((other for other in among if articles & set(other.articles)), None)
