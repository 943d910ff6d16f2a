"""The admin API over both databases: tokens and scopes, pages, calls that come twice, refusals."""

from datetime import timedelta

import pytest
from apicalls import problem, token
from sqlalchemy import func, select
from starlette.testclient import TestClient

from digest.access import ApiToken
from digest.database import reading, writing
from digest.web.api import door, scopes
from digest.web.api.scopes import Scope
from digest.web.app import create_app
from subscribers.models import Consent, Subscriber

NEW = {"email": "ada@example.org", "name": "Ada", "newsletters": ["daily"], "consent_source": "shop"}


def test_a_token_is_known_by_its_hash_alone(engine, now):
    """The store holds no token; a wrong one, one that was cut and one that was taken back are nobody's."""
    made = token(engine, now, Scope.READ_SENDS)
    with reading(engine) as session:
        [row] = session.scalars(select(ApiToken)).all()
        assert made not in str(row)
        assert scopes.caller(session, made).scopes == {"sends:read"}
        assert scopes.caller(session, made[:-1]) is scopes.caller(session, "") is None
    with writing(engine) as session:
        assert scopes.revoke(session, row.id, now)
        assert not scopes.revoke(session, row.id + 1, now)
        assert scopes.caller(session, made) is None


def test_without_a_good_token_nothing_is_told(api):
    """No token and a wrong one are 401 with a challenge, everywhere alike."""
    for headers in ({"Authorization": ""}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
        answer = api.get("/api/subscribers", headers=headers)
        assert problem(answer, 401) == "send a good token as Authorization: Bearer"
        assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("method", "path", "needed"),
    [
        ("GET", "/api/subscribers", "subscribers:read"),
        ("POST", "/api/subscribers", "subscribers:write"),
        ("DELETE", "/api/subscribers/1", "subscribers:write"),
        ("POST", "/api/suppressions", "subscribers:write"),
        ("GET", "/api/articles", "articles:read"),
        ("POST", "/api/articles", "articles:write"),
        ("GET", "/api/editions", "editions:read"),
        ("GET", "/api/sends/1", "sends:read"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.long
def test_each_scope_opens_its_own_door(api, engine, now, method, path, needed):
    """A token with every other scope is refused with 403, which names the one that is missing."""
    others = token(engine, now, *(set(Scope) - {needed}))
    answer = api.request(method, path, headers={"Authorization": f"Bearer {others}"}, json=NEW)
    assert needed in problem(answer, 403)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_wrong_tokens_cannot_be_tried_for_long(grounds, engine, now, monkeypatch):
    """After so many wrong ones within an hour the network is refused, a good one too; the next hour is a new one."""
    monkeypatch.setattr(door, "MOST_MISSES", 3)
    clock = [now]
    app = create_app(grounds.settings(), engine, clock=lambda: clock[0], with_scheduler=False)
    client, good = TestClient(app), {"Authorization": f"Bearer {token(engine, now, *Scope)}"}
    for _ in range(3):
        problem(client.get("/api/sends", headers={"Authorization": "Bearer x"}), 401)
    assert client.get("/api/sends", headers=good).headers["retry-after"] == "3600"
    clock[0] += timedelta(hours=1)
    assert client.get("/api/sends", headers=good).status_code == 200


def test_behind_a_proxy_each_network_counts_alone(grounds, engine, now, monkeypatch):
    """Wrong tokens from one network shut that one out, not everybody who comes through the same proxy."""
    monkeypatch.setattr(door, "MOST_MISSES", 2)
    settings = grounds.settings(web={"trusted_proxies": ["127.0.0.1"]})
    app = create_app(settings, engine, clock=lambda: now, with_scheduler=False)
    client = TestClient(app, client=("127.0.0.1", 50_000))
    good = {"Authorization": f"Bearer {token(engine, now, *Scope)}"}
    for _ in range(2):
        client.get("/api/sends", headers={"Authorization": "Bearer x", "X-Forwarded-For": "203.0.113.9"})
    assert client.get("/api/sends", headers=good | {"X-Forwarded-For": "203.0.113.9"}).status_code == 429
    assert client.get("/api/sends", headers=good | {"X-Forwarded-For": "198.51.100.7"}).status_code == 200


def test_a_reader_is_added_looked_up_and_forgotten(api):
    """What was added is found by id and by text; erased, it is gone and cannot be added again."""
    made = api.post("/api/subscribers", json=NEW)
    assert (made.status_code, made.json()["outcomes"][0]["outcome"]) == (201, "added")
    path = f"/api/subscribers/{made.json()['id']}"
    assert api.get(path).json()["subscriptions"][0]["state"] == "confirmed"
    assert [one["email"] for one in api.get("/api/subscribers?text=ADA@").json()["items"]] == [
        "ada@example.org"
    ]
    left = api.post(f"{path}/leave", json={"newsletter": "daily"})
    assert left.json() == {"newsletter": "daily", "outcome": "left", "reason": None}
    assert api.delete(path).status_code == 204
    for answer in (api.get(path), api.delete(path), api.post(f"{path}/leave", json={"newsletter": "daily"})):
        assert "there is no subscriber" in problem(answer, 404)
    again = api.post("/api/subscribers", json=NEW).json()
    assert (again["id"], again["outcomes"][0]["reason"]) == (None, "suppressed: erased")


def test_a_call_that_comes_twice_is_done_once(api, engine):
    """The same key and body get the same bytes, and one line of the trail; another body with it is 409."""
    key = {"Idempotency-Key": "one"}
    first, second = (api.post("/api/subscribers", json=NEW, headers=key) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first.json()["outcomes"][0]["outcome"] == "added"
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Consent)) == 1
    assert "another call" in problem(
        api.post("/api/subscribers", json=NEW | {"name": "Bo"}, headers=key), 409
    )
    assert "another call" in problem(
        api.post("/api/suppressions", json={"email": "a@example.org"}, headers=key), 409
    )
    other = api.post("/api/subscribers", json=NEW, headers={"Idempotency-Key": "two"})
    assert other.json()["outcomes"][0]["outcome"] == "unchanged"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_refused_call_may_be_mended_under_its_key(api):
    """What was not done is not remembered: the key is free for the body that is right."""
    key = {"Idempotency-Key": "one"}
    problem(api.post("/api/subscribers", json=NEW | {"email": "ada@"}, headers=key), 422)
    assert api.post("/api/subscribers", json=NEW, headers=key).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        NEW | {"more": 1},
        NEW | {"email": "no address"},
        NEW | {"email": "a@example.org\r\nBcc: b@example.org"},
        NEW | {"consent_source": "fair\x00"},
        NEW | {"consent_source": " "},
        NEW | {"name": "see www.example"},
        NEW | {"newsletters": []},
        NEW | {"newsletters": ["monthly"]},
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_cannot_be_used_is_422(api, engine, body):
    """A bad field is told as a problem, and nobody is added."""
    problem(api.post("/api/subscribers", json=body), 422)
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Subscriber)) == 0


def test_pages_follow_each_other(api):
    """Walked in pages of two, each reader comes once, whoever is added meanwhile."""
    for number in range(5):
        api.post("/api/subscribers", json=NEW | {"email": f"r{number}@example.org"})
    seen, after = [], 0
    while after is not None:
        page = api.get(f"/api/subscribers?limit=2&after={after}").json()
        seen += [one["email"] for one in page["items"]]
        after = page["next"]
    assert seen == [f"r{number}@example.org" for number in range(5)]


def test_suppressed_by_api_is_suppressed(api):
    """The reason is kept, and the address is refused."""
    barred = api.post("/api/suppressions", json={"email": NEW["email"], "reason": "complained"})
    assert [(one["reason"], one["newsletter"]) for one in barred.json()["items"]] == [("complained", None)]
    assert api.post("/api/subscribers", json=NEW).json()["outcomes"][0]["reason"] == "suppressed: complained"


@pytest.mark.long
def test_editions_and_sends_are_told(api, printed):
    """A printed edition is listed, and its send balances; what does not exist is a problem."""
    printed()
    [edition] = api.get("/api/editions?newsletter=daily").json()["items"]
    [send] = api.get("/api/sends").json()["items"]
    assert send["edition"] == edition == api.get(f"/api/editions/{edition['id']}").json()
    assert send["balanced"]
    assert sum(send["counts"].values()) == send["enrolled"]
    first, *_ = api.get("/api/articles?limit=1").json()["items"]
    assert api.get(f"/api/articles/{first['id']}").json() == first
    for path in ("articles", "editions", "sends"):
        problem(api.get(f"/api/{path}/999999"), 404)
    problem(api.get("/api/nowhere"), 404)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_description_is_whole(api):
    """Every reference of the OpenAPI document leads somewhere, and every endpoint asks for a token."""
    document = api.get("/api/openapi.json")
    for name in {part.partition('"')[0] for part in document.text.split("#/components/schemas/")[1:]}:
        assert name in document.json()["components"]["schemas"]
    for path in document.json()["paths"].values():
        assert all("security" in method for method in path.values())
