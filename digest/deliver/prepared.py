"""Statements that run thousands of times a second: compiled once, and sent as text.

To build a statement of SQLAlchemy's and to look it up among the compiled ones takes longer than to run it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Executable, bindparam, column, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.types import Integer, String

_NAMED = re.compile(r"%\((\w+)\)s")


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

    def run(self, cursor: DBAPICursor, **values: object) -> DBAPICursor:
        """Run it once."""
        cursor.execute(self._text, self._row(values))
        return cursor

    @property
    def numbered(self) -> bytes:
        """The text of PostgreSQL's driver as its server takes it: with `$1` for the first of `names`."""
        places = {name: f"${number}" for number, name in enumerate(self.names, 1)}
        return _NAMED.sub(lambda found: places[found[1]], self._text).replace("%%", "%").encode()

    @property
    def names(self) -> list[str]:
        """The parameters of that text, in their order."""
        return list(dict.fromkeys(_NAMED.findall(self._text)))

    def written(self, names: Sequence[str], **values: object) -> list[bytes | None]:
        """The values of these parameters in PostgreSQL's own notation."""
        known = self._known(values)
        return [as_text(known[name]) for name in names]

    def run_many(
        self, cursor: DBAPICursor, columns: Mapping[str, Sequence[object]], **values: object
    ) -> None:
        """Run it for each row of `columns`; `values` are those that all rows share."""
        shared, rows = self._known(values), len(next(iter(columns.values())))
        written = {name: self._column(name, column) for name, column in columns.items()}
        order = self._order or ()
        parts = [written.get(name) or (shared[name],) * rows for name in order]
        cursor.executemany(self._text, list(zip(*parts, strict=True)))

    def _column(self, name: str, values: Sequence[object]) -> list[object]:
        """The values as the driver takes them; most of a column are the same few."""
        write, known = self._write[name], dict[object, object]()
        if write is _as_it_is:
            return list(values)
        return [known[value] if value in known else known.setdefault(value, write(value)) for value in values]

    def _known(self, values: Mapping[str, object]) -> dict[str, object]:
        return self._fixed | {name: self._write[name](value) for name, value in values.items()}

    def _row(self, values: Mapping[str, object]) -> Any:  # noqa: ANN401 - a tuple or a dict, as the driver wants
        known = self._known(values)
        return known if self._order is None else tuple(known[name] for name in self._order)


def is_one_of(what: ColumnElement[int], dialect: Dialect, name: str) -> ColumnElement[bool]:
    """Whether it is one of the ids of one bound parameter: one text for any number of them, found by the key's index."""
    if dialect.name == "postgresql":
        return what == func.any(bindparam(name, type_=postgresql.ARRAY(Integer), required=True))
    each = func.json_each(bindparam(name, type_=String(), required=True)).table_valued(
        column("value", Integer)
    )
    return what.in_(select(each.c.value))


def as_list(dialect: Dialect, ids: Sequence[int]) -> object:
    """The value of that parameter."""
    return list(ids) if dialect.name == "postgresql" else json.dumps(list(ids))


def as_text(value: object) -> bytes | None:
    """A value in PostgreSQL's notation; a list is an array."""
    match value:
        case None:
            return None
        case list():
            return b"{" + b",".join(map(_element, value)) + b"}"
        case datetime():
            return value.isoformat().encode()
    return str(value).encode()


def _element(value: object) -> bytes:
    if value is None or isinstance(value, int):
        return b"NULL" if value is None else str(value).encode()
    text = as_text(value) or b""
    return b'"' + text.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


def _as_it_is(value: object) -> object:
    return value
