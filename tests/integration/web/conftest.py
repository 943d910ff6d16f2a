"""The whole web app over a real database."""

import pytest
from apicalls import token
from fixtures import printed
from starlette.testclient import TestClient

from digest.web.api.scopes import Scope
from digest.web.app import create_app

__all__ = ["browser", "printed"]
BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def browser(grounds, engine):
    """Somebody at a browser in front of the app, which has no schedule."""
    app = create_app(grounds.settings(), engine, clock=grounds.clock(), with_scheduler=False)
    return TestClient(app, follow_redirects=False, headers=BROWSER)


@pytest.fixture
def api(grounds, engine, now):
    """A program with all scopes, in front of the app."""
    app = create_app(grounds.settings(), engine, clock=lambda: now, with_scheduler=False)
    return TestClient(app, headers={"Authorization": f"Bearer {token(engine, now, *Scope)}"})
