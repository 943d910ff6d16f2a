"""What the rooms' integration tests share: a relay, and an installation that mails to it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from catcher import Catcher
from grounds import Grounds
from sqlalchemy import Engine


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    """A relay that takes everything until it is told otherwise."""
    with Catcher() as made:
        yield made


@pytest.fixture
def grounds(database_url: str, engine: Engine, catcher: Catcher, tmp_path: Path, now: datetime) -> Grounds:
    """One newsletter on each database, whose relay is the catcher."""
    return Grounds(database_url, engine, catcher, tmp_path, now)
