"""The log of a process that runs by itself: one line an event on stdout, with ids and never with addresses."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, TextIO

from digest.schedule.remarks import origin

if TYPE_CHECKING:
    from digest.config.keeping import LogSettings

CHATTY = ("uvicorn", "aiosmtplib", "alembic", "asyncio", "httpcore2", "trafilatura")
_ADDRESS = re.compile(r"[^\s@<>()\[\]\"',;:]{1,64}@[^\s@<>()\[\]\"',;:]{1,255}")
Event = MutableMapping[str, Any]


def begin(settings: "LogSettings", out: TextIO | None = None) -> None:
    """Lead every logger, also those of libraries, through structlog to stdout: JSON lines, or columns for a person."""
    import structlog

    stream = out or sys.stdout
    before = (
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=before,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _without_messages,
            _without_addresses,
            _renderer(settings, stream),
        ],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.level.upper())
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _renderer(settings: "LogSettings", stream: TextIO) -> Any:  # noqa: ANN401 - either of structlog's
    import structlog

    if settings.format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0)


def _without_messages(_logger: object, _name: str, event: Event) -> Event:
    """An error is its type and its way: its message could quote a reader's address."""
    fault = event.pop("exc_info", None)
    if isinstance(fault, tuple) and fault[1] is not None:
        event["error"] = origin(fault[1])
    event.pop("stack_info", None)
    return event


def _without_addresses(_logger: object, _name: str, event: Event) -> Event:
    """What looks like an address is left out, whoever wrote it."""
    for name, value in event.items():
        if isinstance(value, str) and "@" in value:
            event[name] = _ADDRESS.sub("[address]", value)
    return event
