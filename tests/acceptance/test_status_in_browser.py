"""The status page during a send in a real browser: accessible, within the page, and anew by itself without a script."""

import os
from pathlib import Path

import pytest
from previewed import served

from digest.database import writing
from digest.models import Delivery, DeliveryState, Edition, EditionState, SourceState
from digest.web.app import create_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
TOKEN = "a token of the tests, long enough"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def site(grounds, engine, printed):
    """An app in the middle of a send, with an edition that is held and a source that fails."""
    grounds.readers("ann", "ben", "cleo", "dan")
    held, running = printed(-1), printed()
    with writing(engine) as session:
        stopped = session.get_one(Edition, held.id)
        stopped.state, stopped.reason = EditionState.HELD, "waits for approval"
        session.get_one(Edition, running.id).state = EditionState.SENDING
        session.get_one(Delivery, (running.id, 1)).state = DeliveryState.SENT
        at = grounds.now
        session.add(SourceState(slug="wire", url="x", checked_at=at, due_at=at, failures=4, error="gone"))
    settings = grounds.settings(web={"status_token": TOKEN}, sources={"wire": {"url": "https://wire.example/f"}})  # fmt: skip
    app = create_app(settings, engine, clock=grounds.clock(hours=1), with_scheduler=False)
    with served(app) as found:
        yield found


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_fits(site, chromium, width, scheme):
    """The token opens it and is gone from the address; axe finds no fault; it comes anew by a header, or stands still."""
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks what it calls
    page.goto(f"{site}/status?token={TOKEN}")
    assert page.url == f"{site}/status"
    assert answers[-1].headers["refresh"] == "15"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("progress").get_attribute("value") == "1"
    if folder := os.environ.get("DIGEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"status-{width}-{scheme}.png", full_page=True)
    assert [fault["id"] for fault in Axe().run(page, options=RULES).response["violations"]] == []
    page.get_by_role("link", name="Stand still").click()
    assert "refresh" not in answers[-1].headers
    page.close()
