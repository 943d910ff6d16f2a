"""A reader who is not known yet, written down with their wish by prepared statements: floods of signups arrive here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from subscribers.address import Address
from subscribers.models import ConsentAction, ConsentMethod, NoticeKind, NoticeState, SubscriptionState

_TABLES = SQLModel.metadata.tables
_READERS = _TABLES["subscriber"]
_KNOWN = select(_READERS.c.id, _READERS.c.address_hash).where(_READERS.c.email_key == bindparam("wanted"))
_NEW = {
    name: dialect.insert(_READERS)
    .on_conflict_do_nothing(index_elements=["email_key"])  # another process may be first
    .returning(_READERS.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_WISH, _STEP, _MAIL = (_TABLES[name].insert() for name in ("subscription", "consent", "notice"))


@dataclass(frozen=True, slots=True)
class Wish:
    """What is written down with a new reader."""

    newsletter: str
    method: ConsentMethod
    wording: str | None
    network_hash: str | None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A reader to be."""

    address: Address
    address_hash: str
    name: str | None = None
    language: str | None = None


def stored_hash(session: Session, address: Address) -> tuple[int, str | None] | None:
    """The id behind an address and the hash that its row carries; None where it is not known."""
    row = session.connection().execute(_KNOWN, {"wanted": address.key}).one_or_none()
    return None if row is None else (row.id, row.address_hash)


def add(session: Session, who: Newcomer, now: datetime) -> int | None:
    """The id of a new reader; None where another transaction has made the row meanwhile."""
    statement = _NEW[session.get_bind().dialect.name]
    values = {
        "email": who.address.email,
        "email_key": who.address.key,
        "address_hash": who.address_hash,
        "name": who.name,
        "language": who.language,
        "created_at": now,
    }
    return session.connection().execute(statement, values).scalar_one_or_none()


def ask(session: Session, reader: int, wish: Wish, now: datetime) -> None:
    """A pending subscription, its line in the trail of consent, and the mail that asks for confirmation."""
    write, key = session.connection().execute, {"subscriber_id": reader, "newsletter": wish.newsletter}
    pending = {"state": SubscriptionState.PENDING, "requested_at": now, "taste": ""}
    write(_WISH, {**key, **pending})
    asked = {"action": ConsentAction.REQUESTED, "method": wish.method, "at": now}
    write(_STEP, {**key, **asked, "wording": wish.wording, "network_hash": wish.network_hash})
    queued = {"kind": NoticeKind.CONFIRM, "state": NoticeState.QUEUED, "attempts": 0}
    write(_MAIL, {**key, **queued, "created_at": now, "not_before": now})
