"""Preferences, pause, receipt and one's own data over HTTP."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sites import CARDS
from sqlalchemy import select, update

from digest import partitions
from digest.compose.content import EditionContent, Item, Passage, Section, SourceLink, digest_of, to_json
from digest.database import writing
from digest.models import Delivery, DeliveryState, Edition, EditionState
from subscribers import roster
from subscribers.address import parse
from subscribers.models import (
    Frequency,
    Notice,
    NoticeKind,
    Subscriber,
    Subscription,
    SuppressionReason,
)
from subscribers.taste import Taste
from subscribers.tokens import Purpose

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SECTIONS = ("Top story", "World", "Sport")


@pytest.fixture
def reader(site):
    """A reader of a newsletter with three sections, and the link to their preferences."""
    site.cards = {"daily": replace(CARDS["daily"], sections=SECTIONS)}
    number = site.join("ann.lee@example.com")
    return number, f"/preferences/{site.token(Purpose.PREFERENCES, number)}"


def row(site, number=1):
    with writing(site.engine) as session:
        return session.get(Subscription, (number, "daily")), session.get(Subscriber, number)


def audience(site):
    with writing(site.engine) as session:
        return session.scalars(roster.audience("daily", at=site.now)).all()


def print_edition(site, number=1, day=24, state=DeliveryState.SENT):
    """An edition that went to a reader."""
    item = Item(
        1,
        "Ferry line",
        "Ferry line to reopen",
        (Passage("It runs again."),),
        (SourceLink("Coastwire"),),
        (1,),
    )
    content = to_json(
        EditionContent(
            "daily", "The Morning Wire", "", date(2026, 11, day), day, "en", f"Ferries of day {day}", "", "Good morning.",
            (Section("Top story", "lead", (item,)),),
        )
    )  # fmt: skip
    with writing(site.engine) as session:
        edition = Edition(
            newsletter="daily", day=date(2026, 11, day), number=day, state=EditionState.SENT, content=content,
            hash=digest_of(content), window_start=site.now, window_end=site.now, created_at=site.now, enrolled=1,
        )  # fmt: skip
        session.add(edition)
        session.flush()
        partitions.make(session.connection(), [edition.id])
        session.add(
            Delivery(
                edition_id=edition.id,
                subscriber_id=number,
                variant="everyone",
                state=state,
                not_before=site.now,
                changed_at=site.now,
            )
        )


def test_what_is_saved_holds_and_is_shown(site, reader):
    """Sections, sources, frequency, zone, language and text alone are kept, and stand in the form afterwards."""
    number, link = reader
    print_edition(site)
    client = site.client()
    page = client.get(link).text
    assert (page.count('name="section"'), "Coastwire" in page) == (3, True)
    sent = {
        "do": "save", "section": ["Top story", "World"], "mute": ["Coastwire"], "frequency": "weekdays",
        "zone": "Europe/Berlin", "language": "de", "text": "yes",
    }  # fmt: skip
    saved = client.post(link, data=sent)
    assert (saved.status_code, '<html lang="de" ' in saved.text, "Gespeichert" in saved.text) == (
        200,
        True,
        True,
    )
    subscription, person = row(site, number)
    assert Taste.parse(subscription.taste) == Taste(frozenset({"Sport"}), frozenset({"Coastwire"}), True)
    assert (subscription.frequency, person.zone, person.language) == (
        Frequency.WEEKDAYS,
        "Europe/Berlin",
        "de",
    )
    assert 'value="Sport" checked' not in client.get(link).text
    assert 'value="World" checked' in client.get(link).text


@on_sqlite
def test_nobody_saves_a_newsletter_without_sections(site, reader):
    """All boxes off is told and not saved; names that are none of ours are not kept."""
    _, link = reader
    refused = site.client().post(link, data={"do": "save"})
    assert (refused.status_code, "Keep at least one section" in refused.text) == (422, True)
    site.client().post(
        link,
        data={
            "do": "save",
            "section": [*SECTIONS],
            "zone": "Mars/Base",
            "language": "xx",
            "frequency": "hourly",
        },
    )
    subscription, person = row(site)
    assert (subscription.taste, subscription.frequency, person.zone, person.language) == (
        "",
        Frequency.DAILY,
        None,
        None,
    )


def test_a_pause_ends_on_its_day(site, reader):
    """Until a date nothing comes, from its first minute where the reader is it comes again; a button ends it at once."""
    number, link = reader
    with writing(site.engine) as session:
        session.execute(update(Subscriber).values(zone="America/New_York"))
    client = site.client()
    paused = client.post(link, data={"do": "pause", "until": "2026-12-01"})
    assert "Nothing is sent to you until December 1, 2026" in paused.text
    assert row(site, number)[0].paused_until == datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert audience(site) == []
    site.now = datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert audience(site) == [number]
    site.now = datetime(2026, 11, 30, tzinfo=UTC)
    assert "comes to you again" in client.post(link, data={"do": "resume"}).text
    assert audience(site) == [number]


@on_sqlite
@pytest.mark.parametrize(
    "until", ["", "tomorrow", "2026-11-24", "2020-01-01", "2028-01-01", "9999-12-31", "0001-01-01"]
)
def test_a_pause_needs_a_day_to_come(site, reader, until):
    """A date that is past, too far, or none is told, and nothing is paused."""
    number, link = reader
    refused = site.client().post(link, data={"do": "pause", "until": until})
    assert (refused.status_code, "Choose a day to come" in refused.text) == (422, True)
    assert audience(site) == [number]


def test_the_receipt_says_what_is_held(site, reader):
    """How and when consent was given, and the last ten editions with what became of them; the address is masked."""
    number, link = reader
    for day in range(10, 22):
        print_edition(site, number, day, DeliveryState.FAILED if day == 21 else DeliveryState.SENT)
    receipt = site.client().get(link.replace("/preferences/", "/receipt/"))
    assert receipt.status_code == 200
    assert "a•••@example.com" in receipt.text
    assert "ann.lee" not in receipt.text
    for words in (
        "asked for",
        "confirmed",
        "by a button",
        "November 24, 2026, 06:30 UTC",
        "could not be delivered",
    ):
        assert words in receipt.text
    assert (receipt.text.count("Ferries of day"), "Ferries of day 12" in receipt.text) == (10, True)
    assert "Ferries of day 11" not in receipt.text


def test_the_link_to_ones_data_comes_by_mail_once_a_day(site, reader):
    """A forwarded mail's link shows no address and erases nothing: it has a link mailed to the reader, once a day."""
    _, link = reader
    for _ in range(3):
        assert "is on its way to you" in site.client().post(link, data={"do": "data"}).text
    with writing(site.engine) as session:
        kinds = session.scalars(select(Notice.kind)).all()
    assert kinds.count(NoticeKind.DATA) == 1


def test_data_is_taken_along(site, reader):
    """The file holds everything that the rows hold, and the editions."""
    number, _ = reader
    print_edition(site, number)
    link = f"/data/{site.token(Purpose.DATA, number)}"
    assert "ann.lee@example.com" in site.client().get(link).text
    sent = site.client().post(link, data={"do": "export"})
    assert sent.headers["content-disposition"] == 'attachment; filename="my-data.json"'
    kept = json.loads(sent.content)
    assert (kept["email"], kept["subscriptions"][0]["state"]) == ("ann.lee@example.com", "confirmed")
    assert [step["action"] for step in kept["consent"]] == ["requested", "confirmed"]
    assert kept["suppressed"] == []
    assert kept["editions"] == [
        {"newsletter": "daily", "day": "2026-11-24", "subject": "Ferries of day 24", "state": "sent"}
    ]


def test_what_bars_an_address_is_no_secret(site, reader):
    """Receipt and file say why nothing is sent; the file tells each preference under a name of its own."""
    number, link = reader
    site.client().post(link, data={"do": "save", "section": ["World"], "mute": ["Coastwire"], "text": "yes"})
    with writing(site.engine) as session:
        roster.suppress(
            session, parse("ann.lee@example.com"), SuppressionReason.BOUNCED, newsletter=None, keys=site.keys,
            at=site.now,
        )  # fmt: skip
    receipt = site.client().get(link.replace("/preferences/", "/receipt/")).text
    assert ("Why nothing is sent" in receipt, "mail came back" in receipt) == (True, True)
    assert ("It is not sent, see below." in receipt, "You get it." in receipt) == (True, False)
    sent = site.client().post(f"/data/{site.token(Purpose.DATA, number)}", data={"do": "export"}).json()
    assert [(one["reason"], one["newsletter"]) for one in sent["suppressed"]] == [("bounced", None)]
    wishes = sent["subscriptions"][0]
    assert (wishes["muted_sections"], wishes["muted_sources"], wishes["text_only"]) == (
        ["Sport", "Top story"],
        ["Coastwire"],
        True,
    )


def test_data_is_erased(site, reader):
    """Only by who is sure; afterwards every link of the reader is one that does not work, and leaving still answers."""
    number, link = reader
    data = f"/data/{site.token(Purpose.DATA, number)}"
    leave = f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, number)}"
    client = site.client()
    assert client.post(data, data={"do": "erase"}).status_code == 422
    assert row(site, number)[1].email == "ann.lee@example.com"
    assert "Your data is erased" in client.post(data, data={"do": "erase", "sure": "yes"}).text
    assert (row(site, number)[1].email, row(site, number)[1].email_key) == ("", None)
    for gone in (data, link, link.replace("/preferences/", "/receipt/")):
        assert client.get(gone).status_code == 404
    assert client.post(data, data={"do": "export"}).status_code == 404
    assert client.post(leave, data={"List-Unsubscribe": "One-Click"}).status_code == 200


@on_sqlite
def test_the_link_to_data_lives_two_days_and_is_of_its_own_kind(site, reader):
    """Older, or another purpose's, it is a bad link."""
    number, _ = reader
    old = site.token(Purpose.DATA, number)
    site.later(hours=49)
    for token in (old, site.token(Purpose.PREFERENCES, number)):
        assert site.client().get(f"/data/{token}").status_code == 404
        assert site.client().post(f"/data/{token}", data={"do": "export"}).status_code == 404


@on_sqlite
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.long
def test_looking_at_these_pages_changes_nothing(site, reader, method):
    """Fifty looks at each leave every row as it was."""
    number, link = reader
    links = [
        link,
        link.replace("/preferences/", "/receipt/"),
        f"/data/{site.token(Purpose.DATA, number)}",
        "/embed",
    ]
    before = [one.model_dump_json() for one in row(site, number)]
    for _ in range(50):
        for one in links:
            assert site.client().request(method, one).status_code == 200
    assert [one.model_dump_json() for one in row(site, number)] == before
    with writing(site.engine) as session:
        assert len(session.scalars(select(Notice)).all()) == 2
