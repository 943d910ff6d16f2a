"""Past editions: all of what was mailed, nothing of whom it was mailed to."""

import re

import pytest

from digest.compose.message import Tokens
from digest.database import reading, writing
from digest.editorial.variants import EVERYONE
from digest.models import FIXED_STATES, Edition, EditionState, EditionVariant
from digest.web.archive import RULES, impersonal

DAY = "/archive/daily/2026-11-24"


def test_the_links_of_the_mail_lead_to_the_edition(browser, printed, grounds):
    """The list, the newest and the day itself are where the mail says they are, and show its stories."""
    printed(-1)
    printed()
    shown = browser.get("/archive/daily")
    assert shown.status_code == 200
    assert re.findall(r'href="(daily/[\d-]+)"', shown.text) == ["daily/2026-11-24", "daily/2026-11-23"]
    assert "Tuesday, November 24, 2026" in shown.text
    latest = browser.get("/archive/daily/latest")
    assert (latest.status_code, latest.headers["location"]) == (307, "2026-11-24")
    page = browser.get(DAY)
    assert page.status_code == 200
    assert "Ferry line to reopen" in page.text


def test_no_personal_slot_is_public(browser, printed):
    """The page holds no word that stands for a slot, and no link to leave or to change preferences."""
    edition = printed()
    page = browser.get(DAY).text
    assert not re.search(r"slot[0-9a-f]{12}", page)
    assert Tokens.of(edition.content).nonce not in page
    assert not re.search(r"unsubscribe|preferences", page, re.IGNORECASE)
    assert 'href="http://127.0.0.1:8000/archive/daily"' in page  # what is everybody's stays


def test_what_only_a_mail_says_is_not_public(browser, printed, engine):
    """No link that leads to where one is, and nobody is told that they signed up; the mail says all of it."""
    edition = printed()
    with reading(engine) as session:
        mailed = session.get_one(EditionVariant, (edition.id, EVERYONE)).html
    page = browser.get(DAY).text
    for said in ("View in browser", "Read this edition online", "because you signed up for it"):
        assert said in " ".join(mailed.split())
        assert said not in " ".join(page.split())
    assert page.count("1 Quay Street, Port Lorne") == mailed.count("1 Quay Street, Port Lorne")
    assert page.count("<table") == page.count("</table>") == mailed.count("<table") - 1


def test_a_slot_in_a_theme_of_ones_own_leads_to_the_signup():
    """Where a theme uses a slot in another way than a plain link, it becomes the address of the signup page."""
    tokens = Tokens("0" * 12)
    html = f"<form action='{tokens['unsubscribe_url']}'></form>{tokens['action_url']}"
    assert (
        impersonal(html, tokens, "../s?a=1&b=2") == "<form action='../s?a=1&amp;b=2'></form>../s?a=1&amp;b=2"
    )


def test_nothing_of_an_edition_runs(browser, printed):
    """An article could bring anything: the page's policy allows styles and pictures, and no more."""
    printed()
    headers = browser.get(DAY).headers
    assert headers["content-security-policy"] == RULES
    assert "script" not in RULES
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("state", sorted(set(EditionState) - FIXED_STATES))
@pytest.mark.long
def test_what_is_not_fixed_is_not_public(browser, printed, engine, state):
    """A draft, a held or a cancelled edition is neither listed nor shown."""
    edition = printed()
    with writing(engine) as session:
        session.get_one(Edition, edition.id).state = state
    assert "The first one is still to come" in browser.get("/archive/daily").text
    assert browser.get(DAY).status_code == 404


def test_the_newest_of_none_is_the_list(browser):
    """The welcome mail's button leads somewhere from the first day."""
    answer = browser.get("/archive/daily/latest")
    assert (answer.status_code, answer.headers["location"]) == (307, "../daily")


@pytest.mark.parametrize("state", ["frozen", "sending", "paused", "sent"])
@pytest.mark.long
def test_what_is_fixed_is_public(browser, printed, engine, state):
    """From the moment it is frozen an edition is there, since its mails link to it."""
    edition = printed()
    with writing(engine) as session:
        session.get_one(Edition, edition.id).state = EditionState(state)
    assert browser.get(DAY).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/archive/weekly", "/archive/weekly/latest", "/archive/daily/2026-11-23", "/archive/daily/20261124",
        "/archive/daily/2026-13-01", "/archive/daily/%00", "/archive/daily?before=yesterday", "/archive/daily/2026-W48-2",
    ],
)  # fmt: skip
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_other_addresses_are_a_page(browser, printed, path):
    """What is not there is said on a page in the look of the others."""
    printed()
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.text
    assert 'class="mast"' in answer.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_many_editions_come_in_pages(browser, printed, engine):
    """The list goes on where a page ends, until all are shown once."""
    first = printed()
    with writing(engine) as session:
        for number in range(1, 120):
            fields = first.model_dump(exclude={"id", "day"})
            session.add(Edition(**fields, day=first.day.fromordinal(first.day.toordinal() - number)))
    path, shown = "/archive/daily", []
    while path:
        page = browser.get(path).text
        shown += re.findall(r'href="daily/([\d-]+)"', page)
        older = re.search(r'href="(daily\?before=[\d-]+)"', page)
        path = f"/archive/{older[1]}" if older else None
    assert len(shown) == len(set(shown)) == 120
    assert shown == sorted(shown, reverse=True)
