"""Articles by API: stored clean, printed, once however often they come."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from apicalls import problem
from sqlalchemy import func, select
from sqlmodel import col

from digest.database import reading, writing
from digest.models import Article, ArticleVersion, Edition
from digest.web.api import bounds
from subscribers.models import Consent

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STORM = {
    "title": "Sea gate holds off <b>storm</b> surge",
    "html": """<p>The gate at Marram harbour held on Monday night, and the low town stayed dry for the first
        time in nine winters.<script>alert(1)</script></p><p onclick="alert(2)">Divers will look at its hinges
        <a href="javascript:alert(3)">on Friday</a>.<img src=x onerror=alert(4)></p><iframe src="//evil.example"></iframe>""",
    "source": "The Marram Post",
    "url": "https://post.example/gate?utm_source=x",
    "published": "2026-11-24T05:30:00Z",
    "byline": "Ada Quill",
    "tags": ["harbour"],
}


def stored(engine):
    """All article rows."""
    with reading(engine) as session:
        return session.scalars(select(Article).order_by(col(Article.id))).all()


@pytest.mark.long
def test_a_posted_article_is_printed(api, engine, printed):
    """It is stored with what was said of it and without what could run, and the next edition has it."""
    made = api.post("/api/articles", json=STORM)
    assert (made.status_code, made.json()["outcome"]) == (201, "new")
    card = made.json()["article"]
    assert (card["title"], card["url"]) == ("Sea gate holds off storm surge", "https://post.example/gate")
    [row] = stored(engine)
    assert (row.byline, row.tags, row.raw_kind) == ("Ada Quill", ["harbour"], "row")
    for bad in ("script", "onclick", "onerror", "iframe", "alert"):
        assert bad not in f"{row.raw}{row.blocks}"
    printed()
    with reading(engine) as session:
        content = session.scalars(select(Edition.content)).one()
    assert "The gate at Marram harbour held on Monday night" in content
    assert "The Marram Post" in content


def test_an_article_comes_once(api, engine):
    """With a key, and without: the same is known, other words at its address are a new version, both are one row."""
    key = {"Idempotency-Key": "storm-1"}
    first, again = (api.post("/api/articles", json=STORM, headers=key) for _ in range(2))
    assert (first.status_code, first.content) == (again.status_code, again.content) == (201, first.content)
    known = api.post("/api/articles", json=STORM)
    assert (known.status_code, known.json()["outcome"]) == (200, "unchanged")
    other = STORM | {
        "html": None,
        "paragraphs": [
            "The gate held, and the ferry sails again from Tuesday morning on.",
            "Divers found no crack in its hinges, and the harbour board will have them looked at every autumn.",
        ],
    }
    assert api.post("/api/articles", json=other).json()["outcome"] == "updated"
    [row] = stored(engine)
    assert row.blocks[0]["text"] == other["paragraphs"][0]
    with writing(engine) as session:
        assert session.scalar(select(func.count()).select_from(ArticleVersion)) == 1
        session.get_one(Article, row.id).withdrawn_at = row.stored_at
        session.get_one(Article, row.id).raw_hash = ""
    assert api.post("/api/articles", json=STORM).json()["outcome"] == "withdrawn"


@on_sqlite
@pytest.mark.parametrize(
    ("change", "about"),
    [
        ({"html": None}, "no text"),
        ({"html": "<script>all of it</script>"}, "text"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"image": "file:///etc/passwd"}, "image"),
        ({"title": ""}, "fields"),
        ({"published": "yesterday"}, "fields"),
        ({"more": 1}, "fields"),
    ],
)
def test_what_is_no_article_is_refused(api, engine, change, about):
    """Each refusal says what is wrong, and nothing is stored."""
    assert about in problem(api.post("/api/articles", json=STORM | change), 422)
    assert stored(engine) == []


@on_sqlite
def test_a_short_item_is_stored_as_it_was_sent(api, engine):
    """What an editor sends is an article however short it is, with a warning; an offer is none."""
    short = {"title": "Ferry sails again", "paragraphs": ["The ferry sails again from Tuesday", "Fares stay"]}
    sent = api.post("/api/articles", json=short)
    assert (sent.status_code, "shorter" in sent.json()["warning"]) == (201, True)
    assert [block["text"] for block in stored(engine)[0].blocks] == short["paragraphs"]
    offer = {"title": "Ferry sails again", "text": "Subscribe to our newsletter"}
    assert "no article text" in problem(api.post("/api/articles", json=offer), 422)


@on_sqlite
@pytest.mark.parametrize(
    "body", [b'{"\\ud800": 1}', b"[" * 100_000, b"\xff\xfe", b"null", b'{"title": NaN}', b""]
)
def test_any_bytes_are_refused_as_a_problem(api, body):
    """Half letters, depths without end and bytes that are no text are no fault of the server's."""
    sent = api.post("/api/articles", content=body, headers={"Content-Type": "application/json"})
    problem(sent, 400 if sent.status_code == 400 else 422)


@on_sqlite
def test_a_body_without_end_is_not_read(api, monkeypatch):
    """Reading stops at the bound, before anybody is asked for a token."""
    monkeypatch.setattr(bounds, "MOST", 100_000)
    pieces = []

    def endless():
        for _ in range(100):
            pieces.append(1)
            yield b"x" * 50_000

    sent = api.post(
        "/api/articles", content=endless(), headers={"Authorization": "", "Content-Type": "application/json"}
    )
    problem(sent, 413)


@pytest.mark.long
def test_the_same_key_ten_times_at_once_is_one_call(api, engine):
    """Ten threads with one key: one effect, ten times the same answer."""
    new = {"email": "ada@example.org", "newsletters": ["daily"], "consent_source": "shop"}
    calls = [("/api/subscribers", new), ("/api/articles", STORM)]
    for path, body in calls:
        with ThreadPoolExecutor(10) as threads:
            sent = list(
                threads.map(
                    lambda _n, path=path, body=body: api.post(
                        path, json=body, headers={"Idempotency-Key": path}
                    ),
                    range(10),
                )
            )
        assert {(one.status_code, one.content) for one in sent} == {(201, sent[0].content)}
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Consent)) == 1
    assert len(stored(engine)) == 1
