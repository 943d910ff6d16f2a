"""The app as a whole: its doors, its health, its manners when something is missing."""

import subprocess
import sys

import pytest
from starlette.testclient import TestClient

from digest.database import connect
from digest.web.app import create_app


def test_health_is_the_databases_health(browser, grounds, tmp_path):
    """200 while the database answers; 503, and no traceback, when it does not."""
    good = browser.get("/healthz")
    assert (good.status_code, good.json()) == (200, {"status": "ok"})
    lost = connect(f"sqlite:///{tmp_path}/no/such/folder.db")
    app = create_app(grounds.settings(), lost, with_scheduler=False)
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 503
        page = client.get("/archive/daily", headers={"accept": "text/html"})
    assert page.status_code == 503
    assert "does not work right now" in page.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_head_is_answered_wherever_get_is(browser, printed):
    """HEAD gives the status and headers of GET, and no body."""
    printed()
    for path in (
        "/", "/healthz", "/subscribe", "/confirm/x", "/unsubscribe/x", "/preferences/x", "/archive", "/archive/daily",
        "/archive/daily/latest", "/archive/daily/2026-11-24", "/archive/daily/2026-11-01", "/openapi.json", "/nowhere",
    ):  # fmt: skip
        got, head = browser.get(path), browser.head(path)
        assert (head.status_code, head.headers["content-type" if got.content else "location"]) == (
            got.status_code,
            got.headers["content-type" if got.content else "location"],
        ), path
        assert head.content == b"", path


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_front_door_leads_to_the_signup(browser):
    """`/` and, with one newsletter, `/archive` lead on, by addresses that also work under a path of a proxy."""
    assert browser.get("/").headers["location"] == "subscribe"
    assert browser.get("/archive").headers["location"] == "archive/daily"
    assert browser.get("/subscribe").status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_several_newsletters_have_a_list(grounds, engine):
    """With more than one, `/archive` shows them all."""
    one = grounds.settings().newsletters["daily"]
    two = one.model_copy(update={"name": "The Long Read"})
    settings = grounds.settings().model_copy(update={"newsletters": {"daily": one, "long-read": two}})
    app = create_app(settings, engine, with_scheduler=False)
    page = TestClient(app).get("/archive")
    assert page.status_code == 200
    assert 'href="archive/long-read">The Long Read' in page.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lost_browser_gets_a_page_and_a_lost_program_gets_json(browser):
    """The same 404, each in its own tongue."""
    assert "There is no such page" in browser.get("/nowhere").text
    assert browser.get("/nowhere", headers={"accept": "application/json"}).json() == {"detail": "Not Found"}


@pytest.mark.long
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lost_reader_is_told_in_their_language(browser):
    """Where there is no page, its words are those of the browser, or of `?lang=`."""
    page = {"Accept": "text/html"}
    for path, more in (("/nowhere", {"Accept-Language": "de-AT"}), ("/archive/none?lang=de", {})):
        assert '<html lang="de" dir="ltr">' in browser.get(path, headers=page | more).text
    assert '<html lang="en" dir="ltr">' in browser.get("/nowhere", headers=page).text


@pytest.mark.long
def test_what_only_makes_editions_is_not_loaded_to_serve():
    """The web app is imported without what edits, collects, dresses or migrates: a server answers long before it needs them."""
    code = "import sys, digest.web.app; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    heavy = {"alembic", "premailer", "trafilatura", "digest.editorial.ranking", "digest.summarize.leads"}
    heavy |= {"digest.collect.extract", "digest.collect.fetch.fetcher", "numpy", "datasketch"}
    assert "fastapi" in loaded
    assert loaded & heavy == set()
