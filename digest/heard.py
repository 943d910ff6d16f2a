"""What readers of a newsletter have had in another one of the same house, so that no story comes to them twice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlmodel import Session, col

from digest.collect.printed import Told, as_told, rows_of
from digest.compose.content import EditionContent, from_json
from digest.deliver import recall
from digest.editorial.candidates import from_rows
from digest.editorial.echoes import echoes
from digest.editorial.memory import Past, past_of
from digest.models import FIXED_STATES, Delivery, DeliveryState, Edition
from digest.newsroom import Newsroom

_NOT_HAD = (DeliveryState.FAILED, DeliveryState.SUPPRESSED, DeliveryState.EXPIRED)
NOTHING = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Which editions of other newsletters were looked at, and for each story that they told, the variants that have it.

    A reader's mark has a letter for each of these stories, in the order of their numbers: 1 for one that they had.
    """

    editions: tuple[int, ...] = ()
    told: Mapping[int, Mapping[int, frozenset[str]]] = field(default_factory=dict)

    def numbers(self, mark: str) -> frozenset[int]:
        """The stories that readers of this mark had."""
        return frozenset(number for number, had in zip(sorted(self.told), mark, strict=False) if had == "1")

    def marks(self) -> Subquery | None:
        """The readers who had any, `subscriber_id` and `mark`; None where no story was told."""
        if not self.told:
            return None
        letters = [func.max(case((_had(self.told[number]), "1"), else_="0")) for number in sorted(self.told)]
        mark: ColumnElement[str] = letters[0]
        for letter in letters[1:]:
            mark = mark.concat(letter)
        reader, anything = col(Delivery.subscriber_id), or_(*map(_had, self.told.values()))
        had: Select[int, str] = select(reader, mark.label("mark"))
        return had.where(anything, col(Delivery.state).not_in(_NOT_HAD)).group_by(reader).subquery()


def heard(session: Session, room: Newsroom, content: EditionContent, now: datetime) -> Heard:
    """What of an edition was told by other newsletters in the `memory_days` before now; nothing where that is 0."""
    told = {edition.id or 0: edition.content for edition in _others(session, room, now)}
    found = [(key, one) for key, text in told.items() for one in as_told(session, from_json(text))]
    if not found:
        return Heard(tuple(told))
    items = list(content.items())
    rows = rows_of(session, [key for item in items for key in item.articles])
    mine = [past_of(content.day, item, from_rows(rows[key] for key in item.articles if key in rows)) for item in items]  # fmt: skip
    echoed = echoes(items, mine, [_past(one) for _, one in found])
    wanted = {number: [found[place] for place in places] for number, places in echoed.items()}
    return Heard(tuple(told), _carried(session, wanted))


def is_current(session: Session, room: Newsroom, known: Heard, now: datetime) -> bool:
    """Whether no edition of another newsletter was fixed since."""
    return {edition.id for edition in _others(session, room, now)} <= set(known.editions)


def _others(session: Session, room: Newsroom, now: datetime) -> list[Edition]:
    if not room.newsletter.memory_days:
        return []
    since = now - timedelta(days=room.newsletter.memory_days)
    wanted = select(Edition).where(
        col(Edition.newsletter) != room.slug, col(Edition.state).in_(FIXED_STATES), col(Edition.frozen_at) > since
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(col(Edition.id))))


def _past(one: Told) -> Past:
    return past_of(one.day, one.item, from_rows(one.rows))


def _carried(
    session: Session, wanted: Mapping[int, Iterable[tuple[int, Told]]]
) -> dict[int, dict[int, frozenset[str]]]:
    """For each story the variants that have it, by edition; each variant is read once."""
    asked: dict[int, set[str]] = {}
    for tellings in wanted.values():
        for edition, one in tellings:
            asked.setdefault(edition, set()).add(one.item.headline)
    variants = {edition: recall.variants_with(session, edition, names) for edition, names in asked.items()}
    carried: dict[int, dict[int, frozenset[str]]] = {}
    for number, tellings in wanted.items():
        for edition, one in tellings:
            had = carried.setdefault(number, {})
            had[edition] = had.get(edition, frozenset()) | variants[edition][one.item.headline]
    return carried


def _had(by_edition: Mapping[int, frozenset[str]]) -> ColumnElement[bool]:
    return or_(
        *(
            and_(col(Delivery.edition_id) == edition, col(Delivery.variant).in_(sorted(variants)))
            for edition, variants in by_edition.items()
        )
    )
