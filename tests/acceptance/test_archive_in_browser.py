"""The archive's pages in a real browser: accessible, nothing past the edge, no script needed."""

import os
from pathlib import Path

import pytest
from previewed import served

from digest.database import writing
from digest.records import Correction
from digest.web.app import create_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "iframes": False,
}


PATHS = (
    "/archive/daily", "/archive/daily/2026-11-24", "/archive/daily/2026-11-24/1", "/archive/daily/2026-11-24/2",
    "/archive/daily/1999-01-01", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("width", [375, 1280])
def test_every_page_is_accessible_and_fits(grounds, engine, printed, chromium, width):
    """Nothing runs out of the page, and axe finds no WCAG 2.2 AA fault, in light and in dark; one edition is corrected."""
    from axe_playwright_python.sync_playwright import Axe

    printed(-1)
    edition = printed()
    wrong = Correction(edition_id=edition.id, story=2, text="It was 1998.\nNot 1988.", at=edition.frozen_at)
    with writing(engine) as session:
        session.add(wrong)
    app = create_app(grounds.settings(), engine, clock=grounds.clock(), with_scheduler=False)
    faults = []
    with served(app) as site:
        for scheme in ("light", "dark"):
            page = chromium.new_page(viewport={"width": width, "height": 700}, color_scheme=scheme)
            for path in PATHS:
                page.goto(site + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                picture(page, f"archive-{path.strip('/').replace('/', '-')}-{width}-{scheme}")
                found = Axe().run(page, options=RULES).response["violations"]
                faults += [(path, scheme, fault["id"], fault["nodes"][0]["html"]) for fault in found]
            page.close()
    assert faults == []


def test_the_links_to_the_stories_beside_can_be_hit(grounds, engine, printed, chromium):
    """Their lines are 24 px apart at least (WCAG 2.5.8), whatever the headlines' lengths, by which axe may let less pass."""
    printed()
    app = create_app(grounds.settings(), engine, clock=grounds.clock(), with_scheduler=False)
    with served(app) as site:
        page = chromium.new_page(viewport={"width": 1280, "height": 700})
        page.goto(f"{site}/archive/daily/2026-11-24/2")
        before, after = (page.locator(f"nav a[rel={rel}]").bounding_box()["y"] for rel in ("prev", "next"))
        page.close()
    assert after - before >= 24


def picture(page, name):
    """A picture of the page for eyes, where DIGEST_PICTURES names a folder for them."""
    if folder := os.environ.get("DIGEST_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
