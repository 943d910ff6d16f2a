"""The whole web app over a real database."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from digest import daily
from digest.web import wiring
from digest.web.app import create_app

BROWSER = {"accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def browser(grounds, engine):
    """Somebody at a browser in front of the app, which has no schedule."""
    app = create_app(grounds.settings(), engine, clock=grounds.clock(), with_scheduler=False)
    return TestClient(app, follow_redirects=False, headers=BROWSER)


@pytest.fixture
def printed(grounds, engine):
    """Freezes an edition of a day counted from today."""

    def freeze(days=0):
        clock = grounds.clock(days=days, minutes=30)
        grounds.store(clock())
        room = wiring.newsroom(grounds.settings(), engine, "daily")
        # Every edition prints the same stories.
        room = replace(room, newsletter=room.newsletter.model_copy(update={"memory_days": 0}))
        clock.turn(seconds=1)
        return daily.freeze(room, room.today(clock()), clock=clock)

    return freeze
