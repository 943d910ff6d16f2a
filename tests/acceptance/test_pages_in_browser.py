"""The pages in a real browser, as served: their policy, their forms, their look, their accessibility."""

from contextlib import contextmanager

import pytest

from subscribers.tokens import Purpose

HOST = "http://site.test"
pytestmark = pytest.mark.browser


@contextmanager
def tab(chromium, site, *, width=375, scheme="light", script=False):
    """A tab whose requests are answered by the site itself; what the page complains of is collected."""
    client, complaints = site.client(), []

    def serve(route):
        asked = route.request
        body, kind = asked.post_data_buffer, asked.headers.get("content-type", "")
        sent = client.request(
            asked.method, asked.url.removeprefix(HOST), content=body, headers={"content-type": kind}
        )
        route.fulfill(status=sent.status_code, headers=dict(sent.headers), body=sent.content)

    context = chromium.new_context(
        viewport={"width": width, "height": 700},
        color_scheme=scheme,
        java_script_enabled=script,
        bypass_csp=False,
    )
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.route(f"{HOST}/**", serve)
    yield page, complaints
    context.close()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_reader_walks_in_and_out_without_scripts(chromium, site):
    """Sign up with a slip, mend it, confirm, look at preferences, leave, take it back: links and forms lead the way."""
    with tab(chromium, site) as (page, complaints):
        page.goto(f"{HOST}/subscribe")
        page.get_by_label("E-mail address").fill("ann@example")
        page.get_by_role("button", name="Sign up").click()
        assert page.get_by_role("alert").inner_text().startswith("The part after the @-sign")
        page.get_by_label("E-mail address").fill("ann@example.com")
        page.get_by_role("button", name="Sign up").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Check your inbox"
        page.goto(f"{HOST}/confirm/{site.token(Purpose.CONFIRM)}")
        page.get_by_role("button", name="Yes, send it to me").click()
        assert page.get_by_role("heading", level=1).inner_text() == "You are in"
        page.goto(f"{HOST}/preferences/{site.token(Purpose.PREFERENCES)}")
        page.get_by_role("button", name="Unsubscribe from The Morning Wire").click()
        assert page.get_by_role("status").inner_text().startswith("You have left")
        page.goto(f"{HOST}/unsubscribe/{site.token(Purpose.UNSUBSCRIBE)}")
        page.get_by_role("button", name="Unsubscribe").click()
        page.get_by_role("button", name="Undo").click()
        assert page.get_by_role("heading", level=1).inner_text() == "Welcome back"
        assert [text for text in complaints if "Content Security Policy" in text] == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(chromium, newsstand, scheme):
    """At 320 px nothing runs out of the page, the style sheet applies under its policy, and axe finds no WCAG 2.2 AA fault."""
    from axe_playwright_python.sync_playwright import Axe

    reader = newsstand.join("ann@example.com")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    mast = {"light": "rgb(193, 18, 31)", "dark": "rgb(176, 16, 28)"}[scheme]
    confirm, leave, prefer = (
        f"{HOST}/{purpose}/{newsstand.token(purpose, reader)}"
        for purpose in (Purpose.CONFIRM, Purpose.UNSUBSCRIBE, Purpose.PREFERENCES)
    )
    faults = []
    with tab(chromium, newsstand, width=320, scheme=scheme, script=True) as (page, _):
        for address, press in [
            (f"{HOST}/subscribe", None),
            (f"{HOST}/subscribe", "Sign up"),
            (f"{HOST}/subscribe?newsletter=daily", "Sign up"),
            (f"{HOST}/confirm/cut-off", None),
            (confirm, None),
            (confirm, "Yes, send it to me"),
            (leave, None),
            (prefer, None),
            (prefer, "Unsubscribe from The Morning Wire"),
            (leave, "Unsubscribe"),
        ]:
            page.goto(address)
            if "=daily" in address:
                page.get_by_label("E-mail address").fill("bob@example.com")
            if press:
                page.get_by_role("button", name=press).click()
            assert page.evaluate("getComputedStyle(document.querySelector('.mast')).backgroundColor") == mast
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            found = Axe().run(page, options=rules).response["violations"]
            faults += [(page.title(), fault["id"], fault["nodes"][0]["html"]) for fault in found]
    assert faults == []
