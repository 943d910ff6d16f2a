"""The room's fixtures."""

import pytest
from press import Press


@pytest.fixture
def press(engine, now):
    """Where an edition is made ready, on each database."""
    return Press(engine, now)
