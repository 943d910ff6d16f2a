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
