"""How a run's transactions reach its database without a thread: at once on SQLite, through a pipeline on PostgreSQL.

Each holds a connection for as long as the run lasts. Where one cannot do its work now it says so, and the work is done
in a thread, which has the time to wait.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from sqlalchemy import Engine
from sqlalchemy.engine.interfaces import DBAPICursor

from digest.database import reached
from digest.deliver.ledger import Settled
from digest.deliver.moves import Moves

if TYPE_CHECKING:
    import psycopg

    from digest.deliver.pipeline import Pipeline

_MOVE = b"move"
_NOT_NOW = "PRAGMA busy_timeout = 0"


class Writer(Protocol):
    """Writes what a run says of its rows."""

    turns: int  # of the loop, for which a transaction waits for more to write

    async def write(self, settled: Sequence[Settled], ids: Sequence[int], now: datetime) -> set[int]:
        """One transaction; see `Moves.write`. Raises DatabaseError: it cannot be done in this way now."""

    def close(self) -> None:
        """Let go of the connection."""


def writer_for(engine: Engine, moves: Moves) -> Writer:
    """The one for this database."""
    return Pipelined(engine, moves) if moves.is_postgres else AtOnce(engine, moves)


class AtOnce:
    """SQLite: a transaction takes less time than a thread takes to begin it; somebody else's is not waited for."""

    turns = 0

    def __init__(self, engine: Engine, moves: Moves) -> None:
        self._engine, self._moves = engine, moves
        self._connection: sqlite3.Connection | None = None

    async def write(self, settled: Sequence[Settled], ids: Sequence[int], now: datetime) -> set[int]:
        """As `Writer` says."""
        with reached(self._engine):
            if self._connection is None:
                self._connection = self._opened()
            with self._connection:  # commits, or rolls back
                cursor = self._connection.execute("BEGIN IMMEDIATE")
                return self._moves.write_by(cast("DBAPICursor", cursor), settled, ids, now)

    def close(self) -> None:
        """As `Writer` says."""
        if self._connection is not None:
            self._connection.close()

    def _opened(self) -> sqlite3.Connection:
        connection = cast("sqlite3.Connection", _taken(self._engine))
        connection.execute(_NOT_NOW)
        return connection


class Pipelined:
    """PostgreSQL: the loop hears of a commit as it hears of a relay's reply; fewer and larger ones are quicker."""

    turns = 2

    def __init__(self, engine: Engine, moves: Moves) -> None:
        self._engine, self._moves = engine, moves
        self._pipeline: Pipeline | None = None
        self._statement = moves.at_once()
        self._names = self._statement.names

    async def write(self, settled: Sequence[Settled], ids: Sequence[int], now: datetime) -> set[int]:
        """As `Writer` says."""
        values = self._moves.hand_values(ids, now) | self._moves.settle_values(settled, now)
        written = self._statement.written(self._names, **values)
        with reached(self._engine):
            pipeline = self._pipeline or await self._opened()
            try:
                (handed,) = await pipeline.run((_MOVE, written))
            except BaseException:
                self.close()
                raise
        return {int(handed.get_value(row, 0) or 0) for row in range(handed.ntuples)}

    def close(self) -> None:
        """As `Writer` says."""
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.close()

    async def _opened(self) -> "Pipeline":
        from digest.deliver.pipeline import Pipeline

        connection = await asyncio.to_thread(self._connected)
        self._pipeline = Pipeline(connection)
        return self._pipeline

    def _connected(self) -> "psycopg.Connection[tuple[object, ...]]":
        from digest.deliver.pipeline import Pipeline

        connection = cast("psycopg.Connection[tuple[object, ...]]", _taken(self._engine))
        Pipeline.prepare(connection, {_MOVE: self._statement})
        return connection


def _taken(engine: Engine) -> object:
    """A connection of the driver's, set up as all of the engine's are, and not the engine's any more."""
    held = engine.raw_connection()
    connection = held.driver_connection
    held.detach()
    return connection
