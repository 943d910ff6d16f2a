"""Statements that run thousands of times a second: compiled once, and sent as text.

To build a statement of SQLAlchemy's and to look it up among the compiled ones takes longer than to run it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, Executable, Select, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Connection, CursorResult
from sqlalchemy.types import Integer, String, TypeEngine


class Prepared:
    """A statement for one database; its bound parameters without a value are given with each run."""

    def __init__(self, statement: Executable, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)  # type: ignore[attr-defined] # every statement of ours has it
        self._text: str = compiled.string
        self._order: Sequence[str] | None = compiled.positiontup
        self._write = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect) or _as_it_is
            for name, bind in compiled.binds.items()
        }
        self._fixed = {
            name: self._write[name](bind.effective_value)
            for name, bind in compiled.binds.items()
            if not bind.required
        }

    def run(self, connection: Connection, **values: object) -> CursorResult[Any]:
        """Run it once."""
        return connection.exec_driver_sql(self._text, self._row(values))

    def run_many(self, connection: Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Run it for each row."""
        connection.exec_driver_sql(self._text, [self._row(row) for row in rows])

    def _row(self, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - a tuple or a dict, as the driver wants
        known = self._fixed | {name: self._write[name](value) for name, value in values.items()}
        return known if self._order is None else tuple(known[name] for name in self._order)


def listed(dialect: Dialect, name: str) -> Select[int]:
    """The ids of one bound parameter, as rows: `IN (listed(...))` is one text for any number of them."""
    if dialect.name == "postgresql":
        kind: TypeEngine[Any] = postgresql.ARRAY(Integer)
        return select(func.unnest(bindparam(name, type_=kind, required=True)))
    each = func.json_each(bindparam(name, type_=String(), required=True)).table_valued(
        column("value", Integer)
    )
    return select(each.c.value)


def as_list(dialect: Dialect, ids: Sequence[int]) -> object:
    """The value of that parameter."""
    return list(ids) if dialect.name == "postgresql" else json.dumps(list(ids))


def _as_it_is(value: object) -> object:
    return value
