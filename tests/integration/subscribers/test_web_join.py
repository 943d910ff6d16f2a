"""Signing up and confirming over HTTP, on both databases."""

import json

import pytest
from sqlalchemy import func, select

from digest.database import writing
from subscribers import roster
from subscribers.address import parse
from subscribers.guard import NETWORK_CEILING
from subscribers.models import (
    Consent,
    ConsentAction,
    ConsentMethod,
    Notice,
    SignupBucket,
    Subscriber,
    Subscription,
    SuppressionReason,
)
from subscribers.tokens import Purpose

TABLES = (Subscriber, Subscription, Consent, Notice)


def snapshot(site):
    """Every row of the tables that a link could change."""
    with writing(site.engine) as session:
        return [sorted(row.model_dump_json() for row in session.scalars(select(table))) for table in TABLES]


def notices(site):
    with writing(site.engine) as session:
        return session.scalar(select(func.count()).select_from(Notice))


def audience(site, newsletter="daily"):
    with writing(site.engine) as session:
        return session.scalars(roster.audience(newsletter, at=site.now)).all()


@pytest.mark.long
def test_from_form_to_audience(site, client):
    """A reader fills in the form, presses the mail's button on its page, and is in the audience."""
    assert 'name="email"' in client.get("/subscribe").text
    sent = client.post("/subscribe", data=site.form(email="ann@example.com", name="Ann", newsletter="daily"))
    assert (sent.status_code, "Check your inbox" in sent.text) == (202, True)
    link = f"/confirm/{site.token(Purpose.CONFIRM)}"
    assert audience(site) == []
    assert "Yes, send it to me" in client.get(link).text
    assert audience(site) == []
    assert "You are in" in client.post(link).text
    assert client.post(link).status_code == 200
    assert audience(site) == [1]
    with writing(site.engine) as session:  # whence the wish and its confirmation came, as a keyed hash
        asked, confirmed = session.scalars(select(Consent.network_hash).order_by(Consent.id)).all()
    assert asked
    assert confirmed == asked


def test_from_program_to_queue(site, client):
    """JSON is answered 202 and notes the API as the way, with the network only as a hash."""
    sent = client.post("/subscribe", json={"email": "Jörg@exämple.de", "name": "Jörg"})
    assert (sent.status_code, sent.json()) == (202, {"status": "accepted"})
    with writing(site.engine) as session:
        consent = session.scalars(select(Consent)).one()
        reader = session.get(Subscriber, consent.subscriber_id)
        assert (reader.email, reader.name) == ("Jörg@xn--exmple-cua.de", "Jörg")
    assert (consent.action, consent.method) == (ConsentAction.REQUESTED, ConsentMethod.API)
    assert consent.network_hash
    assert "203" not in consent.network_hash


@pytest.mark.parametrize("way", ["data", "json"])
def test_every_address_gets_the_same_answer(site, client, way):
    """New, pending, confirmed, departed and suppressed addresses are answered with the same bytes and headers."""
    site.join("pending@example.com", confirmed=False)
    site.join("confirmed@example.com")
    site.leave(site.join("departed@example.com"))
    with writing(site.engine) as session:
        bad = parse("suppressed@example.com")
        roster.suppress(
            session, bad, SuppressionReason.COMPLAINED, newsletter=None, keys=site.keys, at=site.now
        )
    answers = {
        (sent.status_code, sent.content, tuple(sorted(sent.headers.items())))
        for who in ("new", "pending", "confirmed", "departed", "suppressed")
        for sent in [client.post("/subscribe", **{way: site.form(email=f"{who}@example.com")})]
    }
    assert len(answers) == 1


@pytest.mark.long
def test_a_hundred_signups_are_one_mail(site):
    """A list bomber who posts one address a hundred times from a hundred networks causes one mail."""
    for n in range(100):
        client = site.client(f"10.0.{n}.1")
        assert client.post("/subscribe", data=site.form(email="Victim@example.com")).status_code == 202
    assert notices(site) == 1


def test_a_network_is_stopped_at_its_ceiling(site):
    """From one network the twenty-first signup in an hour is refused, as form and as JSON, and queues nothing."""
    for n in range(NETWORK_CEILING):
        sent = site.client(f"203.0.113.{n}").post("/subscribe", data=site.form(email=f"r{n}@example.com"))
        assert sent.status_code == 202
    page = site.client().post("/subscribe", data=site.form(email="one@example.com"))
    program = site.client().post("/subscribe", json={"email": "more@example.com"})
    assert (page.status_code, program.status_code) == (429, 429)
    assert (page.headers["retry-after"], "try again in an hour" in page.text) == ("3600", True)
    assert "hour" in program.json()["detail"]
    assert notices(site) == NETWORK_CEILING
    assert (
        site.client("198.51.100.1").post("/subscribe", data=site.form(email="b@example.com")).status_code
        == 202
    )


def test_a_robot_is_answered_and_ignored(site, client):
    """Who fills in the field that people do not see gets the usual page, and nothing is stored."""
    person = client.post("/subscribe", data=site.form(email="a@example.com"))
    before = snapshot(site)
    robot = client.post(
        "/subscribe", data=site.form(email="b@example.com", referral_page="https://x.example")
    )
    assert (robot.status_code, robot.content) == (person.status_code, person.content)
    assert snapshot(site) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # none is asked
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "nonsense"}, "@-sign"),
        ({"email": ""}, "@-sign"),
        ({"email": "a@example.com\r\nBcc: b@example.com"}, "control"),
        ({"email": "a@example.com\0"}, "control"),
        ({"email": "a@example.com", "name": "Ann\r\nBcc: b@example.com"}, "control"),
        ({"email": "a@example.com", "name": "https://spam.example"}, "web address"),
        ({"email": "a@example.com", "newsletter": "nope\0"}, "Choose one"),
    ],
)
def test_a_bad_field_is_told(site, client, fields, words):
    """A field that cannot be used is named on the form (422) and in JSON (422); nothing is stored."""
    page = client.post("/subscribe", data=site.form(**fields))
    assert (page.status_code, words in page.text, page.text.count('role="alert"')) == (422, True, 1)
    program = client.post("/subscribe", json={"email": "", **fields})
    assert (program.status_code, words in program.json()["detail"][0]["msg"]) == (422, True)
    assert snapshot(site) == [[], [], [], []]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # none is asked
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{", 422),
        ("application/json", b"[]", 422),
        ("application/json", b'{"email": 5}', 422),
        ("application/json", b'{"email": "\xff"}', 422),
        ("application/json", b'{"email": "\\ud800@example.com"}', 422),
        ("application/json", json.dumps({"email": "a" * 20_000}).encode(), 413),
        ("application/x-www-form-urlencoded", b"email=" + b"a" * 20_000, 413),
        ("application/x-www-form-urlencoded", b"\xff\xfe&&&===%zz", 422),
        ("multipart/form-data; boundary=x", b"nonsense", 400),
        ("multipart/form-data", b"", 400),
        ("text/plain", b"email=a@example.com", 415),
        ("application/xml", b"<a/>", 415),
    ],
)
def test_a_bad_body_is_refused(client, kind, body, status):
    """A body that is broken, too long or of another kind is refused, never a fault."""
    assert client.post("/subscribe", content=body, headers={"content-type": kind}).status_code == status


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # none is asked
def test_what_was_typed_is_shown_again_and_escaped(site, client):
    """The form comes back with what was typed, as text: markup in it is not markup."""
    page = client.post("/subscribe", data=site.form(email='"><script>x</script>', name="<b>Ann"))
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert 'value="&lt;b&gt;Ann"' in page.text


def test_several_newsletters_must_be_chosen_from(newsstand):
    """Where there are several, the form offers all, the address can choose one, and none chosen is told."""
    client = newsstand.client()
    assert client.get("/subscribe").text.count('type="radio"') == 2
    assert "Get The Long Read by mail" in client.get("/subscribe?newsletter=weekly").text
    assert client.post("/subscribe", data=newsstand.form(email="a@example.com")).status_code == 422
    assert client.post("/subscribe", json={"email": "a@example.com"}).status_code == 422
    sent = client.post("/subscribe", data=newsstand.form(email="a@example.com", newsletter="weekly"))
    assert (sent.status_code, "The Long Read" in sent.text) == (202, True)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.long
def test_looking_at_a_link_changes_nothing(site, client, method):
    """Fifty looks at each link, as a mail scanner takes them, leave every row as it was and set no cookie."""
    confirmed = site.join("ann@example.com")
    pending = site.join("bob@example.com", confirmed=False)
    before = snapshot(site)
    links = [
        "/subscribe",
        f"/confirm/{site.token(Purpose.CONFIRM, pending)}",
        f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, confirmed)}",
        f"/preferences/{site.token(Purpose.PREFERENCES, confirmed)}",
        f"/undo/{site.token(Purpose.UNDO, confirmed)}",
    ]
    for link in links:
        for _ in range(50):
            looked = client.request(method, link)
            assert (looked.status_code, "set-cookie" in looked.headers) == (200, False)
    assert snapshot(site) == before
    with writing(site.engine) as session:
        assert session.scalar(select(func.count()).select_from(SignupBucket)) == 0


def test_all_bad_links_are_one_page(site, client):
    """Forged, expired, foreign, unknown and used-up links are answered with the same bytes, by GET and by POST."""
    reader = site.join("ann@example.com")
    site.leave(reader)
    gone = site.token(Purpose.CONFIRM, reader)
    foreign = site.token(Purpose.UNSUBSCRIBE, reader)
    elsewhere = site.token(Purpose.CONFIRM, reader, "other")
    old = site.token(Purpose.CONFIRM, site.join("bob@example.com", confirmed=False))
    site.later(hours=49)
    fresh = site.token(Purpose.CONFIRM, 999)
    answers = {
        (sent.status_code, sent.content)
        for token in (gone, foreign, elsewhere, old, fresh, "x", "daily.", "daily." + "A" * 27, "%00", "ü")
        for sent in [client.post(f"/confirm/{token}")]
    }
    answers |= {
        (sent.status_code, sent.content)
        for link in (f"/confirm/{old}", f"/unsubscribe/{gone}", f"/preferences/{foreign}", "/unsubscribe/x")
        for sent in [client.get(link)]
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_pages_run_nothing_and_tell_nobody(site, client):
    """Every page forbids scripts, frames, foreign content, referrers and caches; its style sheet is allowed by hash."""
    reader = site.join("ann@example.com")
    for link in (
        "/subscribe",
        f"/confirm/{site.token(Purpose.CONFIRM, reader)}",
        f"/unsubscribe/{site.token(Purpose.UNSUBSCRIBE, reader)}",
        f"/preferences/{site.token(Purpose.PREFERENCES, reader)}",
        "/confirm/bad",
    ):
        page = client.get(link)
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (page.headers["referrer-policy"], page.headers["cache-control"]) == ("no-referrer", "no-store")
        assert "<script" not in page.text
        assert " style=" not in page.text
        assert page.text.count("<h1") == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # none is asked
def test_the_api_is_described(client):
    """The OpenAPI document names every address, both kinds of signup with an example, and what is answered."""
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/subscribe", "/confirm/{token}", "/unsubscribe/{token}", "/undo/{token}"} <= set(paths)
    signup = paths["/subscribe"]["post"]
    assert signup["requestBody"]["content"]["application/json"]["example"]["email"] == "ann@example.com"
    assert {"202", "413", "415", "422", "429"} <= set(signup["responses"])
