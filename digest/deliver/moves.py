"""What a run writes for every mail: hand over, settle; many rows a statement, and no statement built twice."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    String,
    Update,
    bindparam,
    func,
    literal_column,
    type_coerce,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.types import Integer, TypeEngine

from digest.deliver.ledger import LEASE, ROWS, Settled
from digest.deliver.prepared import Prepared, as_list, is_one_of
from digest.models import DeliveryState
from subscribers import roster

_C = ROWS.c
_NOW = bindparam("now", type_=_C.changed_at.type, required=True)
_STATE = type_coerce(
    func.coalesce(_C.state, ""), _C.state.type
)  # so, the rows are found by their keys, not by state
_UNTIL = bindparam("until", type_=_C.changed_at.type, required=True)


class Moves:
    """The moves of the rows of one edition that one owner holds."""

    def __init__(self, dialect: Dialect, edition_id: int, newsletter: str, owner: str) -> None:
        self._dialect, self._edition_id, self._owner = dialect, edition_id, owner
        self._wanted = roster.still_gets(_C.subscriber_id, newsletter, at=_NOW)
        self.handing = Prepared(self._hand_over(), dialect)
        self._suppress = Prepared(self._settle_as_left(), dialect)
        self._settling = Prepared(self._settle_many() if self.is_postgres else self._settle_one(), dialect)

    @property
    def is_postgres(self) -> bool:
        """Whether the rows are PostgreSQL's; else they are SQLite's."""
        return self._dialect.name == "postgresql"

    def at_once(self) -> Prepared:
        """Both in one statement of PostgreSQL's, whose tally then counts once: run with `hand_values` and `settle_values`."""
        return Prepared(self._hand_over().add_cte(self._settle_many().cte("settled")), self._dialect)

    def write(
        self, connection: Connection, settled: Sequence[Settled], ids: Sequence[int], now: datetime
    ) -> set[int]:
        """Settle some rows and hand over others; returns those that may go.

        To hand over writes that these mails are about to go: from now on a lost reply is `uncertain`. A row whose
        lease was lost meanwhile is somebody else's, and must not be sent, nor the mail of a reader who has left. To
        write all this a second time is as once, for a commit whose answer was lost; who calls this hands each mail
        over once.
        """
        return self.write_by(connection.connection.cursor(), settled, ids, now)

    def write_by(
        self, cursor: DBAPICursor, settled: Sequence[Settled], ids: Sequence[int], now: datetime
    ) -> set[int]:
        """The same by the driver's own cursor, within a transaction of the caller's."""
        if settled:
            self.settle_by(cursor, settled, now)
        if not ids:
            return set()
        return {row[0] for row in self.handing.run(cursor, **self.hand_values(ids, now)).fetchall()}

    def hand(self, connection: Connection, ids: Sequence[int], now: datetime) -> set[int]:
        """Hand over alone; see `write`."""
        return self.write(connection, (), ids, now)

    def suppress(self, connection: Connection, ids: Sequence[int], now: datetime) -> int:
        """Settle those of these rows whose readers have left since they were claimed; returns how many."""
        cursor = connection.connection.cursor()
        return self._suppress.run(cursor, ids=as_list(self._dialect, ids), now=now).rowcount

    def settle(self, connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
        """Write what became of these mails, and end their leases; also of those given up as `uncertain` meanwhile."""
        self.settle_by(connection.connection.cursor(), settled, now)

    def settle_by(self, cursor: DBAPICursor, settled: Sequence[Settled], now: datetime) -> None:
        """The same by the driver's own cursor."""
        values = self.settle_values(settled, now)
        if self.is_postgres:
            self._settling.run(cursor, now=now, **values)
        else:
            self._settling.run_many(cursor, values, now=now)

    def hand_values(self, ids: Sequence[int], now: datetime) -> dict[str, object]:
        """What `handing` is run with."""
        return {"ids": as_list(self._dialect, ids), "now": now, "until": now + LEASE}

    def settle_values(self, settled: Sequence[Settled], now: datetime) -> dict[str, list[object]]:
        """What settling is run with, beside `now`: a list for each column."""
        columns = _columns(settled, now)
        if self.is_postgres:
            columns["outcome"] = [one.outcome.state.value for one in settled]
        return columns

    def _mine(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        edition = literal_column(
            str(self._edition_id), _C.edition_id.type
        )  # so that the plan knows its partition
        return _C.edition_id == edition, _C.lease_owner == self._owner

    def _hand_over(self) -> Update:
        return (
            update(ROWS)
            .where(*self._mine(), is_one_of(_C.subscriber_id, self._dialect, "ids"), self._wanted)
            .where((_STATE == DeliveryState.SENDING) | (_STATE == DeliveryState.HANDED))
            .values(state=DeliveryState.HANDED, changed_at=_NOW, lease_until=_UNTIL)
            .returning(_C.subscriber_id)
        )

    def _settle_as_left(self) -> Update:
        return (
            update(ROWS)
            .where(*self._mine(), is_one_of(_C.subscriber_id, self._dialect, "ids"), ~self._wanted)
            .where(_STATE == DeliveryState.SENDING)
            .values(state=DeliveryState.SUPPRESSED, changed_at=_NOW, lease_owner=None, lease_until=None)
        )

    def _settle_one(self) -> Update:
        return (
            update(ROWS)
            .where(*self._mine(), _C.subscriber_id == bindparam("reader", required=True))
            .values(
                state=bindparam("outcome", type_=_C.state.type, required=True),
                not_before=bindparam("again", type_=_C.not_before.type, required=True),
                reply_code=bindparam("code", required=True),
                reply_status=bindparam("status", required=True),
                reply_text=bindparam("words", required=True),
                changed_at=_NOW,
                lease_owner=None,
                lease_until=None,
            )
        )

    def _settle_many(self) -> Update:
        """The same with an array for each column, since PostgreSQL plans and answers each statement."""
        kinds: dict[str, TypeEngine[Any]] = {
            "reader": Integer(),
            "outcome": String(),
            "again": _C.not_before.type,
            "code": Integer(),
            "status": String(),
            "words": String(),
        }
        arrays: list[BindParameter[Any]] = [
            bindparam(name, type_=ARRAY(kind), required=True) for name, kind in kinds.items()
        ]
        new = func.unnest(*arrays).table_valued(*kinds).render_derived(name="new").c
        return (
            update(ROWS)
            .where(*self._mine(), _C.subscriber_id == new.reader)
            .where(is_one_of(_C.subscriber_id, self._dialect, "reader"))
            .values(
                state=new.outcome,
                not_before=new.again,
                reply_code=new.code,
                reply_status=new.status,
                reply_text=new.words,
                changed_at=_NOW,
                lease_owner=None,
                lease_until=None,
            )
        )


def _columns(settled: Sequence[Settled], now: datetime) -> dict[str, list[object]]:
    replies = [one.outcome.reply for one in settled]
    return {
        "reader": [one.subscriber_id for one in settled],
        "outcome": [one.outcome.state for one in settled],
        "again": [one.again or now for one in settled],
        "code": [reply and reply.code for reply in replies],
        "status": [reply and reply.status for reply in replies],
        "words": [reply and reply.text for reply in replies],
    }
