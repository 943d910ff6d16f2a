"""The truth about who got what: enrol, claim, balance. For `hand` and `settle` see `moves`.

One row per reader and edition, moved by short transactions. What a killed process left is given back by its
lease: rows that were not handed are queued again, handed ones become `uncertain`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select, type_coerce, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col

from digest import partitions
from digest.deliver.outcome import Outcome, Reply
from digest.models import Delivery, DeliveryState, Edition
from digest.records import EditionTally

LEASE = timedelta(seconds=60)
ROWS = SQLModel.metadata.tables["delivery"]
WAITING = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
UNDELIVERED = (DeliveryState.DEFERRED, DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.EXPIRED)
RUNNING = (DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.HANDED)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row that this process may work on while its lease lasts."""

    subscriber_id: int
    variant: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row; `again` is when a deferred one is tried next."""

    subscriber_id: int
    outcome: Outcome
    again: datetime | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """How many readers of an edition are in which state; all of them sum to `enrolled`."""

    enrolled: int
    counts: dict[DeliveryState, int]

    def __getitem__(self, state: DeliveryState) -> int:
        return self.counts.get(state, 0)

    @property
    def balanced(self) -> bool:
        """Whether every enrolled reader is accounted for."""
        return sum(self.counts.values()) == self.enrolled

    @property
    def unfinished(self) -> int:
        """Rows that a run still has to move: queued, sending or handed."""
        return sum(self[state] for state in RUNNING)


def among(*states: DeliveryState) -> ColumnElement[bool]:
    """Whether a row is in one of these states, written out: PostgreSQL cannot see that its index holds what is a parameter."""
    written = bindparam(None, states, type_=ROWS.c.state.type, expanding=True, literal_execute=True)
    return col(Delivery.state).in_(written)


def enrol(session: Session, edition: Edition, audience: Select[int], *, variant: str, now: datetime) -> int:
    """Freeze the audience of an edition into rows of one variant; twice is as once. Returns the number enrolled."""
    wanted = audience.order_by(None).subquery()
    return enrol_rows(
        session,
        edition,
        (wanted.c.subscriber_id, literal(variant), literal(now, ROWS.c.not_before.type)),
        now=now,
    )


def enrol_rows(
    session: Session, edition: Edition, readers: Sequence[ColumnElement[Any]], *, now: datetime
) -> int:
    """As `enrol`, from expressions over one subquery: the reader's id, the variant, and when the mail may go.

    With none of them nobody is added. Returns the number enrolled by now.
    """
    key = edition.id or 0
    partitions.make(session.get_bind(), [key])
    if readers:
        reader, variant, begins = readers
        rows = select(
            literal(key),
            reader,
            variant,
            literal(DeliveryState.QUEUED, ROWS.c.state.type),
            type_coerce(begins, ROWS.c.not_before.type),
            literal(0),
            literal(now, ROWS.c.changed_at.type),
        ).where(literal(1) == 1)  # SQLite reads ON CONFLICT after a bare SELECT as a join
        columns = ["edition_id", "subscriber_id", "variant", "state", "not_before", "attempts", "changed_at"]
        session.execute(_insert(session).from_select(columns, rows).on_conflict_do_nothing())
    edition.enrolled = sum(_counts(session, key).values())
    session.add(edition)
    return edition.enrolled


def _insert(session: Session) -> "sqlite.Insert | postgresql.Insert":
    dialect = session.get_bind().dialect.name
    return postgresql.insert(Delivery) if dialect == "postgresql" else sqlite.insert(Delivery)


def claim(session: Session, edition_id: int, *, owner: str, now: datetime, limit: int) -> list[Claimed]:
    """Lease up to `limit` rows that are due; no two claims ever get the same one."""
    found: list[Claimed] = []
    for state in WAITING:  # one by one, so that the index gives the order
        if len(found) < limit:
            due = due_rows(edition_id, state, now).limit(limit - len(found)).with_for_update(skip_locked=True)
            found += lease(session, edition_id, due, owner, now)
    return sorted(found, key=lambda row: row.subscriber_id)


def due_rows(edition_id: int, state: DeliveryState, now: datetime) -> Select[int]:
    """The ids of those in a waiting state that are due, the longest due first: so the index has them."""
    wanted = select(col(Delivery.subscriber_id)).where(
        col(Delivery.edition_id) == edition_id, among(state), col(Delivery.not_before) <= now
    )
    return wanted.order_by(col(Delivery.not_before), col(Delivery.subscriber_id))


def lease(session: Session, edition_id: int, due: Select[int], owner: str, now: datetime) -> list[Claimed]:
    """Lease the chosen rows."""
    chosen = select(
        due.cte("chosen")
    )  # PostgreSQL may run a subquery's LIMIT twice, but never a locking WITH
    reader = col(Delivery.subscriber_id)
    if partitions.parted(
        session.get_bind()
    ):  # as one array they are looked up by the key, however many it expects
        is_chosen = reader == func.any(func.array(chosen.scalar_subquery()))
    else:
        is_chosen = reader.in_(chosen)
    statement = (
        update(Delivery)
        .where(col(Delivery.edition_id) == edition_id, is_chosen)
        .values(
            state=DeliveryState.SENDING,
            lease_owner=owner,
            lease_until=now + LEASE,
            attempts=col(Delivery.attempts) + 1,
            changed_at=now,
        )
        .returning(col(Delivery.subscriber_id), col(Delivery.variant), col(Delivery.attempts))
        .execution_options(synchronize_session=False)
    )
    return [Claimed(*row) for row in session.execute(statement)]


def due(session: Session, edition_id: int, *, now: datetime, most: int) -> int:
    """How many rows could be claimed now; no more than `most` are counted."""
    found = 0
    for state in WAITING:
        rows = due_rows(edition_id, state, now).limit(most - found).subquery()  # in order: by the index
        found += session.execute(select(func.count()).select_from(rows)).scalar_one()
    return found


def is_open(session: Session, edition_id: int) -> bool:
    """Whether a row waits or is worked on."""
    return is_any(session, edition_id, among(*RUNNING, DeliveryState.DEFERRED))


def is_any(session: Session, edition_id: int, *which: ColumnElement[bool]) -> bool:
    """Whether an edition has such a row. The order has PostgreSQL use the index, however many rows it believes there to be."""
    rows = select(col(Delivery.subscriber_id)).where(col(Delivery.edition_id) == edition_id, *which)
    ordered = rows.order_by(col(Delivery.state), col(Delivery.not_before), col(Delivery.subscriber_id))
    return session.execute(ordered.limit(1)).first() is not None


def variants(session: Session, edition_id: int) -> set[str]:
    """The variants that rows which wait are for."""
    mine = (col(Delivery.edition_id) == edition_id, among(*WAITING))
    wanted = select(col(Delivery.variant)).where(*mine).distinct()
    return set(session.execute(wanted).scalars())


@dataclass(frozen=True, slots=True)
class Reason:
    """What a server said to some readers of an edition, and when the first of them is tried again."""

    state: DeliveryState
    readers: int
    reply: Reply | None
    again: datetime


def reasons(session: Session, edition: Edition, *, most: int) -> list[Reason]:
    """Why readers do not have their mail, the commonest replies first, `most` of them at the most."""
    said = (col(Delivery.reply_code), col(Delivery.reply_status), col(Delivery.reply_text))
    found = (
        select(col(Delivery.state), func.count(), func.min(col(Delivery.not_before)), *said)
        .where(col(Delivery.edition_id) == edition.id, among(*UNDELIVERED))
        .group_by(col(Delivery.state), *said)
        .order_by(func.count().desc(), col(Delivery.state), *said)
        .limit(most)
    )
    return [
        Reason(state, count, Reply(code or 0, status, text or "") if code or text else None, again)
        for state, count, again, code, status, text in session.execute(found)
    ]


def balance(session: Session, edition: Edition) -> Balance:
    """Count an edition's rows by state, those that were summed up and deleted included."""
    counts = Counter(_counts(session, edition.id or 0))
    gone = select(col(EditionTally.state), col(EditionTally.readers)).where(
        col(EditionTally.edition_id) == edition.id
    )
    counts.update({DeliveryState(state): readers for state, readers in session.execute(gone)})
    return Balance(edition.enrolled, dict(counts))


def _counts(session: Session, edition_id: int) -> dict[DeliveryState, int]:
    """Rows by state: by the tally where there is one, else counted."""
    if partitions.parted(session.get_bind()):
        return {DeliveryState(state): rows for state, rows in partitions.counts(session, edition_id).items()}
    mine = select(col(Delivery.state), func.count()).where(col(Delivery.edition_id) == edition_id)
    return {state: rows for state, rows in session.execute(mine.group_by(col(Delivery.state)))}  # noqa: C416 - rows are no pairs to mypy
