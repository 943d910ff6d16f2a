"""Ten thousand articles of local feeds, collected twice: the second run only asks whether there is something new."""

import os

import feedparser
import pytest
from sqlalchemy import func, select
from webserver import WebServer
from wire import publish

from digest.database import reading
from digest.models import Article, ArticleVersion

FEEDS, ITEMS = (4, 25) if os.environ.get("SMOKE") else (40, 250)


@pytest.fixture
def place(digest, database_url):
    """An installation with the feeds of a server."""
    assert digest("init").code == 0
    file = digest.folder / "digest.toml"
    with WebServer() as web:
        tables = "".join(
            f'\n[sources.wire{n}]\nname = "Wire {n}"\nurl = "{web.url}/{n}"\n' for n in range(FEEDS)
        )
        file.write_text(f'{file.read_text()}\n[collect]\nallow_hosts = ["127.0.0.1"]\n{tables}')
        digest.patch.setenv("DIGEST_DATABASE__URL", database_url)
        yield digest, web


def stored(engine):
    """How many articles there are, how many former versions, and when one was changed last."""
    with reading(engine) as session:
        count, last = session.execute(select(func.count(Article.id), func.max(Article.changed_at))).one()
        return count, session.scalar(select(func.count()).select_from(ArticleVersion)), last


def test_the_second_run_only_asks(place, engine, monkeypatch):
    """Every article is stored once; then every request is conditional, every answer a 304, and no feed is parsed."""
    digest, web = place
    publish(web, 1, feeds=FEEDS, items=ITEMS)
    assert sum(row["new"] for row in digest("collect", "--all", "--json").lines[0]) == FEEDS * ITEMS
    before = stored(engine)
    assert before[:2] == (FEEDS * ITEMS, 0)
    web.asked.clear()

    def parse(*_, **__):
        raise AssertionError("a feed that has not changed was parsed")

    monkeypatch.setattr(feedparser, "parse", parse)
    again = digest("collect", "--all", "--json")
    assert (again.code, all(row["not_modified"] for row in again.lines[0])) == (0, True)
    assert [headers.get("if-none-match") for _, headers in web.asked] == ['"1"'] * FEEDS
    assert stored(engine) == before
