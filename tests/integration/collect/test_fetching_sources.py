"""Sources on a real web server on loopback, into both databases."""

import gzip
from datetime import timedelta

import pytest
from newsroom import ARTICLE, ITEM, OTHER, TEXT
from sqlalchemy import func, select
from sqlmodel import col
from webserver import Page, rss

from digest.collect.sources.state import states
from digest.database import reading
from digest.models import Article, ArticleVersion


@pytest.mark.long
def test_a_feed_is_asked_conditionally_and_stores_once(web, room):
    """The second time the version is named, a 304 comes, and nothing is stored or even read."""
    web.pages["/feed"] = Page(rss(ITEM, OTHER), etag='"v1"')
    first = room.collect(wire={"url": f"{web.url}/feed"})["wire"]
    again = room.collect(wire={"url": f"{web.url}/feed"})["wire"]
    assert (first.collected.new, again.is_unchanged, again.collected.new) == (2, True, 0)
    assert [headers.get("if-none-match") for _, headers in web.asked] == [None, '"v1"']
    assert "digest-mailer" in web.asked[0][1]["user-agent"]
    stored = room.articles()["Ferry and tram to merge"]
    assert (stored.url, stored.published.isoformat()) == (
        "http://harbour.example/ferry",
        "2026-11-24T05:00:00+00:00",
    )


@pytest.mark.long
def test_a_server_without_versions_is_known_by_its_bytes(web, room):
    """The same bytes again are not read again; gzip is understood."""
    web.pages["/feed"] = Page(gzip.compress(rss(ITEM)), headers={"Content-Encoding": "gzip"})
    assert room.collect(wire={"url": f"{web.url}/feed"})["wire"].collected.new == 1
    assert room.collect(wire={"url": f"{web.url}/feed"})["wire"].is_unchanged


def test_a_changed_article_keeps_its_past(web, room):
    """The same address with another text is one article, and what it was stays on record."""
    web.pages["/feed"] = Page(rss(ITEM))
    room.collect(wire={"url": f"{web.url}/feed"})
    web.pages["/feed"] = Page(rss((ITEM[0], "Ferry and tram will not merge", ITEM[2])))
    room.now += timedelta(hours=2)
    assert room.collect(wire={"url": f"{web.url}/feed"})["wire"].collected.updated == 1
    with reading(room.engine) as session:
        assert [one.title for one in session.scalars(select(ArticleVersion))] == ["Ferry and tram to merge"]
    assert list(room.articles()) == ["Ferry and tram will not merge"]


def test_a_sites_address_is_enough_and_its_pages_are_fetched_once(web, room):
    """The page names the feed; with full_text each new item's page is read, and not again on the next run."""
    web.pages["/"] = Page(b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head><body>Hi</body></html>', "text/html")  # fmt: skip
    web.pages["/feed"] = Page(rss((f"{web.url}/ferry", "Ferry and tram to merge", "Short.")), etag='"1"')
    web.pages["/ferry"] = Page(ARTICLE, "text/html; charset=utf-8")
    source = {"url": f"{web.url}/", "full_text": True, "name": "The Harbour Wire"}
    assert room.collect(wire=source)["wire"].collected.new == 1
    assert "nine million" in str(room.articles()["Ferry and tram to merge"].blocks)
    web.pages["/feed"] = Page(
        rss((f"{web.url}/ferry", "Ferry and tram to merge", "Short."), OTHER), etag='"2"'
    )
    room.collect(wire=source)
    assert web.paths().count("/ferry") == 1
    assert web.paths().count("/") == 1  # where the feed was found is kept


def test_robots_keep_us_from_pages_and_not_from_feeds(web, room):
    """A page that robots.txt forbids is not fetched; the feed's own words are not lost to the reader of the reasons."""
    web.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /ferry", "text/plain")
    web.pages["/feed"] = Page(
        rss((f"{web.url}/ferry", "Ferry", "Short."), (f"{web.url}/open", "Ferry and tram to merge", "Short."))
    )
    web.pages["/open"] = Page(ARTICLE, "text/html")
    visit = room.collect(wire={"url": f"{web.url}/feed", "full_text": True})["wire"]
    assert "/ferry" not in web.paths()
    assert visit.collected.new == 1
    assert ["robots.txt" in one.reason for one in visit.collected.rejected] == [True]


def test_a_sitemap_leads_to_its_new_pages(web, room):
    """Pages of the last days are read, older ones are not."""
    day = room.now.date().isoformat()
    web.pages["/map.xml"] = Page(f"<urlset><url><loc>{web.url}/ferry</loc><lastmod>{day}</lastmod></url><url><loc>{web.url}/old</loc><lastmod>2019-01-01</lastmod></url></urlset>".encode(), "application/xml")  # fmt: skip
    web.pages["/ferry"] = Page(ARTICLE, "text/html")
    assert room.collect(site={"url": f"{web.url}/map.xml"})["site"].collected.new == 1
    assert "/old" not in web.paths()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_sitemap_that_leads_to_no_address_stops_nothing(web, room):
    """An address that cannot be taken apart is told, and the page beside it is stored."""
    told = "".join(
        f"<url><loc>{url}</loc><lastmod>{room.now:%Y-%m-%d}</lastmod></url>"
        for url in ("http://[", f"{web.url}/page")
    )
    web.pages["/map"] = Page(f"<urlset>{told}</urlset>".encode(), "application/xml")
    web.pages["/page"] = Page(ARTICLE, "text/html")
    visit = room.collect(map={"url": f"{web.url}/map"})["map"]
    assert ["no http or https address" in one.reason for one in visit.collected.rejected] == [True]
    assert "Ferry and tram to merge" in room.articles()


@pytest.mark.long
def test_one_that_fails_stops_no_other_and_is_forgiven(web, room):
    """Each fault has its reason and is counted; a longer wait follows; a source that comes back is good again."""
    (room.root / "drop").mkdir()
    (room.root / "drop" / "a.txt").write_text(f"Source: Drop\n\nLamps lit\n\n{TEXT}")
    web.pages["/bad"] = Page(b"<html><body>no feed here</body></html>", "text/html")
    web.pages["/gone"] = Page(status=410)
    web.pages["/slow"] = Page(status=503, headers={"Retry-After": "7200"})
    web.pages["/broken"] = Page(gzip.compress(b"x" * 9_000_000), headers={"Content-Encoding": "gzip"})
    web.pages["/loop"] = Page(status=302, headers={"Location": "/loop"})
    web.pages["/good"] = Page(rss(ITEM))
    names = ("bad", "gone", "slow", "broken", "loop", "good")
    tables = {name: {"url": f"{web.url}/{name}"} for name in names} | {
        "drop": {"folder": "drop"},
        "lost": {"folder": "lost"},
    }
    visits = room.collect(**tables)
    said = {slug: visit.error for slug, visit in visits.items()}
    assert said.pop("good") is said.pop("drop") is None
    why = {
        "bad": "no feed",
        "gone": "410",
        "slow": "503",
        "broken": "larger",
        "loop": "redirects",
        "lost": "no folder",
    }
    assert all(words in said[slug] for slug, words in why.items())
    assert states(room.engine)["slow"].due_at - room.now >= timedelta(hours=2)
    assert states(room.engine)["gone"].due_at - room.now >= timedelta(days=7)
    web.pages["/loop"] = Page(rss(OTHER))
    room.now += timedelta(days=2)
    assert room.collect(everything=False, **tables)["loop"].error is None
    assert states(room.engine)["loop"].failures == 0


@pytest.mark.parametrize("where", ["redirect", "name", "rebinding", "link", "decimal"])
def test_no_private_address_is_reached(web, room, where):
    """By redirect, by a name that resolves there, by one that changes its mind, by an item's page: no request arrives."""
    asked = []

    async def resolve(host, _port):
        asked.append(host)
        if host == "public.example":
            return (
                ["127.0.0.1"] if where == "name" else ["93.184.216.34"] if len(asked) == 1 else ["127.0.0.1"]
            )
        return ["127.0.0.1"]

    room.resolve = resolve
    port = web.url.rpartition(":")[2]
    web.pages["/secret"] = Page(rss(ITEM))
    if where == "redirect":
        web.pages["/feed"] = Page(status=302, headers={"Location": f"http://inside.example:{port}/secret"})
        visit = room.collect(wire={"url": f"{web.url}/feed"})["wire"]
    elif where == "link":
        web.pages["/feed"] = Page(rss((f"http://inside.example:{port}/secret", "Ferry", "Short.")))
        visit = room.collect(wire={"url": f"{web.url}/feed", "full_text": True})["wire"]
    elif where == "decimal":
        room.allowed = ()
        visit = room.collect(wire={"url": f"http://2130706433:{port}/secret"})["wire"]
    else:
        room.allowed = ()
        if where == "rebinding":
            asked.append("once, when it was looked at")
        visit = room.collect(wire={"url": f"http://public.example:{port}/secret"})["wire"]
    assert "/secret" not in web.paths()
    assert "private network" in (visit.error or visit.collected.rejected[0].reason)


def test_one_connection_a_host(web, room):
    """Sources of one host are asked one after the other."""
    for number in range(6):
        web.pages[f"/{number}"] = Page(rss(ITEM))
    room.collect(**{f"s{number}": {"url": f"{web.url}/{number}"} for number in range(6)})
    assert (len(web.asked), web.most_at_once) == (6, 1)


def test_only_what_is_due_is_asked(web, room):
    """Within its interval a source rests; a changed address is asked at once."""
    web.pages["/feed"] = web.pages["/new"] = Page(rss(ITEM))
    room.collect(everything=False, wire={"url": f"{web.url}/feed"})
    assert room.collect(everything=False, wire={"url": f"{web.url}/feed"}) == {}
    assert list(room.collect(everything=False, wire={"url": f"{web.url}/new"})) == ["wire"]
    room.now += timedelta(minutes=70)
    assert list(room.collect(everything=False, wire={"url": f"{web.url}/new"})) == ["wire"]


def test_nothing_is_counted_twice(web, room):
    """Two sources that announce the same article store it once."""
    web.pages["/a"], web.pages["/b"] = Page(rss(ITEM)), Page(rss((ITEM[0] + "?utm_source=b", *ITEM[1:])))
    room.collect(a={"url": f"{web.url}/a"}, b={"url": f"{web.url}/b"})
    with reading(room.engine) as session:
        assert (
            session.scalar(select(func.count()).select_from(Article).where(col(Article.title) == ITEM[1]))
            == 1
        )
