"""The archive's and the preview's pages in a real browser: accessible, nothing past the edge, no script needed."""

import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from digest.errors import ConfigError
from digest.web import wiring
from digest.web.app import create_app
from digest.web.listening import address, listen
from digest.web.preview import create_preview
from digest.web.proof import proof

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="the system's Chromium is not installed"),
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "iframes": False,
}


@contextmanager
def served(app):
    """The app on a port."""
    with listen("127.0.0.1", 0) as on:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [on]})
        thread.start()
        yield address(on)
        server.should_exit = True
        thread.join(20)


def broken():
    raise ConfigError("digest.toml, line 3: zone: not a time zone, and " + "a very long line " * 20)


def test_every_page_is_accessible_and_fits(grounds, engine, printed):
    """At 320 px nothing runs out of the page, and axe finds no WCAG 2.2 AA fault, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    printed(-1)
    printed()
    clock, settings = grounds.clock(), grounds.settings()
    room = wiring.newsroom(settings, engine, "daily")
    app = Starlette(
        routes=[
            Mount("/show", create_preview(lambda: proof(room, room.today(clock()), clock=clock), "show")),
            Mount("/fault", create_preview(broken, "fault")),
            Mount("/", create_app(settings, engine, clock=clock, with_scheduler=False)),
        ]
    )
    faults = []
    with served(app) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme=scheme)
            for path in (
                "/archive/daily",
                "/archive/daily/1999-01-01",
                "/nowhere",
                "/show/show/",
                "/fault/fault/",
            ):
                page.goto(site + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
                found = Axe().run(page, options=RULES).response["violations"]
                faults += [(path, scheme, fault["id"], fault["nodes"][0]["html"]) for fault in found]
        browser.close()
    assert faults == []
