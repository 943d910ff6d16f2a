"""The sample's mail in a real browser: nothing past the edge of a small phone. The long walks are in tests/acceptance."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

EDITION = Path(__file__).parents[1] / "golden" / "edition.html"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 375, 640])
def test_nothing_runs_out_of_the_page(chromium: Browser, width: int) -> None:
    """There is no sideways scrolling, and no element reaches past the edge."""
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(EDITION.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    past = "[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.evaluate(past) == 0
    page.close()
