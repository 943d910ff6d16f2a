"""Feeds, sitemaps and lists of feeds: what is announced, from any bytes."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect.feeds import discover, opml, parse, sitemap
from digest.collect.feeds.discover import Shape
from digest.errors import UnreadableError

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>The Harbour Wire</title><language>en-GB</language>
<item><title>Ferry &amp; tram to merge</title><link>/ferry?utm_source=rss</link><guid isPermaLink="false">n-1</guid><category>Transport</category>
<pubDate>Tue, 24 Nov 2026 05:00:00 +0100</pubDate><author>desk@harbour.example (Ida Moor)</author><description>Short.</description>
<content:encoded><![CDATA[<p>The whole text of it.</p>]]></content:encoded><media:thumbnail url="https://harbour.example/ferry.jpg"/></item>
<item><description/></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lantern</title><entry><title type="html">Lamps &lt;b&gt;lit&lt;/b&gt;</title>
<id>tag:lantern.example,2026:1</id><link rel="alternate" href="https://lantern.example/lamps"/><updated>2026-11-24T05:00:00Z</updated><summary>All lamps were lit.</summary></entry></feed>"""
JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "language": "de", "items": [
    {"id": 7, "url": "/seven", "title": "Sieben", "content_text": "Eins.\n\nZwei & drei.", "date_published": "2026-11-24T05:00:00+01:00", "authors": [{"name": "Ada"}], "tags": ["x"]}, "wrong"]}).encode()  # fmt: skip
MAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://a.example/old</loc><lastmod>2020-01-01</lastmod></url><url><loc>https://a.example/undated</loc></url>
<url><loc>https://a.example/one</loc><lastmod>2026-11-23</lastmod></url>
<url><loc>https://a.example/two</loc><news:news><news:publication_date>2026-11-24T04:00:00Z</news:publication_date><news:title>Two</news:title><news:keywords>sea, wind</news:keywords></news:news></url></urlset>"""
SINCE = datetime(2026, 11, 22, tzinfo=UTC)


def test_rss_is_read_whole():
    """The fullest text, the feed's own id, a picture, a time in UTC, and an entry without anything is told."""
    feed = parse.parse(RSS, "https://harbour.example/feed.xml")
    one = feed.entries[0]
    assert (feed.title, feed.language, len(feed.entries)) == ("The Harbour Wire", "en-GB", 1)
    assert (one.url, one.guid, one.title) == (
        "https://harbour.example/ferry?utm_source=rss",
        "n-1",
        "Ferry & tram to merge",
    )
    assert one.html == "<p>The whole text of it.</p>"
    assert (one.published, one.tags, one.image) == (
        "2026-11-24T04:00:00+00:00",
        ("Transport",),
        "https://harbour.example/ferry.jpg",
    )
    assert "Ida Moor" in (one.byline or "")
    assert feed.faults == ("entry 2 has neither address, id, title nor text",)


def test_an_entry_with_a_date_that_is_none_has_none():
    """A date that cannot be read is no date, and no warning either."""
    body = RSS.replace(b"Tue, 24 Nov 2026 05:00:00 +0100", b"on no day")
    assert parse.parse(body, "https://harbour.example/feed.xml").entries[0].published is None


def test_atom_and_json_are_read():
    """The other two shapes give the same kind of entries."""
    one = parse.parse(ATOM, "https://lantern.example/").entries[0]
    assert (one.url, one.published, one.html) == (
        "https://lantern.example/lamps",
        "2026-11-24T05:00:00+00:00",
        "All lamps were lit.",
    )
    feed = parse.parse(JSON, "https://notes.example/feed.json")
    one = feed.entries[0]
    assert (one.url, one.guid, one.html, one.byline) == (
        "https://notes.example/seven",
        "7",
        "<p>Eins.</p><p>Zwei &amp; drei.</p>",
        "Ada",
    )
    assert feed.faults == ("item 2 has neither address, id, title nor text",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding):
    """A document that defines entities is not even parsed, in any encoding."""
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    with pytest.raises(UnreadableError, match="entities"):
        parse.parse(bomb.encode(encoding), "https://a.example/")


@given(st.one_of(st.binary(max_size=400), st.sampled_from([RSS, ATOM, JSON, MAP]).flatmap(lambda whole: st.tuples(st.integers(0, len(whole)), st.binary(max_size=9)).map(lambda cut: whole[: cut[0]] + cut[1] + whole[cut[0] :]))))  # fmt: skip
def test_any_bytes_give_a_feed_or_one_refusal(body):
    """No other exception comes from any bytes, nor from a mutated feed."""
    for read in (
        lambda: parse.parse(body, "https://a.example/"),
        lambda: sitemap.parse(body, since=SINCE),
        lambda: opml.parse(body),
    ):
        try:
            read()
        except UnreadableError:
            continue
    assert discover.shape_of(body, "", "https://a.example/") in Shape


def test_a_sitemap_gives_what_is_new():
    """Newest first, without what is old or undated, with what the news extension says."""
    pages = sitemap.parse(MAP, since=SINCE).pages
    assert [page.url for page in pages] == ["https://a.example/two", "https://a.example/one"]
    assert (pages[0].title, pages[0].tags) == ("Two", ("sea", "wind"))
    index = b"<sitemapindex><sitemap><loc>https://a.example/m1.xml</loc></sitemap></sitemapindex>"
    assert sitemap.parse(index, since=SINCE).maps == ("https://a.example/m1.xml",)


@pytest.mark.parametrize(
    ("body", "kind", "url", "shape"),
    [(RSS, "text/html", "x", Shape.FEED), (ATOM, "", "x", Shape.FEED), (JSON, "", "x", Shape.FEED), (MAP, "", "x", Shape.SITEMAP), (b'{"title": "a", "text": "b"}\n{"title": "c"}', "", "x", Shape.ROWS), (b"<!doctype html><html><body><p>Hello", "", "x", Shape.PAGE), (b"", "application/rss+xml", "x", Shape.FEED)],
)  # fmt: skip
def test_what_an_answer_is(body, kind, url, shape):
    """The content says it before the server does."""
    assert discover.shape_of(body, kind, url) is shape


def test_a_site_names_its_feed():
    """The feed of articles is taken before that of comments."""
    page = '<html><head><link rel="alternate" type="application/rss+xml" title="Comments feed" href="/comments"><link rel="alternate" type="application/atom+xml" href="feed.atom"></head><body><p>Hi</p></body></html>'
    assert discover.feed_of(page, "https://a.example/news/") == "https://a.example/news/feed.atom"
    assert discover.feed_of("<html><body></body></html>", "https://a.example/") is None


def test_opml_goes_out_as_it_came_in():
    """Names with any sign, nested folders, and no feed twice."""
    told = (
        opml.Outline('Wire "A" & <B>', "https://a.example/f?x=1&y=2"),
        opml.Outline("Two", "https://b.example/f"),
    )
    assert opml.parse(opml.write(told, "Sources").encode()) == told
    nested = b'<opml><body><outline text="Folder"><outline text="A" xmlUrl="https://a.example/"/><outline text="B" xmlurl="https://a.example/"/></outline></body></opml>'
    assert opml.parse(nested) == (opml.Outline("A", "https://a.example/"),)
    with pytest.raises(UnreadableError, match="no feed"):
        opml.parse(b"<opml><body/></opml>")
