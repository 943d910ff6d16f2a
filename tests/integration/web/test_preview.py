"""The preview: what would be mailed now, for nobody else's eyes, and a page for whatever stands in its way."""

import os
from email import message_from_bytes, policy

import pytest
from grounds import STORIES, parsed
from previewed import studio
from starlette.testclient import TestClient

from digest.errors import ConfigError
from digest.web.preview import create_preview
from digest.web.preview.press import Press
from digest.web.preview.static import write_static

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
BASE = "/a-token"
HERE = {"origin": "http://127.0.0.1:4321"}


@pytest.fixture
def desk(grounds, tmp_path):
    made = studio(grounds, tmp_path)
    yield made
    made.press.close()


@pytest.fixture
def editor(desk):
    """Somebody at this machine's browser who was given the address."""
    return TestClient(desk.app(), base_url="http://127.0.0.1:4321", follow_redirects=False)


def test_all_parts_of_the_edition_are_there(editor, grounds):
    """The page shows subject, source and headers; HTML, text and the raw mail are what a reader would get."""
    grounds.store()
    page = editor.get(f"{BASE}/")
    assert page.status_code == 200
    mail = message_from_bytes(editor.get(f"{BASE}/edition.eml").content, policy=policy.default)
    assert f"<h1>{mail['Subject']}</h1>" in page.text
    assert 'id="header-list-unsubscribe-post"' in page.text
    assert "&lt;!DOCTYPE html&gt;" in page.text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.html").text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.txt").text.replace("\n", " ")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("light", "@media (max-width:0px)"),
        ("dark", "@media (min-width:0px)"),
        ("inverted", "hue-rotate"),
        ("dark-no-images", "img-src &#39;none&#39;"),
    ],
)
def test_every_look_is_the_mail_under_one_clients_rules(editor, grounds, name, held):
    """The mail's own dark rules are on or off, whatever the machine prefers; nothing asks the machine any more."""
    grounds.store()
    html = editor.get(f"{BASE}/look/{name}.html").text
    assert held.replace("&#39;", "'") in html
    assert "prefers-color-scheme" not in html
    assert "Ferry line to reopen" in html
    assert editor.get(f"{BASE}/look/plaid.html").status_code == 404


@pytest.mark.long
def test_what_changed_is_shown_and_nothing_is_made_twice(editor, desk, grounds):
    """An edited table, a stored article and a touched configuration each make one new version; looking makes none."""
    grounds.store()
    editor.get(f"{BASE}/")
    first = desk.press.look()
    assert desk.press.look() is first
    (desk.theme / "email" / "words" / "en.toml").write_text('online = "Read it on paper"\n')
    assert "Read it on paper" in desk.press.look().proof.mailed().html
    grounds.store(stories=[("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")])  # fmt: skip
    assert "Tram drivers elect a captain" in desk.press.look().proof.mailed().html
    os.utime(desk.configuration, (1, 1))
    last = desk.press.look()
    assert last.version == first.version + 3
    assert desk.press.look() is last


def test_of_the_configuration_only_what_editors_read_has_the_edition_edited_anew(desk, grounds):
    """New colours are seen on the draft in hand; a section that takes fewer stories changes it."""
    grounds.store()
    first = desk.press.look().proof
    desk.settings["theme"] = {"light": {"page": "#123456"}}
    os.utime(desk.configuration, (1, 1))
    coloured = desk.press.look().proof
    assert "#123456" in coloured.mailed().html
    assert coloured.drafted is first.drafted
    newsletter = grounds.settings().newsletters["daily"].model_dump(mode="json", exclude={"sender"})
    sections = [{"name": "All", "most": 1}]
    desk.settings["newsletters"] = {
        "daily": {**newsletter, "from": "wire@news.example", "sections": sections}
    }
    os.utime(desk.configuration, (2, 2))
    assert len(list(desk.press.look().proof.content.items())) == 1


def test_a_frozen_edition_is_shown_as_it_was_frozen(editor, printed, desk):
    """Once its bytes are fixed, an edited template does not touch the edition any more."""
    printed()
    desk.briefing.write_text("<p>another dress</p>")
    assert '<span class="state">frozen</span>' in editor.get(f"{BASE}/").text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.html").text


@pytest.mark.long
def test_a_fault_is_told_and_the_last_good_edition_stays(editor, desk, grounds):
    """A broken template names its file and line above the last good mail; mended, the fault is gone."""
    grounds.store()
    assert editor.get(f"{BASE}/").status_code == 200
    desk.briefing.write_text("<p>\n{% endif %}")
    page = editor.get(f"{BASE}/")
    assert f"{desk.briefing}, line 2" in page.text
    assert "Ferry line to reopen" in editor.get(f"{BASE}/edition.html").text
    desk.briefing.unlink()
    assert 'class="fault"' not in editor.get(f"{BASE}/").text


def test_no_article_and_a_wrong_setting_are_pages_too(editor, tmp_path, grounds):
    """Nothing to print, or a wrong digest.toml: each is told with what to do, every line of it, escaped."""
    empty = editor.get(f"{BASE}/")
    assert (empty.status_code, "no article was stored since" in empty.text) == (500, True)

    def wrong():
        raise ConfigError("digest.toml, line 3: <zone>\nsecond line")

    press = Press(wrong, tmp_path / "digest.toml", grounds.clock())
    client = TestClient(create_preview(press, "a-token"), base_url="http://localhost")
    page = client.get(f"{BASE}/")
    assert page.status_code == 500
    assert "line 3: &lt;zone&gt;\nsecond line" in page.text
    assert client.get(f"{BASE}/edition.html").status_code == 500


@pytest.mark.parametrize(
    "path", ["/", "/edition.html", "/a-toke/", "/a-token-2/", "//", "/openapi.json", "/é/"]
)
def test_without_the_token_there_is_nothing(editor, grounds, path):
    """An address that does not begin with the token is not answered."""
    grounds.store()
    assert editor.get(path).status_code == 404


def test_another_hosts_name_and_another_page_are_refused(editor, grounds, catcher):
    """A name that somebody points at 127.0.0.1, and a page elsewhere that asks, get nothing, even with the token."""
    grounds.store()
    assert editor.get(f"{BASE}/", headers={"host": "evil.example:4321"}).status_code == 404
    assert editor.get(f"{BASE}/", headers={"host": "localhost:4321"}).status_code == 200
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null", "http://[", None):
        headers = {} if origin is None else {"origin": origin}
        sent = editor.post(f"{BASE}/test", data={"address": "editor@news.example"}, headers=headers)
        assert sent.status_code == 403, origin
    assert editor.get(f"{BASE}/", headers={"origin": "https://evil.example"}).status_code == 403
    assert catcher.mails == []


def test_the_token_does_not_leak_and_no_foreign_script_runs(editor, grounds):
    """No referrer, no cache; scripts only from files of ours, and none in the mail."""
    grounds.store()
    for path in ("/", "/edition.html", "/look/dark.html", "/edition.txt", "/edition.eml", "/live.js"):
        headers = editor.get(BASE + path).headers
        assert (headers["referrer-policy"], headers["cache-control"]) == ("same-origin", "no-store")
    rules = editor.get(f"{BASE}/").headers["content-security-policy"]
    assert "script-src 'self';" in rules
    assert "unsafe" not in rules
    assert "script" not in editor.get(f"{BASE}/edition.html").headers["content-security-policy"]
    assert editor.get(f"{BASE}/secrets.js").status_code == 404


def test_a_test_mail_goes_to_the_address_that_was_given(editor, grounds, catcher):
    """It arrives once, marked in its subject; what is no address, or is not taken, is said."""
    grounds.store()
    editor.get(f"{BASE}/")
    sent = editor.post(f"{BASE}/test", data={"address": " editor@news.example "}, headers=HERE)
    assert sent.json()["message"].startswith("Sent a test of '[Test] ")
    assert [mail.recipients for mail in catcher.mails] == [["editor@news.example"]]
    assert parsed(catcher.mails[0])["Subject"].startswith("[Test] ")
    assert editor.post(f"{BASE}/test", data={"address": "nobody"}, headers=HERE).status_code == 422
    catcher.replies["full@news.example"] = "452 4.2.2 mailbox full"
    refused = editor.post(f"{BASE}/test", data={"address": "full@news.example"}, headers=HERE)
    assert "452" in refused.json()["message"]
    assert grounds.deliveries() == []


def test_a_readers_mail_has_her_links_and_they_do_nothing_in_the_frame(editor, grounds):
    """Chosen by address: the headers carry her way out, the frame has no link to it; a stranger is unknown."""
    grounds.store()
    (address,) = grounds.readers("ada")
    found = editor.post(f"{BASE}/reader", data={"address": "ADA@readers.example"}, headers=HERE).json()
    query = f"?reader={found['reader']}"
    mail = message_from_bytes(editor.get(f"{BASE}/edition.eml{query}").content, policy=policy.default)
    assert address in mail["To"]
    way_out = mail["List-Unsubscribe"].strip("<>")
    frame = editor.get(f"{BASE}/look/light.html{query}").text
    assert way_out not in frame
    assert 'href="#" data-inert' in frame
    assert f"as <b>{address}</b>" in editor.get(f"{BASE}/{query}").text
    unknown = editor.post(f"{BASE}/reader", data={"address": "eve@readers.example"}, headers=HERE)
    assert unknown.json() == {"message": "No reader has this address."}
    assert f"<h1>{mail['Subject']}</h1>" in editor.get(f"{BASE}/?reader=999").text


def test_headlines_are_compared_with_the_edition_before(editor, printed, grounds):
    """Beside yesterday's headlines stand today's, each with what has become of it."""
    printed(-1)
    grounds.store(stories=[("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")])  # fmt: skip
    page = editor.get(f"{BASE}/").text
    compared = page.partition('id="compare"')[2].partition("frames")[0]
    assert compared.index("Ferry line to reopen") < compared.index("Tram drivers elect a captain")
    assert '<i class="fate new">new</i>' in compared
    assert '<i class="fate gone">gone</i>' in compared
    assert "Ferry line to reopen" in editor.get(f"{BASE}/earlier.html").text


def test_files_hold_all_that_works_without_a_server(desk, grounds, tmp_path):
    """The export has the page, every look, the parts as they are, and the desk to be read; nothing on it asks a server."""
    grounds.store(stories=[*STORIES, ("Ferry timetable", "Mon 07.00")])
    proof = desk.press.look().proof
    index = write_static(tmp_path / "out", proof)
    page = index.read_text()
    assert "live.js" not in page
    assert page.count("<form") == page.count('<form method="dialog"')
    assert ("Why it is in" in page, "score 3.9" in page, "no lead: " in page) == (True, True, True)
    assert (index.parent / "edition.eml").read_bytes() == proof.mailed().raw
    names = {path.stem for path in (index.parent / "look").iterdir()}
    assert names == {f"{one}{two}" for one in ("light", "dark", "inverted") for two in ("", "-no-images")}
