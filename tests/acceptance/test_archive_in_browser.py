"""The archive's pages in a real browser: accessible, nothing past the edge, no script needed."""

import pytest
from previewed import served

from digest.web.app import create_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "iframes": False,
}


def test_every_page_is_accessible_and_fits(grounds, engine, printed, chromium):
    """At 320 px nothing runs out of the page, and axe finds no WCAG 2.2 AA fault, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    printed(-1)
    printed()
    app = create_app(grounds.settings(), engine, clock=grounds.clock(), with_scheduler=False)
    faults = []
    with served(app) as site:
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
            for path in ("/archive/daily", "/archive/daily/1999-01-01", "/nowhere"):
                page.goto(site + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
                found = Axe().run(page, options=RULES).response["violations"]
                faults += [(path, scheme, fault["id"], fault["nodes"][0]["html"]) for fault in found]
            page.close()
    assert faults == []
