"""What a site's address leads to: the feed that it names or hides, its sitemaps, or one reason why there is nothing."""

import gzip

import pytest
from newsroom import ARTICLE, ITEM, TEXT
from webserver import Page, rss

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOME = Page(b"<html><body><h1>The Harbour Wire</h1><a href=/ferry>Ferry</a></body></html>", "text/html")


def naming(path):
    """A page that says its feed is there."""
    return Page(
        f'<html><head><link rel="alternate" type="application/rss+xml" href="{path}"></head><body>Hi</body></html>'.encode(),
        "text/html",
    )


def test_a_feed_that_no_page_names_is_found_at_a_usual_place(web, room):
    """A home page without a word of it leads to /rss.xml, once: the next visit asks there."""
    web.pages |= {"/": HOME, "/rss.xml": Page(rss(ITEM))}
    for _ in range(2):
        visit = room.collect(wire={"url": f"{web.url}/"})["wire"]
    assert (visit.error, list(room.articles())) == (None, [ITEM[1]])
    assert web.paths().count("/") == 1


def test_a_site_without_a_feed_is_read_by_its_sitemap(web, room):
    """The one that robots.txt names, packed as a file: its news of the last days are fetched."""
    listed = f"<urlset><url><loc>{web.url}/ferry</loc><lastmod>{room.now:%Y-%m-%d}</lastmod></url></urlset>"
    web.pages |= {
        "/": HOME,
        "/robots.txt": Page(f"User-agent: *\nSitemap: {web.url}/map.xml.gz".encode(), "text/plain"),
        "/map.xml.gz": Page(gzip.compress(listed.encode()), "application/x-gzip"),
        "/ferry": Page(ARTICLE, "text/html"),
    }
    assert room.collect(wire={"url": f"{web.url}/"})["wire"].collected.new == 1


def test_pages_that_name_each_other_as_feeds_end(web, room):
    """A page is no feed, whoever says so: each is asked once."""
    web.pages |= {"/one": naming("/two"), "/two": naming("/one")}
    visit = room.collect(wire={"url": f"{web.url}/one"})["wire"]
    assert "/two is a page and no feed" in visit.error
    assert web.paths() == ["/one", "/two"]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (HOME, "names no feed and holds no article"),
        (naming("/lost"), "its feed http"),
        (Page(b"  \n", "text/html"), "empty"),
        (Page(b'{"a": 1}', "application/json"), "neither a JSON Feed nor rows"),
        (Page(b'{"version": "https://jsonfeed.org/version/1.1"}', "application/json"), "`items`"),
        (
            Page(b"<urlset><url><loc>http://a.example/</loc></url></urlset>", "text/xml"),
            "none of its pages has a date",
        ),
    ],
)
def test_what_gives_nothing_says_why(web, room, page, why):
    """A source that holds nothing fails with its reason rather than being good for ever."""
    web.pages["/news"] = page
    assert why in room.collect(wire={"url": f"{web.url}/news"})["wire"].error


def test_sitemaps_that_cannot_be_read_are_told(web, room):
    """Of an index the others are read."""
    today = f"{room.now:%Y-%m-%d}"
    index = "".join(f"<sitemap><loc>{web.url}/{name}</loc></sitemap>" for name in ("lost", "map"))
    web.pages |= {
        "/index": Page(f"<sitemapindex>{index}</sitemapindex>".encode(), "text/xml"),
        "/map": Page(f"<urlset><url><loc>{web.url}/ferry</loc><lastmod>{today}</lastmod></url></urlset>".encode(), "text/xml"),
        "/ferry": Page(ARTICLE, "text/html"),
    }  # fmt: skip
    visit = room.collect(wire={"url": f"{web.url}/index"})["wire"]
    assert visit.collected.new == 1
    assert ["/lost: status 404" in one.reason for one in visit.collected.rejected] == [True]


def test_a_teaser_says_what_to_do(web, room):
    """An item of a few words is not stored, and the reason names the setting that fetches its page."""
    web.pages["/feed"] = Page(rss((f"{web.url}/ferry", "Ferry", "Short."), ITEM))
    visit = room.collect(wire={"url": f"{web.url}/feed"})["wire"]
    assert visit.collected.new == 1
    assert ["full_text = true in [sources.wire]" in one.reason for one in visit.collected.rejected] == [True]


def test_a_page_in_an_old_character_set_is_read(web, room):
    """Its server calls it UTF-8, and it is Windows-1252."""
    page = f"<html><body><article><h1>Café d’été</h1><p>{TEXT} Déjà vu.</p></article></body></html>"
    web.pages["/page"] = Page(page.encode("cp1252"), "text/html; charset=utf-8")
    room.collect(wire={"url": f"{web.url}/page"})
    assert list(room.articles()) == ["Café d’été"]


def test_a_sitemaps_page_keeps_its_own_date(web, room):
    """What is listed is when it was changed; an old page that was touched is not news of today."""
    head = b'<head><meta property="article:published_time" content="2024-05-01T08:00:00Z">'
    listed = (
        f"<urlset><url><loc>{web.url}/ferry</loc><lastmod>{room.now.isoformat()}</lastmod></url></urlset>"
    )
    web.pages |= {
        "/map": Page(listed.encode(), "text/xml"),
        "/ferry": Page(ARTICLE.replace(b"<head>", head), "text/html"),
    }
    room.collect(wire={"url": f"{web.url}/map"})
    [stored] = room.articles().values()
    assert (stored.published.isoformat(), stored.updated) == ("2024-05-01T08:00:00+00:00", room.now)


def test_full_text_that_is_asked_for_later_reads_the_feed_again(web, room):
    """Though the feed is as it was, its items' pages are fetched now."""
    web.pages |= {
        "/feed": Page(rss((f"{web.url}/ferry", "Ferry and tram to merge", "Short.")), etag='"1"'),
        "/ferry": Page(ARTICLE, "text/html"),
    }
    source = {"url": f"{web.url}/feed"}
    assert room.collect(wire=source)["wire"].collected.new == 0
    assert room.collect(wire=source | {"full_text": True})["wire"].collected.new == 1
    assert room.collect(wire=source | {"full_text": True})["wire"].is_unchanged


def test_a_host_that_asks_for_a_delay_is_given_it(web, room):
    """Pages wait for their turns; what would have to wait too long is fetched by the next visits."""
    items = [(f"{web.url}/{name}", f"Ferry {name}", "Short.") for name in ("one", "two")]
    web.pages |= {"/feed": Page(rss(*items), etag='"1"'), "/one": Page(ARTICLE, "text/html")}
    web.pages |= {"/two": Page(ARTICLE, "text/html")}
    source = {"url": f"{web.url}/feed", "full_text": True}
    web.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 100", "text/plain")
    assert [room.collect(wire=source)["wire"].collected.new for _ in range(2)] == [1, 1]
    assert room.collect(wire=source)["wire"].is_unchanged
    web.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 0.01", "text/plain")
    assert room.collect(soon=source | {"tags": ("x",)})["soon"].collected.rejected == []
    assert {"/one", "/two"} <= set(web.paths()[-3:])
