"""What a run writes for every mail: hand over, settle; many rows a statement, and no statement built twice."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Dialect,
    String,
    Update,
    bindparam,
    func,
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
        wanted = roster.still_gets(_C.subscriber_id, newsletter, at=_NOW)
        self._hand = Prepared(self._hand_over(wanted), dialect)
        self._suppress = Prepared(self._settle_as_left(~wanted), dialect)
        self._settle = Prepared(self._settle_many() if self._is_postgres else self._settle_one(), dialect)

    @property
    def _is_postgres(self) -> bool:
        return self._dialect.name == "postgresql"

    def write(
        self, connection: Connection, settled: Sequence[Settled], ids: Sequence[int], now: datetime
    ) -> set[int]:
        """Settle some rows and hand over others; returns those that may go."""
        with self._together(connection):
            if settled:
                self.settle(connection, settled, now)
            handed = self._hand_all(connection, ids, now) if ids else None
        return {row[0] for row in handed.fetchall()} if handed else set()

    def hand(self, connection: Connection, ids: Sequence[int], now: datetime) -> set[int]:
        """Write that these mails are about to be handed over: from now on a lost reply is `uncertain`.

        Returns those that may go: a row whose lease was lost meanwhile is somebody else's, and must not be sent, nor
        the mail of a reader who has left. To write it a second time is as once, for a commit whose answer was lost;
        who calls this hands each mail over once.
        """
        return self.write(connection, (), ids, now)

    def suppress(self, connection: Connection, ids: Sequence[int], now: datetime) -> int:
        """Settle those of these rows whose readers have left since they were claimed; returns how many."""
        cursor = connection.connection.cursor()
        return self._suppress.run(cursor, ids=as_list(self._dialect, ids), now=now).rowcount

    def settle(self, connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
        """Write what became of these mails, and end their leases; also of those given up as `uncertain` meanwhile."""
        columns, cursor = _columns(settled, now), connection.connection.cursor()
        if self._is_postgres:
            words = {"outcome": [one.outcome.state.value for one in settled]}
            self._settle.run(cursor, now=now, **(columns | words))
        else:
            self._settle.run_many(cursor, columns, now=now)

    def _hand_all(self, connection: Connection, ids: Sequence[int], now: datetime) -> DBAPICursor:
        keys, cursor = as_list(self._dialect, ids), connection.connection.cursor()
        return self._hand.run(cursor, ids=keys, now=now, until=now + LEASE)

    def _together(self, connection: Connection) -> AbstractContextManager[object]:
        """On PostgreSQL one way there and back for all statements of a transaction."""
        if self._is_postgres:
            return cast("AbstractContextManager[object]", connection.connection.pipeline())  # psycopg's
        return nullcontext()

    def _mine(self) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        return _C.edition_id == self._edition_id, _C.lease_owner == self._owner

    def _hand_over(self, wanted: ColumnElement[bool]) -> Update:
        return (
            update(ROWS)
            .where(*self._mine(), is_one_of(_C.subscriber_id, self._dialect, "ids"), wanted)
            .where((_STATE == DeliveryState.SENDING) | (_STATE == DeliveryState.HANDED))
            .values(state=DeliveryState.HANDED, changed_at=_NOW, lease_until=_UNTIL)
            .returning(_C.subscriber_id)
        )

    def _settle_as_left(self, unwanted: ColumnElement[bool]) -> Update:
        return (
            update(ROWS)
            .where(*self._mine(), is_one_of(_C.subscriber_id, self._dialect, "ids"), unwanted)
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
