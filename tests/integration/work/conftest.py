"""The two engines: the embedded one on SQLite, Procrastinate on PostgreSQL."""

import pytest

from digest.engines import schema
from digest.engines.embedded import EmbeddedWaker
from digest.engines.procrastinated import ProcrastinateWaker


@pytest.fixture
def waker(engine):
    """An engine that wakes workers of this database."""
    if engine.dialect.name == "sqlite":
        return EmbeddedWaker()
    schema.set_up(engine)
    return ProcrastinateWaker(engine.url)
