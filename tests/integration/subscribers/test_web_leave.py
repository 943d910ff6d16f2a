"""Leaving over HTTP: RFC 8058's one click, the button, the page of preferences."""

import pytest
from sqlalchemy import select
from sqlmodel import col

from digest.database import writing
from subscribers import roster
from subscribers.models import Consent, ConsentAction, ConsentMethod, Subscriber
from subscribers.tokens import Keys, Purpose

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def audience(site, newsletter="daily"):
    with writing(site.engine) as session:
        return session.scalars(roster.audience(newsletter, at=site.now)).all()


def ways_out(site):
    with writing(site.engine) as session:
        left = select(Consent.method).where(col(Consent.action) == ConsentAction.LEFT)
        return session.scalars(left).all()


@pytest.mark.parametrize("form", [{"data": ONE_CLICK}, {"files": {"List-Unsubscribe": (None, "One-Click")}}])
def test_one_click_leaves(site, client, form):
    """RFC 8058: a POST without cookie or referrer, of either kind of form, is answered 200 and acts; again is as once."""
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, site.join('ann@example.com'))}"
    for _ in range(3):
        sent = client.post(link, **form)
        assert (sent.status_code, sent.text) == (200, "Unsubscribed.\n")
        assert not {"set-cookie", "location"} & set(sent.headers)
    assert audience(site) == []
    assert ways_out(site) == [ConsentMethod.ONE_CLICK]


def test_one_click_works_years_and_a_secret_later(site):
    """A link mailed two years and one rotation of the secret ago still leaves."""
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, site.join('ann@example.com'))}"
    site.later(days=730)
    site.keys = Keys.from_secrets(["a newer secret than the first", "a secret for the tests of pages"])
    assert site.client().post(link, data=ONE_CLICK).status_code == 200
    assert audience(site) == []


def test_the_button_leaves(site, client):
    """The page asks, its button leaves, and says so."""
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, site.join('ann@example.com'))}"
    assert "Leave The Morning Wire?" in client.get(link).text
    assert audience(site) == [1]
    assert "You have left The Morning Wire" in client.post(link, data={"leave": "yes"}).text
    assert audience(site) == []
    assert ways_out(site) == [ConsentMethod.BUTTON]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_pages_of_a_mail_are_in_the_language_that_was_chosen(site, client):
    """Confirming, leaving and coming back are as the reader chose, whatever the browser would like; a link may ask for another."""
    reader = site.join("ann@example.com")
    with writing(site.engine) as session:
        session.get(Subscriber, reader).language = "de"
    english = {"Accept-Language": "en"}
    for purpose in (Purpose.CONFIRM, Purpose.UNSUBSCRIBE, Purpose.UNDO):
        link = f"/{purpose.value}/{site.token(purpose, reader)}"
        for page in (client.get(link, headers=english), client.post(link, headers=english)):
            assert (page.status_code, page.headers["content-language"]) == (200, "de")
        assert client.get(f"{link}?lang=en").headers["content-language"] == "en"


def test_one_can_leave_a_newsletter_that_is_no_longer_offered(site, client):
    """A link of a newsletter that was taken out of the configuration still leaves it."""
    reader = site.join("ann@example.com", "retired")
    link = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, reader, 'retired')}"
    assert client.get(link).status_code == 200
    assert client.post(link, data={"leave": "yes"}).status_code == 200
    assert audience(site, "retired") == []


def test_preferences_leave_one_of_two(newsstand):
    """The page shows what one gets, by an address only its owner knows again, and leaves one without the other."""
    reader = newsstand.join("ann@example.com")
    newsstand.join("ann@example.com", "weekly")
    client, link = newsstand.client(), f"/preferences/{newsstand.token(Purpose.PREFERENCES, reader)}"
    before = client.get(link).text
    assert "Unsubscribe from The Morning Wire" in before
    assert "Unsubscribe from The Long Read" in before
    assert ("a•••@example.com" in before, "ann@example.com" in before) == (True, False)
    after = client.post(link, data={"leave": "weekly"}).text
    assert "You have left The Long Read" in after
    assert "Unsubscribe from The Long Read" not in after
    assert (audience(newsstand), audience(newsstand, "weekly")) == ([reader], [])


def test_preferences_leave_only_what_one_gets(newsstand):
    """A name that the reader does not get, or no name, changes nothing and is no fault."""
    reader = newsstand.join("ann@example.com")
    client, link = newsstand.client(), f"/preferences/{newsstand.token(Purpose.PREFERENCES, reader)}"
    for choice in ("", "nope", "weekly", "\0", "daily\0"):
        assert client.post(link, data={"leave": choice}).status_code == 200
    assert audience(newsstand) == [reader]
    assert ways_out(newsstand) == []


def test_an_erased_reader_has_no_preferences(site, client):
    """After an erasure the link shows nobody."""
    reader = site.join("ann@example.com")
    with writing(site.engine) as session:
        session.get(Subscriber, reader).erased_at = site.now
    assert client.get(f"/preferences/{site.token(Purpose.PREFERENCES, reader)}").status_code == 404
