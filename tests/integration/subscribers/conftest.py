"""The room's fixtures."""

import pytest
from fixtures import newsstand, site

__all__ = ["client", "newsstand", "site"]


@pytest.fixture
def client(site):
    """Somebody at a browser, in front of the site with one newsletter."""
    return site.client()
