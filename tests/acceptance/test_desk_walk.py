"""An editor's morning at the desk, in a real browser: by mouse, by keys, and what it looks like."""

import os
from pathlib import Path

import pytest
from grounds import STORIES, wait_until
from previewed import TOKEN, served, studio

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
LOOKS = os.environ.get("DIGEST_LOOKS")
MORE = (("light", 1280), ("dark", 375)) if LOOKS else ()
FRAME = "document.getElementById('mail').contentDocument"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "iframes": False,
}


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
        made, wrong = chromium.new_page(viewport={"width": 1280, "height": 900}), []
        made.on(
            "console",
            lambda line: wrong.append(line.text) if line.type == "error" and "422" not in line.text else None,
        )
        made.on("pageerror", lambda error: wrong.append(str(error)))
        made.goto(f"{site}/{TOKEN}/")
        until(made, f"{FRAME}.readyState == 'complete' && {FRAME}.querySelector('h1')")
        yield made
        made.close()
    assert wrong == []


def until(page, true, seconds=10):
    asked = f"(() => {{ try {{ return Boolean({true}) }} catch {{ return false }} }})()"
    wait_until(lambda: page.evaluate(asked), seconds)


def headlines(page):
    return page.evaluate("[...document.querySelectorAll('.story .headline')].map((one) => one.textContent)")


def comes(page, wanted):
    wait_until(lambda: headlines(page) == wanted, 10)
    until(page, f"{FRAME}.body.textContent.includes({wanted[0]!r})")


def row(page, headline):
    return page.locator(".story", has=page.locator(".headline", has_text=headline))


def test_stories_are_ordered_dropped_edited_and_approved(page, desk):
    """Every act shows in the mail at once: order, drag, drop, put in, pin, section, headline, lead, subject, note, undo, approval."""
    a, b, c, d = headlines(page)
    row(page, b).get_by_role("button", name="Later").click()
    comes(page, [a, c, b, d])
    row(page, d).locator(".grip").drag_to(row(page, c))
    comes(page, [a, d, c, b])
    row(page, c).locator(".headline").drag_to(row(page, a))  # its words are marked, and it stays
    end = row(page, b).bounding_box()
    row(page, d).locator(".grip").drag_to(row(page, b), target_position={"x": 20, "y": end["height"] - 4})
    comes(page, [a, c, b, d])
    row(page, d).locator(".grip").drag_to(row(page, c), target_position={"x": 20, "y": 4})
    comes(page, [a, d, c, b])
    row(page, d).get_by_role("button", name="Drop").click()
    comes(page, [a, c, b])
    page.locator("#desk-out > summary").click()
    page.get_by_role("button", name=f"Put in: {d}").click()
    wait_until(lambda: d in headlines(page))
    assert "pinned" in row(page, d).inner_text()
    row(page, c).get_by_role("button", name="Pin").click()
    until(page, "document.querySelectorAll('.story.pinned').length == 2")
    row(page, c).locator("summary", has_text="Edit").click()
    row(page, c).get_by_label("Headline").fill("A headline of ours")
    choices = row(page, c).locator(".choices input[type=checkbox]")
    choices.nth(0).uncheck()
    choices.nth(1).check()
    row(page, c).get_by_role("button", name="Save").click()
    until(page, f"{FRAME}.body.textContent.includes('A headline of ours')")
    row(page, "A headline of ours").locator("text=your lead").wait_for()
    page.locator("#desk-texts > summary").click()
    page.get_by_label("Subject").fill("Ours today")
    page.get_by_label("A note of yours").fill("No edition on Monday.")
    page.locator("#desk-texts-save").click()
    until(page, f"{FRAME}.body.textContent.includes('No edition on Monday.')")
    until(page, "document.title == 'Preview: Ours today'")
    page.keyboard.press("Escape")
    page.locator("#desk-undo").click()
    until(page, "document.title != 'Preview: Ours today'")
    page.locator("#desk-approve").click()
    page.locator(".standing.approved").wait_for()
    row(page, a).get_by_role("button", name="Pin").click()
    page.get_by_text("Changed since it was approved").first.wait_for()
    page.get_by_role("button", name="Approve again").wait_for()
    look(page, "edited")


def test_all_of_it_goes_by_keys_alone(page):
    """To the desk, to a story, down, pin, drop, undo: no mouse, and the focus is never lost."""
    a, b, c, d = headlines(page)
    page.keyboard.press("e")
    until(page, "document.activeElement.id == 'desk-title'")
    page.locator(".story .acts button:not([disabled])").first.focus()
    page.keyboard.press("Shift+J")
    comes(page, [b, a, c, d])
    page.keyboard.press("p")
    until(page, "document.querySelectorAll('.story.pinned').length == 1")
    until(page, "document.activeElement.closest('.story.pinned')")
    page.keyboard.press("j")
    page.keyboard.press("x")
    wait_until(lambda: len(headlines(page)) == 3)
    until(page, f"document.activeElement.closest('.story').textContent.includes({d!r})")
    page.keyboard.press("u")
    wait_until(lambda: len(headlines(page)) == 4)
    assert STORIES[0][0] in {a, b, c, d}


def test_typing_is_not_lost_when_something_else_changes(page, grounds):
    """A half-written headline stays while a new story comes in from the store, also when saving it was refused."""
    first = page.locator(".story").first
    first.locator("summary", has_text="Edit").click()
    first.get_by_label("Headline").fill("Half a headl")
    page.route("**/desk/story", lambda asked: asked.fulfill(status=422, json={"message": "Not so."}))
    first.get_by_role("button", name="Save").click()
    page.get_by_text("Not so.").wait_for()
    grounds.store(stories=[("Tram drivers elect a captain", "The tram drivers of Port Lorne elected a captain on Monday, and she starts work next week. The vote took an hour.")])  # fmt: skip
    wait_until(lambda: "Tram drivers elect a captain" in headlines(page))
    assert page.evaluate(
        "[...document.querySelectorAll('.story textarea')].some((one) => one.value == 'Half a headl')"
    )


def test_every_state_of_the_desk_is_accessible(page, grounds):
    """As a draft with all folds open, refused, approved, lapsed and held, in light and dark: no WCAG 2.2 AA fault, nothing too wide."""
    from axe_playwright_python.sync_playwright import Axe

    axe, faults = Axe(), []
    grounds.store(stories=[("Ferry timetable", "Mon 07.00")])
    wait_until(lambda: page.locator("#desk-refused").count() == 1)
    row(page, headlines(page)[0]).get_by_role("button", name="Drop").click()
    wait_until(lambda: len(headlines(page)) == 3)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    row(page, headlines(page)[0]).get_by_role("button", name="Earlier").press("Enter")
    page.locator("#desk-said.wrong").wait_for()
    for state, act in (
        ("refused", None),
        ("approved", "#desk-approve"),
        ("lapsed", ".story:not(.pinned) [id^=pin-]"),
        ("held", "#desk-hold"),
    ):
        if act:
            page.locator(act).first.click()
            page.locator(f".standing.{state}").wait_for()
        for scheme, width in (("light", 375), ("dark", 1280), *MORE):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            look(page, f"{state}-{scheme}-{width}")
            found = axe.run(page, {"include": [[".deskside"]]}, RULES).response["violations"]
            faults += [(state, scheme, fault["id"], fault["nodes"][0]["html"]) for fault in found]
    assert faults == []


def look(page, name):
    """A picture for whoever wants to see it: DIGEST_LOOKS names a folder."""
    if LOOKS:
        page.locator(".deskside").screenshot(path=Path(LOOKS) / f"desk-{name}.png")


def test_without_a_script_every_act_is_a_form(page, chromium):
    """A browser that runs no script drops a story, reads what is wrong with a move, and is led back to the desk."""
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(page.url)
    title = plain.locator(".story .headline").nth(1).inner_text()
    plain.get_by_role("button", name=f"Drop: {title}").click()
    plain.locator("#desk-out > summary").click()
    plain.get_by_role("button", name=f"Put in: {title}").wait_for()
    assert plain.url.endswith("/#desk-title")
    plain.locator("#desk-undo").click()
    plain.get_by_role("button", name=f"Drop: {title}").wait_for()
    plain.context.close()


def test_the_focus_stays_on_a_button_at_the_edge(page):
    """Up and up again to the first place: the button that was pressed keeps the focus, and says that there is no more."""
    _, b, _, _ = headlines(page)
    row(page, b).get_by_role("button", name="Earlier").focus()
    own = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    wait_until(lambda: headlines(page)[0] == b)
    until(page, f"document.activeElement.id == '{own}'")
    page.keyboard.press("Enter")
    told = page.get_by_text("it stands at the end already")
    told.wait_for()
    assert told.bounding_box()["y"] < page.viewport_size["height"]  # seen without scrolling to it
    assert page.evaluate("document.activeElement.id") == own
