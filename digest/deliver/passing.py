"""Claims that pass over the readers of some domains: those who have to wait hold up nobody, however many they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select, tuple_
from sqlmodel import Session, col

from digest.deliver.ledger import ROWS, WAITING, Claimed, due_rows, lease
from digest.models import Delivery
from subscribers import roster


@dataclass(slots=True)
class Place:
    """How far a run has looked: all rows before were taken or passed over, and are looked at again behind the last one."""

    state: int = 0  # of WAITING
    after: tuple[datetime, int] | None = None

    @property
    def is_first(self) -> bool:
        """Whether nothing was passed over."""
        return self.state == 0 and self.after is None

    def begin_anew(self) -> None:
        """Look at all of them again."""
        self.state, self.after = 0, None


def claim(
    session: Session, edition_id: int, *, owner: str, now: datetime, limit: int, without: Collection[str], place: Place
) -> list[Claimed]:  # fmt: skip
    """As `ledger.claim`, from a place on, which is moved; none at an address of the domains `without`."""
    began_first = place.is_first
    found = _onward(session, edition_id, now, limit, without, place)
    if not found and not began_first:
        found = _onward(session, edition_id, now, limit, without, place)
    chosen = select(col(Delivery.subscriber_id)).where(
        col(Delivery.edition_id) == edition_id, col(Delivery.subscriber_id).in_(found)
    )
    return lease(session, edition_id, chosen, owner, now) if found else []


def _onward(
    session: Session, edition_id: int, now: datetime, limit: int, without: Collection[str], place: Place
) -> list[int]:
    """The next rows, held; the place is before the first again where there were not as many."""
    found: list[int] = []
    order = (col(Delivery.not_before), col(Delivery.subscriber_id))
    while place.state < len(WAITING) and len(found) < limit:
        wanted = due_rows(edition_id, WAITING[place.state], now).add_columns(order[0])
        wanted = wanted.where(~roster.is_at(ROWS.c.subscriber_id, without))
        if place.after is not None:
            at, reader = place.after
            wanted = wanted.where(
                tuple_(*order) > tuple_(literal(at, ROWS.c.not_before.type), literal(reader))
            )
        held = wanted.limit(limit - len(found)).with_for_update(skip_locked=True)
        rows = session.execute(held).all()
        found += [reader for reader, _ in rows]
        if len(found) < limit:
            place.state, place.after = place.state + 1, None
        else:
            place.after = (rows[-1][1], rows[-1][0])
    if place.state == len(WAITING):
        place.begin_anew()
    return found
