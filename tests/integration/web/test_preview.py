"""The preview: what would be mailed now, for nobody else's eyes, and a page for whatever stands in its way."""

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from digest.errors import ConfigError
from digest.web import wiring
from digest.web.preview import create_preview
from digest.web.proof import proof

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
BASE = "/a-token"


@pytest.fixture
def theme(tmp_path):
    """An empty theme's folder."""
    folder = tmp_path / "theme"
    (folder / "email").mkdir(parents=True)
    return folder


@pytest.fixture
def make(grounds, engine, theme):
    """Makes the proof of today's edition, every part read anew."""
    clock = grounds.clock()

    def made():
        settings = grounds.settings(compose={"theme": str(theme)})
        room = wiring.newsroom(settings, engine, "daily")
        return proof(room, room.today(clock()), clock=clock)

    return made


@pytest.fixture
def editor(make):
    """Somebody at this machine's browser who was given the address."""
    return TestClient(
        create_preview(make, "a-token"), base_url="http://127.0.0.1:4321", follow_redirects=False
    )


def test_all_parts_of_the_edition_are_there(editor, grounds):
    """The page shows subject and frames; HTML, text and the raw mail are what a reader would get."""
    grounds.store()
    page = editor.get(f"{BASE}/")
    assert page.status_code == 200
    mail = message_from_bytes(editor.get(f"{BASE}/edition.eml").content, policy=policy.default)
    assert f"<h1>{mail['Subject']}</h1>" in page.text
    assert page.text.count('<iframe src="edition.html"') == 2
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.html").text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.txt").text.replace("\n", " ")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "<script" not in page.text


def test_a_reload_shows_what_changed(editor, grounds, theme):
    """New articles and an edited template are in the next page, without a restart."""
    grounds.store()
    editor.get(f"{BASE}/")
    words = theme / "email" / "words"
    words.mkdir()
    (words / "en.toml").write_text('online = "Read it on paper"\n')
    assert "Read it on paper" not in editor.get(f"{BASE}/edition.html").text
    editor.get(f"{BASE}/")
    assert "Read it on paper" in editor.get(f"{BASE}/edition.html").text


def test_a_frozen_edition_is_shown_as_it_was_frozen(editor, printed, theme):
    """Once its bytes are fixed, an edited template does not touch the edition any more."""
    printed()
    (theme / "email" / "briefing.html").write_text("<p>another dress</p>")
    assert '<span class="state">frozen</span>' in editor.get(f"{BASE}/").text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.html").text


def test_a_fault_is_a_page_that_says_it(editor, grounds, theme):
    """A broken template names its file and line, in the browser; mended, a reload is enough."""
    grounds.store()
    broken = theme / "email" / "briefing.html"
    broken.write_text("<p>\n{% endif %}")
    page = editor.get(f"{BASE}/")
    assert page.status_code == 500
    assert f"{broken}, line 2" in page.text
    broken.unlink()
    assert editor.get(f"{BASE}/").status_code == 200


def test_no_article_and_a_wrong_setting_are_pages_too(editor):
    """Nothing to print, or a wrong digest.toml: each is told with what to do, every line of it, escaped."""
    empty = editor.get(f"{BASE}/")
    assert (empty.status_code, "no article was stored since" in empty.text) == (500, True)

    def wrong():
        raise ConfigError("digest.toml, line 3: <zone>\nsecond line")

    client = TestClient(create_preview(wrong, "a-token"), base_url="http://localhost")
    page = client.get(f"{BASE}/edition.html")
    assert page.status_code == 500
    assert "line 3: &lt;zone&gt;\nsecond line" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/edition.html", "/a-toke/", "/a-token-2/", "//", "/openapi.json", "/é/"]
)
def test_without_the_token_there_is_nothing(editor, grounds, path):
    """An address that does not begin with the token is not answered."""
    grounds.store()
    assert editor.get(path).status_code == 404


def test_another_hosts_name_is_refused(editor, grounds):
    """A name that somebody points at 127.0.0.1 does not reach the edition, even with the token."""
    grounds.store()
    assert editor.get(f"{BASE}/", headers={"host": "evil.example:4321"}).status_code == 404
    assert editor.get(f"{BASE}/", headers={"host": "localhost:4321"}).status_code == 200


def test_the_token_does_not_leak_and_nothing_runs(editor, grounds):
    """No referrer, no cache, no script on any page; the mail is framed without rights."""
    grounds.store()
    for path in ("/", "/edition.html", "/edition.txt", "/edition.eml"):
        headers = editor.get(BASE + path).headers
        assert (headers["referrer-policy"], headers["cache-control"]) == ("no-referrer", "no-store")
    assert "script" not in editor.get(f"{BASE}/").headers["content-security-policy"]
    assert editor.get(f"{BASE}/").text.count('sandbox="allow-popups allow-popups-to-escape-sandbox"') == 2
    assert (
        Path(editor.get(f"{BASE}/edition.eml").headers["content-disposition"].split('"')[1]).suffix == ".eml"
    )
