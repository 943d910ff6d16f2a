"""Alembic's entry: one metadata for the tables of both packages."""

from typing import Any, Literal

import sqlmodel
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

import digest.access
import digest.models
import subscribers.models

TABLES = (digest.access.ApiToken, digest.models.Article, subscribers.models.Subscriber)


def _render_item(kind: str, item: object, _autogen: AutogenContext) -> str | Literal[False]:
    if kind == "type" and isinstance(item, sqlmodel.UTCDateTime):
        return "sqlmodel.UTCDateTime()"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})"
    return False


def _run(connection: Connection) -> None:
    options: dict[str, Any] = {"render_as_batch": True, "compare_server_default": True}
    context.configure(
        connection=connection,
        target_metadata=sqlmodel.SQLModel.metadata,
        render_item=_render_item,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
