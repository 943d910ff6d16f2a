"""PostgreSQL's transactions on the event loop: a transaction goes over in one write, and no thread waits for its answer.

In libpq's pipeline mode the statements up to a sync are one transaction, so there is one way there and back for all of
them. Taken over from a connection that the engine has opened as configured.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

from digest.deliver.prepared import Prepared

_GOOD = {ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK}
_PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"  # the same few statements all along


class Pipeline:
    """A connection with statements that its server knows by name; one transaction at a time."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        self._connection, self._pgconn = connection, connection.pgconn
        self._socket = self._pgconn.socket  # that of a lost connection is not told any more
        self._results: list[PGresult] = []
        self._answered: asyncio.Future[None] | None = None
        self._fault: psycopg.Error | None = None
        self._loop = asyncio.get_running_loop()
        self._pgconn.nonblocking = 1
        self._pgconn.enter_pipeline_mode()
        self._loop.add_reader(self._socket, self._read)

    @classmethod
    def prepare(
        cls, connection: psycopg.Connection[tuple[object, ...]], statements: Mapping[bytes, Prepared]
    ) -> None:
        """Tell the server of the statements; it waits for the answers, and belongs into a thread.

        Raises:
            psycopg.Error: the connection is lost, or a statement is wrong.
        """
        connection.autocommit = True
        connection.execute(_PLANNED_ONCE)
        for name, statement in statements.items():
            made = connection.pgconn.prepare(name, statement.numbered)
            if made.status not in _GOOD:
                raise error_from_result(made)

    async def run(self, *steps: tuple[bytes, Sequence[bytes | None]]) -> list[PGresult]:
        """Run statements with their values in one transaction; what each of them returned, once that is committed.

        Raises:
            psycopg.Error: nothing was written, or that cannot be known; this connection is of no use any more.
        """
        if self._fault is not None:
            raise self._fault
        self._results, self._answered = [], self._loop.create_future()
        for name, values in steps:
            self._pgconn.send_query_prepared(name, values)
        self._pgconn.pipeline_sync()
        self._write()
        await self._answered
        return self._results

    def close(self) -> None:
        """End it."""
        self._end(psycopg.OperationalError("the connection was closed"))
        with suppress(psycopg.Error):
            self._connection.close()

    def _read(self) -> None:
        """Called by the loop."""
        try:
            self._pgconn.consume_input()
            nothings = 0
            while (
                nothings < 2 and not self._pgconn.is_busy()
            ):  # one ends a statement, a second one all of them
                result = self._pgconn.get_result()
                nothings = 0 if result is not None else nothings + 1
                if result is not None:
                    self._take(result)
        except psycopg.Error as error:
            self._end(error)

    def _take(self, result: PGresult) -> None:
        if result.status == ExecStatus.PIPELINE_SYNC:  # the transaction is committed
            if self._answered is not None and not self._answered.done():
                self._answered.set_result(None)
        elif result.status in _GOOD:
            self._results.append(result)
        else:
            raise error_from_result(result)

    def _write(self) -> None:
        """Send what the socket takes, and the rest when it takes more; called by the loop then."""
        try:
            if self._pgconn.flush():
                self._loop.add_writer(self._socket, self._write)
            else:
                self._loop.remove_writer(self._socket)
        except psycopg.Error as error:
            self._end(error)

    def _end(self, fault: psycopg.Error) -> None:
        if self._fault is None:
            self._fault = fault
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(fault)
