"""A page of a file in a temporary table, so that all its lines are settled by a few statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    literal,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from subscribers.models import Consent, Subscriber, Subscription, Suppression

READERS = SQLModel.metadata.tables[Subscriber.__tablename__]
STANDINGS = SQLModel.metadata.tables[Subscription.__tablename__]
BARS = SQLModel.metadata.tables[Suppression.__tablename__]
TRAIL = SQLModel.metadata.tables[Consent.__tablename__]
TIME = READERS.c.created_at.type
STATE = STANDINGS.c.state.type


def staged(secrets: int) -> Table:
    """The temporary table: a line has a `state` to be brought about, a `reason` not to be written to, or both.

    After settling it has what was `known` before, and the `refusal` if there was one.
    """
    return Table(
        "staged_reader",
        MetaData(),
        Column("line", Integer, primary_key=True, autoincrement=False),
        Column("row", Integer),
        Column("email", String),
        Column("email_key", String),
        Column("name", String),
        Column("language", String),
        Column("zone", String),
        Column("newsletter", String),
        Column("state", STATE),
        Column("reason", BARS.c.reason.type),
        *(Column(name, TIME) for name in ("created_at", "requested_at", "confirmed_at", "left_at")),
        Column("paused_until", TIME),
        Column("taste", String),
        Column("frequency", STANDINGS.c.frequency.type),
        Column("source", String),
        Column("restores", Boolean),  # with its bar: it is no wish to write to the address
        *(Column(f"hash_{number}", String) for number in range(secrets)),
        Column("subscriber_id", Integer),
        Column("known", String),
        Column("refusal", String),
        prefixes=["TEMPORARY"],
    )


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, in a transaction that somebody else ends."""

    run: Connection
    staged: Table
    now: datetime

    @property
    def hashes(self) -> list[ColumnElement[str | None]]:
        """The columns with the address's hash under each live secret, newest first."""
        return [column for column in self.staged.c if column.name.startswith("hash_")]

    @property
    def moment(self) -> ColumnElement[datetime]:
        """The time of the load as a value of a statement."""
        return literal(self.now, TIME)

    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """An INSERT that knows ON CONFLICT."""
        return postgresql.insert(table) if self.is_postgres else sqlite.insert(table)

    @property
    def is_postgres(self) -> bool:
        """Whether the database is PostgreSQL."""
        return self.run.dialect.name == "postgresql"

    def fill(self, lines: Sequence[Mapping[str, object]]) -> None:
        """Make the table and write the lines into it, past what SQLAlchemy does for each row: COPY on PostgreSQL."""
        self.staged.create(self.run)
        columns = [self.staged.c[name] for name in lines[0]]
        names = ", ".join(f'"{column.name}"' for column in columns)
        ways = [
            column.type.dialect_impl(self.run.dialect).bind_processor(self.run.dialect) for column in columns
        ]
        named = [(column.name, way) for column, way in zip(columns, ways, strict=True)]
        rows = [tuple(way(line[name]) if way else line[name] for name, way in named) for line in lines]
        if self.is_postgres:
            self._copy(names, rows)
        else:
            places = ", ".join("?" * len(columns))
            self.run.exec_driver_sql(f"INSERT INTO {self.staged.name} ({names}) VALUES ({places})", rows)  # noqa: S608 - our own names

    def _copy(self, names: str, rows: Sequence[tuple[object, ...]]) -> None:
        driver = self.run.connection.dbapi_connection
        assert driver is not None  # noqa: S101 - for the type checker: it is open
        cursor = driver.cursor()
        with cursor.copy(f"COPY {self.staged.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.close()
        self.run.exec_driver_sql(f"ANALYZE {self.staged.name}")  # nobody else counts a temporary table

    def empty(self) -> None:
        """Drop the table."""
        self.staged.drop(self.run)
