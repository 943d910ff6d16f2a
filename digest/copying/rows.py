"""Pure: a row of any table as one line of JSON and back, the same text from either database."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, LargeBinary, Table, TypeDecorator
from sqlalchemy.types import TypeEngine

Row = Mapping[str, Any]
_AS_THEY_ARE = frozenset({int, str, float, bool, type(None)})  # most values of most rows
_encoded = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def line_of(row: Row) -> str:
    """A table's row as canonical JSON, without a line end."""
    values = {name: value if type(value) in _AS_THEY_ARE else _plain(value) for name, value in row.items()}
    return _encoded(values)


def row_of(table: Table, line: str) -> dict[str, Any]:
    """The row that `line_of` wrote; columns that the line does not have are left to their defaults.

    Raises:
        ValueError: the line is none of ours.
    """
    values = json.loads(line)
    if not isinstance(values, dict) or not values.keys() <= set(table.columns.keys()):
        raise ValueError(f"a row of {table.name} has other columns than the table")
    return {name: _typed(table.columns[name].type, value) for name, value in values.items()}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return str(value) if isinstance(value, str) else value


def _typed(kind: TypeEngine[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    inner = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if value is None:
        return None
    if isinstance(inner, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(inner, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(inner, LargeBinary) else value
