"""The gate over HTTP: fill time, the page with one button, proxies, throw-away domains, the puzzle; forms and programs alike."""

import html
import json
import re
from datetime import timedelta

import pytest
from puzzles import solution
from sqlalchemy import func, select

from digest.database import writing
from subscribers.models import Notice, Subscriber
from subscribers.web import Gate

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PROXY = "10.0.0.1"


def notices(site):
    with writing(site.engine) as session:
        return session.scalar(select(func.count()).select_from(Notice))


def hidden(page):
    """The hidden fields of a page's form, as a browser sends them."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


@on_sqlite
def test_a_form_sent_sooner_than_anybody_types_is_shown_again(site):
    """Within two seconds there is a page with one button and nothing is stored; its button, pressed later, signs up."""
    site.gate = Gate()
    client = site.client()
    shown = hidden(client.get("/subscribe").text)
    site.later(seconds=1.9)
    page = client.post("/subscribe", data={**shown, "email": "ann@example.com"})
    assert (page.status_code, "One more press" in page.text, notices(site)) == (200, True, 0)
    site.later(seconds=2)
    sent = client.post("/subscribe", data=hidden(page.text))
    assert (sent.status_code, notices(site)) == (202, 1)


@on_sqlite
@pytest.mark.parametrize("stamp", [None, "", "x", "1764000000000.AAAAAAAAAAAAAAAA"])
def test_a_form_on_another_site_leads_to_the_page_with_one_button(site, stamp):
    """A form without our stamp, or with a forged one, is asked once more, with what was typed in it."""
    site.gate = Gate()
    sent = {"email": "ann@example.com", "newsletter": "daily"} | (
        {"shown": stamp} if stamp is not None else {}
    )
    page = site.client().post("/subscribe", data=sent)
    assert (page.status_code, notices(site)) == (200, 0)
    assert hidden(page.text)["email"] == "ann@example.com"
    assert page.text.count("<button") == 1


@on_sqlite
def test_the_snippet_is_the_form_of_that_kind(site):
    """The lines to copy post an address and the newsletter, and hold no script."""
    page = site.client().get("/embed").text
    snippet = html.unescape(page.partition("<code>")[2].partition("</code>")[0])
    assert 'name="email"' in snippet
    assert 'value="daily"' in snippet
    assert "<script" not in snippet


@on_sqlite
@pytest.mark.long
def test_rotating_the_forwarded_address_does_not_help(site):
    """A hundred X-Forwarded-For addresses from one network, with no proxy configured: twenty pass."""
    answers = [
        site.client().post(
            "/subscribe", json={"email": f"r{n}@example.com"}, headers={"X-Forwarded-For": f"{n}.1.1.1"}
        )
        for n in range(100)
    ]
    assert [sent.status_code for sent in answers] == [202] * 20 + [429] * 80


@on_sqlite
def test_behind_a_proxy_the_right_end_counts(site):
    """Through a trusted proxy the network that it saw is counted, whatever the client wrote to the left of it."""
    site.gate = Gate(fill_time=timedelta(0), trusted_proxies=(PROXY,))
    client = site.client(PROXY)

    def post(n, forwarded):
        return client.post(
            "/subscribe", json={"email": f"r{n}@example.com"}, headers={"X-Forwarded-For": forwarded}
        ).status_code

    assert [post(n, f"{n}.1.1.1, 203.0.113.{n}") for n in range(21)] == [202] * 20 + [429]
    assert post(30, "203.0.113.1, 198.51.100.1") == 202


@on_sqlite
@pytest.mark.parametrize("domain", ["trash.example", "a.b.trash.example", "TRASH.example"])
def test_throw_away_domains_are_not_taken(site, domain):
    """A configured domain and all below it are refused, as form and as JSON; others that end alike are not."""
    site.gate = Gate(fill_time=timedelta(0), refused_domains=frozenset({"trash.example"}))
    client = site.client()
    page = client.post("/subscribe", data=site.form(email=f"a@{domain}"))
    program = client.post("/subscribe", json={"email": f"a@{domain}"})
    assert (page.status_code, program.status_code, notices(site)) == (422, 422, 0)
    assert "not taken" in page.text
    assert client.post("/subscribe", json={"email": "a@nottrash.example"}).status_code == 202


def test_where_a_puzzle_is_asked_it_must_be_solved(site):
    """Unsolved, and solved by somebody before, is refused as form and as JSON; solved is taken, once."""
    site.gate = Gate(fill_time=timedelta(0), puzzle=True)
    client = site.client()
    assert client.post("/subscribe", data=site.form(email="a@example.com")).status_code == 422
    assert client.post("/subscribe", json={"email": "a@example.com"}).status_code == 422
    found = solution(client.get("/subscribe/puzzle").json()["puzzle"])
    assert client.post("/subscribe", json={"email": "a@example.com", "altcha": found}).status_code == 202
    again = client.post("/subscribe", data=site.form(email="b@example.com", altcha=found))
    assert (again.status_code, notices(site)) == (422, 1)


@on_sqlite
def test_the_page_that_solves_the_puzzle_allows_its_own_script_alone(site):
    """The policy names the script by its hash; pages without a puzzle allow none."""
    site.gate = Gate(puzzle=True)
    page = site.client().get("/subscribe")
    assert "script-src 'sha256-" in page.headers["content-security-policy"]
    asked = html.unescape(re.search(r'data-puzzle="([^"]*)"', page.text)[1])
    assert set(json.loads(asked)) == {"algorithm", "challenge", "maxNumber", "salt", "signature"}
    assert "script-src" not in site.client().get("/confirm/x").headers["content-security-policy"]


@on_sqlite
def test_a_program_is_held_by_the_same_trap(site, client):
    """JSON with the field for robots filled in is answered as always, and nothing is stored."""
    sent = client.post("/subscribe", json={"email": "a@example.com", "referral_page": "https://x.example"})
    assert (sent.status_code, sent.json(), notices(site)) == (202, {"status": "accepted"}, 0)
    assert client.get("/subscribe/puzzle").json() == {"puzzle": None}


@on_sqlite
def test_pages_are_in_the_readers_language(site, client):
    """By the browser's wish, or the reader's own; a reader who signed up in German gets German letters."""
    assert "Per E-Mail" not in client.get("/subscribe").text
    german = client.get("/subscribe", headers={"Accept-Language": "de-AT, en;q=0.5"})
    assert ('<html lang="de" ' in german.text, german.headers["content-language"]) == (True, "de")
    assert "E-Mail-Adresse" in german.text
    assert '<html lang="en" ' in client.get("/subscribe?lang=en", headers={"Accept-Language": "de"}).text
    for slip, told in (
        ("nonsense", "In einer E-Mail-Adresse muss ein @ stehen."),
        ("a@[192.0.2.1]", "An diese Adresse kann man keine E-Mail schicken."),
    ):
        assert told in client.post("/subscribe?lang=de", data=site.form(email=slip)).text
    client.post("/subscribe?lang=de", data=site.form(email="jo@example.com"))
    with writing(site.engine) as session:
        assert session.scalars(select(Subscriber.language)).one() == "de"
