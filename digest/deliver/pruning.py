"""Old rows of the ledger make way for their sums, a page at a time: an edition still balances, and nobody is in it by number."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from digest.deliver.ledger import RUNNING
from digest.deliver.returns import LATEST
from digest.models import FIXED_STATES, Delivery, DeliveryState, Edition, EditionState
from digest.records import EditionTally
from subscribers.models import insert

PAGE = 5_000
_FINAL = [state for state in DeliveryState if state not in {*RUNNING, DeliveryState.DEFERRED}]


def prune(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Sum up and delete a page of rows of the oldest edition that was sent so long ago; returns how many.

    The newest editions keep theirs whatever their age: by them it is told whose mails come back too often.
    """
    key = session.execute(_oldest(now - older_than)).scalar()
    if key is None:
        return 0
    page = select(col(Delivery.subscriber_id)).where(
        col(Delivery.edition_id) == key, col(Delivery.state).in_(_FINAL)
    )
    gone = (
        delete(Delivery)
        .where(col(Delivery.edition_id) == key, col(Delivery.subscriber_id).in_(page.limit(PAGE)))
        .returning(col(Delivery.state))
        .execution_options(synchronize_session=False)
    )
    counted = Counter(session.execute(gone).scalars())
    for state, readers in counted.items():
        row = insert(session, EditionTally).values(edition_id=key, state=str(state), readers=readers)
        more = EditionTally.__table__.c.readers + readers  # type: ignore[attr-defined]
        session.execute(
            row.on_conflict_do_update(index_elements=["edition_id", "state"], set_={"readers": more})
        )
    return counted.total()


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
    has_rows = exists().where(col(Delivery.edition_id) == col(Edition.id), col(Delivery.state).in_(_FINAL))
    old = (col(Edition.state) == EditionState.SENT, col(Edition.sent_at) < limit)
    return select(col(Edition.id)).where(*old, newer >= LATEST, has_rows).order_by(col(Edition.id)).limit(1)
