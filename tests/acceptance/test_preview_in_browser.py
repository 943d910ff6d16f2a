"""The preview's page in a real browser: it follows what changes, and is all worked by mouse and keys."""

import pytest
from grounds import parsed, wait_until
from previewed import TOKEN, served, studio

from digest.web.preview.static import write_static

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "iframes": False,
}
FRAME = "document.getElementById('mail').contentDocument"
STORY = ("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")  # fmt: skip


@pytest.fixture
def desk(grounds, tmp_path):
    grounds.store()
    made = studio(grounds, tmp_path)
    yield made
    made.press.close()


@pytest.fixture
def page(desk, chromium):
    """The preview as it is opened; no error may be left on its console."""
    with served(desk.app()) as site:
        made, wrong = chromium.new_page(viewport={"width": 1280, "height": 800}), []
        made.on("console", lambda line: wrong.append(line.text) if _is_fault(line) else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.goto(f"{site}/{TOKEN}/")
        until(made, f"{FRAME}.readyState == 'complete' && {FRAME}.querySelector('h1')")
        yield made
        made.close()
    assert wrong == []


def until(page, true, seconds=10):
    """Asks again and again, as an expression: the page's own rules forbid Playwright's way of waiting for one.

    A mail that is just being loaded has no body yet: that is "not yet", not a fault.
    """
    asked = f"(() => {{ try {{ return Boolean({true}) }} catch {{ return false }} }})()"
    wait_until(lambda: page.evaluate(asked), seconds)


def _is_fault(line):
    return line.type == "error" and "422" not in line.text  # a refused address is an answer


def chosen(page, name):
    return page.evaluate(f"document.querySelector('input[name={name}]:checked').value")


def colour(page):
    return page.evaluate(f"getComputedStyle({FRAME}.body).backgroundColor")


def test_keys_and_switches_show_the_mail_in_every_way(page):
    """Width, colours and images change by key and stay after a reload; typing is not taken for a shortcut."""
    light = colour(page)
    page.keyboard.press("w")
    assert (chosen(page, "width"), page.locator("#free").is_visible()) == ("free", True)
    page.locator("#free-width").fill("500")
    until(page, f"{FRAME}.defaultView.innerWidth == 500")
    page.keyboard.press("w")
    until(page, f"{FRAME}.defaultView.innerWidth == 375")
    page.keyboard.press("d")
    until(page, f"{FRAME}.URL.endsWith('/look/dark.html') && {FRAME}.readyState == 'complete'")
    dark = colour(page)
    assert dark != light
    page.keyboard.press("i")
    until(page, f"{FRAME}.URL.endsWith('/look/dark-no-images.html')")
    page.reload()
    until(page, f"{FRAME}.URL.endsWith('/look/dark-no-images.html')")
    assert chosen(page, "width") == "375"
    page.locator("#test").press_sequentially("wd?")
    assert (chosen(page, "width"), page.locator("#help").is_visible()) == ("375", False)


def test_keys_work_while_the_mail_has_the_focus_and_can_be_turned_off(page):
    """A click into the mail does not take the keys away; the list of keys turns them off and on."""
    page.frame_locator("#mail").locator("h1").first.click()
    page.keyboard.press("4")
    assert page.locator("#view-source").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#view-headers").is_visible()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert page.locator("#view-headers").is_visible()


def test_what_is_saved_is_on_the_page_at_once_and_nothing_jumps(page, desk, grounds):
    """An edited style and a stored article show without a reload, while page and mail stay where they were scrolled."""
    page.evaluate(f"{FRAME}.defaultView.scrollTo(0, 420)")
    page.evaluate("scrollTo(0, 90)")
    (desk.theme / "email" / "styles").mkdir()
    (desk.theme / "email" / "styles" / "palette.toml").write_text('[light]\npage = "#123456"\n')
    until(page, f"getComputedStyle({FRAME}.body).backgroundColor == 'rgb(18, 52, 86)'")
    grounds.store(stories=[STORY])
    until(page, f"{FRAME}.body.textContent.includes('{STORY[0]}')")
    until(page, f"document.getElementById('text').textContent.includes('{STORY[0]}')")
    until(page, f"{FRAME}.defaultView.scrollY == 420")
    assert page.evaluate("scrollY") == 90


def test_a_fault_is_shown_and_goes_away_when_it_is_mended(page, desk):
    """A broken template's file and line appear over the last good mail by themselves, and vanish by themselves."""
    desk.briefing.write_text("<p>\n{% endif %}")
    until(page, "document.getElementById('fault').textContent.includes('briefing.html, line 2')")
    until(page, f"{FRAME}.body.textContent.includes('Ferry line')")
    desk.briefing.unlink()
    until(page, "document.getElementById('fault').textContent == ''")


def test_a_finding_leads_to_its_place_in_the_source(page):
    """One key jumps to the next finding's line, in the view that has it."""
    jump = page.locator(".jump[href^='#html-']").first
    place = jump.get_attribute("href")[1:]
    jump.click()
    assert page.locator(f"#{place}").is_visible()
    assert page.locator("#view-source").is_visible()
    page.keyboard.press("n")
    assert page.evaluate("location.hash") != ""


def test_a_test_arrives_and_a_reader_is_looked_at(page, grounds, catcher):
    """The form sends one marked mail and says so; the other one shows a reader's mail and the way back."""
    (address,) = grounds.readers("ada")
    page.keyboard.press("t")
    page.keyboard.type("editor@news.example\n")
    wait_until(lambda: len(catcher.mails) == 1)
    assert parsed(catcher.mails[0])["Subject"].startswith("[Test] ")
    page.get_by_text("Sent a test of").wait_for()
    page.keyboard.press("Escape")
    page.locator("#reader").fill("eve@readers.example")
    page.locator("#reader").press("Enter")
    page.get_by_text("No reader has this address.").wait_for()
    page.locator("#reader").fill(address)
    page.locator("#reader").press("Enter")
    page.get_by_text(f"as {address}").wait_for()
    until(page, f"{FRAME}.querySelectorAll('a[data-inert]').length > 0")
    assert address in page.locator("#header-to").text_content()
    page.get_by_text("Back to nobody’s mail").click()
    until(page, f"{FRAME}.querySelectorAll('a[data-inert]').length == 0 && {FRAME}.links.length")


def test_every_state_is_accessible_and_fits(page, desk, chromium):
    """On phone and desktop, in light and dark, axe finds no WCAG 2.2 AA fault in all views at once, and nothing is too wide."""
    from axe_playwright_python.sync_playwright import Axe

    desk.briefing.write_text("<p>\n{% endif %}")
    faults = []
    until(page, "document.getElementById('fault').textContent")
    page.evaluate("for (const one of document.querySelectorAll('[role=tabpanel]')) one.hidden = false")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for scheme, width, state in (("light", 375, "page"), ("dark", 1280, "page"), ("dark", 375, "help")):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        if state == "help":
            page.keyboard.press("?")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        found = Axe().run(page, {"exclude": [["#raw"]]}, RULES).response["violations"]
        faults += [(state, scheme, fault["id"], fault["nodes"][0]["html"]) for fault in found]
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert faults == []


def test_an_exported_page_works_from_a_file(desk, chromium, tmp_path):
    """Without a server: the views, the widths and the looks of the mail."""
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(write_static(tmp_path / "out", desk.press.look().proof).as_uri())
    page.keyboard.press("d")
    page.frame_locator("#mail").locator("h1").first.wait_for()
    wait_until(lambda: page.frames[1].url.endswith("/look/dark.html"))
    page.click("#tab-text")
    assert "Ferry line to reopen" in page.locator("#text").inner_text().replace("\n", " ")
    page.close()
