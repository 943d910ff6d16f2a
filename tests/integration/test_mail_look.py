"""The sample's mail in a real browser: accessible in light and in dark, and nothing past the edge of a small phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

EDITION = Path(__file__).parents[1] / "golden" / "edition.html"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Browser, scheme: str) -> None:
    """No violation of WCAG 2.2 A or AA."""
    page = chromium.new_page(viewport={"width": 640, "height": 900}, color_scheme=scheme)
    page.goto(EDITION.as_uri())
    found = Axe().run(page, options=RULES).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("width", [320, 375, 640])
def test_nothing_runs_out_of_the_page(chromium: Browser, width: int) -> None:
    """There is no sideways scrolling, and no element reaches past the edge."""
    page = chromium.new_page(viewport={"width": width, "height": 700})
    page.goto(EDITION.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    past = "[...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1).length"
    assert page.evaluate(past) == 0
    page.close()
