"""Past editions as feeds, single stories and a sitemap: valid, absolute, kept by others no longer than they are true."""

import json
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import feedparser
import pytest

from digest.database import writing
from digest.records import Correction

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOME = "http://127.0.0.1:8000/archive/daily"
DAY = f"{HOME}/2026-11-24"
PATHS = (
    "/archive/daily", "/archive/daily/2026-11-24", "/archive/daily/2026-11-24/1", "/archive/daily/feed.atom",
    "/archive/daily/feed.rss", "/archive/daily/feed.json", "/sitemap.xml",
)  # fmt: skip


@pytest.fixture
def correct(engine):
    """Stamps a story as corrected, an hour after its edition was fixed."""

    def stamp(edition, story, text):
        at = edition.frozen_at + timedelta(hours=1)
        with writing(engine) as session:
            session.add(Correction(edition_id=edition.id, story=story, text=text, at=at))

    return stamp


@pytest.mark.parametrize("file", ["feed.atom", "feed.rss"])
@pytest.mark.long
def test_the_xml_feeds_are_read_by_feedparser(browser, printed, file):
    """Both parse without a fault, hold each edition once, newest first, and lead to absolute addresses."""
    printed(-1)
    printed()
    answer = browser.get(f"/archive/daily/{file}")
    feed = feedparser.parse(answer.content, response_headers={"content-type": answer.headers["content-type"]})
    assert (feed.bozo, feed.version) == (False, {"feed.atom": "atom10", "feed.rss": "rss20"}[file])
    assert feed.feed.title == "The Morning Wire"
    assert [one.link for one in feed.entries] == [DAY, f"{HOME}/2026-11-23"]
    assert len({one.id for one in feed.entries}) == 2
    assert all(one.id.startswith("urn:uuid:") for one in feed.entries)
    assert "Ferry line to reopen" in feed.entries[0].content[0].value
    assert f'href="{DAY}/1"' in feed.entries[0].content[0].value
    assert {link.rel: link.href for link in feed.feed.links}["self"] == f"{HOME}/{file}"


def test_the_json_feed_keeps_the_rules(browser, printed):
    """JSON Feed 1.1: version, title, ids as text, content, RFC 3339 dates with an offset, authors, language."""
    printed()
    answer = browser.get("/archive/daily/feed.json")
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["title"], feed["language"]) == ("The Morning Wire", "en")
    assert (feed["home_page_url"], feed["feed_url"]) == (HOME, f"{HOME}/feed.json")
    assert feed["authors"] == [{"name": "The Morning Wire"}]
    (item,) = feed["items"]
    assert isinstance(item["id"], str)
    assert item["url"] == DAY
    assert "content_html" in item
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo is not None


def test_a_feed_of_nothing_is_valid(browser):
    """Before the first edition there is a feed to follow."""
    assert feedparser.parse(browser.get("/archive/daily/feed.atom").content).bozo is False
    assert feedparser.parse(browser.get("/archive/daily/feed.rss").content).bozo is False
    assert browser.get("/archive/daily/feed.json").json()["items"] == []


@pytest.mark.parametrize(
    "path", ["/archive/daily", "/archive/daily/2026-11-24", "/archive/daily/2026-11-24/1"]
)
@pytest.mark.long
def test_pages_name_their_feeds_and_themselves(browser, printed, path):
    """Every page has its canonical address, Open Graph's four, and a link to each feed that leads to one."""
    printed()
    page = browser.get(path).text
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{path}">' in page
    for name in ("title", "type", "url", "site_name"):
        assert re.search(rf'<meta property="og:{name}" content="[^"]+">', page), name
    feeds = re.findall(
        r'<link rel="alternate" type="[^"]+" title="[^"]+" href="http://127.0.0.1:8000([^"]+)"', page
    )
    assert len(feeds) == 3
    assert {browser.get(feed).status_code for feed in feeds} == {200}


def test_a_story_has_a_page_of_its_own(browser, printed):
    """Its headline is title and heading, its words are there, and the ways to its neighbours and its edition."""
    printed()
    page = browser.get("/archive/daily/2026-11-24/2").text
    headline = re.search(r"<h1>(.*?)</h1>", page)[1]
    assert f"<title>{headline} – The Morning Wire</title>" in page
    assert re.search(r'<a href="1" rel="prev">', page)
    assert re.search(r'<a href="3" rel="next">', page)
    assert 'href="../2026-11-24"' in page
    assert browser.get("/archive/daily/2026-11-24/1").text.count('rel="prev"') == 0


def test_other_numbers_are_no_story(browser, printed):
    """What is no number of a story, in its one spelling, is a page that says so."""
    printed()
    for number in ("0", "99", "01", "1x", "-1", "٣", "1000000"):
        assert browser.get(f"/archive/daily/2026-11-24/{number}").status_code == 404, number


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_sent_twice(browser, printed, path):
    """Each answer has an ETag and may be kept; who names the tag, or a later time, gets 304 and no body."""
    printed()
    first = browser.get(path)
    assert "max-age" in first.headers["cache-control"]
    again = browser.get(path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert browser.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    if "last-modified" in first.headers:
        same = {"if-modified-since": first.headers["last-modified"]}
        assert browser.get(path, headers=same).status_code == 304
        early = {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"}
        assert browser.get(path, headers=early).status_code == 200
    assert browser.get(path, headers={"if-modified-since": "tomorrow"}).status_code == 200


def test_every_answer_has_a_policy(browser, printed):
    """Nothing foreign runs or is loaded, but pictures over https; and no answer is taken for another kind."""
    printed()
    for path in PATHS:
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "script" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path


def test_no_personal_word_is_in_any_answer(browser, printed):
    """No slot, and no way to leave that is one reader's, in pages, feeds or the sitemap."""
    printed()
    for path in PATHS:
        assert not re.search(r"slot[0-9a-f]{12}|unsubscribe/|preferences/", browser.get(path).text), path


@pytest.mark.long
def test_the_sitemap_names_what_is_there(browser, printed):
    """List, editions and stories, each with when it changed; every address answers."""
    printed(-1)
    printed()
    root = ET.fromstring(browser.get("/sitemap.xml").content)
    places = [place.text for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places[:3] == [HOME, DAY, f"{DAY}/1"]
    assert len(places) == len(set(places)) > 8
    paths = [place.removeprefix("http://127.0.0.1:8000") for place in places]
    assert {browser.get(path).status_code for path in paths} == {200}


@pytest.mark.long
def test_a_correction_is_seen_everywhere(browser, printed, correct):
    """On the edition, on its story and in the feeds, with its time; all count as changed then, and other stories do not show it."""
    edition = printed()
    before = browser.get("/archive/daily/feed.atom")
    kept = {path: browser.get(path).headers["etag"] for path in PATHS[1:6]}
    correct(edition, 2, "The price is nine <crowns>, not 12.")
    said = "The price is nine &lt;crowns&gt;, not 12."
    page = browser.get("/archive/daily/2026-11-24").text
    assert said in page
    assert re.search(r"<time datetime=\"2026-11-24T0[678]:\d\d:\d\dZ\">Corrected November 24, 2026, ", page)
    assert page.index(said) < page.index('role="article"')
    assert said in browser.get("/archive/daily/2026-11-24/2").text
    assert said not in browser.get("/archive/daily/2026-11-24/1").text
    assert said in json.loads(browser.get("/archive/daily/feed.json").content)["items"][0]["content_html"]
    changed = browser.get("/archive/daily/feed.atom")
    assert changed.headers["last-modified"] > before.headers["last-modified"]
    known = [
        path
        for path, tag in kept.items()
        if browser.get(path, headers={"if-none-match": tag}).status_code == 304
    ]
    assert known == ["/archive/daily/2026-11-24/1"]
