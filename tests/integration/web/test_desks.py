"""The desk at `digest serve`: behind its secret address, on the site's own name, of the edition that goes out next."""

import re

import pytest
from fastapi.testclient import TestClient
from grounds import STORIES

from digest.web.app import create_app
from digest.web.deskways import address

SITE = "https://news.example"


@pytest.fixture
def settings(grounds):
    return grounds.settings(web={"base_url": SITE})


@pytest.fixture
def client(grounds, settings):
    grounds.store()
    app = create_app(settings, grounds.engine, clock=grounds.clock(), with_scheduler=False)
    with TestClient(app, base_url=SITE, follow_redirects=False) as made:
        yield made


def test_the_desk_is_behind_its_address(client, settings):
    """With the token the page comes, with its scripts and the mail; without it there is nothing, and nothing on other names."""
    desk = address(settings, "daily")
    assert desk.startswith(f"{SITE}/desk/daily/")
    page = client.get(desk)
    assert page.status_code == 200
    assert STORIES[0][0] in page.text
    assert client.get(f"{desk}desk.js").status_code == client.get(f"{desk}edition.html").status_code == 200
    assert client.get(f"{SITE}/desk/daily/wrong/").status_code == 404
    assert client.get(f"{SITE}/desk/daily/").status_code == 404
    assert client.get(desk, headers={"Host": "evil.example"}).status_code == 404


@pytest.mark.long
def test_acts_come_from_its_own_page_alone(client, settings, grounds):
    """An act with the site's origin is done, also where a proxy ended TLS; one from another site, or from nowhere, is not."""
    desk = address(settings, "daily")
    seen = re.search(r'name="seen" value="(\w+)"', client.get(desk).text)[1]
    act = {"day": "2026-11-24", "seen": seen}
    plain = desk.replace("https://", "http://")
    assert client.post(f"{desk}desk/approve", data=act).status_code == 403
    assert (
        client.post(f"{desk}desk/approve", data=act, headers={"Origin": "https://evil.example"}).status_code
        == 403
    )
    assert client.post(f"{plain}desk/approve", data=act, headers={"Origin": SITE}).status_code == 303
    (edition,) = grounds.editions()
    assert (edition.state, edition.approved_by) == ("approved", "the web desk")


@pytest.mark.long
def test_it_shows_what_goes_out_next(grounds, settings):
    """Before the send today's edition, after it tomorrow's."""
    grounds.store()
    for hours, day in ((0, "2026-11-24"), (2, "2026-11-25")):
        app = create_app(settings, grounds.engine, clock=grounds.clock(hours=hours), with_scheduler=False)
        with TestClient(app, base_url=SITE) as client:
            assert f'name="day" value="{day}"' in client.get(address(settings, "daily")).text
