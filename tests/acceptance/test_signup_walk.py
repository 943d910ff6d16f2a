"""A reader's whole way in a real browser, over a real socket, with the mails that a relay caught."""

import re
import socket
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from grounds import parsed, wait_until

from digest.schedule.scheduler import Rhythm
from digest.web.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)]
READER = "ann@readers.example"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SECTIONS = [
    {"name": "Top story", "kind": "lead", "most": 1},
    {"name": "World"},
    {"name": "Sport", "words": ["regatta"]},
]


@contextmanager
def serving(grounds, **signup):
    """The app with its schedule on a port of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    settings = grounds.settings(web={"base_url": base}, signup={"fill_seconds": 1, **signup})
    newsletter = settings.newsletters["daily"]
    from digest.config import SectionRule

    sections = tuple(SectionRule(**one) for one in SECTIONS)
    settings.newsletters["daily"] = newsletter.model_copy(update={"sections": sections})
    app = create_app(settings, grounds.engine, clock=grounds.clock(), rhythm=Rhythm(look=600, notices=0.1))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, proxy_headers=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield base
    finally:
        server.should_exit = True
        thread.join(20)


def link(grounds, purpose, number):
    """The link of a purpose in the reader's mail of that number, as it is shown in the text part."""
    wait_until(lambda: len(grounds.catcher.mails) >= number, 20)
    text = parsed(grounds.catcher.mails[number - 1]).get_body(("plain",)).get_content()
    return re.search(rf"http://\S+/{purpose}/\S+", text)[0]


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("script", [False, True])
def test_a_reader_comes_chooses_leaves_and_returns(chromium, grounds, tmp_path, width, script):
    """Signup, mail, confirm, preferences, unsubscribe, undo: with JavaScript (which then solves the puzzle) and without."""
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
    page, faults, shots = context.new_page(), [], []
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    def seen(heading):
        assert page.get_by_role("heading", level=1).inner_text() == heading
        path = Path(tmp_path) / f"{len(shots):02} {heading}.png"
        page.screenshot(path=path, full_page=True)
        shots.append(path)
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = Axe().run(page, options=RULES).response["violations"]
            faults.extend((heading, fault["id"], fault["nodes"][0]["html"]) for fault in found)

    def press(name):
        page.get_by_role("button", name=name).click()
        page.wait_for_load_state()

    with serving(grounds, proof_of_work=script) as base:
        page.goto(f"{base}/subscribe")
        seen("Get The Morning Wire by mail")
        page.get_by_label("E-mail address").fill(READER)
        page.wait_for_timeout(1100)  # as long as a person takes at least
        press("Sign up")
        seen("Check your inbox")
        page.goto(link(grounds, "confirm", 1))
        seen("One press, and you are in")
        press("Yes, send it to me")
        seen("You are in")
        page.get_by_role("link", name="Choose what you get").click()
        seen("Your preferences")
        page.get_by_label("Sport").uncheck()
        page.get_by_label("Monday to Friday").check()
        page.get_by_label("Your time zone").select_option("Europe/Berlin")
        press("Save")
        assert page.get_by_role("status").inner_text().startswith("Saved.")
        assert not page.get_by_label("Sport").is_checked()
        seen("Your preferences")
        page.get_by_role("link", name="Your receipt").click()
        seen("Your receipt")
        page.goto(link(grounds, "unsubscribe", 2))
        seen("Leave The Morning Wire?")
        press("Unsubscribe")
        seen("You have left The Morning Wire")
        press("Undo")
        seen("Welcome back")
        page.goto(link(grounds, "undo", 3))
        seen("Come back to The Morning Wire?")
        press("Put me back on the list")
        seen("Welcome back")
        page.goto(link(grounds, "preferences", 4))
        press("Mail me the link to my data")
        seen("Check your inbox")
        page.goto(link(grounds, "data", 5))
        seen("Your data")
        page.get_by_label("I am sure").check()
        press("Erase")
        seen("Your data is erased")
    context.close()
    subjects = [parsed(mail)["Subject"].partition(":")[0] for mail in grounds.catcher.mails]
    assert subjects == [
        "Please confirm", "Welcome to The Morning Wire", "You have left The Morning Wire", "You are back", "Your data",
    ]  # fmt: skip
    assert [text for text in complaints if "Content Security Policy" in text] == []
    assert faults == []


def test_a_form_on_another_site_leads_in(chromium, grounds, tmp_path):
    """The snippet of /embed, in a file of somebody else's, leads by the page with one button to the mail."""
    with serving(grounds) as base:
        page = chromium.new_context().new_page()
        page.goto(f"{base}/embed?newsletter=daily")
        snippet = page.locator("code").inner_text()
        foreign = tmp_path / "foreign.html"
        foreign.write_text(
            f"<!DOCTYPE html><title>Elsewhere</title>{snippet.replace('http://127.0.0.1:8000', base)}"
        )
        page.goto(foreign.as_uri())
        page.get_by_label("E-mail address").fill(READER)
        page.get_by_role("button", name="Sign up").click()
        assert page.get_by_role("heading", level=1).inner_text() == "One more press"
        page.wait_for_timeout(1100)
        page.get_by_role("button", name="Yes, sign me up").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Check your inbox"
        assert link(grounds, "confirm", 1).startswith(base)
