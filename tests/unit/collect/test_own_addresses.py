"""What an article is known by, and when it says it was updated."""

from datetime import UTC, datetime

import pytest

from digest.collect.canonical import settled
from digest.collect.extract import from_html, from_row
from digest.collect.feeds import parse, sitemap

AT = "https://wire.example"
NOON, EVENING = datetime(2026, 11, 23, 12, tzinfo=UTC), datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
PROSE = "The harbour board will merge the ferry line and the tram company, its chair said on Monday. " * 6


@pytest.mark.parametrize(
    ("fetched", "named", "own"),
    [
        ("/ferry/amp", "/ferry", "/ferry"),
        ("/ferry?amp=1", "/ferry", "/ferry"),
        ("/ferry?outputType=amp&utm_source=x", "/ferry", "/ferry"),
        ("/2026/ferry", "/news/ferry-and-tram", "/news/ferry-and-tram"),
        ("/ferry/2", "/ferry", "/ferry"),
        ("/news/ferry", "/", None),
        ("/news/ferry", "/news", None),
        ("/story.php?id=5", "/story.php", None),
        ("/story.php?id=5", "/story.php?id=5", "/story.php?id=5"),
        ("/ferry", "https://other.example/ferry", None),
        ("/ferry", "javascript:alert(1)", None),
        ("/ferry", "http://[", None),
        ("/ferry", None, None),
    ],
)
def test_a_page_names_its_own_address(fetched, named, own):
    """It is believed of its own site, and not where it would be that of many pages."""
    full = f"{AT}{named}" if named and named.startswith("/") else named
    assert settled(f"{AT}{fetched}", full) == f"{AT}{own or fetched}"


def test_other_editions_of_a_site_are_the_site():
    """A page for telephones names the one for everybody."""
    assert settled("https://m.wire.example/ferry", f"{AT}/ferry") == f"{AT}/ferry"
    assert settled(None, f"{AT}/ferry") == f"{AT}/ferry"


def page(head):
    return f"<html><head><title>Ferry</title>{head}</head><body><article><h1>Ferry and tram to merge</h1><p>{PROSE}</p></article></body></html>"


def test_a_fetched_page_is_known_by_the_address_it_names():
    """What a feed links to is the page for telephones; the article has one address however it was come by."""
    html = page(f'<link rel="canonical" href="{AT}/ferry">')
    assert from_row({"html": html, "url": f"{AT}/ferry/amp"}).url == f"{AT}/ferry"


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-11-23T12:00:00Z", "dateModified": "2026-11-23T20:30:00+01:00"}</script>',
        '<meta property="article:published_time" content="2026-11-23T13:00:00+01:00"><meta property="article:modified_time" content="2026-11-23T19:30:00Z">',
        '<time itemprop="datePublished" datetime="2026-11-23T12:00:00Z"></time><time itemprop="dateModified" datetime="2026-11-23T19:30:00Z"></time>',
    ],
)
def test_a_page_says_when_it_was_updated(head):
    """JSON-LD, Open Graph, the markup: in UTC, beside when it was published."""
    found = from_html(page(head))
    assert (found.published, found.updated) == (NOON, EVENING)


def test_feeds_and_sitemaps_say_when_an_article_was_updated():
    """Atom's and JSON Feed's word; a sitemap's lastmod is that too, and no day of publication."""
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>W</title><entry><title>Ferry</title><id>a:1</id><published>2026-11-23T12:00:00Z</published><updated>2026-11-23T19:30:00Z</updated></entry></feed>'
    json = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "date_published": "2026-11-23T12:00:00+00:00", "date_modified": "2026-11-23T19:30:00+00:00"}]}'
    for feed in (atom, json):
        [entry] = parse.parse(feed, AT).entries
        assert (entry.published, entry.updated) == (NOON.isoformat(), EVENING.isoformat())
    [entry] = sitemap.parse(f"<urlset><url><loc>{AT}/ferry</loc><lastmod>2026-11-23T19:30:00Z</lastmod></url></urlset>".encode(), since=NOON).pages  # fmt: skip
    assert (entry.published, entry.updated) == (None, EVENING.isoformat())
