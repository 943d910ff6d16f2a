"""A person is forgotten in both packages' tables, and in what the database keeps of old pages."""

from datetime import datetime

from sqlalchemy import Engine, select, update
from sqlmodel import col

from digest.database import sweep, writing
from digest.models import Delivery, Edition
from subscribers import erasure
from subscribers.models import ConsentMethod
from subscribers.tokens import Keys


def forget(engine: Engine, subscriber_id: int, method: ConsentMethod, *, keys: Keys, now: datetime) -> bool:
    """Erase a reader; the ledger keeps its rows, without what mail servers said, which may hold the address.

    Returns whether the database's own log is clean already; a later call cleans what a busy one left. On PostgreSQL old
    row versions go with its vacuum, and its log with its retention.
    """
    with writing(engine) as session:
        erasure.erase(session, subscriber_id, method, keys=keys, now=now)
    return forget_replies(engine, subscriber_id)


def forget_replies(engine: Engine, subscriber_id: int) -> bool:
    """The part of it that is ours: what mail servers said of an erased reader, and what lingers in the database's log."""
    with writing(engine) as session:
        every = col(Delivery.edition_id).in_(
            select(col(Edition.id))
        )  # so each edition's row is found by its key
        mine = update(Delivery).where(every, col(Delivery.subscriber_id) == subscriber_id)
        session.execute(mine.values(reply_text=None).execution_options(synchronize_session=False))
    return sweep(engine)
