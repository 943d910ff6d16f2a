"""Old rows of the ledger make way for their sums: an edition still balances, and nobody is in it by number.

A page at a time, or, where each edition has a table of its own, the table.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from digest import partitions
from digest.deliver.ledger import RUNNING, among
from digest.deliver.returns import LATEST
from digest.models import FIXED_STATES, Delivery, DeliveryState, Edition, EditionState
from digest.records import EditionTally
from subscribers.models import insert

PAGE = 5_000
_FINAL = [state for state in DeliveryState if state not in {*RUNNING, DeliveryState.DEFERRED}]


def prune(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Sum up and delete rows of the oldest edition that was sent so long ago, a page or all of them; returns how many.

    The newest editions keep theirs whatever their age: by them it is told whose mails come back too often.
    """
    key = session.execute(_oldest(now - older_than)).scalar()
    if key is None:
        return 0
    counted: Mapping[str, int] | None = _dropped(session, key)
    if counted is None:
        counted = _deleted(session, key)
    for state, readers in counted.items():
        row = insert(session, EditionTally).values(edition_id=key, state=state, readers=readers)
        more = EditionTally.__table__.c.readers + readers  # type: ignore[attr-defined]
        session.execute(
            row.on_conflict_do_update(index_elements=["edition_id", "state"], set_={"readers": more})
        )
    return sum(counted.values())


def _dropped(session: Session, key: int) -> Mapping[str, int] | None:
    """The whole edition at once, where its rows are a table of their own and nothing waits; nothing where others are at it."""
    if not partitions.parted(session.get_bind()) or partitions.counts(session, key).keys() - set(_FINAL):
        return None
    return partitions.drop(session, key) or {}


def _deleted(session: Session, key: int) -> Mapping[str, int]:
    page = select(col(Delivery.subscriber_id)).where(col(Delivery.edition_id) == key, among(*_FINAL))
    gone = (
        delete(Delivery)
        .where(col(Delivery.edition_id) == key, col(Delivery.subscriber_id).in_(page.limit(PAGE)))
        .returning(col(Delivery.state))
        .execution_options(synchronize_session=False)
    )
    return Counter(str(state) for state in session.execute(gone).scalars())


def _oldest(limit: datetime) -> Select[int | None]:
    later = aliased(Edition)
    newer = (
        select(func.count())
        .select_from(later)
        .where(col(later.newsletter) == col(Edition.newsletter), col(later.day) > col(Edition.day))
        .where(col(later.state).in_(FIXED_STATES))
        .correlate(Edition)
        .scalar_subquery()
    )
    has_rows = exists().where(col(Delivery.edition_id) == col(Edition.id), among(*_FINAL))
    old = (col(Edition.state) == EditionState.SENT, col(Edition.sent_at) < limit)
    return select(col(Edition.id)).where(*old, newer >= LATEST, has_rows).order_by(col(Edition.id)).limit(1)
